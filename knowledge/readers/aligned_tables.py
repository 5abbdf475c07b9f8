"""Tables without upright rules: lines of pieces that stand below each other in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.enumerators import match_enumerator
from knowledge.readers.page import Box, Piece, Table, around
from knowledge.readers.wrapping import as_line, glue_cell_lines

_FEWEST_ROWS = 3
_NARROWEST_GAP = 0.8
"""Ems between two columns."""
_LINE_OF_A_CELL = 1.8
"""Ems from line to line inside a cell at most."""

Span = tuple[float, float]
"""From where to where a column reaches."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines `first` … `last - 1` of a region, which are a table."""

    first: int
    last: int
    table: Table


def find_aligned_tables(lines: Sequence[Sequence[Piece]]) -> list[Rows]:
    """The tables among the lines of one region, from the top down."""
    found: list[Rows] = []
    index = 0
    while index < len(lines):
        rows = _table_from(lines, index) if len(lines[index]) > 1 else None
        if rows is not None:
            found.append(rows)
        index = rows.last if rows else index + 1
    return found


def _table_from(lines: Sequence[Sequence[Piece]], first: int) -> Rows | None:
    """The table that begins with a line, or None."""
    columns: list[Span] = []
    last = first
    complete = 0
    while last < len(lines):
        wider = _columns_with(columns, lines[last])
        if wider is None or not (len(lines[last]) > 1 or _is_more_of_a_cell(lines, last, columns)):
            break
        columns = wider
        complete += len(lines[last]) > 1
        last += 1
    if complete < _FEWEST_ROWS:
        return None
    cells = _cells(lines[first:last], columns)
    if _is_a_numbered_list(cells):
        return None
    box = around(piece.box for line in lines[first:last] for piece in line)
    return Rows(first, last, Table(box, tuple(cells)))


def _columns_with(columns: Sequence[Span], line: Sequence[Piece]) -> list[Span] | None:
    """The columns after one more line; None where it does not fit: two of its pieces would share a column."""
    spans = sorted([*columns, *((piece.box.left, piece.box.right) for piece in line)])
    merged = [spans[0]]
    gap = _NARROWEST_GAP * line[0].size
    for left, right in spans[1:]:
        if left - merged[-1][1] < gap:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    places = {_column_of(piece.box, merged) for piece in line}
    if len(places) < len(line) or len(merged) < 2 or (columns and len(merged) < len(columns)):
        return None
    return merged


def _column_of(box: Box, columns: Sequence[Span]) -> int:
    return next(index for index, (left, right) in enumerate(columns) if left <= box.left and box.right <= right)


def _is_more_of_a_cell(lines: Sequence[Sequence[Piece]], index: int, columns: Sequence[Span]) -> bool:
    """Whether a line holds only what goes on in a cell above that is not the first of its row."""
    piece, above = lines[index][0], lines[index - 1]
    if len(columns) < 2 or piece.box.left < columns[1][0]:
        return False
    return piece.box.top - around(part.box for part in above).top < _LINE_OF_A_CELL * piece.size


def _cells(lines: Sequence[Sequence[Piece]], columns: Sequence[Span]) -> list[tuple[str, ...]]:
    rows: list[list[list[str]]] = []
    for line in lines:
        if len(line) > 1 or not rows:
            rows.append([[] for _ in columns])
        for piece in line:
            rows[-1][_column_of(piece.box, columns)].append(piece.text)
    return [tuple(glue_cell_lines(cell) for cell in row) for row in rows]


def _is_a_numbered_list(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column is the numbering of items set apart from their text: (一), 第一条, 1., 第一章."""
    return 2 * sum(_is_a_mark(row[0]) for row in rows) >= len(rows)


def _is_a_mark(text: str) -> bool:
    mark = match_enumerator(text)
    return (mark is not None and mark.end >= len(text)) or as_line(text).is_bare_division
