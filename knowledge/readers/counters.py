"""The numbers that word processors and browsers print before paragraphs, by the names that WordprocessingML gives."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.numerals import to_chinese

BULLET_MARK = "• "
"""What is printed before an item of a list without numbers."""

_LARGEST_CHINESE = 9_999
_LARGEST_ROMAN = 3_999
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


def format_number(value: int, number_format: str) -> str:
    """`value` as WordprocessingML's `number_format` prints it; an unknown format prints decimal digits."""
    if number_format in ("none", "bullet"):
        return ""
    write = _WRITERS.get(number_format)
    return write(value) if write is not None and value > 0 else str(value)


def letters(value: int) -> str:
    """a … z, aa, ab, …, as browsers count (Word goes on with aa, bb)."""
    text = ""
    while value > 0:
        value, digit = divmod(value - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def roman(value: int) -> str:
    """i, ii, iii, iv, …; decimal digits where Roman numerals end."""
    if not 0 < value <= _LARGEST_ROMAN:
        return str(value)
    text = ""
    for amount, numeral in _ROMAN:
        count, value = divmod(value, amount)
        text += numeral * count
    return text


def _doubled_letters(value: int) -> str:
    count, digit = divmod(value - 1, 26)
    return chr(ord("a") + digit) * (count + 1)


def _positional(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _counting(value: int) -> str:
    """一 … 九十九 in tens and units, above that digit by digit (一〇〇)."""
    return to_chinese(value) if value < 100 else _positional(value)


def _thousands(value: int) -> str:
    return to_chinese(value) if value <= _LARGEST_CHINESE else _positional(value)


def _japanese(value: int) -> str:
    """As in Japanese: no one before hundreds and thousands, no zero (百一)."""
    return _thousands(value).replace("一百", "百").replace("一千", "千").replace("零", "")


def _from(characters: str) -> Callable[[int], str]:
    """Numbers that are single characters; decimal digits beyond the last."""
    return lambda value: characters[value - 1] if value <= len(characters) else str(value)


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedParen": _from("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _from("".join(map(chr, range(0x2488, 0x249C)))),
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": lambda value: roman(value).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda value: _doubled_letters(value).upper(),
    "lowerLetter": _doubled_letters,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "chineseLegalSimplified": lambda value: _thousands(value).translate(_LEGAL),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "japaneseCounting": _japanese,
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("".join(map(chr, range(0x3280, 0x328A)))),
}
