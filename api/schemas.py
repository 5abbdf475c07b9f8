"""What goes out over HTTP, exactly as the contract names it. The command line prints the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.types import Level, Validity


class Citation(BaseModel):
    """A verbatim quote of a clause: `document_text[start:end] == quote`. `marker` is 0 in `related`."""

    marker: int
    clause_id: str
    doc_id: str
    title: str
    doc_no: str | None
    label: str
    heading_path: list[str]
    quote: str
    start: int
    end: int
    source_kind: Literal["original", "digest"]
    validity: Validity
    effective_to: date | None


class Gap(BaseModel):
    """A detail that the documents do not give."""

    detail: Literal["cap", "deadline", "channel", "condition", "amount", "other"]
    text: str


class Notice(BaseModel):
    """Something the reader must know beside the answer."""

    code: str
    text: str


class Missing(BaseModel):
    """What parkbot would need from the user."""

    field: str
    question: str


class AskResponse(BaseModel):
    """An answer whose every sentence was checked against the clauses it cites."""

    answer_id: str
    session_id: str
    status: Literal["answered", "partial", "no_answer", "out_of_scope", "clarify", "greeting"]
    answer: str
    citations: list[Citation]
    related: list[Citation]
    gaps: list[Gap]
    notices: list[Notice]
    follow_ups: list[str]
    missing: list[Missing]
    engine: Literal["extractive", "llm"]
    model: str | None
    took_ms: int


class Stage(BaseModel):
    """What one stage of an answer found, for staff."""

    stage: str
    took_ms: float
    found: dict[str, Any]


class TracedAskResponse(AskResponse):
    """An answer with the stages that led to it (`?trace=true`)."""

    trace: list[Stage]


class SearchHit(BaseModel):
    """A clause found by a search; `score` runs from 0 to 1."""

    clause_id: str
    score: float
    doc_id: str
    title: str
    doc_no: str | None
    label: str
    heading_path: list[str]
    text: str
    start: int
    end: int
    source_kind: Literal["original", "digest"]
    validity: Validity
    effective_to: date | None


class SearchResponse(BaseModel):
    """Clauses, best first."""

    hits: list[SearchHit]


class Reference(BaseModel):
    """Another document; `doc_id` is null while it is not in the knowledge base."""

    title: str
    doc_no: str | None
    doc_id: str | None


class DocumentSummary(BaseModel):
    """What a document says of itself. `validity` is as of today."""

    doc_id: str
    version: str
    title: str
    doc_no: str | None
    issuer: str | None
    level: Level
    region: str | None
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    validity: Validity
    supersedes: list[Reference]
    superseded_by: Reference | None
    topics: list[str]
    source_kind: Literal["original", "digest"]
    source: str | None
    summarises: str | None
    state: Literal["current", "removed"]
    removed_at: datetime | None


class ClauseOfDocument(BaseModel):
    """A clause: `document_text[start:end] == text`."""

    clause_id: str
    label: str
    heading_path: list[str]
    text: str
    start: int
    end: int


class DocumentVersion(BaseModel):
    """A stored version of a document: `version` is the sha256 of its text."""

    version: str
    loaded_at: datetime
    is_current: bool


class FlagShown(BaseModel):
    """Something to look at in a file that was read: a stable code and a sentence for people."""

    code: str
    text: str


class DocumentEvent(BaseModel):
    """A recorded change of a document; `file` is null where it came with parkbot."""

    kind: Literal["added", "updated", "removed", "restored"]
    version: str
    at: datetime
    file: str | None


class DocumentDetail(DocumentSummary):
    """A document with its whole stored text, its clauses in order, and its versions and events, the last one first.

    `flags` are those of the version shown.
    """

    text: str
    clauses: list[ClauseOfDocument]
    versions: list[DocumentVersion]
    flags: list[FlagShown]
    events: list[DocumentEvent]


class DocumentsResponse(BaseModel):
    """Every document of the knowledge base."""

    documents: list[DocumentSummary]


class ChangedClause(BaseModel):
    """A clause whose words changed."""

    clause_id: str
    label: str
    before: str
    after: str


class RenumberedClause(BaseModel):
    """A clause that has the same words under another number."""

    from_clause_id: str
    to_clause_id: str
    label: str


class DocumentDifferences(BaseModel):
    """What changed between two versions of a document, clause by clause."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    doc_id: str
    title: str
    from_version: str = Field(alias="from")
    to_version: str = Field(alias="to")
    added: list[ClauseOfDocument]
    gone: list[ClauseOfDocument]
    changed: list[ChangedClause]
    renumbered: list[RenumberedClause]


class LoadError(BaseModel):
    """Why a file was refused, or what in it is in doubt."""

    code: str
    detail: str


class ClauseLine(BaseModel):
    """A clause of a preview: its label and first words."""

    clause_id: str
    label: str
    text: str


class LoadResult(BaseModel):
    """What happened to a file, or with `status` `preview` what would happen.

    `flagged`: it was loaded, and `error` says what a person should look at. `change` is what loading does to the
    knowledge base, `replaces` the version that it takes the place of. `computed` explains metadata that was worked out.
    `notices` say what went wrong after the file was safe. `tree` is given with a preview only.
    """

    file: str
    doc_id: str | None
    status: Literal["added", "updated", "unchanged", "preview", "refused", "flagged"]
    clauses: int
    version: str | None
    error: LoadError | None
    title: str | None
    change: Literal["added", "updated", "restored", "unchanged", "refused"]
    replaces: str | None
    flags: list[FlagShown]
    metadata: dict[str, Any]
    computed: dict[str, str]
    notices: list[str]
    tree: list[ClauseLine]


class Removal(BaseModel):
    """A document that was taken out; `version` stays readable. `notices` say what went wrong after it was gone."""

    doc_id: str
    title: str
    version: str
    status: Literal["removed"]
    notices: list[str]


class ClauseResponse(ClauseOfDocument):
    """A clause, or the 款 or 项 that was asked for: `text`, `start` and `end` are those of `address`."""

    address: str
    doc_id: str
    title: str
    doc_no: str | None
    source_kind: Literal["original", "digest"]
    validity: Validity
    effective_to: date | None


class FeedbackResponse(BaseModel):
    """The rating as it is kept."""

    answer_id: str
    rating: Literal["up", "down"]
    comment: str | None


class ConversationTurn(BaseModel):
    """A question and its answer; `response` is empty while the turn has none."""

    answer_id: str
    question: str
    status: Literal["complete", "interrupted"]
    response: dict[str, Any]
    asked_at: datetime


class ConversationResponse(BaseModel):
    """A conversation, oldest turn first."""

    session_id: str
    turns: list[ConversationTurn]


class Holding(BaseModel):
    """How many clauses a place (`sql`, `keyword`, `vector`) holds, and the hash over them."""

    place: str
    clauses: int
    truth: str


class CheckResponse(BaseModel):
    """Whether the database and both indexes agree; `problems` are sentences for people.

    `repaired` are the documents whose last change the indexes had still to take in, and now have.
    """

    is_sound: bool
    holdings: list[Holding]
    problems: list[str]
    repaired: list[str]


class Health(BaseModel):
    """Whether the service is alive, or ready to answer."""

    status: Literal["ok"]


class FieldProblem(BaseModel):
    """One field that is wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """An error (RFC 9457). `code` is stable, `detail` is for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str = ""
    errors: list[FieldProblem] = []
