import os
from pathlib import Path

from evals.bench.answers import percentile, time_answers
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
