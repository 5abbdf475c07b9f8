"""One comparison of what is known of an enterprise with a rule's value, in three values."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from bot.eligibility.derived import Facts
from bot.eligibility.fields import REGION
from bot.eligibility.kleene import verdict_of
from bot.eligibility.types import Comparison, Fact, Interval, Operator, Verdict
from knowledge.divisions import Divisions

_HOLDS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.MORE_THAN: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.LESS_THAN: operator.lt,
}


def compare(comparison: Comparison, facts: Facts, divisions: Divisions) -> Verdict:
    """Whether a comparison holds; UNKNOWN where the fact is not known, or not closely enough."""
    fact = facts.get(comparison.field.name)
    return Verdict.UNKNOWN if fact is None else verdict_of(_truth(comparison, fact, divisions))


def _truth(comparison: Comparison, fact: Fact, divisions: Divisions) -> bool | None:
    value, wanted = fact.value, comparison.value
    if comparison.operator is Operator.IN:
        assert isinstance(wanted, tuple), "IN has several values"
        return value in wanted
    if isinstance(value, Interval):
        return _truth_of_range(comparison, value)
    if comparison.field.name == REGION:
        return divisions.lies_in(str(value), str(wanted))
    if comparison.operator is Operator.EQUALS:
        return value == wanted
    return _HOLDS[comparison.operator](value, wanted)


def _truth_of_range(comparison: Comparison, value: Interval) -> bool | None:
    """True or False where both ends of the range, and so every number in it, agree."""
    ends = {_HOLDS[comparison.operator](end, comparison.value) for end in (value.low, value.high)}
    return ends.pop() if len(ends) == 1 else None
