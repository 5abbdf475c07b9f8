"""The lines of a page as they are read, each between the edges of its column; the rows of tables among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.readers.aligned_tables import find_aligned_tables
from knowledge.readers.columns import Region
from knowledge.readers.page import Box, Piece, Table, around, in_rows
from knowledge.readers.rows import Cell, table_lines

INDENTED_BY = 0.8
"""Ems behind the left edge."""
_OFF_CENTRE = 1.5
"""Ems that the middle of a centred line may be off the middle of its column."""
_SHIFTED_BY = 2.5
"""Ems: a page with nothing but indented lines seems to begin that much further in."""
ROOM_LEFT_OVER = 1.0
"""Ems that a full line may end short beyond what its next word needs: punctuation moves with its neighbours."""
_HANGS_OUT_BY = 1.2
"""Ems that a full line may end beyond the edge with its punctuation; what ends further out shows that it is none."""
_FEWEST_FULL_LINES = 4
_SHARE_OF_FULL_LINES = 0.4
_HANGING = "，。、；："
_GAP_AFTER_PUNCTUATION = 1.2
"""Ems; recognition may cut a line in two behind a comma."""

_SHORTEST_TEXT = 8.0
"""Ems: what is wider is no label."""
_GUTTER = 1.5
"""Ems."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, or the row of a table, between the edges of its column.

    `column` counts the columns of all pages, `place` says which column of a page of which width it is. `is_two_texts`:
    two stretches of words stand in it side by side, which may be the lines of two columns.
    """

    text: str
    box: Box
    size: float
    left: float
    right: float
    column: int
    place: str
    notes: tuple[str, ...] = ()
    is_row: bool = False
    is_two_texts: bool = False

    @property
    def is_indented(self) -> bool:
        """Whether it begins behind the left edge."""
        return self.box.left > self.left + INDENTED_BY * self.size

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column, wider than that or not."""
        margins = self.box.left - self.left, self.right - self.box.right
        return abs(margins[0]) > self.size / 2 and abs(margins[0] - margins[1]) < 2 * _OFF_CENTRE * self.size


def lines_of_region(region: Region, column: int, page_width: float) -> list[TextLine]:
    """The lines of a region from the top down, tables as their rows."""
    place = f"{region.place} of {page_width:.0f}"
    rows = in_rows(block for block in region.blocks if isinstance(block, Piece))
    tables = [block for block in region.blocks if isinstance(block, Table)]
    aligned = find_aligned_tables(rows)
    inside = {index for found in aligned for index in range(found.first, found.last)}
    plain = [row for index, row in enumerate(rows) if index not in inside]
    left, right = _edges(plain) if plain else (region.left, region.right)
    lines = [_line(row, left, right, column, place) for row in plain]
    for table in (*tables, *(found.table for found in aligned)):
        lines += _table_lines(table, left, right, column, place)
    return sorted(lines, key=lambda line: line.box.middle[1])


def _line(row: Sequence[Piece], left: float, right: float, column: int, place: str) -> TextLine:
    text = row[0].text + "".join(_gap(*pair) + pair[1].text for pair in pairwise(row))
    box = around(piece.box for piece in row)
    notes = tuple(note for piece in row for note in piece.notes)
    is_two_texts = sum(piece.box.width >= _SHORTEST_TEXT * piece.size for piece in row) > 1
    size = max(piece.size for piece in row)
    return TextLine(text, box, size, left, right, column, place, notes, is_two_texts=is_two_texts and _is_parted(row))


def _is_parted(row: Sequence[Piece]) -> bool:
    """Whether a gap as wide as a gutter is in a line."""
    return any(after.box.left - before.box.right >= _GUTTER * after.size for before, after in pairwise(row))


def _gap(before: Piece, after: Piece) -> str:
    """The white space between two pieces of a line; the space that belongs to a full-width comma is none."""
    gap = after.box.left - before.box.right
    return "" if before.text[-1] in _HANGING and gap < _GAP_AFTER_PUNCTUATION * after.size else " "


def _table_lines(table: Table, left: float, right: float, column: int, place: str) -> list[TextLine]:
    """The rows of a table, spread over its height to keep their order."""
    texts = table_lines([[Cell((text,)) for text in row] for row in table.rows])
    height = table.box.height / max(len(texts), 1)
    lines = []
    for index, text in enumerate(texts):
        top = table.box.top + index * height
        box = Box(table.box.left, top, table.box.right, top + height)
        lines.append(TextLine(text, box, 0, left, right, column, place, is_row=True))
    return lines


def _edges(rows: Sequence[Sequence[Piece]]) -> tuple[float, float]:
    """Where the lines of a column begin and end: the outermost places that two lines reach."""
    size = max(piece.size for row in rows for piece in row)
    left = _outermost([row[0].box.left for row in rows], size / 2)
    return left, _right_edge([_right_of_words(row[-1]) for row in rows], size)


def _right_edge(ends: Sequence[float], size: float) -> float:
    """The outermost place that two lines reach, unless as many end beyond it: then chance put two at one place."""
    edge = -_outermost([-end for end in ends], size)
    beyond = sum(end > edge + size for end in ends)
    return edge if beyond < sum(abs(end - edge) <= size for end in ends) else max(ends)


def _right_of_words(piece: Piece) -> float:
    """Where a piece ends without its punctuation, which may hang out of the column."""
    return piece.box.right - piece.size * (piece.text[-1] in _HANGING)


def _outermost(values: Iterable[float], tolerance: float) -> float:
    """The smallest value that is not alone; the smallest of all where each is."""
    ordered = sorted(values)
    for value, following in pairwise(ordered):
        if following - value <= tolerance:
            return value
    return ordered[0]


def with_common_edges(lines: Sequence[TextLine]) -> list[TextLine]:
    """Each line with the edges of columns in the same place on all pages, for a page may have short lines only."""
    spans: dict[str, set[tuple[float, float]]] = {}
    for line in lines:
        if not line.is_row:
            spans.setdefault(line.place, set()).add((line.left, line.right))
    wrapped = _wrapped_columns(lines)
    result = []
    for line in lines:
        reach = _SHIFTED_BY * line.size
        near = [span for span in spans.get(line.place, ()) if abs(span[0] - line.left) <= reach]
        left = min((span[0] for span in near), default=line.left)
        right = max((span[1] for span in near), default=line.right)
        result.append(replace(line, left=left, right=line.right if line.column in wrapped else right))
    return result


def _wrapped_columns(lines: Sequence[TextLine]) -> set[int]:
    """The columns that enough lines fill to show where their right edge is."""
    counts: dict[int, Counter[bool]] = {}
    for line in lines:
        if not line.is_row:
            is_full = -_HANGS_OUT_BY * line.size <= line.right - line.box.right <= ROOM_LEFT_OVER * line.size
            counts.setdefault(line.column, Counter())[is_full] += 1
    return {
        column
        for column, count in counts.items()
        if count[True] >= max(_FEWEST_FULL_LINES, _SHARE_OF_FULL_LINES * count.total())
    }
