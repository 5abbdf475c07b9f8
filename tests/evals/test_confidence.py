from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.types import AnswerStatus, StageTrace
from evals.confidence import calibrated, calibration, confidence_of, separation
from evals.golden import Half
from evals.run import Evaluation
from tests.evals.factories import answer, measured

REFUSED = {"status": frozenset({AnswerStatus.NO_ANSWER}), "clauses": ()}
SHARES = st.lists(st.floats(0.01, 1.0), min_size=1, max_size=20)


def test_answers_are_sorted_into_tenths_with_the_share_that_is_right():
    found = calibrated([measured(0.71), measured(0.79, right=0.0), measured(1.0)])
    assert [(item.answers, item.confidence, item.right) for item in found.bins] == [(2, 0.75, 0.5), (1, 1.0, 1.0)]
    assert found.error == pytest.approx((2 * 0.25 + 0) / 3, abs=1e-6)
    assert found.bins[0].low < 0.5 < found.bins[0].high


def test_a_high_confidence_for_what_no_clause_answers_is_a_mistake():
    (only,) = calibrated([replace(measured(0.9, **REFUSED), scores={"clause_first": None})]).bins
    assert (only.answers, only.unanswerable, only.right) == (1, 1, 0.0)


def test_questions_that_were_not_searched_for_are_left_out():
    made = Evaluation("made", {Half.DEV: (measured(), measured(0.5)), Half.TEST: (measured(),)})
    found = calibration([made])
    assert list(found) == ["dev"]
    assert sum(item.answers for item in found["dev"].bins) == 1


def test_a_turn_of_several_questions_is_as_sure_as_its_least_sure_part():
    stages = tuple(StageTrace("retrieve", 1.0, {"confidence": value}) for value in (0.8, 0.0, 0.4))
    assert confidence_of(answer(trace=stages)) == 0.4
    assert confidence_of(answer()) is None


def test_confidence_tells_what_can_be_answered():
    found = calibrated([measured(0.9), measured(0.4), measured(0.5, **REFUSED)])
    assert found.separation == 0.5
    assert calibrated([measured(0.9)]).separation is None


@given(SHARES, SHARES)
def test_separation_turned_round_is_what_is_left_of_one(higher, lower):
    assert separation(higher, lower) + separation(lower, higher) == pytest.approx(1.0, abs=2e-6)


@given(SHARES)
def test_the_calibration_error_is_a_share(values):
    assert 0.0 <= calibrated([measured(value) for value in values]).error <= 1.0
