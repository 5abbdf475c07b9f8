from evals.golden import Half
from evals.run import ALL, Evaluation
from evals.summary import overall, questions_of, summary
from tests.evals.factories import measured

DEV = (measured(), measured(right=0.0, id="made-2", category="talent"))
MADE = Evaluation("made", {Half.DEV: DEV, Half.TEST: (measured(right=0.0),)})
OTHER = Evaluation("other", {Half.DEV: (measured(), measured())})


def test_the_summary_gives_means_intervals_and_categories():
    dev = summary(MADE)["halves"]["dev"]
    assert dev["questions"] == 2
    assert dev["metrics"]["right"]["mean"] == 0.5
    assert dev["metrics"]["right"]["low"] < 0.5 < dev["metrics"]["right"]["high"]
    assert dev["categories"]["talent"]["questions"] == 1
    assert dev["categories"]["talent"]["metrics"]["right"] == {"mean": 0.0, "judged": 1}


def test_over_all_sets_each_question_counts_once():
    figures = overall([MADE, OTHER])
    assert figures["set"] == ALL
    assert {name: half["questions"] for name, half in figures["halves"].items()} == {"dev": 4, "test": 1}
    assert figures["halves"]["dev"]["metrics"]["right"]["mean"] == 0.75


def test_a_half_is_gathered_from_the_sets_that_have_it():
    assert len(questions_of([MADE, OTHER], Half.DEV)) == 4
    assert questions_of([MADE, OTHER], Half.DEV2) == ()
