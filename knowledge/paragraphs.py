"""A document without any enumerator: title and 文号 are clause `0`, its paragraphs `p1`, `p2`, ….

Unnumbered headings and 编/章/节 lines lie between the paragraphs; table rows and notes belong to the paragraph above
them, the 落款 to the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.headings import UNNUMBERED_LEVEL
from knowledge.lines import Line

_UNDER_TITLE = re.compile(r".*〔.*号$|[(（].*[)）]$")
_LAST_LINES = 4
_LONGEST_HEAD_LINE = 80


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines (indices `first` … `last`) that make one clause, under the headings above it."""

    first: int
    last: int
    headings: tuple[str, ...]


def split_paragraphs(lines: Sequence[Line], title: str | None) -> tuple[int, list[Paragraph]]:
    """How many lines stand at the head (clause `0`), and the paragraphs below them."""
    head = _head_length(lines, title)
    foot = _foot_start(lines, head)
    paragraphs: list[Paragraph] = []
    headings: dict[int, str] = {}
    for index in range(head, len(lines)):
        level = _heading_level(lines, index, foot, after_head=index == head)
        if level is not None:
            headings = {at: words for at, words in headings.items() if at < level} | {level: lines[index].text}
        elif paragraphs and paragraphs[-1].last == index - 1 and (index >= foot or _goes_on(lines[index])):
            paragraphs[-1] = Paragraph(paragraphs[-1].first, index, paragraphs[-1].headings)
        else:
            paragraphs.append(Paragraph(index, index, tuple(headings.values())))
    return head, paragraphs


def _goes_on(line: Line) -> bool:
    """Whether a line belongs to the paragraph above it."""
    return line.is_table_row or line.is_note


def _head_length(lines: Sequence[Line], title: str | None) -> int:
    """Lines before the first sentence; where no line is one, the title and the lines that go with it."""
    for index, line in enumerate(lines):
        in_head = line.text == title or (
            not line.ends_a_sentence and not line.is_table_row and len(line.text) <= _LONGEST_HEAD_LINE
        )
        if not in_head or (index and line.division_level is not None):
            return index
    head = min(1, len(lines))
    while head < len(lines) and _UNDER_TITLE.match(lines[head].text[:_LONGEST_HEAD_LINE]):
        head += 1
    return head


def _foot_start(lines: Sequence[Line], head: int) -> int:
    """The index of the first line of the 落款: names and a date at the very end; len(lines) where there is none."""
    dated = [i for i in range(max(head, len(lines) - _LAST_LINES), len(lines)) if lines[i].closes_a_letter]
    if not dated:
        return len(lines)
    foot = dated[0]
    while foot > head + 1 and lines[foot - 1].may_be_heading:
        foot -= 1
    return foot


def _heading_level(lines: Sequence[Line], index: int, foot: int, *, after_head: bool) -> int | None:
    """The level of a heading line that a paragraph follows, else None."""
    line = lines[index]
    if index + 1 >= min(foot, len(lines)):
        return None
    if line.division_level is not None:
        return line.division_level
    below = lines[index + 1]
    above_closed = after_head or lines[index - 1].ends_a_sentence or lines[index - 1].division_level is not None
    return UNNUMBERED_LEVEL if line.may_be_heading and above_closed and below.ends_a_sentence else None
