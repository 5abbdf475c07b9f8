import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import bootstrap, interval, wilson


def test_wilson_agrees_with_a_published_value():
    # Newcombe 1998, table I: 81 of 263, score method without continuity correction
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@given(st.integers(1, 500).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_wilson_encloses_the_share_and_stays_within_bounds(sample):
    successes, trials = sample
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert low < high


def test_without_questions_there_is_no_interval():
    with pytest.raises(ValueError, match="trials"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="no values"):
        bootstrap([])


def test_bootstrap_encloses_the_mean_and_repeats_itself():
    values = [0.0, 0.25, 0.5, 1.0] * 10
    low, high = bootstrap(values)
    assert low < sum(values) / len(values) < high
    assert (low, high) == bootstrap(values)


def test_shares_get_wilson_and_other_values_bootstrap():
    assert interval([1.0, 0.0, 1.0]) == wilson(2, 3)
    assert interval([1.0, 0.5]) == bootstrap([1.0, 0.5])
