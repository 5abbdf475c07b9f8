"""Facts that follow from given ones, as far as they follow."""

from decimal import Decimal

import pytest

from bot.eligibility.derived import derive
from bot.eligibility.types import Interval
from tests.bot.eligibility.factories import divisions, profile_of, rule_book

SCORING = rule_book().rules["techsme"].scoring


def derived(name, **given):
    fact = derive(profile_of(given), [SCORING], divisions()).get(name)
    if fact is not None and name not in given:
        assert fact.derivation
    return fact.value if fact else None


def interval(low, high):
    return Interval(Decimal(low), Decimal(high))


def test_the_share_of_research_is_expense_by_revenue():
    assert derived("rd_ratio_1y", rd_expense=1_000_000, revenue=20_000_000) == Decimal("0.05")
    assert derived("rd_ratio_1y", rd_expense=1_000_000, revenue=0) is None
    assert derived("rd_ratio_1y", rd_expense=1_000_000) is None


def test_months_are_a_range_of_days():
    assert derived("established_days", established_months=12) == interval(360, 403)


def test_a_given_value_wins():
    assert derived("rd_ratio_1y", rd_ratio_1y=0.058, rd_expense=5, revenue=100) == Decimal("0.058")
    assert derived("established_days", established_days=365, established_months=12) == 365
    assert derived("resident_cn", resident_cn=False, reg_region="济南市") is False
    assert derived("techsme_score", techsme_score=61, sci_staff_ratio=0) == 61


@pytest.mark.parametrize(
    ("region", "resident"),
    [
        ("济南高新区", True),
        ("市中区", True),
        ("香港", False),
        ("台湾省台北市", False),
        ("澳门特别行政区", False),
        ("火星", None),
    ],
)
def test_whether_it_is_on_the_mainland_follows_from_its_place(region, resident):
    assert derived("resident_cn", reg_region=region) is resident


@pytest.mark.parametrize(
    ("ratio", "score"),
    [(0.30, 20), (0.2999, 16), (0.25, 16), (0.20, 12), (0.15, 8), (0.10, 4), (0.0999, 0), (0, 0)],
)
def test_the_staff_item_has_its_bands(ratio, score):
    assert derived("techsme_staff_score", sci_staff_ratio=ratio) == score


def test_a_score_is_a_range_while_an_item_is_missing():
    assert derived("techsme_score") is None
    assert derived("techsme_score", sci_staff_ratio=0.3) == interval(20, 100)
    assert derived("techsme_score", sci_staff_ratio=0.3, rd_ratio_1y=0.02) == interval(30, 60)
    assert derived("techsme_score", sci_staff_ratio=0.3, rd_ratio_1y=0.02, ip_class1=0) == interval(30, 54)
    assert derived("techsme_score", sci_staff_ratio=0.3, rd_ratio_1y=0.02, ip_class2=2) == interval(42, 60)
    assert derived("techsme_score", sci_staff_ratio=0.3, rd_ratio_1y=0.02, ip_class1=0, ip_class2=2) == 42
    assert derived("techsme_score", sci_staff_ratio=0.3, rd_ratio_1y=0.02, ip_class1=1) == 60


def test_one_of_the_two_research_ratios_is_enough_and_of_both_the_better_counts():
    known = {"sci_staff_ratio": 0.1, "ip_class1": 1}
    assert derived("techsme_score", **known, rd_cost_ratio=0.3) == 84
    assert derived("techsme_score", **known, rd_cost_ratio=0.3, rd_ratio_1y=0.01) == 84
    assert derived("techsme_score", **known, rd_cost_ratio=0.1, rd_ratio_1y=0.06) == 84
    assert derived("techsme_score", **known, rd_expense=3, revenue=100) == 54


def test_a_given_staff_score_counts_in_the_total():
    assert derived("techsme_score", techsme_staff_score=8, rd_ratio_1y=0.06, ip_class1=1) == 88
