"""Profiles: what is refused, in which words, and what counts as the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.eligibility.errors import MAX_PROBLEMS, ContradictoryFacts, ProfileRefused
from bot.eligibility.profile import read_profile
from tests.bot.eligibility.factories import DAY, profile_of, rule_book


def refused(**values):
    with pytest.raises(ProfileRefused) as caught:
        profile_of(values)
    assert caught.value.code == "invalid_profile"
    return dict(caught.value.problems)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headcounts", 5),
        ("headcount", "80"),
        ("headcount", "80人"),
        ("headcount", True),
        ("headcount", [80]),
        ("headcount", {"value": 80}),
        ("headcount", -1),
        ("headcount", float("nan")),
        ("headcount", float("inf")),
        ("headcount", float("-inf")),
        ("revenue", -0.01),
        ("revenue", 1e13 + 1),
        ("taxable_income", -1e13 - 1),
        ("taxable_income", 1.1e13),
        ("sci_staff_ratio", 1.0001),
        ("sci_staff_ratio", 30),
        ("rd_cost_ratio", 1.5),
        ("tax_rate", 25),
        ("rd_ratio_1y", -0.1),
        ("hnte_valid", "是"),
        ("hnte_valid", 1),
        ("hnte_valid", 0),
        ("tax_collection", "查账"),
        ("tax_collection", True),
        ("tax_collection", ["查账征收"]),
        ("vat_period", ""),
        ("reg_region", 370100),
        ("reg_region", ["济南市"]),
        ("reg_region", "济" * 101),
        ("reg_region", "济南\ud800"),
        ("industry", 5),
        ("purchase_date", 20240101),
        ("purchase_date", "2024-1-1"),
        ("purchase_date", "2024年1月1日"),
        ("purchase_date", "2024-02-30"),
        ("purchase_date", "2026-11-25"),
        ("profit_year", 0),
        ("profit_year", 1.5),
        ("amortization_years", 0),
    ],
)
def test_a_value_that_its_field_cannot_have_is_refused_by_name_in_chinese(field, value):
    problems = refused(**{field: value})
    assert list(problems) == [field]
    assert any("\u4e00" <= character <= "\u9fff" for character in problems[field])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("taxable_income", -1e13),
        ("taxable_income_prev", -0.5),
        ("revenue", 1e13),
        ("revenue", 0),
        ("headcount", 12.5),
        ("rd_ratio_1y", 3),
        ("rd_ratio_3y", 1.2),
        ("sci_staff_ratio", 1),
        ("profit_year", 1.0),
        ("purchase_date", "2026-11-24"),
        ("reg_region", "火星"),
        ("tax_collection", "核定征收"),
    ],
)
def test_a_value_at_the_edge_of_its_field_is_taken(field, value):
    assert field in profile_of({field: value}).values


def test_every_wrong_field_is_named_at_once_but_not_without_end():
    assert set(refused(headcount="80", revenues=1, hnte_valid=1)) == {"headcount", "revenues", "hnte_valid"}
    assert len(refused(**{f"field_{number}": 1 for number in range(100)})) == MAX_PROBLEMS


def test_the_name_of_an_unknown_field_can_always_be_sent_back():
    (name,) = refused(**{"\ud800" + "x" * 500: 1})
    assert name.encode("utf-8") and len(name) <= 64


def test_null_is_not_given():
    assert profile_of({"headcount": None, "revenue": 5}).values == {"revenue": Decimal(5)}
    with pytest.raises(ProfileRefused):
        profile_of({"headcounts": None})


def test_a_date_may_be_as_late_as_the_later_of_today_and_the_day_asked_about():
    fields = rule_book().fields
    later = date(2027, 6, 1)
    assert read_profile({"purchase_date": "2027-06-01"}, fields, latest=later).values["purchase_date"] == later
    with pytest.raises(ProfileRefused):
        read_profile({"purchase_date": "2027-06-02"}, fields, latest=later)


def test_a_number_keeps_the_digits_it_was_written_with():
    assert profile_of({"sci_staff_ratio": 0.1}).values["sci_staff_ratio"] == Decimal("0.1")


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"hnte_valid": True, "hnte_expired_in_year": True}, {"hnte_valid", "hnte_expired_in_year"}),
        ({"soft_own_income_ratio": 0.6, "soft_income_ratio": 0.5}, {"soft_own_income_ratio", "soft_income_ratio"}),
        ({"rd_ratio_1y": 0.0601, "rd_expense": 5, "revenue": 100}, {"rd_ratio_1y", "rd_expense", "revenue"}),
        ({"rd_ratio_1y": 0.0399, "rd_expense": 5, "revenue": 100}, {"rd_ratio_1y", "rd_expense", "revenue"}),
        ({"established_months": 12, "established_days": 335}, {"established_months", "established_days"}),
        ({"established_months": 12, "established_days": 404}, {"established_months", "established_days"}),
        ({"inv_months": 25, "established_months": 24}, {"inv_months", "established_months"}),
        ({"techsme_staff_score": 4, "sci_staff_ratio": 0.0999}, {"techsme_staff_score", "sci_staff_ratio"}),
    ],
)
def test_facts_that_cannot_both_be_true_are_refused_and_named(values, fields):
    with pytest.raises(ContradictoryFacts) as caught:
        profile_of(values)
    assert caught.value.code == "contradictory_facts"
    assert {field for field, _ in caught.value.problems} == fields


@pytest.mark.parametrize(
    "values",
    [
        {"hnte_valid": False, "hnte_expired_in_year": True},
        {"soft_own_income_ratio": 0.5, "soft_income_ratio": 0.5},
        {"rd_ratio_1y": 0.06, "rd_expense": 5, "revenue": 100},
        {"rd_ratio_1y": 0.04, "rd_expense": 5, "revenue": 100},
        {"rd_ratio_1y": 0.5, "rd_expense": 5, "revenue": 0},
        {"established_months": 12, "established_days": 336},
        {"established_months": 12, "established_days": 403},
        {"inv_months": 24, "established_months": 24},
        {"techsme_staff_score": 0, "sci_staff_ratio": 0.05},
        {"techsme_staff_score": 4, "sci_staff_ratio": 0.1},
    ],
)
def test_facts_that_can_just_both_be_true_are_taken(values):
    assert set(profile_of(values).values) == set(values)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(rule_book().fields)) | st.text(max_size=10), json_values, max_size=6))
def test_whatever_is_sent_is_taken_or_refused_by_name(values):
    try:
        read_profile(values, rule_book().fields, latest=DAY)
    except ProfileRefused as error:
        assert error.problems and str(error).encode("utf-8")
