"""What comes in and what goes out over HTTP, exactly as the contract names it. The command line speaks the same."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from api.question_text import MAX_QUESTION_CHARACTERS, clean_question
from bot.assistant import DEFAULT_TOP_K

DEFAULT_HITS, MAX_HITS = 10, 50
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2035, 12, 31)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_date(value: object) -> object:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "日期超出范围")
    return day


def _blank_as_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Day = Annotated[date, BeforeValidator(_read_date)]
QuestionText = Annotated[
    str, Field(json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION_CHARACTERS}), AfterValidator(clean_question)
]
SessionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
AnswerId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
ProfileText = Annotated[str, Field(max_length=500)]
ProfileNumber = Annotated[StrictInt | StrictFloat, Field(ge=-1e15, le=1e15)]
ProfileScalar = StrictBool | ProfileNumber | ProfileText | None
ProfileValue = ProfileScalar | Annotated[list[ProfileScalar], Field(max_length=100)]
Profile = Annotated[dict[Annotated[str, Field(max_length=64)], ProfileValue], Field(max_length=100)]


class RequestModel(BaseModel):
    """A request body: unknown fields are errors, so that a misspelt one is not silently without effect."""

    model_config = ConfigDict(extra="forbid")


class AskRequest(RequestModel):
    """A question with what is known beside it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "我们是做芯片设计的，研发投入政府能补多少？"}]}
    )

    question: QuestionText = Field(description="问题，1 至 2000 个字符")
    session_id: SessionId | None = Field(None, description="接着问时带上前一次回答的 session_id")
    profile: Profile | None = Field(None, description="企业的情况")
    as_of: Day | None = Field(None, description="按哪一天的规定回答，默认今天")
    region: Annotated[str | None, BeforeValidator(_blank_as_none), Field(max_length=50)] = Field(
        None, description="企业所在地"
    )
    top_k: Annotated[StrictInt, Field(ge=1, le=20)] = Field(DEFAULT_TOP_K, description="最多引用几个条款")


class FeedbackRequest(RequestModel):
    """What a person thought of an answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"answer_id": "0f8fad5bd9cb469fa16570867728950e", "rating": "up", "comment": "说得清楚"}]
        },
    )

    answer_id: AnswerId
    rating: Literal["up", "down"]
    comment: Annotated[str | None, Field(max_length=2_000)] = None


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
    validity: str
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
    validity: str
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
    level: str
    region: str | None
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    validity: str
    supersedes: list[Reference]
    superseded_by: Reference | None
    topics: list[str]
    source_kind: Literal["original", "digest"]
    source: str | None
    summarises: str | None


class ClauseOfDocument(BaseModel):
    """A clause: `document_text[start:end] == text`."""

    clause_id: str
    label: str
    heading_path: list[str]
    text: str
    start: int
    end: int


class DocumentDetail(DocumentSummary):
    """A document with its whole stored text and its clauses in order."""

    text: str
    clauses: list[ClauseOfDocument]


class DocumentsResponse(BaseModel):
    """Every document of the knowledge base."""

    documents: list[DocumentSummary]


class ClauseResponse(ClauseOfDocument):
    """A clause, or the 款 or 项 that was asked for: `text`, `start` and `end` are those of `address`."""

    address: str
    doc_id: str
    title: str
    doc_no: str | None
    source_kind: Literal["original", "digest"]
    validity: str
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
    """Whether the database and both indexes agree; `problems` are sentences for people."""

    is_sound: bool
    holdings: list[Holding]
    problems: list[str]


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
