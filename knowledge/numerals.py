"""Numerals of enumerators, below 10,000: 一百二十, 廿三, 二〇二五, １２, ⑴, ㈠ → int, and int → 一百二十."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
_POSITIONAL = re.compile(r"[零〇○一二三四五六七八九]{2,}")

CHINESE_NUMERAL = "[零〇○一二三四五六七八九十百千两廿卅]"
"""Regular expression of one character of a Chinese numeral."""


def to_int(numeral: str) -> int:
    """The value of a numeral in Chinese characters, half- or full-width digits, or one enclosed character (①, ⑴, ㈠).

    Raises ValueError for anything else, malformed numerals (十十, 一百百) included. Own conversion, because cn2an
    refuses 百 and 卅.
    """
    text = re.sub(r"\s", "", numeral)
    if text.isdecimal():
        return int(text)
    if not text:
        raise ValueError("not a numeral: nothing")
    if len(text) == 1 and text not in _DIGITS | _UNITS | _TENS:
        return int(unicodedata.numeric(text))
    if _POSITIONAL.fullmatch(text) and not re.fullmatch("[零〇○].", text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _from_units(text)


def _from_units(text: str) -> int:
    """Add up digit-unit pairs from the left; units must fall (千, 百, 十)."""
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                raise ValueError(f"not a numeral: {text!r}")
            digit = _DIGITS[character]
            continue
        amount, unit = _amount_of_unit(character, digit)
        if unit >= last_unit:
            raise ValueError(f"not a numeral: {text!r}")
        total, digit, last_unit = total + amount, None, unit
    return total + (digit or 0)


def _amount_of_unit(character: str, digit: int | None) -> tuple[int, int]:
    """The value that a unit character adds, given the digit before it, and the unit itself."""
    if character in _TENS and not digit:
        return _TENS[character], 10
    if character in _UNITS:
        return (digit or 1) * _UNITS[character], _UNITS[character]
    raise ValueError(f"not a numeral: {character!r}")


def to_chinese(value: int) -> str:
    """The numeral that Chinese official documents print for `value` (0 … 9,999): 十二, 一百零五, 一千零一十."""
    if not 0 <= value < 10_000:
        raise ValueError(f"out of range: {value}")
    if value < 10:
        return "零一二三四五六七八九"[value]
    parts: list[str] = []
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            parts.append(to_chinese(digit) + name)
        elif parts and parts[-1] != "零":
            parts.append("零")
    numeral = "".join(parts).rstrip("零")
    return numeral.removeprefix("一") if 10 <= value < 20 else numeral
