"""An estimate in the shape of the contract."""

from __future__ import annotations

from api.estimate_schemas import AmountEstimated, AmountForReference, EstimateRequest, EstimateResponse
from api.presenting_eligibility import present_number, present_value
from api.schemas import Citation, Missing, Notice
from bot.assistant import Assistant
from bot.eligibility.estimate_types import Amount
from bot.response import citation_of


def present_estimate(assistant: Assistant, request: EstimateRequest) -> EstimateResponse:
    """Estimate a benefit. Raises ProfileRefused, ContradictoryFacts, PolicyNotFound or BenefitNotFound."""
    found = assistant.estimate(request.benefit, request.profile, as_of=request.as_of)
    return EstimateResponse(
        benefit=found.benefit,
        amount=AmountEstimated.model_validate(_ends(found.amount)) if found.amount else None,
        amount_of=found.amount_of,
        kind=found.kind.value if found.kind else None,
        if_in_force=AmountForReference.model_validate(_ends(found.if_in_force)) if found.if_in_force else None,
        formula=found.formula,
        steps=list(found.steps),
        inputs={name: present_value(value) for name, value in found.inputs.items()},
        assumptions=list(found.assumptions),
        missing=[Missing(field=field.name, question=field.question) for field in found.missing],
        citations=[Citation.model_validate(citation_of(citation)) for citation in found.citations],
        notices=[Notice(code=notice.code, text=notice.text) for notice in found.notices],
    )


def _ends(amount: Amount) -> dict[str, int | float | None]:
    return {
        "low": present_number(amount.low),
        "high": None if amount.high is None else present_number(amount.high),
    }
