"""Tables inside a clause: their rows with the header that says what each cell is, and tables that are blank forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.lines import TABLE_CELL_SEPARATOR
from knowledge.types import Clause

MOST_ROWS = 200
"""Rows of a clause that are searched one by one; a longer table is a list of names, which its words find as a whole."""

_LINE = re.compile(r"[^\n]+")
_FIGURE = re.compile(r"[0-9０-９]")
_FORM_TITLE = re.compile(
    "(?:申请|申报|登记|审批|汇总|推荐|备案|报名|信息|情况|考核|评审|验收|任务)(?:表|书)|承诺书|委托书|声明书|回执"
)
_TO_FILL = re.compile(r"[(（](?:盖章|签字|签章|公章)[)）]|年\s+月\s+日|[_＿]{3,}|□")
_TITLE_LINES = 3
_FEWEST_BLANKS = 2
_BLANK_SHARE, _BLANK_SHARE_UNTITLED = 0.25, 0.4
"""From which share of empty cells on a table is to be filled in: under a form's title, and without one. Tables that
tell something leave a cell empty now and then."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `clause.text[start:end]` is its line."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableInClause:
    """Rows that follow each other; `header` is the first where it has no figure and others follow it."""

    header: Row | None
    rows: tuple[Row, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the table stands in its clause's text."""
        first = self.header or self.rows[0]
        return first.start, self.rows[-1].end


def tables_in(text: str) -> tuple[TableInClause, ...]:
    """The tables of a clause's text, in order."""
    tables: list[list[Row]] = []
    last_end = -2
    for line in _LINE.finditer(text):
        if TABLE_CELL_SEPARATOR not in f" {line.group()} ":
            continue
        row = Row(line.start(), line.end(), tuple(cell.strip() for cell in line.group().split("|")))
        if line.start() - last_end > 1:
            tables.append([])
        tables[-1].append(row)
        last_end = line.end()
    return tuple(map(_table, tables))


def row_texts(clause: Clause) -> tuple[str, ...]:
    """What each row says by itself, for searching: the clause's own title, then each cell behind its column's name."""
    title = clause.heading_path[-1] if clause.heading_path else ""
    return tuple(_told(title, table, row) for table in tables_in(clause.text) for row in table.rows)[:MOST_ROWS]


def is_form(clause: Clause) -> bool:
    """Whether a clause is a blank to be filled in (申请表, 承诺书), which answers nothing."""
    cells = [cell for table in tables_in(clause.text) for row in _all_rows(table) for cell in row.cells]
    to_fill = len(_TO_FILL.findall(clause.text))
    blanks = sum(not cell for cell in cells) + to_fill
    if blanks < _FEWEST_BLANKS:
        return False
    head = "\n".join((*clause.heading_path[-1:], *clause.text.split("\n")[:_TITLE_LINES]))
    if _FORM_TITLE.search(head):
        return not cells or blanks >= _BLANK_SHARE * len(cells)
    return bool(cells) and blanks >= _BLANK_SHARE_UNTITLED * len(cells)


def _table(rows: Sequence[Row]) -> TableInClause:
    is_headed = len(rows) > 1 and not any(map(_FIGURE.search, rows[0].cells))
    return TableInClause(rows[0], tuple(rows[1:])) if is_headed else TableInClause(None, tuple(rows))


def _all_rows(table: TableInClause) -> Iterator[Row]:
    if table.header is not None:
        yield table.header
    yield from table.rows


def _told(title: str, table: TableInClause, row: Row) -> str:
    names = table.header.cells if table.header is not None else ()
    told = [f"{names[place] if place < len(names) else ''}{cell}" for place, cell in enumerate(row.cells) if cell]
    return " ".join([title, *told]).strip()
