"""POST /v1/ask: one question, one verified answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.bodies import JsonRoute
from api.dependencies import AssistantNeeded
from api.presenting import present_reply
from api.problems import ANY_BODY, ANY_OPERATION, declared
from api.requests import AskRequest
from api.schemas import AskResponse, TracedAskResponse

router = APIRouter(route_class=JsonRoute, tags=["咨询"])


@router.post(
    "/v1/ask",
    summary="提问",
    response_model=AskResponse | TracedAskResponse,
    responses=declared(*ANY_OPERATION, *ANY_BODY, "blank_question", "question_too_long"),
)
def ask(
    request: AskRequest,
    assistant: AssistantNeeded,
    trace: Annotated[bool, Query(description="同时给出各步骤的经过")] = False,
) -> AskResponse:
    """Answer a question with the clauses it rests on, quoted verbatim."""
    return present_reply(assistant, request, trace=trace)
