"""An answer as the JSON that leaves parkbot and is kept with the conversation (contract, "POST /v1/ask")."""

from __future__ import annotations

from typing import Any

from bot.types import Answer, Citation, StageTrace

Json = dict[str, Any]


def response_of(answer: Answer, *, answer_id: str, session_id: str) -> Json:
    """The whole response: every field of the contract, in its order, always present. The trace is not part of it."""
    return {
        "answer_id": answer_id,
        "session_id": session_id,
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [citation_of(citation) for citation in answer.citations],
        "related": [citation_of(citation) for citation in answer.related],
        "gaps": [{"detail": gap.detail.value, "text": gap.text} for gap in answer.gaps],
        "notices": [{"code": notice.code, "text": notice.text} for notice in answer.notices],
        "follow_ups": list(answer.follow_ups),
        "missing": [dict(item) for item in answer.missing],
        "engine": answer.engine,
        "model": answer.model,
        "took_ms": answer.took_ms,
    }


def citation_of(citation: Citation) -> Json:
    """One citation, or a related clause."""
    return {
        "marker": citation.marker,
        "clause_id": citation.clause_id,
        "doc_id": citation.doc_id,
        "title": citation.title,
        "doc_no": citation.doc_no,
        "label": citation.label,
        "heading_path": list(citation.heading_path),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "source_kind": str(citation.source_kind),
        "validity": citation.validity.value,
        "effective_to": citation.effective_to.isoformat() if citation.effective_to else None,
        "version": citation.version,
    }


def stages_of(trace: tuple[StageTrace, ...]) -> list[Json]:
    """The stages of an answer for staff: name, milliseconds, what was found."""
    return [{"stage": stage.stage, "took_ms": stage.took_ms, "found": dict(stage.found)} for stage in trace]
