"""How lines that were broken by the width of a page or a cell go together again."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.enumerators import match_enumerator
from knowledge.lines import Line
from knowledge.normalise import glue


def as_line(text: str) -> Line:
    """A text by itself as a line, to ask what kind of line it is."""
    return Line(text, 0, len(text))


def glue_cell_lines(lines: Sequence[str]) -> str:
    """The lines of a table cell as one; what begins anew in the cell is set off by a space."""
    text = ""
    for line in lines:
        begins = as_line(text).ends_a_sentence or match_enumerator(line) is not None
        text = f"{text} {line}" if text and begins else glue(text, line)
    return text
