from bot.types import StageTrace
from evals.golden import Half
from evals.latency import latencies, stage_times
from evals.run import Evaluation
from tests.evals.factories import answer, measured


def test_the_parts_of_one_turn_add_up():
    trace = (StageTrace("retrieve", 2.0, {}), StageTrace("finish", 0.5, {}), StageTrace("retrieve", 3.0, {}))
    assert stage_times(answer(trace=trace)) == {"retrieve": 5.0, "finish": 0.5, "total": 5.5}


def test_an_answer_without_trace_has_no_times():
    assert stage_times(answer()) == {}


def test_percentiles_are_over_the_answers_of_all_halves():
    made = Evaluation("made", {Half.DEV: (measured(),), Half.TEST: (measured(),)})
    assert latencies([made])["total"] == {"p50": 4.0, "p95": 4.0, "answers": 2}
