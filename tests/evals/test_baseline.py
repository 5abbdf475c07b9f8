"""The quality floor: the whole golden set, every half, against the committed figures.

The fixtures hold totals and ids, so that a failure does not print the questions of the test half.
"""

from typing import Any, NamedTuple

import pytest

from evals.compare import baseline_path, read_baseline, regressions
from evals.golden import SETS, Half
from evals.report import summary
from evals.run import ALL, evaluate

# A broken promise, not a lower share: these may never fail, whatever the baseline says.
PROMISES = ("quotes_verified", "markers_matched", "figures_grounded", "stale_warned", "jurisdiction_right")


class Outcome(NamedTuple):
    figures: dict[str, Any]
    broken: dict[str, list[str]]


@pytest.fixture(scope="module", params=SETS)
def outcome(request) -> Outcome:
    evaluation = evaluate(request.param, ALL)
    measured = [item for half in evaluation.halves.values() for item in half]
    broken = {name: [item.golden.id for item in measured if item.scores[name] == 0] for name in PROMISES}
    return Outcome(summary(evaluation), broken)


def test_no_figure_falls_below_the_committed_baseline(outcome):
    assert regressions(outcome.figures, baseline_path(outcome.figures["set"])) == []


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds_for_every_question(outcome, promise):
    assert outcome.broken[promise] == []


def test_the_baseline_holds_every_half_that_is_written():
    plan, policies = (set(read_baseline(baseline_path(name))["halves"]) for name in ("plan", "policies"))
    assert plan == {half.value for half in Half}
    assert policies == {Half.DEV.value, Half.TEST.value}
