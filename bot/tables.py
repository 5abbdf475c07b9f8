"""Rows of a table as an answer gives them: those that the question names, under the header that says what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.corpus import Corpus
from bot.parts import Part
from bot.terms import ContentTerm, pairs
from bot.types import RankedClause
from knowledge.lines import TABLE_CELL_SEPARATOR
from knowledge.normalise import search_key
from knowledge.table_rows import Row, TableInClause, tables_in

LISTED_ROWS = 12
"""Rows shown of a table of which the question names none."""
_SHORTEST_LABEL = 2


def is_row(part: Part) -> bool:
    """Whether a part of an answer is a row of a table."""
    return TABLE_CELL_SEPARATOR in f" {part.text} "


def with_rows(
    source: RankedClause, chosen: Sequence[Part], question: str, terms: Sequence[ContentTerm], corpus: Corpus
) -> tuple[Part, ...]:
    """The chosen sentences of a clause, its tables by whole rows: of each table that was chosen from, or that a chosen
    sentence leads to, the header and the rows that the question is about."""
    tables = tables_in(source.clause.text)
    if not tables:
        return tuple(chosen)
    start = source.clause.start
    spans = [(start + table.span[0], start + table.span[1]) for table in tables]
    kept = [part for part in chosen if not any(first <= part.start < last for first, last in spans)]
    for table, (first, last) in zip(tables, spans, strict=True):
        if any(first <= part.start < last or 0 <= first - part.end <= 1 + len("：。") for part in chosen):
            kept += _parts(source, table, question, terms, corpus)
    return tuple(sorted(kept, key=lambda part: part.start))


def _parts(
    source: RankedClause, table: TableInClause, question: str, terms: Sequence[ContentTerm], corpus: Corpus
) -> Iterator[Part]:
    header = [table.header] if table.header is not None else []
    rows = _named(table.rows, search_key(question)) or _likest(table.rows, terms, corpus)
    for row in (*header, *rows[:LISTED_ROWS]):
        text = source.clause.text[row.start : row.end]
        yield Part(text, source.clause.start + row.start, source.clause.start + row.end)


def _named(rows: Sequence[Row], asked: str) -> list[Row]:
    """The rows of which a cell stands in the question, without those whose cell is only a part of another's."""
    named = {row: [cell for cell in map(search_key, row.cells) if len(cell) >= _SHORTEST_LABEL and cell in asked]
             for row in rows}  # fmt: skip
    cells = {cell for found in named.values() for cell in found}
    inner = {cell for cell in cells if any(cell != other and cell in other for other in cells)}
    return [row for row, found in named.items() if set(found) - inner]


def _likest(rows: Sequence[Row], terms: Sequence[ContentTerm], corpus: Corpus) -> list[Row]:
    """The rows that cover most of the question's words; all where none covers more than another."""
    shares = [corpus.weights.coverage(terms, pairs(" ".join(row.cells))) for row in rows]
    best = max(shares)
    return [row for row, share in zip(rows, shares, strict=True) if share == best]
