"""The enumerators of a run of lines that stand where a clause may start: at a line's start or after a full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.enumerators import Enumerator, Family, match_enumerator
from knowledge.lines import Line
from knowledge.quotations import quoted_lines

_AFTER_FULL_STOP = re.compile(r"[。！？!?…][”’」』）)]*\s*")
_AFTER_OPEN_STOP = re.compile(r"[：:，,、；;]\s*")
_AMOUNT = re.compile(r"\s?[万亿千百元倍%％]")
_BARE_NUMBER = re.compile(
    r"([0-9０-９]{1,2})(?:[^\S\n]+(?=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff])(?![年月日号个家项万亿千百元倍份条款级类期批次名人岁天小种楼]))"
)
"""How standards and service guides number what lies above 1.1: 1 适用范围; scans lose the space."""
_LONGEST_BARE_LINE = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enumerator that may start a clause, on the line with index `line`; `opens_line` if it begins that line."""

    line: int
    enumerator: Enumerator
    opens_line: bool

    @property
    def family(self) -> Family:
        """The enumerator's family."""
        return self.enumerator.family


def find_candidates(text: str, lines: Sequence[Line], inert: set[int]) -> list[Candidate]:
    """All candidates in order; lines whose index is in `inert`, table rows, notes and 编/章/节 lines have none.

    Nor have lines that begin inside a quotation of several paragraphs.
    """
    found: list[Candidate] = []
    bare: list[Candidate] = []
    quoted = quoted_lines(lines)
    for index, line in enumerate(lines):
        if index in inert or index in quoted or line.is_table_row or line.is_note or line.division_level is not None:
            continue
        opening = match_enumerator(text, line.start)
        if opening:
            found.append(Candidate(index, opening, opens_line=True))
        elif (number := _bare_number(line)) is not None:
            bare.append(Candidate(index, number, opens_line=True))
        found.extend(Candidate(index, inline, opens_line=False) for inline in _after_full_stops(text, line))
    if _have_dotted_below(bare, found):
        found = sorted([*found, *bare], key=lambda candidate: candidate.enumerator.start)
    return _with_plausible_articles(_with_dotted_resolved(text, found))


def _bare_number(line: Line) -> Enumerator | None:
    """The number of a short title such as 1 适用范围, which means something only where 1.1 or the like lies below."""
    match = _BARE_NUMBER.match(line.text)
    if (
        match is None
        or len(line.text) > _LONGEST_BARE_LINE
        or line.ends_a_sentence
        or _AMOUNT.match(line.text, match.end())
    ):
        return None
    start, number = line.start, int(match[1])
    return (
        Enumerator(Family.DOTTED, (number,), match[1], start, start + match.end(), is_set_off=True) if number else None
    )


def _have_dotted_below(bare: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether N.1 follows one of the bare numbers, N, before the next one."""
    for candidate in found:
        above = [number for number in bare if number.line < candidate.line]
        if (
            candidate.family is Family.DOTTED
            and above
            and candidate.enumerator.numbers == (above[-1].enumerator.value, 1)
        ):
            return True
    return False


def _after_full_stops(text: str, line: Line) -> list[Enumerator]:
    """The enumerators after a full stop inside a line, without those that go on a list begun after a colon."""
    listed = {
        (mark.family, mark.value)
        for stop in _AFTER_OPEN_STOP.finditer(text, line.start, line.end)
        if (mark := match_enumerator(text, stop.end()))
    }
    accepted: list[Enumerator] = []
    for stop in _AFTER_FULL_STOP.finditer(text, line.start, line.end):
        mark = match_enumerator(text, stop.end()) if stop.end() < line.end else None
        if mark is None or mark.family is Family.DOTTED:
            continue
        if (mark.family, mark.value - 1) in listed:
            listed.add((mark.family, mark.value))
        else:
            accepted.append(mark)
    return accepted


def _with_dotted_resolved(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Read each `N.M` as a number of two levels, as item N whose words begin with M, or as an amount (dropped)."""
    resolved: list[Candidate] = []
    item = 0
    dotted: tuple[int, ...] = (0,)
    for candidate in candidates:
        mark = _read_dotted(text, candidate.enumerator, item, dotted)
        if mark is None:
            continue
        if mark.family is Family.ARABIC_DOT:
            item, dotted = mark.value, (mark.value,)
        elif mark.family is Family.DOTTED:
            item, dotted = mark.numbers[0], mark.numbers
        resolved.append(replace(candidate, enumerator=mark))
    return resolved


def _read_dotted(text: str, mark: Enumerator, item: int, dotted: tuple[int, ...]) -> Enumerator | None:
    if mark.family is not Family.DOTTED or _goes_on(mark.numbers, item, dotted):
        return mark
    return _reread(text, mark, item) if len(mark.numbers) > 1 else None


def _goes_on(numbers: tuple[int, ...], item: int, dotted: tuple[int, ...]) -> bool:
    """Whether a dotted number is the first below, or the next beside, the last number or one of its parents."""
    *parents, last = numbers
    if last == 1 and tuple(parents) in ((item,), dotted):
        return True
    depth = len(parents)
    return tuple(parents) == dotted[:depth] and depth < len(dotted) and last == dotted[depth] + 1


def _reread(text: str, mark: Enumerator, item: int) -> Enumerator | None:
    """The mark of a dotted number that does not go on from the one before it."""
    if _AMOUNT.match(text, mark.end):
        return None
    spaced = mark.end < len(text) and text[mark.end - 1].isspace()
    if spaced or len(mark.numbers) > 2 or mark.numbers[1] == 1:
        return mark
    if mark.numbers[0] != item + 1:
        return None
    printed = re.match(r"[0-9０-９]+[.．]", text[mark.start : mark.end])
    assert printed is not None, "a dotted number begins with digits and a dot"
    return Enumerator(Family.ARABIC_DOT, mark.numbers[:1], printed[0], mark.start, mark.start + printed.end())


def _with_plausible_articles(candidates: list[Candidate]) -> list[Candidate]:
    """Drop 第X条 that goes on nothing: inside a line, or without the space that this document sets after it.

    A lone 第X条 other than the first among other enumerators is the name of another document's article.
    """
    articles = [candidate for candidate in candidates if candidate.family is Family.ARTICLE]
    if len(articles) == 1 and articles[0].enumerator.value != 1 and len(candidates) > 1:
        return [candidate for candidate in candidates if candidate.family is not Family.ARTICLE]
    spaced = sum(candidate.enumerator.is_set_off for candidate in articles) * 2 > len(articles)
    kept: list[Candidate] = []
    last = 0
    for candidate in candidates:
        mark = candidate.enumerator
        if mark.family is Family.ARTICLE:
            trusted = candidate.opens_line and (mark.is_set_off or not spaced)
            is_inserted = candidate.opens_line and len(mark.numbers) > 1 and mark.numbers[0] == last  # 第十条之二
            if not trusted and mark.numbers[0] != last + 1 and not is_inserted:
                continue
            last = mark.numbers[0]
        kept.append(candidate)
    return kept
