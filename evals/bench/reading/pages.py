"""A page as it is set: pieces of text, rules, a seal; and the lines that a paragraph is broken into.

Places are in points from the top left corner of a page of A4.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
Measure = Callable[[str, float], float]
"""Width in points of a text at a size."""

_NEVER_FIRST = "，。；：、）》”！？"
_NEVER_LAST = "（《“"


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set; `size` and `leading` in points."""

    columns: int = 1
    size: float = 16.0
    leading: float = 28.0
    head: bool = False
    page_numbers: bool = True
    watermark: str | None = None
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `baseline` from the top of the page, `angle` in degrees."""

    text: str
    left: float
    baseline: float
    size: float
    colour: str = "black"
    angle: float = 0.0


@dataclass(slots=True)
class Page:
    """What stands on a page; rules are (x, y, x, y), a seal is (x, y, name)."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    seal: tuple[float, float, str] | None = None


def wrap(text: str, width: float, first_indent: float, size: float, measure: Measure) -> list[str]:
    """The lines of a paragraph; words of ASCII stay whole, no line begins with 。 or ends with （."""
    lines: list[str] = []
    line: list[str] = []
    room = width - first_indent
    for word in re.findall(r"[!-~]+|.", text):
        if line and measure("".join([*line, word]), size) > room:
            carried = [word]
            while len(line) > 1 and (carried[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST):
                carried.insert(0, line.pop())
            lines.append("".join(line))
            line, room = carried, width
        else:
            line.append(word)
    return [*lines, "".join(line)]
