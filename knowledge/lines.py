"""The lines of a stored text and what a line is by itself: a table row, a 编/章/节 line, a sentence, a short title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.numerals import CHINESE_NUMERAL

TABLE_CELL_SEPARATOR = " | "
LONGEST_TITLE = 40
"""Characters of the longest line that can be a title of its own."""

_DIVISION = re.compile(
    rf"第\s*(?:{CHINESE_NUMERAL}\s?){{1,8}}\s*(部分|分编|编|篇|章|节)(?![的所规中、，,至和及])(?=\s|\S|$)"
)
_BARE_DIVISION = re.compile(rf"第\s*(?:{CHINESE_NUMERAL}\s?){{1,8}}\s*(部分|分编|编|篇|章|节)")
_DIVISION_LEVELS = {"部分": 0, "编": 1, "篇": 1, "分编": 2, "章": 3, "节": 4}
_CLOSED = re.compile(r"[。；;！!？?…][”’」』）)\]]*$")
_OPEN = re.compile(r"[，,、：:（(《“]$")
_DATE = re.compile(r"(?:[0-9０-９]{4}|[二一][〇○零一二三四五六七八九]{3})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?$")
_NOTE = re.compile(r"[(（].*(?:公开|发布|印发|此件|施行).*[)）]$")
_FOOTNOTE = re.compile(r"尾?注[0-9]{1,4}：")
_BULLET_OR_FIGURE = re.compile(r"[-*•·●◆■—]|\d(?!\d{3}\s*年)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it: `start` and `end` are its offsets in the text without the white space around it."""

    text: str
    start: int
    end: int

    @property
    def is_table_row(self) -> bool:
        """Whether the line is a row of a table, an empty cell at either end included; a row never starts anything."""
        return TABLE_CELL_SEPARATOR in f" {self.text} "

    @property
    def is_note(self) -> bool:
        """Whether the line is a foot- or endnote as the readers print it (注1：…); it starts nothing either."""
        return _FOOTNOTE.match(self.text) is not None

    @property
    def ends_a_sentence(self) -> bool:
        """Whether the line ends with a full stop or its like."""
        return _CLOSED.search(self.text) is not None

    @property
    def closes_a_letter(self) -> bool:
        """Whether the line is the date or the note (此件公开发布) under a letter."""
        if len(self.text) > LONGEST_TITLE:
            return False
        return _DATE.search(self.text) is not None or _NOTE.match(self.text) is not None

    @property
    def division_level(self) -> int | None:
        """0 … 4 for a line 第X部分, 编, 分编, 章 or 节 with its title, else None."""
        match = _DIVISION.match(self.text)
        return _DIVISION_LEVELS[match[1]] if match and self._is_short_and_open_ended(50) else None

    @property
    def is_bare_division(self) -> bool:
        """Whether the line is 第X章 without its title, which then stands on the next line."""
        return _BARE_DIVISION.fullmatch(self.text) is not None

    @property
    def may_be_heading(self) -> bool:
        """Whether the line is short, closed by no punctuation, and no date, label, table row, bullet, 文号."""
        return (
            self._is_short_and_open_ended(LONGEST_TITLE)
            and not self.closes_a_letter
            and not _BULLET_OR_FIGURE.match(self.text)
            and not re.search("[。：:〔]", self.text)
        )

    def _is_short_and_open_ended(self, limit: int) -> bool:
        return len(self.text) <= limit and not (
            self.is_table_row or self.ends_a_sentence or _OPEN.search(self.text) is not None
        )


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that hold more than white space, in order."""
    lines: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = position + len(raw) - len(raw.lstrip())
            lines.append(Line(words, start, start + len(words)))
        position += len(raw) + 1
    return lines
