"""POST /v1/estimate: what a benefit comes to for an enterprise."""

from __future__ import annotations

from fastapi import APIRouter

from api.bodies import ProfileRoute
from api.dependencies import AssistantNeeded
from api.estimate_schemas import EstimateRequest, EstimateResponse
from api.presenting_estimate import present_estimate
from api.problems import ANY_BODY, ANY_OPERATION, declared

router = APIRouter(route_class=ProfileRoute, tags=["资格"])


@router.post(
    "/v1/estimate",
    summary="数额测算",
    responses=declared(
        *ANY_OPERATION, *ANY_BODY, "invalid_profile", "contradictory_facts", "policy_not_found", "benefit_not_found"
    ),
)
def estimate_benefit(request: EstimateRequest, assistant: AssistantNeeded) -> EstimateResponse:
    """Estimate what one benefit comes to, with formula and steps; an amount in doubt is given for reference only."""
    return present_estimate(assistant, request)
