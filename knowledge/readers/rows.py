"""Tables as lines: one line a row, cells joined by ` | `, a merged cell's value in each line that it spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lines import TABLE_CELL_SEPARATOR

_LINES_OF_A_PAGE = 20
"""A cell of so many paragraphs is no cell: old web pages and some notices lay their whole text out in a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the lines of text in it, and how many columns and rows it spans."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(line.strip() for line in self.lines if line.strip())


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table; of a frame around text (one column, or a page in a cell) the paragraphs stay lines.

    A row that a single cell fills ends with the separator's bar, so that it stays a row and starts nothing.
    """
    spread = _with_spans(rows)
    cells = [cell for row in rows for cell in row]
    has_one_column = all(len(row) <= 1 for row in spread) and all(cell.columns == 1 for cell in cells)
    if has_one_column or any(len(cell.lines) >= _LINES_OF_A_PAGE for cell in cells):
        return [line for cell in cells for line in cell.lines]
    return [line for line in map(_row_line, spread) if line]


def _row_line(row: Sequence[Cell]) -> str:
    texts = [cell.text for cell in row]
    if not any(texts):
        return ""
    return f"{texts[0]}{TABLE_CELL_SEPARATOR}".rstrip() if len(texts) == 1 else TABLE_CELL_SEPARATOR.join(texts)


def _with_spans(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows with each cell that spans several repeated, in its column."""
    spread: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        column, waiting = 0, list(row)
        while waiting or any(at >= column for at in hanging):
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append(cell)
                if left > 1:
                    hanging[column] = (cell, left - 1)
                    column += cell.columns
                    continue
            elif waiting:
                cell = waiting.pop(0)
                line.append(cell)
                if cell.rows > 1:
                    hanging[column] = (cell, cell.rows - 1)
            else:
                column = min(at for at in hanging if at >= column)
                continue
            column += cell.columns
        spread.append(line)
    return spread
