"""GET /v1/search: clauses for a query, without an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AssistantNeeded
from api.presenting import present_search
from api.problems import ANY_OPERATION, declared
from api.requests import DEFAULT_HITS, MAX_HITS, QuestionText
from api.schemas import SearchResponse

router = APIRouter(tags=["检索"])


@router.get(
    "/v1/search",
    summary="检索条款",
    responses=declared(*ANY_OPERATION, "blank_question", "question_too_long", "invalid_request"),
)
def search(
    assistant: AssistantNeeded,
    q: Annotated[QuestionText, Query(description="要找的内容", openapi_examples={"补助": {"value": "研发投入补助"}})],
    k: Annotated[int, Query(ge=1, le=MAX_HITS, description="最多几条")] = DEFAULT_HITS,
) -> SearchResponse:
    """Find the clauses nearest to a query, by words and by meaning."""
    return present_search(assistant, q, k)
