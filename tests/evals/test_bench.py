import os
from pathlib import Path

from evals.bench.answers import percentile, time_answers
from evals.bench.eligibility import time_determinations
from evals.bench.service import free_port, has_torch_loaded, resident_megabytes
from tests.evals.factories import answer, golden


class SlowPipeline:
    def answer(self, question):
        return answer()


def test_the_pass_that_warms_up_is_not_counted():
    answers, searches = time_answers(SlowPipeline(), lambda text, most: [], [golden(), golden(id="made-2")], rounds=3)
    assert len(answers) == len(searches) == 6
    assert min(answers) >= 0


def test_percentiles_are_interpolated():
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.5


def test_the_figures_of_a_process_are_read():
    assert 0 < free_port() < 65536
    if Path("/proc/self/status").exists():
        assert resident_megabytes(os.getpid()) > 5
        assert has_torch_loaded(os.getpid()) in (True, False)


def test_a_determination_is_timed_after_a_pass_that_warms_up():
    judged = []
    times = time_determinations(lambda facts, as_of: judged.append(facts), [{"headcount": 1}, {}], rounds=2)
    assert len(times) == 4 and len(judged) == 6
