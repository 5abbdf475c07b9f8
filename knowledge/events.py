"""What happened to a document: every change of the catalogue is an event, recorded in the transaction that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.readers.types import Flag
from knowledge.types import Document


class EventKind(StrEnum):
    """How a document changed. `restored`: it came back after a removal; `corrected`: a person set its metadata."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    RESTORED = "restored"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version came from: the file's name and the sha256 of its bytes, and what was flagged when it was read.

    Both are None for a document that ships with parkbot. The flags of a correction are what it changed: a field's
    name as code, the values before and after as text.
    """

    file_name: str | None = None
    file_hash: str | None = None
    flags: tuple[Flag, ...] = ()


NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True)
class Change:
    """A document to be made the current version of its id, and where it came from.

    `corrections` are the flags of an event of their own, beside that of a text that comes, or alone where it is there.
    """

    document: Document
    origin: Origin = NO_ORIGIN
    is_shipped: bool = False
    corrections: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded change; `version` is the one that came or, of a removal, went. `at` is UTC."""

    doc_id: str
    version: str
    kind: EventKind
    at: datetime
    origin: Origin
