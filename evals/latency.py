"""How long the answers of an evaluation took, stage by stage, on the machine that it ran on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from bot.types import Answer
from evals.run import Evaluation

TOTAL = "total"


def latencies(evaluations: Sequence[Evaluation]) -> dict[str, dict[str, float]]:
    """Milliseconds at the median and the 95th percentile of the measured answers, by stage and in total."""
    times: dict[str, list[float]] = defaultdict(list)
    for answer in _answers(evaluations):
        for stage, took in stage_times(answer).items():
            times[stage].append(took)
    return {
        stage: {"p50": _percentile(took, 50), "p95": _percentile(took, 95), "answers": len(took)}
        for stage, took in times.items()
    }


def stage_times(answer: Answer) -> dict[str, float]:
    """Milliseconds by stage, the parts of a turn of several questions added up, and their sum."""
    times: dict[str, float] = defaultdict(float)
    for stage in answer.trace:
        times[stage.stage] += stage.took_ms
    return {**times, TOTAL: sum(times.values())} if times else {}


def _answers(evaluations: Sequence[Evaluation]) -> Iterable[Answer]:
    for evaluation in evaluations:
        for measured in evaluation.halves.values():
            yield from (item.answer for item in measured)


def _percentile(times: Sequence[float], share: int) -> float:
    return round(float(np.percentile(times, share)), 2)
