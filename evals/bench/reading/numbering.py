"""Automatic numbers of Word files: which paragraphs have them, and the list definitions they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: Word's text and format, and whether it counts on under a new number of the level above."""

    text: str
    chinese: bool
    runs_on: bool = False


_OFFICIAL = (ListLevel("%1、", True), ListLevel("（%2）", True), ListLevel("%3.", False), ListLevel("（%4）", False))
_RUNNING = (*_OFFICIAL[:2], ListLevel("%3.", False, runs_on=True))
LISTS = {
    "official": _OFFICIAL,
    "running": _RUNNING,
    "articles": (ListLevel("第%1条 ", True), ListLevel("（%2）", True), ListLevel("%3.", False)),
    "questions": (ListLevel("问%1：", False), ListLevel("%2.", False)),
    "dotted": (ListLevel("%1 ", False), ListLevel("%1.%2 ", False), ListLevel("%1.%2.%3 ", False)),
}
"""Kind of numbering → its levels from the outermost."""


@dataclass(slots=True)
class Counter:
    """Says which printed numbers a list would give by itself: those become automatic, all others stay typed."""

    levels: tuple[ListLevel, ...]
    numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = [0] * len(self.levels)

    def match(self, text: str) -> tuple[int, str] | None:
        """The level whose next number the text begins with, and the words behind it; None where it must be typed."""
        for depth in range(len(self.levels)):
            printed = self._printed(depth)
            if text.startswith(printed) and self._stands_alone(printed, text):
                self._count(depth)
                return depth, text[len(printed) :]
        return None

    def _printed(self, depth: int) -> str:
        numbers = [*self.numbers[:depth], self.numbers[depth] + 1]
        level = self.levels[depth]
        return re.sub(r"%(\d)", lambda match: _numeral(numbers[int(match[1]) - 1], level.chinese), level.text)

    def _count(self, depth: int) -> None:
        self.numbers[depth] += 1
        for inner in range(depth + 1, len(self.levels)):
            if not self.levels[inner].runs_on:
                self.numbers[inner] = 0

    @staticmethod
    def _stands_alone(printed: str, text: str) -> bool:
        return not text[len(printed) : len(printed) + 1].isdigit()


def _numeral(number: int, chinese: bool) -> str:
    if not chinese:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens - 1]) + "十" if tens else ""
    return head + (_DIGITS[ones - 1] if ones else "")


def list_definition(levels: tuple[ListLevel, ...], list_id: int) -> str:
    """The abstractNum element of a list."""
    parts = []
    for depth, level in enumerate(levels):
        kind = "chineseCountingThousand" if level.chinese else "decimal"
        restart = '<w:lvlRestart w:val="0"/>' if level.runs_on else ""
        follows = "space" if level.text.endswith(" ") else "nothing"
        parts.append(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{restart}'
            f'<w:suff w:val="{follows}"/><w:lvlText w:val="{level.text.strip()}"/></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>{"".join(parts)}'
        "</w:abstractNum>"
    )
