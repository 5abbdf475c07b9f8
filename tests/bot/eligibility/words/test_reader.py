"""Reading everyday Chinese: the facts that are stated, in many manners of speech, and nothing else."""

import time
from itertools import chain

import pytest

from bot.eligibility.fields import load_fields
from bot.eligibility.words.reader import read_profile
from evals.utterances import load
from tests.bot.eligibility.words.reading import DAY, facts, same, utterances

STATED = [(style, *row) for style, rows in utterances()["stated"].items() for row in rows]


def differences(found, wanted):
    wrong = {
        name: (found.get(name), value) for name, value in wanted.items() if not same_or_missing(found, name, value)
    }
    return wrong | {name: (value, None) for name, value in found.items() if name not in wanted}


def same_or_missing(found, name, value):
    return name in found and same(found[name], value)


@pytest.mark.parametrize(("style", "text", "wanted"), STATED)
def test_what_is_stated_is_read_and_nothing_else(style, text, wanted):
    assert differences(facts(text), wanted) == {}


@pytest.mark.parametrize("text", utterances()["nothing"])
def test_others_rules_suppositions_and_questions_state_nothing(text):
    assert facts(text) == {}


@pytest.mark.parametrize(("text", "field"), utterances()["bounds"])
def test_a_bound_is_no_value_but_is_known_to_have_been_said(text, field):
    found = read_profile(text, DAY)
    assert found.facts == ()
    assert field in {item.field for item in found.unsettled}
    assert found.definite == {}


@pytest.mark.parametrize(("field", "text", "wanted"), utterances()["answers"])
def test_a_bare_answer_is_read_against_the_field_that_was_asked(field, text, wanted):
    assert differences(facts(text, field), wanted) == {}


@pytest.mark.parametrize("text", [row[1] for row in STATED])
def test_the_words_of_a_fact_are_those_of_the_text(text):
    for fact in read_profile(text, DAY).facts:
        assert text[fact.start : fact.end] == fact.words != ""


def test_no_utterance_of_these_tests_is_a_golden_one_of_the_open_half():
    golden = {row["text"] for row in load("dev")}
    ours = {row[1] for row in STATED} | set(utterances()["nothing"]) | {row[0] for row in utterances()["bounds"]}
    assert not golden & ours


def test_what_is_only_rough_is_marked_and_not_judged_by():
    found = read_profile("员工大概45人，研发18人", DAY)
    assert {fact.field: fact.approximate for fact in found.facts} == {"staff_total": True, "rd_staff_ratio": True}
    assert found.definite == {}


def test_a_month_of_founding_gives_months_that_wait_for_confirmation_and_a_day_gives_exact_ones():
    (by_month,) = read_profile("2025年3月成立的", DAY).facts
    (by_day,) = read_profile("2025年3月20日成立的", DAY).facts
    assert (by_month.value, by_month.approximate) == (20, True)
    assert (by_day.value, by_day.approximate) == (20, False)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("去年营收2000万，研发费用100万，研发占比9%", {"rd_ratio_1y", "rd_expense"}),
        ("公司成立6个月，也就是400天", {"established_months", "established_days"}),
        ("软件收入占四成，自主开发的占五成", {"soft_own_income_ratio", "soft_income_ratio"}),
        ("研发人员占比30%，员工100人，研发人员50人", {"rd_staff_ratio", "staff_total"}),
        ("员工30人。公司一共48人。", {"staff_total"}),
        ("我们2025年5月成立的，到现在已经3年了", {"established_months"}),
    ],
)
def test_what_cannot_both_be_true_is_noticed(text, pair):
    assert any(pair <= set(item.fields) for item in read_profile(text, DAY).contradictions)


def test_two_values_of_one_field_leave_none_of_them():
    assert "staff_total" not in facts("员工30人。公司一共48人。")


@pytest.mark.parametrize(
    "text", ["", "   ", "？", "。。。", "😀", "\n\n", "啊" * 2000, "1" * 2000, "一" * 500, "、，；", "\ud800"]
)
def test_any_text_is_read_without_an_error(text):
    read_profile(text, DAY)


def test_an_unknown_field_cannot_have_been_asked():
    with pytest.raises(KeyError):
        read_profile("14", DAY, "no_such_field")


@pytest.mark.parametrize("field", load_fields())
@pytest.mark.parametrize("text", ["不清楚", "回头问会计", "嗯……"])
def test_no_answer_is_no_fact(field, text):
    assert facts(text, field) == {}


def test_an_utterance_takes_three_milliseconds_at_most_on_average():
    texts = [*chain((row[1] for row in STATED), utterances()["nothing"])]
    read_profile("预热", DAY)
    for text in texts:
        read_profile(text, DAY)  # patterns are compiled at first use
    started = time.perf_counter()
    for text in texts:
        read_profile(text, DAY)
    assert (time.perf_counter() - started) / len(texts) < 0.003
