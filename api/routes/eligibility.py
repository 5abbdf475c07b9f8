"""POST /v1/eligibility: which policies an enterprise meets, condition by condition."""

from __future__ import annotations

from fastapi import APIRouter

from api.bodies import ProfileRoute
from api.dependencies import AssistantNeeded
from api.eligibility_schemas import EligibilityRequest, EligibilityResponse
from api.presenting_eligibility import present_eligibility
from api.problems import ANY_BODY, ANY_OPERATION, declared

router = APIRouter(route_class=ProfileRoute, tags=["资格"])


@router.post(
    "/v1/eligibility",
    summary="资格判断",
    responses=declared(*ANY_OPERATION, *ANY_BODY, "invalid_profile", "contradictory_facts", "policy_not_found"),
)
def judge_eligibility(request: EligibilityRequest, assistant: AssistantNeeded) -> EligibilityResponse:
    """Judge policies for an enterprise in three values; nothing is guessed, and what is missing is asked for."""
    return present_eligibility(assistant, request)
