"""What a change of one document writes, inside a transaction of the catalogue's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from knowledge import tables
from knowledge.catalogue_rows import write_version
from knowledge.events import Change, EventKind
from knowledge.fingerprints import content_hash
from knowledge.history import record_event

INDEX_NAMES = ("keyword", "vector")
"""The derived indexes that every change of a document leaves work for."""


def write_change(connection: Connection, change: Change) -> EventKind:
    """Make a document the current version of its id, with the event and the indexes' work; how it changed."""
    document, digest = change.document, content_hash(change.document)
    values: dict[str, str | None] = {"version": document.version, "content_hash": digest}
    if change.is_shipped:
        values["shipped_hash"] = digest
    kind = _kind_of_put(connection, change)
    write_version(connection, document, keep_time=kind is EventKind.CORRECTED)
    write_record(connection, document.doc_id, values)
    if kind is not EventKind.CORRECTED:
        record_event(connection, document.doc_id, document.version, kind, change.origin)
    if change.corrections:
        origin = replace(change.origin, flags=change.corrections)
        record_event(connection, document.doc_id, document.version, EventKind.CORRECTED, origin)
    _leave_work(connection, document.doc_id)
    return kind


def _kind_of_put(connection: Connection, change: Change) -> EventKind:
    row = connection.execute(
        select(tables.documents.c.version).where(tables.documents.c.doc_id == change.document.doc_id)
    ).one_or_none()
    if row is None:
        return EventKind.ADDED
    if change.corrections and row.version == change.document.version:
        return EventKind.CORRECTED
    return EventKind.RESTORED if row.version is None else EventKind.UPDATED


def write_record(connection: Connection, doc_id: str, values: Mapping[str, str | None]) -> None:
    """Set columns of the document's record, making it if need be."""
    condition = tables.documents.c.doc_id == doc_id
    if not connection.execute(update(tables.documents).where(condition).values(**values)).rowcount:
        connection.execute(insert(tables.documents).values(doc_id=doc_id, **values))


def write_removal(connection: Connection, doc_id: str) -> bool:
    """Take a document out of the current ones, with the event and the indexes' work; False where it is not there."""
    version = _current_version(connection, doc_id)
    if version is None:
        return False
    write_record(connection, doc_id, {"version": None, "content_hash": None})
    record_event(connection, doc_id, version, EventKind.REMOVED)
    _leave_work(connection, doc_id)
    return True


def _current_version(connection: Connection, doc_id: str) -> str | None:
    return connection.scalar(select(tables.documents.c.version).where(tables.documents.c.doc_id == doc_id))


def _leave_work(connection: Connection, doc_id: str) -> None:
    connection.execute(delete(tables.pending).where(tables.pending.c.doc_id == doc_id))
    connection.execute(insert(tables.pending), [{"index_name": name, "doc_id": doc_id} for name in INDEX_NAMES])
