"""Facts that follow from given ones (contract, "Derived facts"). A given value always wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.eligibility.fields import REGION
from bot.eligibility.scoring import score_facts
from bot.eligibility.types import Fact, FieldValue, Interval, Profile, Scoring
from knowledge.divisions import Divisions

Facts = Mapping[str, Fact]

OUTSIDE_MAINLAND = frozenset({"香港特别行政区", "澳门特别行政区", "台湾省"})
DAYS_IN_SHORT_MONTH, DAYS_IN_LONG_MONTH = 30, 31
"""An enterprise m months old has existed for 30·m to 31·(m + 1) days: the running month counts as begun."""


def derive(profile: Profile, scorings: Iterable[Scoring], divisions: Divisions) -> Facts:
    """The given facts and those that follow from them."""
    facts = {name: Fact(value) for name, value in profile.values.items()}
    _add(facts, "rd_ratio_1y", _rd_ratio(profile.values))
    _add(facts, "established_days", _days(profile.values))
    _add(facts, "resident_cn", _resident(profile.values, divisions))
    for scoring in scorings:
        for name, fact in score_facts(scoring, facts).items():
            _add(facts, name, fact)
    return facts


def _add(facts: dict[str, Fact], name: str, fact: Fact | None) -> None:
    if fact is not None:
        facts.setdefault(name, fact)


def _rd_ratio(values: Mapping[str, FieldValue]) -> Fact | None:
    expense, revenue = values.get("rd_expense"), values.get("revenue")
    if not isinstance(expense, Decimal) or not isinstance(revenue, Decimal) or not revenue:
        return None
    return Fact(expense / revenue, "上一年度研发费用占比按年度研发费用÷上一年度营业收入推算")


def _days(values: Mapping[str, FieldValue]) -> Fact | None:
    months = values.get("established_months")
    if not isinstance(months, Decimal):
        return None
    days = Interval(DAYS_IN_SHORT_MONTH * months, DAYS_IN_LONG_MONTH * (months + 1))
    return Fact(days, "成立天数按成立月数推算，只知道范围")


def _resident(values: Mapping[str, FieldValue], divisions: Divisions) -> Fact | None:
    region = values.get(REGION)
    if not isinstance(region, str):
        return None
    on_mainland = {province not in OUTSIDE_MAINLAND for province in divisions.provinces(region)}
    if len(on_mainland) != 1:
        return None
    return Fact(on_mainland.pop(), "是否为境内（不含港澳台）企业按注册地推算")
