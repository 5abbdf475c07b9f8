from dataclasses import replace
from datetime import date

import pytest

from bot.types import AnswerStatus
from evals.golden import GOLDEN_FOLDER, GoldenInvalid, Half
from evals.run import ALL, ask, evaluate, measure, wanted_halves, with_told_clauses
from tests.evals.factories import DOCUMENTS, answer, golden


class FakePipeline:
    def __init__(self):
        self.questions = []

    def answer(self, question):
        self.questions.append(question)
        return replace(answer(), topic=f"独立的{question.text}")


def test_the_questions_of_the_history_are_asked_first_and_become_turns():
    pipeline = FakePipeline()
    ask(pipeline, golden(history=("租金补多少", "要什么条件"), question="有上限吗"))
    assert [item.text for item in pipeline.questions] == ["租金补多少", "要什么条件", "有上限吗"]
    assert [len(item.history) for item in pipeline.questions] == [0, 1, 2]
    turn = pipeline.questions[2].history[1]
    assert (turn.question, turn.topic, turn.clause_ids, turn.status) == (
        "要什么条件",
        "独立的要什么条件",
        ("rent:1",),
        AnswerStatus.ANSWERED,
    )


def test_the_golden_day_and_region_reach_the_pipeline():
    pipeline = FakePipeline()
    ask(pipeline, golden(region="江苏省"))
    asked = pipeline.questions[0]
    assert (asked.today, asked.as_of, asked.region) == (date(2025, 3, 1), None, "江苏省")


def test_the_search_is_measured_on_the_standalone_question():
    searched = []

    def search(text, most):
        searched.append(text)
        return ["rent:2", "rent:1"]

    measured = measure(FakePipeline(), search, DOCUMENTS, golden())
    assert searched == ["独立的园区租金补多少"]
    assert (measured.scores["hit_first"], measured.scores["hit_in_three"], measured.scores["right"]) == (0, 1, 1)


@pytest.mark.parametrize(("set_name", "half"), [("none", "all"), ("policies", "dev2")])
def test_a_set_or_half_that_is_not_there_is_named(set_name, half):
    with pytest.raises(GoldenInvalid, match=f"没有题集 {set_name}，或它没有 {half}"):
        evaluate(set_name, half)


def test_all_halves_are_those_that_a_set_has():
    assert list(wanted_halves("plan", ALL, GOLDEN_FOLDER)) == list(Half)
    assert list(wanted_halves("yesno", ALL, GOLDEN_FOLDER)) == [Half.DEV, Half.TEST]
    assert list(wanted_halves("yesno", "dev2", GOLDEN_FOLDER)) == []


def test_an_expected_fact_is_looked_for_in_the_clause_that_tells_it():
    made = DOCUMENTS["rent"]
    first, second = made.clauses
    documents = {"rent": replace(made, clauses=(replace(first, joins=("b2", "c1")), second))}
    asked = golden(clauses=("rent:b2", "rent:2", "rent:1", "rent:c1", "other:b2"))
    assert with_told_clauses(asked, documents).clauses == ("rent:1", "rent:2", "other:b2")
    assert with_told_clauses(asked, DOCUMENTS).clauses == asked.clauses
    measured = measure(FakePipeline(), lambda text, most: ["rent:1"], documents, golden(clauses=("rent:b2",)))
    assert (measured.scores["clause_first"], measured.scores["hit_first"]) == (1, 1)
