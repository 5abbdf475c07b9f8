"""What goes out over HTTP, exactly as the contract names it. The command line prints the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from knowledge.types import Validity


class Citation(BaseModel):
    """A verbatim quote of a clause: `document_text[start:end] == quote`. `marker` is 0 in `related`.

    `version` is the sha256 of that text, which `GET /v1/documents/{doc_id}?version=` gives.
    """

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
    version: str


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


class ClauseOfDocument(BaseModel):
    """A clause: `document_text[start:end] == text`."""

    clause_id: str
    label: str
    heading_path: list[str]
    text: str
    start: int
    end: int


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
