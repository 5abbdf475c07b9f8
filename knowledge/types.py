"""The nouns of the knowledge base. Everything here is frozen: it is passed on, never changed in place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Who made a rule, from the widest territory to the narrowest."""

    NATION = "国家"
    PROVINCE = "省"
    CITY = "市"
    DISTRICT = "区县"
    PARK = "园区"


class SourceKind(StrEnum):
    """Whether the stored text is the official wording or a summary of our own (摘编)."""

    ORIGINAL = "original"
    DIGEST = "digest"


class Status(StrEnum):
    """What is known of a rule beside its dates (`status_code` of the fact base)."""

    ACTIVE = "active"
    ACTIVE_CHECK = "active_check"
    VERIFY_SOURCE = "verify_source"
    HOLD_2026 = "hold_2026"
    PARTIAL_HOLD_2026 = "partial_hold_2026"
    LIKELY_SUPERSEDED = "likely_superseded"
    SUPERSEDED = "superseded"
    PLAN_ENDED = "plan_ended"
    DRAFT = "draft"
    """A 征求意见稿: nothing of it has been made a rule."""


class Validity(StrEnum):
    """How a rule stands on one day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    PERIOD_ENDED = "period_ended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How surely a fact of a digest is known (`conf` of the fact base)."""

    CHECKED = "A"  # compared with the official text
    PUBLISHED = "B"  # widely published; the official text was not at hand
    UNCERTAIN = "C"  # never stated as a fact


@dataclass(frozen=True, slots=True)
class Basis:
    """What a clause of a digest rests on: how surely it is known, and the last day for which it is (None: no end)."""

    confidence: Confidence
    clear_until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """Another document named by this one; `doc_id` is None while it is not in the knowledge base.

    `ended_from` is the first day on which the named one no longer holds, where the text says it (自…起停止执行).
    `is_repeal`: as a successor, it only repeals and puts nothing in the place (derived, never stored).
    """

    title: str
    doc_no: str | None = None
    doc_id: str | None = None
    ended_from: date | None = None
    is_repeal: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. `effective_to` is the last day in force.

    `by_hand` are the names of the fields whose value a person set, against what was read from the file. `amends` are
    the documents of which it changes a part; `amended_by` those that change this one (derived, never stored).
    """

    doc_id: str
    title: str
    doc_no: str | None = None
    issuer: str | None = None
    level: Level = Level.NATION
    region: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    status: Status = Status.ACTIVE
    supersedes: tuple[DocumentReference, ...] = ()
    superseded_by: DocumentReference | None = None
    topics: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source_kind: SourceKind = SourceKind.ORIGINAL
    source: str | None = None
    summarises: str | None = None
    by_hand: tuple[str, ...] = ()
    amends: tuple[DocumentReference, ...] = ()
    amended_by: tuple[DocumentReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a document: `document.text[start:end] == text`, offsets in Unicode code points.

    `path` is the enumerators from the top down (`2.3.6`), `label` the same as printed (`二、(三)6.`),
    `heading_path` the titles above and of the clause, from the top down. `questions` are everyday questions that the
    clause answers, written beside the document; they are searched, never shown. In a digest a clause may join several
    facts: `joins` are the paths of the others, which lead here too, and `basis` says how surely they are known.
    """

    doc_id: str
    path: str
    label: str
    heading_path: tuple[str, ...]
    text: str
    start: int
    end: int
    questions: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    basis: Basis | None = None

    @property
    def clause_id(self) -> str:
        """The stable public id, `<doc_id>:<path>`."""
        return f"{self.doc_id}:{self.path}"


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document: metadata, whole text and the clauses that partition it, in order."""

    metadata: Metadata
    text: str
    clauses: tuple[Clause, ...]

    @property
    def doc_id(self) -> str:
        """The document's slug."""
        return self.metadata.doc_id

    @property
    def version(self) -> str:
        """The sha256 of the stored text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def holds(self, clause: Clause) -> bool:
        """Whether a clause is, character for character, the text at its offsets."""
        return self.text[clause.start : clause.end] == clause.text


@dataclass(frozen=True, slots=True)
class ClauseAddress:
    """Where an id leads: a clause, or the span of a 款 or 项 inside one (`28.2.3` lies in clause `28`)."""

    clause: Clause
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found by a search. `score` is the fused score in 0 … 1, beside it the legs' own normalised scores."""

    clause_id: str
    score: float
    lexical: float = 0.0
    semantic: float = 0.0
    similarity: float = field(default=0.0)  # raw cosine of the best vector, comparable between questions


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a data directory; `address` is where it serves (`http://127.0.0.1:8000`), if it does."""

    pid: int
    address: str | None = None


class MentionKind(StrEnum):
    """By what a question names a document or clause."""

    DOC_NO = "doc_no"
    TITLE = "title"
    ALIAS = "alias"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Mention:
    """A document, or a clause of it, that a question names outright; `address` is the clause's, None for a document.

    `title` is the document's where a short name stands for it that means no other one: then it alone is asked about.
    """

    kind: MentionKind
    doc_id: str
    address: ClauseAddress | None = None
    title: str | None = None
