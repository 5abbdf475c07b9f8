"""POST /v1/eligibility: what comes in and what goes out, exactly as the contract names it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.eligibility_examples import REQUEST
from api.requests import Day, RequestModel
from api.schemas import Missing, Notice
from bot.eligibility.types import Reason
from knowledge.types import Validity

MAX_POLICIES = 200
PolicyId = Annotated[str, Field(max_length=64)]
Number = int | float


class EligibilityRequest(RequestModel):
    """What is known of an enterprise; each value is checked by its field, and null is "not given"."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [REQUEST]})

    profile: dict[str, Any] = Field(description="企业的情况：字段 → 值，金额以元为单位，比例写作小数")
    policies: Annotated[list[PolicyId], Field(max_length=MAX_POLICIES)] | None = Field(
        None, description="要判断的政策，默认全部"
    )
    as_of: Day | None = Field(None, description="业务日期，默认今天")


class Range(BaseModel):
    """A number that is only known to lie between two others."""

    low: Number
    high: Number


class ConditionJudged(BaseModel):
    """One condition and how it stands; `quote` stands word for word in the clause `clause_id`."""

    id: str
    text: str
    verdict: Literal["met", "not_met", "unknown", "not_applicable"]
    clause_id: str
    quote: str
    field: str | None
    op: Literal[">=", ">", "<=", "<", "==", "in"] | None
    value: bool | Number | str | list[str] | None
    actual: bool | Number | str | Range | None


class BenefitJudged(BaseModel):
    """One benefit and whether the enterprise gets it."""

    id: str
    text: str
    clause_id: str
    verdict: Literal["met", "not_met", "unknown"]


class Progress(BaseModel):
    """How many conditions are met, not met, waiting for facts and waiting for people."""

    met: int
    not_met: int
    missing: int
    manual: int


class PolicyJudged(BaseModel):
    """How one policy stands for the enterprise on that day."""

    policy_id: str
    title: str
    verdict: Literal["met", "not_met", "unknown"]
    validity: Validity
    reasons: list[Reason]
    conditions: list[ConditionJudged]
    benefits: list[BenefitJudged]
    progress: Progress
    missing: list[Missing]
    next_question: Missing | None
    notices: list[Notice]


class EligibilityResponse(BaseModel):
    """How policies stand for one enterprise; the same input gives the same `determination_id`."""

    determination_id: str
    rules_version: str
    as_of: date
    results: list[PolicyJudged]
