"""Comparisons: boundaries exactly as stated, ranges only where all of them agrees, places by belonging."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.eligibility.comparing import compare
from bot.eligibility.types import Comparison, Fact, Interval, Operator, Verdict
from tests.bot.eligibility.factories import divisions, rule_book

FIELDS = rule_book().fields
ORDERED = [Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN]
numbers = st.integers(-20, 20).map(Decimal)


def judged(field, operator, wanted, value):
    facts = {} if value is None else {field: Fact(value)}
    return compare(Comparison(FIELDS[field], operator, wanted), facts, divisions())


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (Operator.AT_LEAST, "not_met", "met", "met"),
        (Operator.MORE_THAN, "not_met", "not_met", "met"),
        (Operator.AT_MOST, "met", "met", "not_met"),
        (Operator.LESS_THAN, "met", "not_met", "not_met"),
    ],
)
def test_the_boundary_belongs_where_the_operator_says(operator, below, at, above):
    found = [judged("headcount", operator, Decimal(300), Decimal(value)) for value in ("299.99", "300", "300.01")]
    assert found == [below, at, above]


def test_what_is_not_given_is_unknown():
    assert judged("headcount", Operator.AT_LEAST, Decimal(1), None) is Verdict.UNKNOWN


@given(st.sampled_from(ORDERED), numbers, numbers, numbers)
def test_a_range_is_decided_only_where_every_number_in_it_agrees(operator, wanted, one, other):
    low, high = sorted((one, other))
    every = {judged("headcount", operator, wanted, Decimal(number)) for number in range(int(low), int(high) + 1)}
    found = judged("headcount", operator, wanted, Interval(low, high))
    assert found is (every.pop() if len(every) == 1 else Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("济南高新区", "met"),
        ("济南市", "met"),
        ("青岛市", "not_met"),
        ("山东省", "unknown"),
        ("市中区", "unknown"),
        ("火星", "unknown"),
    ],
)
def test_equal_places_are_places_that_belong(place, verdict):
    assert judged("reg_region", Operator.EQUALS, "济南市", place) == verdict


def test_one_of_several_words():
    wanted = ("机关", "事业单位")
    assert judged("payer_type", Operator.IN, wanted, "机关") is Verdict.MET
    assert judged("payer_type", Operator.IN, wanted, "中小企业") is Verdict.NOT_MET
