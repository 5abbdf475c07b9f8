"""Events, past versions and removed documents, to rows of the catalogue's tables and back."""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from knowledge import tables
from knowledge.catalogue_rows import document_of, read_clauses
from knowledge.errors import InvalidDocument
from knowledge.events import NO_ORIGIN, Event, EventKind, Origin
from knowledge.readers.types import Flag
from knowledge.types import Document

DocumentVersion = tuple[str, str]
"""(document id, version)."""


@dataclass(frozen=True, slots=True)
class RemovedDocument:
    """A document that was taken out, in its last version; `removed_at` (UTC) is None where no event tells."""

    document: Document
    removed_at: datetime | None


def record_event(
    connection: Connection, doc_id: str, version: str, kind: EventKind, origin: Origin = NO_ORIGIN
) -> None:
    """Write one event."""
    connection.execute(
        insert(tables.events).values(
            doc_id=doc_id,
            version=version,
            kind=kind.value,
            at=datetime.now(UTC).isoformat(),
            file_name=origin.file_name,
            file_hash=origin.file_hash,
            flags=json.dumps([[flag.code, flag.text] for flag in origin.flags], ensure_ascii=False),
        )
    )


def read_events(connection: Connection, doc_id: str) -> tuple[Event, ...]:
    """The events of a document, the last one first."""
    columns = tables.events.c
    rows = connection.execute(select(tables.events).where(columns.doc_id == doc_id).order_by(columns.number.desc()))
    return tuple(map(_event, rows))


def read_flagged(connection: Connection, codes: Container[str]) -> frozenset[DocumentVersion]:
    """The versions that were read from a file with one of these flags."""
    columns = tables.events.c
    rows = connection.execute(select(columns.doc_id, columns.version, columns.flags).where(columns.flags != "[]"))
    return frozenset(
        (row.doc_id, row.version) for row in rows if any(code in codes for code, _ in json.loads(row.flags))
    )


def read_removed(connection: Connection) -> tuple[RemovedDocument, ...]:
    """Every document that is no longer current, ordered by id."""
    last = (
        select(tables.versions.c.doc_id, func.max(tables.versions.c.loaded_at).label("loaded_at"))
        .join(tables.documents, tables.documents.c.doc_id == tables.versions.c.doc_id)
        .where(tables.documents.c.version.is_(None))
        .group_by(tables.versions.c.doc_id)
        .subquery()
    )
    is_last = (tables.versions.c.doc_id == last.c.doc_id) & (tables.versions.c.loaded_at == last.c.loaded_at)
    query = select(tables.versions).join(last, is_last).order_by(tables.versions.c.doc_id)
    rows: Sequence[Row[Any]] = connection.execute(query).all()
    if not rows:
        return ()
    pairs = select(tables.versions.c.doc_id, tables.versions.c.version).join(last, is_last)
    clauses, removed_at = read_clauses(connection, pairs), _removal_times(connection)
    return tuple(RemovedDocument(document_of(row, clauses), removed_at.get(row.doc_id)) for row in rows)


def read_past(connection: Connection) -> dict[str, tuple[Document, ...]]:
    """Document id → its versions that are not current, in the order in which they were loaded.

    A text that is not what its version says was altered, and is left out: nobody may be answered with it.
    """
    versions, documents = tables.versions, tables.documents
    is_past = documents.c.version.is_(None) | (documents.c.version != versions.c.version)
    joined = versions.join(documents, documents.c.doc_id == versions.c.doc_id)
    rows = connection.execute(select(versions).select_from(joined).where(is_past).order_by(versions.c.loaded_at)).all()
    if not rows:
        return {}
    wanted = select(versions.c.doc_id, versions.c.version).select_from(joined).where(is_past)
    clauses = read_clauses(connection, wanted)
    past: dict[str, tuple[Document, ...]] = {}
    for row in rows:
        with suppress(ValueError, InvalidDocument):  # a row that cannot be read was altered as well
            document = document_of(row, clauses)
            if document.version == row.version and all(map(document.holds, document.clauses)):
                past[row.doc_id] = (*past.get(row.doc_id, ()), document)
    return past


def _removal_times(connection: Connection) -> dict[str, datetime]:
    columns = tables.events.c
    query = select(columns.doc_id, func.max(columns.at).label("at")).where(columns.kind == EventKind.REMOVED.value)
    return {row.doc_id: datetime.fromisoformat(row.at) for row in connection.execute(query.group_by(columns.doc_id))}


def _event(row: Row[Any]) -> Event:
    flags = tuple(Flag(code, text) for code, text in json.loads(row.flags))
    return Event(
        doc_id=row.doc_id,
        version=row.version,
        kind=EventKind(row.kind),
        at=datetime.fromisoformat(row.at),
        origin=Origin(row.file_name, row.file_hash, flags),
    )
