"""GET /v1/conversations/{session_id}: what was asked and answered."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import AssistantNeeded
from api.presenting import present_conversation
from api.problems import ANY_OPERATION, declared
from api.schemas import ConversationResponse

router = APIRouter(tags=["咨询"])


@router.get(
    "/v1/conversations/{session_id}",
    summary="一次对话",
    responses=declared(*ANY_OPERATION, "conversation_not_found"),
)
def show_conversation(session_id: str, assistant: AssistantNeeded) -> ConversationResponse:
    """Give a conversation's turns, oldest first."""
    return present_conversation(assistant, session_id)
