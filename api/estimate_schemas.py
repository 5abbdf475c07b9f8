"""POST /v1/estimate: what comes in and what goes out, exactly as the contract names it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.eligibility_schemas import Number
from api.estimate_examples import REQUEST
from api.requests import Day, RequestModel, WholeCharacters
from api.schemas import Citation, Missing, Notice

BenefitId = Annotated[str, Field(max_length=128), WholeCharacters]


class EstimateRequest(RequestModel):
    """The benefit and what is known of the enterprise; each value is checked by its field, null is "not given"."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [REQUEST]})

    benefit: BenefitId = Field(description="要测算的优惠：政策编号/优惠编号，如 rd-plus/b1")
    profile: dict[str, Any] = Field(description="企业的情况：字段 → 值，金额以元为单位，比例写作小数")
    as_of: Day | None = Field(None, description="业务日期，默认今天")


class AmountForReference(BaseModel):
    """From `low` to `high` yuan, to the fen; `high` is null where there is no upper end."""

    low: Number
    high: Number | None


class AmountEstimated(AmountForReference):
    """An amount with its unit."""

    unit: Literal["元"] = "元"


class EstimateResponse(BaseModel):
    """What the benefit comes to. `amount` is null where none can be given; `notices` and `missing` say why."""

    benefit: str
    amount: AmountEstimated | None
    amount_of: str | None
    kind: Literal["exact", "ceiling", "floor"] | None
    if_in_force: AmountForReference | None
    formula: str | None
    steps: list[str]
    inputs: dict[str, bool | Number | str]
    assumptions: list[str]
    missing: list[Missing]
    citations: list[Citation]
    notices: list[Notice]
