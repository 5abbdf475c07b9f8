"""Rows of a table in a column of the held-out files: ruled all around, or open with three level rules."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bench.reading.pages import Measure, Page, Piece, wrap
from evals.bench.reading.sources import MERGED

_PADDING = 4.0  # points around the words of a cell


class Row:
    """A row's cells broken into lines, in columns of one width; `height` in points."""

    def __init__(self, cells: Sequence[str], size: float, width: float, measure: Measure) -> None:
        self.cells, self.size = cells, size
        self.column_width = width / len(cells)
        room = self.column_width - 2 * _PADDING
        self.lines = [wrap("" if cell == MERGED else cell, room, 0, size, measure) for cell in cells]
        self.height = max(map(len, self.lines)) * size * 1.3 + 2 * _PADDING


def draw_row(page: Page, row: Row, left: float, top: float, is_open: bool, is_head: bool) -> None:
    """Draw the words of a row and the rule above it; a merged cell has none, an open table only around its head."""
    if is_open and is_head:
        right = left + row.column_width * len(row.cells)
        page.rules += [(left, y, right, y) for y in (top, top + row.height)]
    for at, cell in enumerate(row.cells):
        x = left + at * row.column_width
        if not is_open and cell != MERGED:
            page.rules.append((x, top, x + row.column_width, top))
        for number, line in enumerate(row.lines[at]):
            baseline = top + _PADDING + number * row.size * 1.3 + row.size
            page.pieces.append(Piece(line, x + _PADDING, baseline, row.size))


def draw_uprights(
    page: Page, left: float, width: float, top: float, bottom: float, columns: int, is_open: bool
) -> None:
    """Draw the rule under the last row, and those between the columns unless the table is open."""
    if bottom <= top:
        return
    page.rules.append((left, bottom, left + width, bottom))
    for column in range(0 if is_open else columns + 1):
        x = left + column * width / columns
        page.rules.append((x, top, x, bottom))
