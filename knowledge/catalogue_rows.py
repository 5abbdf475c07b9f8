"""Documents to rows of the catalogue's tables, and back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, Table, delete, insert, select

from knowledge import tables
from knowledge.digests import basis_from_mapping, basis_to_mapping
from knowledge.metadata import metadata_from_mapping, metadata_to_mapping
from knowledge.types import Clause, Document

ClausesByVersion = Mapping[tuple[str, str], Sequence[Clause]]
"""(doc_id, version) → clauses in order."""


def write_version(connection: Connection, document: Document, *, keep_time: bool = False) -> None:
    """Write one version with its clauses and questions, in place of what is stored of that same version.

    With `keep_time` it counts as loaded when what is stored was.
    """
    key = {"doc_id": document.doc_id, "version": document.version}
    stored_at = connection.scalar(select(tables.versions.c.loaded_at).filter_by(**key)) if keep_time else None
    for table in (tables.questions, tables.clauses, tables.versions):
        connection.execute(delete(table).filter_by(**key))
    metadata = json.dumps(metadata_to_mapping(document.metadata), ensure_ascii=False)
    loaded_at = stored_at or datetime.now(UTC).isoformat()
    connection.execute(
        insert(tables.versions).values(**key, metadata=metadata, text=document.text, loaded_at=loaded_at)
    )
    _insert(connection, tables.clauses, [key | _clause_row(*item) for item in enumerate(document.clauses)])
    _insert(
        connection,
        tables.questions,
        [
            key | {"path": clause.path, "position": position, "question": question}
            for clause in document.clauses
            for position, question in enumerate(clause.questions)
        ],
    )


def _clause_row(position: int, clause: Clause) -> dict[str, object]:
    return {
        "path": clause.path,
        "position": position,
        "label": clause.label,
        "heading_path": json.dumps(clause.heading_path, ensure_ascii=False),
        "text": clause.text,
        "start_offset": clause.start,
        "end_offset": clause.end,
        "joins": json.dumps(clause.joins),
        "basis": json.dumps(basis_to_mapping(clause.basis)) if clause.basis else None,
    }


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def read_clauses(connection: Connection, wanted: Select[tuple[str, str | None]]) -> ClausesByVersion:
    """The clauses of the wanted (doc_id, version) pairs, in order."""
    pairs = wanted.subquery()
    questions: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in connection.execute(_of(tables.questions, pairs).order_by(tables.questions.c.position)):
        questions[row.doc_id, row.version, row.path].append(row.question)
    clauses: dict[tuple[str, str], list[Clause]] = defaultdict(list)
    for row in connection.execute(_of(tables.clauses, pairs).order_by(tables.clauses.c.position)):
        clauses[row.doc_id, row.version].append(_clause(row, questions[row.doc_id, row.version, row.path]))
    return clauses


def document_of(row: Row[Any], clauses: ClausesByVersion) -> Document:
    """The document of one row of `versions`."""
    metadata = metadata_from_mapping(json.loads(row.metadata), f"目录库中的 {row.doc_id}")
    return Document(metadata, row.text, tuple(clauses.get((row.doc_id, row.version), ())))


def _of(table: Table, pairs: Subquery) -> Select[Any]:
    matches = (table.c.doc_id == pairs.c.doc_id) & (table.c.version == pairs.c.version)
    return select(table).join(pairs, matches)


def _clause(row: Row[Any], questions: Sequence[str]) -> Clause:
    return Clause(
        doc_id=row.doc_id,
        path=row.path,
        label=row.label,
        heading_path=tuple(json.loads(row.heading_path)),
        text=row.text,
        start=row.start_offset,
        end=row.end_offset,
        questions=tuple(questions),
        joins=tuple(json.loads(row.joins)),
        basis=basis_from_mapping(json.loads(row.basis), f"目录库中的 {row.doc_id}:{row.path}") if row.basis else None,
    )
