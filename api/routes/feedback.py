"""POST /v1/feedback: what people think of an answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.bodies import JsonRoute
from api.dependencies import AssistantNeeded
from api.problems import ANY_BODY, ANY_OPERATION, declared
from api.requests import FeedbackRequest
from api.schemas import FeedbackResponse
from bot.conversation import Rating

router = APIRouter(route_class=JsonRoute, tags=["咨询"])


@router.post(
    "/v1/feedback",
    summary="评价一个回答",
    responses=declared(*ANY_OPERATION, *ANY_BODY, "answer_not_found"),
)
def give_feedback(request: FeedbackRequest, assistant: AssistantNeeded) -> FeedbackResponse:
    """Keep a rating; a second one for the same answer replaces the first."""
    assistant.conversations.rate(request.answer_id, Rating(request.rating), request.comment)
    return FeedbackResponse(**request.model_dump())
