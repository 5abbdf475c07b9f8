from evals.golden import Half
from evals.metrics import METRICS, RETRIEVAL_METRICS
from evals.names import HEADLINES, MEASURE_NAMES, OF_A_SET, OVERALL, PROMISES
from evals.report import HALF_NAMES
from evals.sets import SET_CATEGORIES, SET_NAMES, SETS


def test_every_measure_has_a_name_in_both_languages():
    assert set(MEASURE_NAMES) == {*METRICS, *RETRIEVAL_METRICS}


def test_what_is_shown_is_measured():
    assert {*HEADLINES, *OF_A_SET, *OVERALL, *PROMISES} <= set(MEASURE_NAMES)


def test_every_set_half_and_category_has_a_name():
    assert set(SET_NAMES) == set(SETS)
    assert set(HALF_NAMES) == set(Half)
    assert all(name for categories in SET_CATEGORIES.values() for name in categories.values())
