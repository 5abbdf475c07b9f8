"""A determination in the shape of the contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from api.eligibility_schemas import (
    BenefitJudged,
    ConditionJudged,
    EligibilityRequest,
    EligibilityResponse,
    Number,
    PolicyJudged,
    Progress,
    Range,
)
from api.schemas import Missing, Notice
from bot.assistant import Assistant
from bot.eligibility.types import (
    Benefit,
    BenefitResult,
    Condition,
    ConditionResult,
    Field,
    FieldValue,
    Interval,
    PolicyResult,
)
from knowledge.types import Confidence

TO_BE_VERIFIED = "待核：{}"
"""How a condition or benefit begins that was never known for sure: it is told without a number."""


def present_eligibility(assistant: Assistant, request: EligibilityRequest) -> EligibilityResponse:
    """Judge the policies asked for. Raises ProfileRefused, ContradictoryFacts or PolicyNotFound."""
    found = assistant.determine(request.profile, policies=request.policies, as_of=request.as_of)
    return EligibilityResponse(
        determination_id=found.id,
        rules_version=found.rules_version,
        as_of=found.as_of,
        results=[_policy(result) for result in found.results],
    )


def _policy(result: PolicyResult) -> PolicyJudged:
    progress = result.progress
    return PolicyJudged(
        policy_id=result.policy_id,
        title=result.title,
        verdict=result.verdict.value,
        validity=result.validity,
        reasons=list(result.reasons),
        conditions=[_condition(item) for item in result.conditions],
        benefits=[_benefit(item) for item in result.benefits],
        progress=Progress(met=progress.met, not_met=progress.not_met, missing=progress.missing, manual=progress.manual),
        missing=[_question(field) for field in result.missing],
        next_question=_question(result.next_field) if result.next_field else None,
        notices=[Notice(code=notice.code, text=notice.text) for notice in result.notices],
    )


def _condition(result: ConditionResult) -> ConditionJudged:
    test = result.condition.test
    return ConditionJudged(
        id=result.condition.id,
        text=_text(result.condition),
        verdict=result.verdict.value,
        clause_id=result.clause_id,
        quote=result.quote,
        field=test.field.name if test else None,
        op=test.operator.value if test else None,
        value=_rule_value(test.value) if test else None,
        actual=_value(result.actual.value) if result.actual else None,
    )


def _benefit(result: BenefitResult) -> BenefitJudged:
    benefit = result.benefit
    return BenefitJudged(id=benefit.id, text=_text(benefit), clause_id=result.clause_id, verdict=result.verdict.value)


def _text(item: Condition | Benefit) -> str:
    return TO_BE_VERIFIED.format(item.text) if item.confidence is Confidence.UNCERTAIN else item.text


def _question(field: Field) -> Missing:
    return Missing(field=field.name, question=field.question)


def _rule_value(value: FieldValue | tuple[FieldValue, ...]) -> bool | Number | str | list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else present_value(value)


def _value(value: FieldValue | Interval) -> bool | Number | str | Range:
    if isinstance(value, Interval):
        return Range(low=present_number(value.low), high=present_number(value.high))
    return present_value(value)


def present_value(value: FieldValue) -> bool | Number | str:
    """A field's value in JSON."""
    if isinstance(value, Decimal):
        return present_number(value)
    return value.isoformat() if isinstance(value, date) else value


def present_number(value: Decimal) -> Number:
    """A number in JSON: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
