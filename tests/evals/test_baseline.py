"""The quality floor: the whole golden set, both halves, against the committed figures."""

import pytest

from evals.compare import read_baseline, regressions
from evals.report import summary
from evals.run import Evaluation, evaluate

# A broken promise, not a lower share: these may never fail, whatever the baseline says.
PROMISES = ("quotes_verified", "markers_matched", "figures_grounded", "stale_warned", "jurisdiction_right")


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate("plan")


def test_no_figure_falls_below_the_committed_baseline(evaluation):
    assert regressions(summary(evaluation)) == []


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds_for_every_question(evaluation, promise):
    broken = [
        item.golden.id for measured in evaluation.halves.values() for item in measured if item.scores[promise] == 0
    ]
    assert broken == []


def test_the_baseline_holds_both_halves():
    assert set(read_baseline()["halves"]) == {"dev", "test"}
