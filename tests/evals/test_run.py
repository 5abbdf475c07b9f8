from dataclasses import replace
from datetime import date

from bot.types import AnswerStatus
from evals.run import ask, explain, measure
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


def test_a_failure_is_explained():
    measured = measure(FakePipeline(), lambda text, most: [], DOCUMENTS, golden(facts=(("40%",),)))
    explained = explain(measured, DOCUMENTS)
    assert "facts_present" in explained["failed"]
    assert explained["missing_facts"] == [["40%"]]
