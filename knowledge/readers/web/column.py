"""A column of lines that grows while a page is walked: the page itself, or one cell of a table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from knowledge.enumerators import match_enumerator
from knowledge.normalise import join_hard_line_breaks
from knowledge.readers.counters import BULLET_MARK

SOFT_BREAK, FIXED_SPACE = "\x01", "\x02"
"""In the words of an open block: a line break of the source, and a space of preformatted text."""
_SPACES = re.compile(rf"[ {SOFT_BREAK}]+")


@dataclass(slots=True)
class Column:
    """The finished lines, and the open block: its words, the list mark before it, the notes it refers to."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str = ""
    indent: str = ""
    has_inner_table: bool = False
    notes: list[str] = field(default_factory=list)

    def end_line(self) -> None:
        """Close the block: its words become lines."""
        text = _SPACES.sub(_collapsed, "".join(self.words))
        self.words.clear()
        lines = [line.strip(" ") for line in text.split("\n")]
        lines = [line.replace(FIXED_SPACE, " ") for line in lines if line.strip()]
        if not lines:
            return
        notes, self.notes = self.notes, []
        mark, self.mark = self.mark, ""
        if mark and mark != BULLET_MARK and match_enumerator(lines[0].lstrip()):
            mark = ""  # the number is typed, and the style sheet that we do not have suppresses the list's own
        if mark:
            lines[0] = f"{self.indent}{mark}{lines[0].lstrip()}"
        self.lines.extend(join_hard_line_breaks("\n".join(lines)).split("\n") if len(lines) > 1 else lines)
        self.lines.extend(notes)


def _collapsed(match: re.Match[str]) -> str:
    """A run of white space: nothing where the source's line break stands between wide characters, else a space."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return "" if SOFT_BREAK in match[0] and _is_wide(before) and _is_wide(after) else " "


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
