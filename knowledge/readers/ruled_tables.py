"""Tables drawn with rules: the grid that the rules make, merged cells included, and the text in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.readers.page import Block, Box, Piece, Table, around, in_rows
from knowledge.readers.wrapping import glue_cell_lines

_SNAP = 3.0
"""Points: rules nearer than this are one (double borders, ends that miss each other)."""
_OPEN_SIDE = 8.0
"""Points that level rules reach beyond the outermost upright one where a table has no border at the side."""
_MOST_RULES = 2_000
_MOST_LINES_IN_A_SINGLE_ROW = 8
"""One row with longer cells is no table but a page with a line between its columns."""


def with_tables(pieces: Sequence[Piece], rules: Sequence[Box]) -> list[Block]:
    """The pieces, those inside a table's cells replaced by the table."""
    blocks: list[Block] = []
    rest = list(pieces)
    for grid in _grids(rules):
        inside = [piece for piece in rest if grid.box.holds(*piece.box.middle)]
        if not inside or (grid.row_count == 1 and len(in_rows(inside)) > _MOST_LINES_IN_A_SINGLE_ROW):
            continue
        table = Table(grid.box, grid.rows(inside))
        if table.rows:
            blocks.append(table)
            taken = {id(piece) for piece in inside}
            rest = [piece for piece in rest if id(piece) not in taken]
    return [*rest, *blocks]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the rules of one table stand, and which of its fields are one cell (by the first field's index)."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[int, int]]

    @property
    def box(self) -> Box:
        return Box(self.across[0], self.down[0], self.across[-1], self.down[-1])

    @property
    def row_count(self) -> int:
        return len(self.down) - 1

    def rows(self, pieces: Iterable[Piece]) -> tuple[tuple[str, ...], ...]:
        """The cells' texts; a cell over several rows is repeated in each, one over several columns stands once."""
        inside: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            x, y = piece.box.middle
            field = (_place(self.down, y), _place(self.across, x))
            inside.setdefault(self.cells[field], []).append(piece)
        texts = {cell: _cell_text(content) for cell, content in inside.items()}
        rows = []
        for row in range(self.row_count):
            cells = dict.fromkeys(self.cells[row, column] for column in range(len(self.across) - 1))
            rows.append(tuple(texts.get(cell, "") for cell in cells))
        return tuple(row for row in rows if any(row))


def _place(edges: Sequence[float], value: float) -> int:
    """Between which two edges a value lies."""
    return max(index for index in range(len(edges) - 1) if edges[index] <= value or index == 0)


def _cell_text(pieces: Iterable[Piece]) -> str:
    lines = ["".join(_spaced(row)) for row in in_rows(pieces)]
    return glue_cell_lines(lines)


def _spaced(row: Sequence[Piece]) -> list[str]:
    return [piece.text if index == 0 else " " + piece.text for index, piece in enumerate(row)]


def _grids(rules: Sequence[Box]) -> list[_Grid]:
    """The tables that rules make together, from the top down."""
    if len(rules) > _MOST_RULES:
        return []
    level = _merged([rule for rule in rules if rule.width >= rule.height], is_level=True)
    upright = _merged([rule for rule in rules if rule.width < rule.height], is_level=False)
    grids = [_grid(*group) for group in _connected(level, upright)]
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.down[0])


def _merged(rules: Sequence[Box], *, is_level: bool) -> list[Box]:
    """Rules on one line that touch or overlap, as one each."""
    merged: list[Box] = []
    turned = [rule if is_level else _turned(rule) for rule in rules]
    for rule in sorted(turned, key=lambda rule: (rule.middle[1], rule.left)):
        for index in range(len(merged) - 1, -1, -1):
            other = merged[index]
            if rule.middle[1] - other.middle[1] > _SNAP:
                continue
            if rule.left <= other.right + _SNAP and other.left <= rule.right + _SNAP:
                left, right = min(rule.left, other.left), max(rule.right, other.right)
                merged[index] = Box(left, other.top, right, other.bottom)
                break
        else:
            merged.append(rule)
    return merged if is_level else [_turned(rule) for rule in merged]


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _connected(level: Sequence[Box], upright: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of rules that cross or touch each other."""
    groups: list[tuple[list[Box], list[Box]]] = []
    for rule in upright:
        touched = [other for other in level if _touch(other, rule)]
        mine: tuple[list[Box], list[Box]] = (touched, [rule])
        others = []
        for group in groups:
            if any(other in group[0] for other in touched):
                mine = ([*group[0], *(other for other in mine[0] if other not in group[0])], group[1] + mine[1])
            else:
                others.append(group)
        groups = [*others, mine]
    return groups


def _touch(level: Box, upright: Box) -> bool:
    x, y = upright.middle[0], level.middle[1]
    across = level.left - _SNAP <= x <= level.right + _SNAP
    return across and upright.top - _SNAP <= y <= upright.bottom + _SNAP


def _grid(level: Sequence[Box], upright: Sequence[Box]) -> _Grid | None:
    """The grid of one group of rules; None where it is no table."""
    down = _distinct(rule.middle[1] for rule in level)
    across = _distinct(rule.middle[0] for rule in upright)
    if len(down) < 2:
        return None
    ends = around(level)
    across = [ends.left] * (across[0] - ends.left > _OPEN_SIDE) + across
    across += [ends.right] * (ends.right - across[-1] > _OPEN_SIDE)
    if len(across) < 3:
        return None
    return _Grid(tuple(across), tuple(down), _cells(across, down, level, upright))


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _cells(
    across: Sequence[float], down: Sequence[float], level: Sequence[Box], upright: Sequence[Box]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field of the grid the first field of the cell that it belongs to."""
    owner = {(row, column): (row, column) for row in range(len(down) - 1) for column in range(len(across) - 1)}
    for row, column in owner:
        x, y = (across[column] + across[column + 1]) / 2, (down[row] + down[row + 1]) / 2
        if column and not _upright_between(upright, across[column], y):
            _unite(owner, (row, column - 1), (row, column))
        if row and not any(abs(rule.middle[1] - down[row]) <= _SNAP and rule.left <= x <= rule.right for rule in level):
            _unite(owner, (row - 1, column), (row, column))
    return owner


def _upright_between(upright: Sequence[Box], x: float, y: float) -> bool:
    return any(abs(rule.middle[0] - x) <= _SNAP and rule.top <= y <= rule.bottom for rule in upright)


def _unite(owner: dict[tuple[int, int], tuple[int, int]], first: tuple[int, int], second: tuple[int, int]) -> None:
    one, two = sorted((owner[first], owner[second]))
    for field, cell in owner.items():
        if cell == two:
            owner[field] = one
