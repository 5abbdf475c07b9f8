"""Facts of one profile that cannot both be true (contract, "Bad input")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.eligibility.types import FieldValue

RATIO_TOLERANCE = Decimal("0.01")
SHORTEST_MONTH, LONGEST_MONTH = 28, 31
LEAST_STAFF_RATIO = Decimal("0.10")
"""Below it the staff item of the 科技型中小企业 score is 0 (国科发政〔2017〕115号第七条)."""

Values = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Fields whose values exclude each other, and why."""

    fields: tuple[str, ...]
    message: str


def contradictions(values: Values) -> tuple[Contradiction, ...]:
    """Everything in a profile that cannot be true at once."""
    return tuple(_found(values))


def _found(values: Values) -> Iterator[Contradiction]:
    if values.get("hnte_valid") is True and values.get("hnte_expired_in_year") is True:
        yield Contradiction(("hnte_valid", "hnte_expired_in_year"), "证书不能既在有效期内，又已过期未重新取得")
    if _exceeds(values, "soft_own_income_ratio", "soft_income_ratio"):
        yield Contradiction(("soft_own_income_ratio", "soft_income_ratio"), "自主开发收入占比不能大于软件收入占比")
    if _exceeds(values, "inv_months", "established_months"):
        yield Contradiction(("inv_months", "established_months"), "接受投资时的月数不能大于现在成立的月数")
    if _ratio_differs(values):
        yield Contradiction(("rd_ratio_1y", "rd_expense", "revenue"), "研发费用占比与研发费用÷营业收入不一致")
    if _ages_differ(values):
        yield Contradiction(("established_months", "established_days"), "成立的月数与天数不一致")
    score, ratio = _number(values, "techsme_staff_score"), _number(values, "sci_staff_ratio")
    if score is not None and ratio is not None and score > 0 and ratio < LEAST_STAFF_RATIO:
        yield Contradiction(("techsme_staff_score", "sci_staff_ratio"), "科技人员占比低于10%时，该项得分为0")


def _exceeds(values: Values, part: str, whole: str) -> bool:
    smaller, larger = _number(values, part), _number(values, whole)
    return smaller is not None and larger is not None and smaller > larger


def _ratio_differs(values: Values) -> bool:
    ratio, expense, revenue = (_number(values, name) for name in ("rd_ratio_1y", "rd_expense", "revenue"))
    if ratio is None or expense is None or not revenue:
        return False
    return abs(ratio * revenue - expense) > RATIO_TOLERANCE * revenue


def _ages_differ(values: Values) -> bool:
    months, days = _number(values, "established_months"), _number(values, "established_days")
    if months is None or days is None:
        return False
    return not SHORTEST_MONTH * months <= days <= LONGEST_MONTH * (months + 1)


def _number(values: Values, name: str) -> Decimal | None:
    value = values.get(name)
    return value if isinstance(value, Decimal) else None
