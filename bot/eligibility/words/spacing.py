"""Texts with spaces inside words, as scans and speech recognition give them, and signs that say nothing (2️⃣8️⃣人)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SPACED_OUT = 0.3
"""From this share of spaces on, a text has its words apart: written Chinese has hardly any."""
_SILENT = re.compile("[\u200b-\u200f\u2060\ufe0e\ufe0f\u20e3\ufeff\U0001f000-\U0001faff\u2600-\u26ff]")
_BEFORE_UNIT = re.compile(
    r"(?<=[0-9]) +(?=[年月日号万亿元人个名件项%天家岁块])|(?<=年) +(?=[0-9])|(?<=月) +(?=[0-9]{1,2} ?[日号])"
)
_SPACES = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without what says nothing; `places[i]` is where its character i stood."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as written."""
        return self.places[start], self.places[end - 1] + 1


def compact(text: str) -> Compact:
    """The text with silent signs left out, and with its inner spaces where it is spaced out."""
    dropped = {place for match in _SILENT.finditer(text) for place in range(*match.span())}
    spaces = [match.start() for match in _SPACES.finditer(text)]
    if len(spaces) >= SPACED_OUT * max(1, len(text) - len(spaces)):
        dropped |= set(spaces)
    dropped |= {place for match in _BEFORE_UNIT.finditer(text) for place in range(*match.span())}
    places = [place for place in range(len(text)) if place not in dropped]
    return Compact("".join(text[place] for place in places), places)
