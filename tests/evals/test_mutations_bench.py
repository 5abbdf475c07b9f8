import pytest

from evals.bench.mutations import (
    FEWEST_CAUGHT,
    MOST_FALSE_ALARMS,
    MOVED,
    false_sentences,
    judge_verifier,
    told_sentences,
)
from evals.golden import Half, load_golden
from evals.mutations import drop_of_which, flip_duty
from evals.run import ask, shipped_pipeline
from tests.evals.factories import DOCUMENTS, DURING, answer, citation, refusal

TRUE = "对符合条件的园区企业租金按最高30%给予补贴"
SAMPLE = slice(None, None, 12)  # of the plan's and the policies' dev questions: the whole is `make soak`


def told(text: str):
    return told_sentences([answer(text, citations=(citation(), citation(2, "2")))], DOCUMENTS)


def test_sentences_are_taken_with_the_quotes_that_they_mark():
    (first, second) = told(f"问题一：{TRUE}[1]。文件没有规定截止时间。每年评选不少于8家示范企业[2]。")
    assert (first.text, first.quotes[0].source.clause.path) == (TRUE, "1")
    assert (second.text, second.quotes[0].source.clause.path) == ("每年评选不少于8家示范企业", "2")


def test_sums_and_refusals_are_left_to_other_rules():
    assert told("100万元 × 30% = 30万元[1]。") == ()
    assert told_sentences([refusal()], DOCUMENTS) == ()


def test_true_sentences_pass_and_false_ones_are_caught():
    found = judge_verifier(told(f"{TRUE}[1]。"), DURING)
    assert (found.true, found.alarms, found.missed) == (1, (), {})
    assert found.tried["change_number"] == found.tried["drop_qualifier"] - 1 == 1


def test_a_sentence_that_its_quote_does_not_say_is_an_alarm():
    found = judge_verifier(told("企业租金按最高40%给予补贴[1]。"), DURING)
    assert [rule for _, rule in found.alarms] == ["figure_not_quoted"]


@pytest.mark.parametrize(
    ("mutation", "text", "changed"),
    [
        (drop_of_which, "其中芯片企业按10%", ["芯片企业按10%"]),
        (flip_duty, "可以叠加", ["不可以叠加"]),
        (flip_duty, "不可以叠加", ["可以叠加"]),
        (flip_duty, "应当备案", ["不必备案"]),
    ],
)
def test_a_mutation_says_the_opposite(mutation, text, changed):
    assert list(mutation(text)) == changed


def test_the_verifier_keeps_its_figures_on_a_sample_of_answers():
    golden = [item for name in ("plan", "policies") for item in load_golden(name, Half.DEV)][SAMPLE]
    with shipped_pipeline() as (pipeline, _, documents):
        sentences = told_sentences((ask(pipeline, item) for item in golden), documents)
    found = judge_verifier(sentences, golden[-1].as_of)
    assert found.true >= 40
    assert found.tried[MOVED] >= 40
    assert len(list(false_sentences(sentences))) == found.tried.total()
    assert found.caught >= FEWEST_CAUGHT - 0.01  # a small sample: one miss weighs more
    assert len(found.alarms) <= MOST_FALSE_ALARMS * found.true
