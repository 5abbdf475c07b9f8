"""The heading lines of a document: 编/章/节 lines, numbered headings over articles (一、管辖), unnumbered ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.candidates import Candidate
from knowledge.enumerators import Family
from knowledge.lines import Line

_NUMBERED_LEVELS = {Family.CHINESE_COMMA: 5, Family.CHINESE_PAREN: 6}
UNNUMBERED_LEVEL = 7
_TITLE_LINES_UNDER_A_LETTER = 3
_RULE_NAME = re.compile(
    r"(?:法|条例|办法|规定|细则|通知|通告|公告|意见|方案|计划|规划|纲要|指南|措施|政策|决定|规则|规程|标准|解读|问答|目录|清单|若干条)"
    r"(?:[(（].*[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on the lines `first` … `last` (indices). `level`: 0 … 4 部分 to 节, 5 and 6 numbered, 7 unnumbered."""

    first: int
    last: int
    title: str
    level: int


def division_headings(lines: Sequence[Line], starting: Collection[int], inert: Collection[int]) -> list[Heading]:
    """The 部分, 编, 章 and 节 lines; a title on a line of its own under a bare 第一章 belongs to it.

    `starting` are the indices of the lines that an enumerator opens, `inert` of those that start nothing.
    """
    headings: list[Heading] = []
    for index, line in enumerate(lines):
        level = line.division_level
        if level is None or index in inert:
            continue
        if line.is_bare_division and _is_title_between(lines, index + 1, starting):
            headings.append(Heading(index, index + 1, f"{line.text} {lines[index + 1].text}", level))
        else:
            headings.append(Heading(index, index, line.text, level))
    return headings


def _is_title_between(lines: Sequence[Line], index: int, starting: Collection[int]) -> bool:
    """Whether a line is a title that an enumerator or another division follows directly."""
    if index + 1 >= len(lines) or index in starting or lines[index].division_level is not None:
        return False
    follows = index + 1 in starting or lines[index + 1].division_level is not None
    return follows and lines[index].may_be_heading


def numbered_headings(text: str, lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[Heading]:
    """In a document in articles: lines such as 一、管辖 right above an article; they count from one like clauses."""
    above = {candidate.line for candidate in candidates if candidate.opens_line and candidate.family is Family.ARTICLE}
    above |= {index for index, line in enumerate(lines) if line.division_level is not None}
    found: list[Candidate] = []
    for candidate in reversed(candidates):
        line = lines[candidate.line]
        titled = line.may_be_heading and candidate.enumerator.end < line.end
        if candidate.family in _NUMBERED_LEVELS and candidate.opens_line and titled and candidate.line + 1 in above:
            found.append(candidate)
            above.add(candidate.line)
    return [_numbered_heading(text, lines, candidate) for candidate in _counting(reversed(found))]


def _counting(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those of the candidates that begin a count at one or go on from the last of their family."""
    last: dict[Family, int] = {}
    for candidate in candidates:
        value = candidate.enumerator.value
        if value in (1, last.get(candidate.family, 0) + 1):
            last[candidate.family] = value
            yield candidate


def _numbered_heading(text: str, lines: Sequence[Line], candidate: Candidate) -> Heading:
    title = text[candidate.enumerator.end : lines[candidate.line].end]
    return Heading(candidate.line, candidate.line, title, _NUMBERED_LEVELS[candidate.family])


def unnumbered_headings(
    lines: Sequence[Line], below: Collection[int], taken: Collection[int], first_clause_line: int, title: str | None
) -> list[Heading]:
    """Short lines without punctuation right above a line of `below` (clauses and headings), after a closed sentence.

    Under the date of a letter up to three such lines are one heading: the title of the rule that it transmits. Above
    the first clause the title of the document (`title`, or a line named like a rule) is none: it belongs to clause 0.
    """
    headings: list[Heading] = []
    for index in sorted(below):
        first = index
        while first > 0 and first - 1 not in taken and first - 1 not in below and lines[first - 1].may_be_heading:
            first -= 1
        if first == 0 or first == index or first - 1 in taken:
            continue
        leads_in = index <= first_clause_line
        if _is_heading_run(lines[first - 1], lines[first:index], leads_in, title):
            run = "".join(line.text for line in lines[first:index])
            headings.append(Heading(first, index - 1, run, UNNUMBERED_LEVEL))
    return headings


def _is_heading_run(previous: Line, run: Sequence[Line], leads_in: bool, title: str | None) -> bool:
    if leads_in:
        named = _RULE_NAME.search(run[0].text) is not None or run[0].text == title
        return len(run) == 1 and previous.ends_a_sentence and not named
    if previous.closes_a_letter:
        return len(run) <= _TITLE_LINES_UNDER_A_LETTER
    return len(run) == 1 and previous.ends_a_sentence
