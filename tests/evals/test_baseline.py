"""The quality floor: the whole golden set, every half, against the committed figures.

The fixtures hold totals and ids, so that a failure does not print the questions of the test half.
"""

from typing import Any, NamedTuple

import pytest

from evals.compare import baseline_path, read_baseline, regressions
from evals.golden import Half, golden_path
from evals.names import PROMISES
from evals.run import ALL, evaluate
from evals.sets import SETS
from evals.summary import overall, summary


class Outcome(NamedTuple):
    figures: dict[str, Any]
    broken: dict[str, list[str]]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    evaluations = evaluate()
    found = {}
    for evaluation in evaluations:
        measured = [item for half in evaluation.halves.values() for item in half]
        broken = {name: [item.golden.id for item in measured if item.scores[name] == 0] for name in PROMISES}
        found[evaluation.set_name] = Outcome(summary(evaluation), broken)
    return {**found, ALL: Outcome(overall(evaluations), {})}


@pytest.mark.parametrize("set_name", (*SETS, ALL))
def test_no_figure_falls_below_the_committed_baseline(outcomes, set_name):
    assert regressions(outcomes[set_name].figures, baseline_path(set_name)) == []


@pytest.mark.parametrize("set_name", SETS)
@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds_for_every_question(outcomes, set_name, promise):
    assert outcomes[set_name].broken[promise] == []


@pytest.mark.parametrize("set_name", SETS)
def test_the_baseline_holds_every_half_that_is_written(set_name):
    written = {half.value for half in Half if golden_path(set_name, half).is_file()}
    assert set(read_baseline(baseline_path(set_name))["halves"]) == written
