"""The truth: documents, their versions, clauses and questions in SQL, and what the derived indexes still have to do.

SQLite in the data directory by default, any database that SQLAlchemy speaks by URL. Each change of a document is one
transaction: a kill leaves the document as it was or as it should be.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Row, delete, select
from sqlalchemy.engine import URL

from knowledge import tables
from knowledge.catalogue_rows import ClausesByVersion, document_of, read_clauses
from knowledge.catalogue_writes import write_change, write_record, write_removal
from knowledge.database import Database
from knowledge.editions import Holdings
from knowledge.errors import DocumentNotFound, InvalidDocument
from knowledge.events import NO_ORIGIN, Change, Event, EventKind, Origin
from knowledge.fingerprints import content_hash
from knowledge.history import (
    DocumentVersion,
    RemovedDocument,
    read_events,
    read_flagged,
    read_past,
    read_removed,
)
from knowledge.types import Document

SHORTEST_VERSION = 8
"""A version may be named by its first characters, as the command line prints it, but by no fewer than these."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """Where a document stands; `content_hash` is None once it is removed, `shipped_hash` unless it was shipped."""

    doc_id: str
    content_hash: str | None
    shipped_hash: str | None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One stored version of a document."""

    version: str
    loaded_at: datetime
    is_current: bool


