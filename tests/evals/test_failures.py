from evals.failures import explain, failed_questions
from evals.golden import Half
from evals.run import Evaluation, measure
from tests.evals.factories import DOCUMENTS, golden, measured
from tests.evals.test_run import FakePipeline

WRONG = {"right": 0.0}
MADE = Evaluation(
    "made",
    {
        Half.DEV: (measured(), measured(**WRONG, id="made-2")),
        Half.DEV2: (measured(**WRONG, id="made-3"),),
        Half.TEST: (measured(**WRONG, id="made-4"),),
    },
)


def test_a_failure_is_explained():
    explained = explain(measure(FakePipeline(), lambda text, most: [], DOCUMENTS, golden(facts=(("40%",),))), DOCUMENTS)
    assert "facts_present" in explained["failed"]
    assert explained["missing_facts"] == [["40%"]]


def test_the_test_half_stays_unread_unless_asked_for():
    assert [item["id"] for item in failed_questions(MADE)] == ["made-2", "made-3"]
    assert [item["id"] for item in failed_questions(MADE, show_test=True)] == ["made-2", "made-3", "made-4"]
