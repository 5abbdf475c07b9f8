"""Numerals as Chinese documents and users write them: 5,000 · 1.5亿 · 八百万 · 一千二百 · 2亿3000万 · 壹佰.

Every pattern here expects half-width text (`bot.folding.fold_width`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLAIN: Final = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零二一二三四五六七八九十百千万亿")
_ARABIC: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_CHINESE: Final = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十百千万亿拾佰仟萬億"

CHINESE_DIGIT: Final = "[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖]"
#: A run of characters that may be one numeral; `parse_numeral` decides whether it is.
NUMERAL: Final = (
    rf"(?:{_ARABIC}|[{_CHINESE}]+)(?:点{CHINESE_DIGIT}+)?"
    rf"(?: ?[{_CHINESE}]+(?: ?{_ARABIC}(?=[元万千百块]| ?元)|[1-9](?![0-9.,A-Za-z]))?)*"
)
ARABIC: Final = _ARABIC
NUMERAL_START: Final = rf"[0-9{_CHINESE}]"

_BELOW_TEN_THOUSAND: Final = re.compile(
    r"(?:(?P<thousands>[0-9.]+|[一二三四五六七八九])?(?P<k>千))?零?"
    r"(?:(?P<hundreds>[0-9.]+|[一二三四五六七八九])?(?P<h>百))?零?"
    r"(?:(?P<tens>[0-9]|[一二三四五六七八九])?(?P<t>十))?零?(?P<ones>[0-9.]+|[零一二三四五六七八九])?"
)
_SHORTHAND: Final = re.compile(r"(?P<unit>[百千万亿])(?P<digit>[1-9二三四五六七八九])$")  # 两万五 is 25,000
_UNIT_VALUES: Final = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral, None where the characters are none (十四五, 七八)."""
    plain = text.translate(_PLAIN).replace(",", "").replace(" ", "")
    shorthand = _SHORTHAND.search(plain)
    if shorthand is None:
        return _parse_scaled(plain)
    value = _parse_scaled(plain[:-1])
    return None if value is None else value + _digit(shorthand["digit"]) * _UNIT_VALUES[shorthand["unit"]] / 10


def is_shorthand(text: str) -> bool:
    """Whether the last character stands for a digit of the next lower unit (the 五 of 两万五)."""
    return _SHORTHAND.search(text.translate(_PLAIN)) is not None


def parse_year(text: str) -> int | None:
    """A year written digit by digit, 2023 or 二〇二三."""
    plain = "".join(str(_DIGITS.get(character, character)) for character in text.translate(_PLAIN))
    return int(plain) if len(plain) == 4 and plain.isdigit() else None


def _parse_scaled(plain: str) -> Decimal | None:
    for unit in "亿万":
        head, found, tail = plain.rpartition(unit)
        if not found:
            continue
        upper = Decimal(1) if not head else _parse_scaled(head)
        lower = Decimal(0) if not tail else _parse_scaled(tail)
        if upper is None or lower is None or lower >= _UNIT_VALUES[unit]:
            return None
        return upper * _UNIT_VALUES[unit] + lower
    return _parse_small(plain)


def _parse_small(plain: str) -> Decimal | None:
    if "点" in plain:
        return _parse_decimal(plain)
    match = _BELOW_TEN_THOUSAND.fullmatch(plain)
    if not plain or match is None:
        return None
    try:
        parts = (("k", "thousands", 1000), ("h", "hundreds", 100), ("t", "tens", 10))
        total = sum((_part(match[name]) * scale for flag, name, scale in parts if match[flag]), Decimal(0))
        return total + (_digit(match["ones"]) if match["ones"] else 0)
    except ArithmeticError:  # 1.2.3 is no number
        return None


def _parse_decimal(plain: str) -> Decimal | None:
    whole, _, fraction = plain.partition("点")
    value = _parse_small(whole)
    if value is None or not fraction or any(character not in _DIGITS for character in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[character]) for character in fraction))


def _part(digit: str | None) -> Decimal:
    return Decimal(1) if digit is None else _digit(digit)


def _digit(text: str) -> Decimal:
    return Decimal(_DIGITS[text]) if text in _DIGITS else Decimal(text)
