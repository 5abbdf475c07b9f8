"""How lines that were broken by the width of a page or a cell go together again."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.enumerators import match_enumerator
from knowledge.lines import Line


def as_line(text: str) -> Line:
    """A text by itself as a line, to ask what kind of line it is."""
    return Line(text, 0, len(text))


def glue(above: str, below: str) -> str:
    """Two lines as one, with a space only where Latin words meet (a figure may be broken anywhere)."""
    ends = above[-1:] + below[:1]
    words_meet = len(ends) == 2 and ends.isascii() and ends.isalnum() and not ends.isdecimal()
    return f"{above} {below}" if words_meet else above + below


def glue_cell_lines(lines: Sequence[str]) -> str:
    """The lines of a table cell as one; what begins anew in the cell is set off by a space."""
    text = ""
    for line in lines:
        begins = as_line(text).ends_a_sentence or match_enumerator(line) is not None
        text = f"{text} {line}" if text and begins else glue(text, line)
    return text
