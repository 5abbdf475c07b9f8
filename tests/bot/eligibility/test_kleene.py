"""Three-valued logic: one definite failure decides all, one definite success decides any, order makes no difference."""

from hypothesis import given
from hypothesis import strategies as st

from bot.eligibility.kleene import all_of, any_of, verdict_of
from bot.eligibility.types import Verdict

MET, NOT_MET, UNKNOWN, SKIPPED = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE
verdicts = st.lists(st.sampled_from(Verdict))
OPPOSITE = {MET: NOT_MET, NOT_MET: MET, UNKNOWN: UNKNOWN, SKIPPED: SKIPPED}


def test_a_failure_beats_the_unknown_and_the_unknown_beats_success():
    assert all_of([MET, UNKNOWN, NOT_MET]) is NOT_MET
    assert all_of([MET, UNKNOWN]) is UNKNOWN
    assert any_of([NOT_MET, UNKNOWN]) is UNKNOWN
    assert any_of([NOT_MET, UNKNOWN, MET]) is MET


def test_what_is_skipped_does_not_count_and_nothing_is_no_success():
    assert all_of([SKIPPED, MET]) is MET
    assert all_of([SKIPPED]) is all_of([]) is any_of([]) is SKIPPED


@given(verdicts)
def test_any_is_all_turned_round_and_order_makes_no_difference(values):
    assert any_of(values) is OPPOSITE[all_of(OPPOSITE[value] for value in values)]
    assert all_of(values) is all_of(reversed(values))


def test_a_comparison_that_cannot_be_told_is_unknown():
    assert [verdict_of(truth) for truth in (True, False, None)] == [MET, NOT_MET, UNKNOWN]
