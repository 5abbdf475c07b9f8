"""The numbering of Chinese official documents: which mark stands at a place in the text, of which family and value.

A mark is judged here by itself and by the words right after it (a cross-reference such as 第三条规定的 is none);
whether it starts a clause is decided where it stands (outline.py) and how it nests (nesting.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from knowledge.numerals import CHINESE_NUMERAL, to_int


class Family(IntEnum):
    """The families of enumerators; the value is the default rank, from the outermost."""

    ARTICLE = 0  # 第二十八条, 第一百二十条之一
    CHINESE_COMMA = 1  # 一、
    QUESTION = 2  # 问1: 第一问 Q1:
    CHINESE_PAREN = 3  # (一) ㈠ (三)之一
    ARABIC_DOT = 4  # 1. ⒈
    ARABIC_COMMA = 5  # 1、
    DOTTED = 6  # 1.1, 5.9.5
    ARABIC_PAREN = 7  # (1) ⑴
    HALF_PAREN = 8  # 1)
    CIRCLED = 9  # ①


@dataclass(frozen=True, slots=True)
class Enumerator:
    """One mark: `numbers` are its own numbers ((120, 1) for 第一百二十条之一), `printed` the mark without white space.

    `start` is where the mark begins in the text, `end` where the words after it begin; `is_set_off` tells whether white
    space lies between or the line ends.
    """

    family: Family
    numbers: tuple[int, ...]
    printed: str
    start: int
    end: int
    is_set_off: bool = False

    @property
    def value(self) -> int:
        """The last of its numbers, which counts on from one mark to the next."""
        return self.numbers[-1]

    @property
    def path(self) -> str:
        """Its part of a clause path: `6`, `120_1`, `5.9.5`."""
        return ("." if self.family is Family.DOTTED else "_").join(map(str, self.numbers))


_GAP = r"[^\S\n]*"
_CHINESE = rf"(?P<n>{CHINESE_NUMERAL}{{1,8}})"
_ARABIC = r"(?P<n>[0-9０-９]{1,3})"
_EITHER = rf"(?P<n>{CHINESE_NUMERAL}{{1,8}}|[0-9０-９]{{1,3}})"
_SPACED = rf"(?P<n>{CHINESE_NUMERAL}(?:[^\S\n]?{CHINESE_NUMERAL}){{0,7}}|[0-9０-９]{{1,4}})"
_YEAR = r"(?:19|20|１９|２０)[0-9０-９]{2}\s*年"

_PATTERNS: tuple[tuple[Family, str], ...] = (
    (Family.ARTICLE, rf"第{_GAP}{_SPACED}{_GAP}条(?:{_GAP}之{_GAP}(?P<of>{CHINESE_NUMERAL}{{1,3}}))?"),
    (Family.QUESTION, rf"问题?{_GAP}{_EITHER}(?:{_GAP}[:：.．、]|(?=\s|$))"),
    (Family.QUESTION, rf"第{_GAP}{_EITHER}{_GAP}问(?:{_GAP}[:：.．、]|(?=\s|$))"),
    (Family.QUESTION, rf"[QＱ]{_GAP}{_ARABIC}{_GAP}[:：.．、]"),
    (Family.CHINESE_COMMA, rf"{_CHINESE}{_GAP}[、.．]"),
    (
        Family.CHINESE_PAREN,
        rf"[(（]{_GAP}{_CHINESE}{_GAP}[)）](?:[、.．]|之(?P<of>{CHINESE_NUMERAL}{{1,3}})(?![的、,，]))?",
    ),
    (Family.CHINESE_PAREN, r"(?P<n>[\u3220-\u3229])[、.．]?"),
    (Family.DOTTED, r"(?P<n>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,4})(?![0-9０-９])[.．、]?"),
    (Family.ARABIC_DOT, rf"{_ARABIC}{_GAP}[.．](?:(?={_YEAR})|(?![0-9０-９]))"),
    (Family.ARABIC_DOT, r"(?P<n>[\u2488-\u249b])"),
    (Family.ARABIC_COMMA, rf"{_ARABIC}{_GAP}、"),
    (Family.ARABIC_PAREN, rf"[(（]{_GAP}{_ARABIC}{_GAP}[)）][、.．]?"),
    (Family.ARABIC_PAREN, r"(?P<n>[\u2474-\u2487])[、.．]?"),
    (Family.HALF_PAREN, rf"{_ARABIC}[)）][、.．]?"),
    (Family.CIRCLED, r"(?P<n>[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2776-\u277f])[、.．]?"),
)

# What follows a mark that only names another place. An article's text after a space may well begin with 所有 or 规定,
# so fewer words rule out a mark that is set off by a space.
_OTHER_PLACE = r"(?:[、,，]|以?及|或者|[和与或至到]|[~～—－-]+)\s*[(（第]"
_NAMES_A_PLACE = re.compile(
    rf"\s*(?:{_OTHER_PLACE}|第{_GAP}{CHINESE_NUMERAL}+{_GAP}[款项目]|[的、,，;；。》”’）)]|规定的|所[称列指述])"
)
_NAMES_A_PLACE_UNSPACED = re.compile(
    r"所?规定|所[列称指述]|中[的所规]|[之以][上下前后规]|修改为|明确|要求|[款项目]|[和与或至到及]"
)
_PAREN_NAMES_A_PLACE = re.compile(rf"\s*(?:{_OTHER_PLACE}|[款项](?:[所的中至、,，和或]|规定|情形))")
_SAME_KIND = re.compile(
    rf"(?P<next>{CHINESE_NUMERAL}{{1,3}}|[0-9０-９]{{1,3}})(?:[、和及或与至]|[等类级期线产批档次号月季][^、]?)"
)

_DISTRUSTED_AFTER_MARK = {
    Family.CHINESE_PAREN: _PAREN_NAMES_A_PLACE,
    Family.ARABIC_PAREN: _PAREN_NAMES_A_PLACE,
}


def match_enumerator(text: str, position: int = 0) -> Enumerator | None:
    """The enumerator that begins exactly at `position`, or None; a cross-reference or a list of numbers is None."""
    for family, pattern in _compiled():
        match = pattern.match(text, position)
        if match is None:
            continue
        numbers = _numbers(family, match)
        if numbers is None or _is_reference(family, numbers, text, match):
            continue
        return _enumerator(family, numbers, text, match)
    return None


def _enumerator(family: Family, numbers: tuple[int, ...], text: str, match: re.Match[str]) -> Enumerator:
    printed = re.sub(r"\s", "", match[0])
    end = _skip_space(text, match.end())
    return Enumerator(family, numbers, printed, match.start(), end, _is_set_off(text, match))


def _is_set_off(text: str, match: re.Match[str]) -> bool:
    """Whether white space follows the mark, or is misplaced inside it (第十五 条工商), or the line ends."""
    return match.end() == len(text) or text[match.end()].isspace() or re.search(r"\s", match[0]) is not None


@cache
def _compiled() -> tuple[tuple[Family, re.Pattern[str]], ...]:
    return tuple((family, re.compile(pattern)) for family, pattern in _PATTERNS)


def _skip_space(text: str, position: int) -> int:
    """The first place from `position` on that holds no white space, but never beyond the line."""
    while position < len(text) and text[position].isspace() and text[position] != "\n":
        position += 1
    return position


def _numbers(family: Family, match: re.Match[str]) -> tuple[int, ...] | None:
    """The mark's numbers; None where the numeral is malformed (十十) or zero."""
    try:
        if family is Family.DOTTED:
            return tuple(int(part) for part in re.split(r"[.．]", match["n"]))
        numbers: tuple[int, ...] = (to_int(match["n"]),)
        if match.groupdict().get("of"):
            numbers = (*numbers, to_int(match["of"]))
    except ValueError:
        return None
    return numbers if all(numbers) else None


def _is_reference(family: Family, numbers: tuple[int, ...], text: str, match: re.Match[str]) -> bool:
    """Whether the words after the mark show that it names another place or lists numbers (一、二、三等奖)."""
    if family is Family.ARTICLE:
        return _is_article_reference(text, match)
    if family in _DISTRUSTED_AFTER_MARK:
        after_bracket = match.end() - match[0].endswith("、")
        return _DISTRUSTED_AFTER_MARK[family].match(text, after_bracket) is not None
    if family in (Family.CHINESE_COMMA, Family.ARABIC_COMMA):
        following = _SAME_KIND.match(text, match.end())
        return following is not None and _value_or_zero(following["next"]) == numbers[0] + 1
    return False


def _is_article_reference(text: str, match: re.Match[str]) -> bool:
    if _NAMES_A_PLACE.match(text, match.end()):
        return True
    return not _is_set_off(text, match) and _NAMES_A_PLACE_UNSPACED.match(text, match.end()) is not None


def _value_or_zero(numeral: str) -> int:
    try:
        return to_int(numeral)
    except ValueError:
        return 0
