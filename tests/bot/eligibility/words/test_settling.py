"""Values that cannot be are named as problems and never become facts."""

import pytest

from bot.eligibility.words.reader import read_profile
from tests.bot.eligibility.words.reading import DAY


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("员工-5人", "staff_total", "不能小于 0"),
        ("研发费用负50万", "rd_expense", "不能小于 0"),
        ("科技人员占比130%", "sci_staff_ratio", "比例应为 0 到 1"),
        ("本科以上占百分之一百二十", "bachelor_ratio", "比例应为 0 到 1"),
        ("员工10人，研发人员12人", "rd_staff_ratio", "比例应为 0 到 1"),
        ("2027年3月成立的", "established_months", "不能晚于"),
        ("设备是2026年12月20日购进的", "purchase_date", "不能晚于"),
        ("去年营收200000亿", "revenue", "不能超过"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_not_kept(text, field, message):
    found = read_profile(text, DAY)
    assert field not in {fact.field for fact in found.facts}
    assert [problem.field for problem in found.problems] == [field]
    assert message in found.problems[0].message
    assert found.problems[0].words in text


def test_a_loss_is_a_taxable_income_below_zero():
    (fact,) = read_profile("应纳税所得额-30万", DAY).facts
    assert (fact.field, fact.value) == ("taxable_income", -300_000)


def test_more_research_than_turnover_is_possible():
    (fact,) = read_profile("研发占比150%", DAY).facts
    assert (fact.field, fact.value) == ("rd_ratio_1y", pytest.approx(1.5))


def test_counts_without_the_whole_staff_stay_unsettled():
    found = read_profile("研发人员20个", DAY)
    assert found.facts == ()
    assert [item.field for item in found.unsettled] == ["rd_staff_ratio"]


def test_kinds_of_one_class_are_summed_and_a_correction_replaces_only_the_last():
    (fact, _) = sorted(read_profile("实用新型6个，外观2个，软著5个", DAY).facts, key=lambda fact: fact.field)
    assert (fact.field, fact.value) == ("ip_class2", 13)
