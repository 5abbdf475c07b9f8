"""Tables that run on over a page break: their rows put together again, the repeated head of the table dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.normalise import glue
from knowledge.readers.page import Block, Page, Table

_SAME_EDGE = 6.0
"""Points that the edges of one table may differ from page to page."""

Row = tuple[str, ...]


def with_tables_joined(pages: Sequence[Page]) -> list[Page]:
    """The pages, a table that goes on at the top of a page moved to the page where it begins."""
    joined: list[Page] = []
    begins = -1
    for page in pages:
        above = _last(joined[begins].blocks) if joined else None
        below = _first(page.blocks)
        if isinstance(above, Table) and isinstance(below, Table) and _is_one_table(above, below):
            whole = replace(above, rows=_rows_together(above.rows, below.rows))
            joined[begins] = _with(joined[begins], above, whole)
            joined.append(_with(page, below, None))
            if joined[-1].blocks:
                begins = len(joined) - 1
        else:
            joined.append(page)
            begins = len(joined) - 1
    return joined


def _first(blocks: Sequence[Block]) -> Block | None:
    return min(blocks, key=lambda block: block.box.top, default=None)


def _last(blocks: Sequence[Block]) -> Block | None:
    return max(blocks, key=lambda block: block.box.bottom, default=None)


def _is_one_table(above: Table, below: Table) -> bool:
    edges = abs(above.box.left - below.box.left), abs(above.box.right - below.box.right)
    return max(edges) <= _SAME_EDGE and max(map(len, above.rows)) == max(map(len, below.rows))


def _with(page: Page, table: Table, other: Table | None) -> Page:
    """The page with another table, or none, in a table's place."""
    blocks = (other if block is table else block for block in page.blocks)
    return replace(page, blocks=tuple(block for block in blocks if block is not None))


def _rows_together(above: tuple[Row, ...], below: tuple[Row, ...]) -> tuple[Row, ...]:
    """All rows; one that the page break cut in two is one again, and a merged cell goes on."""
    if len(below) > 1 and below[0] == above[0]:
        below = below[1:]
    merged = _leading_blanks(below[0])
    if not merged or len(below[0]) != len(above[-1]):
        return above + below
    if not all(below[0][merged:]):
        cells = tuple(glue(upper, lower) for upper, lower in zip(above[-1], below[0], strict=True))
        return (*above[:-1], cells, *below[1:])
    rows = list(above)
    for index, row in enumerate(below):
        if _leading_blanks(row) != merged or len(row) != len(rows[-1]):
            return (*rows, *below[index:])
        rows.append(rows[-1][:merged] + row[merged:])
    return tuple(rows)


def _leading_blanks(row: Row) -> int:
    return next((index for index, cell in enumerate(row) if cell), len(row))
