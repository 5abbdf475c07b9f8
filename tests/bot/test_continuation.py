"""How a turn goes on from the ones before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.continuation import FEW_TERMS, circumstances, clause_meant, continued_turn, only_circumstances
from tests.bot.invented import make_turn

TRIALS = make_turn("样机试制投入能补多少", "ship-plan:2.1.1", "ship-plan:2.1.2")
THANKS = make_turn("谢谢")
MANY_TERMS = FEW_TERMS + 5


def test_a_question_with_few_words_of_its_own_goes_on():
    assert continued_turn("上限", (TRIALS,), own_terms=1) is TRIALS
    assert continued_turn("灯塔设备折旧年限是多少", (TRIALS,), own_terms=MANY_TERMS) is None


@pytest.mark.parametrize("text", ["那深海探测企业怎么算", "这项补助的申报材料有哪些", "刚才说的试验场在哪"])
def test_words_that_point_back_go_on_however_long_the_question(text):
    assert continued_turn(text, (TRIALS,), own_terms=MANY_TERMS) is TRIALS


@given(st.text(max_size=30), st.integers(0, 10))
def test_nothing_goes_on_from_turns_that_cited_nothing(text, own_terms):
    assert continued_turn(text, (), own_terms=own_terms) is None
    assert continued_turn(text, (THANKS,), own_terms=own_terms) is None


def test_the_last_turn_that_cited_something_is_meant():
    assert continued_turn("上限呢", (make_turn("灯塔", "lighthouse-law:2"), TRIALS, THANKS), own_terms=0) is TRIALS


def test_facts_about_oneself_go_on_only_right_behind_a_question():
    assert continued_turn("我们是做深海探测的", (TRIALS,), own_terms=MANY_TERMS) is TRIALS
    assert continued_turn("我们是做深海探测的", (TRIALS, THANKS), own_terms=MANY_TERMS) is None


@pytest.mark.parametrize(
    ("text", "only"), [("我们是做灯塔的", True), ("我们是做灯塔的,能补多少", False), ("灯塔", False)]
)
def test_a_turn_of_facts_alone_is_told_from_a_question(text, only):
    assert only_circumstances(text) is only


def test_what_was_said_of_the_enterprise_is_kept_latest_first():
    history = (make_turn("我们是做灯塔的"), THANKS, make_turn("我们公司在东港"))
    assert circumstances(history) == "我们公司在东港 我们是做灯塔的"
    assert circumstances((THANKS, make_turn("\ud800"))) == ""


@pytest.mark.parametrize(
    ("text", "clause_id"),
    [("第一个怎么申请", "ship-plan:2.1.1"), ("第二条呢", "ship-plan:2.1.2"), ("第三项呢", None), ("它呢", None)],
)
def test_an_ordinal_names_a_clause_of_the_answer_before(text, clause_id):
    assert clause_meant(text, TRIALS) == clause_id
