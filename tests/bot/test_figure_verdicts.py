"""A verdict by figures follows from value and operator alone, and is left open where they do not settle it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figure_verdicts import figure_verdict
from bot.types import Verdict

AMOUNTS = st.integers(1, 9999)


def told(question, sentence):
    found = figure_verdict(question, sentence)
    return found.verdict if found else None


@given(AMOUNTS, AMOUNTS)
def test_a_case_is_held_against_a_bound_that_includes_its_figure(own, limit):
    question = f"样机单价正好{own}万元能申请吗"
    assert told(question, f"样机单价不超过{limit}万元") is (Verdict.YES if own <= limit else Verdict.NO)
    assert told(question, f"样机单价不低于{limit}万元") is (Verdict.YES if own >= limit else Verdict.NO)


@given(AMOUNTS, AMOUNTS)
def test_a_case_is_held_against_a_bound_that_excludes_its_figure(own, limit):
    question = f"样机单价正好{own}万元能申请吗"
    assert told(question, f"样机单价须低于{limit}万元") is (Verdict.YES if own < limit else Verdict.NO)
    assert told(question, f"样机单价要超过{limit}万元") is (Verdict.YES if own > limit else Verdict.NO)


@given(AMOUNTS)
def test_whether_a_bare_bound_includes_its_figure_is_left_open(limit):
    assert told(f"样机单价正好{limit}万元能申请吗", f"样机单价须在{limit}万元以上") is None


@given(AMOUNTS, AMOUNTS)
def test_a_supposed_limit_must_be_the_one_that_is_stated(own, limit):
    verdict = Verdict.YES if own == limit else Verdict.NO
    assert told(f"样机补助上限{own}万元对吧", f"样机补助最高{limit}万元") is verdict


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_supposed_rate_must_be_the_one_that_is_stated(own, rate):
    verdict = Verdict.YES if own == rate else Verdict.NO
    assert told(f"样机的税率是{own}%对吧", f"样机按{rate}%的税率征收") is verdict


@given(st.integers(1, 20), st.integers(1, 240))
def test_years_and_months_are_compared(years, months):
    verdict = Verdict.YES if months <= years * 12 else Verdict.NO
    assert told(f"公司成立刚满{months}个月能申请吗", f"成立不超过{years}年") is verdict


@given(AMOUNTS, AMOUNTS)
def test_keeping_one_bound_is_never_said_to_suffice(own, limit):
    assert told(f"样机得{own}分就能入选吧", f"样机得分不低于{limit}分") is (None if own >= limit else Verdict.NO)


@given(AMOUNTS, AMOUNTS)
def test_a_range_of_cases_is_decided_only_where_all_of_it_lies_on_one_side(own, limit):
    found = told(f"样机单价低于{own}万元能申请吗", f"样机单价不低于{limit}万元")
    assert found is (Verdict.NO if own < limit else None)


@pytest.mark.parametrize(
    "sentence",
    [
        "样机单价不超过50万元或者销量不超过50台",
        "样机单价50万元及以上的为大型企业",
        "旧办法规定样机单价不超过50万元",
        "样机单价不超过50万元的不予补助",
        "样机单价超过50万元的，按一般规则处理",
        "样机单价超过50万元的，按一般规则处理，不能一次扣除",
        "样机单价不超过50万元的部分免征",
        "样机单价50万元左右",
        "样机单价30万元至50万元",
        "样机应当安全可靠",
    ],
)
def test_alternatives_classes_old_rules_denials_and_ranges_prove_nothing(sentence):
    assert told("样机单价正好60万元能申请吗", sentence) is None


@pytest.mark.parametrize("question", ["60万元和70万元的能申请吗", "三成一能申请吗", "样机能申请吗", "上半年能申请吗"])
def test_a_question_with_no_figure_or_more_than_one_is_not_decided_by_figures(question):
    assert told(question, "样机单价不超过50万元,占比不超过30%,半年内办结") is None


def test_one_limit_in_two_units_is_one_limit():
    assert told("成立刚满61个月能申请吗", "成立不超过5年（60个月）") is Verdict.NO