class Catalogue:
    """The documents in SQL. Safe to use from several threads of the one process that owns the data."""

    def __init__(self, url: str | URL, *, must_exist: bool = False) -> None:
        """Open the database, making its tables if they are not there.

        `must_exist` says that data derived from this catalogue is there already: then an empty database is a loss and
        is refused. Raises DataDirectoryDamaged (SQLite) or DatabaseUnavailable (other databases).
        """
        self._database = Database(url, must_exist=must_exist)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; SQLite then folds its write-ahead log into the database file."""
        self._database.close()

    def put(self, document: Document, *, shipped: bool = False, origin: Origin = NO_ORIGIN) -> None:
        """Make this the document's current version; an earlier version with another text stays readable."""
        self.put_all((Change(document, origin, shipped),))

    def put_all(self, changes: Iterable[Change]) -> tuple[EventKind, ...]:
        """`put` for several documents in one transaction: all of them or none. How each one changed."""
        with self._database.transaction() as connection:
            return tuple(write_change(connection, change) for change in changes)

    def remove(self, doc_id: str) -> None:
        """Take the document out of the current ones; its versions stay readable. Raises DocumentNotFound."""
        with self._database.transaction() as connection:
            if not write_removal(connection, doc_id):
                raise _not_found(doc_id)

    def removed(self) -> tuple[RemovedDocument, ...]:
        """Every document that was removed, in its last version, ordered by id."""
        with self._database.transaction() as connection:
            return read_removed(connection)

    def events(self, doc_id: str) -> tuple[Event, ...]:
        """What happened to a document, the last event first; nothing from before events were kept."""
        with self._database.transaction() as connection:
            return read_events(connection, doc_id)

    def forget_shipped(self, doc_id: str) -> None:
        """Record that the document no longer ships."""
        with self._database.transaction() as connection:
            write_record(connection, doc_id, {"shipped_hash": None})

    def records(self) -> dict[str, DocumentRecord]:
        """Every document that was ever stored, removed ones included, by id."""
        columns = tables.documents.c
        with self._database.transaction() as connection:
            rows = connection.execute(select(columns.doc_id, columns.content_hash, columns.shipped_hash))
            return {row.doc_id: DocumentRecord(*row) for row in rows}

    def documents(self) -> tuple[Document, ...]:
        """The current version of every document, ordered by id. Raises DataDirectoryDamaged if one was altered."""
        current = tables.documents.c
        of_current = (tables.versions.c.doc_id == current.doc_id) & (tables.versions.c.version == current.version)
        with self._database.transaction() as connection:
            rows = connection.execute(
                select(tables.versions, current.content_hash)
                .join(tables.documents, of_current)
                .order_by(tables.versions.c.doc_id)
            ).all()
            clauses = read_clauses(connection, select(current.doc_id, current.version))
        return tuple(self._verified(row, clauses) for row in rows)

    def holdings(self) -> Holdings:
        """The current documents with the past versions of each. Raises DataDirectoryDamaged (see `documents`)."""
        current = {document.doc_id: document for document in sorted(self.documents(), key=lambda each: each.doc_id)}
        with self._database.transaction() as connection:
            return Holdings(current, read_past(connection))

    def document(self, doc_id: str, version: str) -> Document:
        """One stored version of a document, the current one or not. Raises DocumentNotFound."""
        columns = tables.versions.c
        with self._database.transaction() as connection:
            condition = (columns.doc_id == doc_id) & (columns.version == version)
            row = connection.execute(select(tables.versions).where(condition)).one_or_none()
            if row is None:
                raise _not_found(doc_id, version)
            clauses = read_clauses(connection, select(columns.doc_id, columns.version).where(condition))
        return document_of(row, clauses)

    def versions(self, doc_id: str) -> tuple[VersionRecord, ...]:
        """The stored versions of a document, the one loaded last first. Raises DocumentNotFound."""
        columns = tables.versions.c
        with self._database.transaction() as connection:
            current = connection.scalar(select(tables.documents.c.version).where(tables.documents.c.doc_id == doc_id))
            rows = connection.execute(
                select(columns.version, columns.loaded_at)
                .where(columns.doc_id == doc_id)
                .order_by(columns.loaded_at.desc())
            ).all()
        if not rows:
            raise _not_found(doc_id)
        return tuple(
            VersionRecord(row.version, datetime.fromisoformat(row.loaded_at), row.version == current) for row in rows
        )

    def whole_version(self, doc_id: str, begins: str) -> str:
        """The only stored version of a document that begins so; else the words as given. Raises DocumentNotFound."""
        found = [item.version for item in self.versions(doc_id) if item.version.startswith(begins)]
        return found[0] if len(found) == 1 and len(begins) >= SHORTEST_VERSION else begins

    def all_versions(self) -> dict[str, frozenset[str]]:
        """Document id → every stored version of it, the current one and those of removed documents included."""
        columns = tables.versions.c
        found: dict[str, set[str]] = {}
        with self._database.transaction() as connection:
            for row in connection.execute(select(columns.doc_id, columns.version)):
                found.setdefault(row.doc_id, set()).add(row.version)
        return {doc_id: frozenset(versions) for doc_id, versions in found.items()}

    def flagged_versions(self, codes: Container[str]) -> frozenset[DocumentVersion]:
        """The versions that were read from a file with one of these flags."""
        with self._database.transaction() as connection:
            return read_flagged(connection, codes)

    def pending(self, index_name: str) -> tuple[str, ...]:
        """Ids of the documents whose last change this index may not have taken in yet."""
        columns = tables.pending.c
        with self._database.transaction() as connection:
            query = select(columns.doc_id).where(columns.index_name == index_name).order_by(columns.doc_id)
            return tuple(connection.scalars(query))

    def settle(self, index_name: str) -> None:
        """Record that this index has taken in every change."""
        with self._database.transaction() as connection:
            connection.execute(delete(tables.pending).where(tables.pending.c.index_name == index_name))

    def _verified(self, row: Row[Any], clauses: ClausesByVersion) -> Document:
        with suppress(ValueError, InvalidDocument):  # a row that cannot be read was altered as well
            document = document_of(row, clauses)
            if content_hash(document) == row.content_hash:
                return document
        raise self._database.failure(f"文件 {row.doc_id} 的内容与存入时不符")


def _not_found(doc_id: str, version: str | None = None) -> DocumentNotFound:
    return DocumentNotFound(f"没有文件 {doc_id}" + (f" 的版本 {version}" if version else ""))
