from dataclasses import replace
from datetime import date

from bot.types import AnswerStatus
from evals.run import ask, explain, measure, with_told_clauses
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


def test_an_expected_fact_is_looked_for_in_the_clause_that_tells_it():
    made = DOCUMENTS["rent"]
    first, second = made.clauses
    documents = {"rent": replace(made, clauses=(replace(first, joins=("b2", "c1")), second))}
    asked = golden(clauses=("rent:b2", "rent:2", "rent:1", "rent:c1", "other:b2"))
    assert with_told_clauses(asked, documents).clauses == ("rent:1", "rent:2", "other:b2")
    assert with_told_clauses(asked, DOCUMENTS).clauses == asked.clauses
    measured = measure(FakePipeline(), lambda text, most: ["rent:1"], documents, golden(clauses=("rent:b2",)))
    assert (measured.scores["clause_first"], measured.scores["hit_first"]) == (1, 1)
