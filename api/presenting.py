"""Answers, hits and clauses in the shapes of the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.requests import AskRequest
from api.schemas import (
    AskResponse,
    CheckResponse,
    ClauseResponse,
    ConversationResponse,
    ConversationTurn,
    Holding,
    SearchHit,
    SearchResponse,
    TracedAskResponse,
)
from bot.assistant import Assistant
from bot.response import stages_of
from knowledge.checks import check
from knowledge.types import Clause, Metadata
from knowledge.validity import validity


def present_reply(assistant: Assistant, request: AskRequest, *, trace: bool = False) -> AskResponse:
    """Answer a question; with `trace`, the stages that led to the answer stand beside it."""
    reply = assistant.ask(
        request.question,
        session_id=request.session_id,
        as_of=request.as_of,
        region=request.region,
        profile=request.profile,
        top_k=request.top_k,
    )
    if not trace:
        return AskResponse(**reply.response)
    return TracedAskResponse(**reply.response, trace=stages_of(reply.answer.trace))


def present_search(assistant: Assistant, query: str, k: int) -> SearchResponse:
    """The best `k` clauses for a query."""
    snapshot, today = assistant.knowledge_base.snapshot, assistant.today()
    metadatas = {document.doc_id: document.metadata for document in snapshot.documents()}
    hits = []
    for hit in snapshot.search(query, k):
        clause = snapshot.clause(hit.clause_id).clause
        metadata = metadatas[clause.doc_id]
        hits.append(SearchHit(score=hit.score, **clause_fields(clause), **source_fields(metadata, today)))
    return SearchResponse(hits=hits)


def present_clause(assistant: Assistant, clause_id: str) -> ClauseResponse:
    """A clause, or the 款 or 项 that an address leads to. Raises ClauseNotFound."""
    snapshot = assistant.knowledge_base.snapshot
    found = snapshot.clause(clause_id)
    clause = found.clause
    text = clause.text[found.start - clause.start : found.end - clause.start]
    document = snapshot.find(clause.doc_id)
    assert document is not None, "a clause belongs to a document of its snapshot"
    metadata = document.metadata
    fields = clause_fields(clause) | {"text": text, "start": found.start, "end": found.end}
    address = f"{clause.doc_id}:{found.address}"
    return ClauseResponse(address=address, **fields, **source_fields(metadata, assistant.today()))


def present_conversation(assistant: Assistant, session_id: str) -> ConversationResponse:
    """A conversation's turns, oldest first. Raises ConversationNotFound."""
    turns = [
        ConversationTurn(
            answer_id=turn.answer_id,
            question=turn.question,
            status=turn.status.value,
            response=turn.response,
            asked_at=turn.asked_at,
        )
        for turn in assistant.conversations.turns(session_id)
    ]
    return ConversationResponse(session_id=session_id, turns=turns)


def clause_fields(clause: Clause) -> dict[str, Any]:
    """What every response says of a clause."""
    return {
        "clause_id": clause.clause_id,
        "label": clause.label,
        "heading_path": list(clause.heading_path),
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def source_fields(metadata: Metadata, on: date) -> dict[str, Any]:
    """What every response says of the document that a clause stands in."""
    return {
        "doc_id": metadata.doc_id,
        "title": metadata.title,
        "doc_no": metadata.doc_no,
        "source_kind": metadata.source_kind.value,
        "validity": validity(metadata, on).value,
        "effective_to": metadata.effective_to,
    }


def present_check(assistant: Assistant) -> CheckResponse:
    """Have the indexes do what is pending, then say whether the database and both indexes agree."""
    knowledge_base = assistant.knowledge_base
    pending = knowledge_base.pending()
    failures = knowledge_base.catch_up() if pending else ()
    report = check(knowledge_base)
    holdings = [Holding(place=held.place, clauses=held.clauses, truth=held.truth) for held in report.holdings]
    return CheckResponse(
        is_sound=report.is_sound and not failures,
        holdings=holdings,
        problems=[*failures, *report.problems],
        repaired=[] if failures else list(pending),
    )


def present_rebuild(assistant: Assistant) -> CheckResponse:
    """Make both indexes anew, and what a check then finds."""
    assistant.knowledge_base.rebuild()
    return present_check(assistant)
