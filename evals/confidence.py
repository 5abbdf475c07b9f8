"""Whether the confidence by which parkbot refuses means what it says.

Reliability is judged as in Guo et al. (2017), "On Calibration of Modern Neural Networks": answers sorted into bins by
confidence, the share that is right in each beside the confidence claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.types import Answer
from evals.golden import CITING, Half
from evals.intervals import wilson
from evals.run import Evaluation, Measured
from evals.summary import questions_of

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lies in one tenth: mean confidence, share right with its 95 % interval.

    `unanswerable` of the `answers` are to questions that no clause answers.
    """

    answers: int
    unanswerable: int
    confidence: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins from low to high; mean distance of claim and truth; how well it tells what can be answered.

    `error` is the expected calibration error, 0 … 1. `separation` is the chance that a question which can be answered
    has a higher confidence than one which cannot (area under the ROC curve), None where one of the kinds is missing.
    """

    bins: tuple[Bin, ...]
    error: float
    separation: float | None

    def as_json(self) -> dict[str, Any]:
        """For the file of figures."""
        return asdict(self)


def calibration(evaluations: Sequence[Evaluation]) -> dict[str, Calibration]:
    """The calibration of each half over all sets, where any of its answers was searched for."""
    measured = {half: questions_of(evaluations, half) for half in Half}
    searched = {half: [item for item in items if confidence_of(item.answer)] for half, items in measured.items()}
    return {half.value: calibrated(items) for half, items in searched.items() if items}


def calibrated(measured: Iterable[Measured]) -> Calibration:
    """Of the questions that were searched for: confidence against whether the right clause came first.

    A question that no clause answers counts as wrong: a high confidence for it is a mistake.
    """
    searched = [(value, item) for item in measured if (value := confidence_of(item.answer)) is not None]
    tenths = [[each for each in searched if _tenth(each[0]) == number] for number in range(BINS)]
    bins = tuple(_bin(inside) for inside in tenths if inside)
    error = sum(item.answers * abs(item.confidence - item.right) for item in bins) / len(searched)
    can = [value for value, item in searched if item.golden.status <= CITING]
    cannot = [value for value, item in searched if _is_unanswerable(item)]
    return Calibration(bins, round(error, 6), separation(can, cannot))


def confidence_of(answer: Answer) -> float | None:
    """The confidence of the evidence, the lowest where a turn asked several questions; None where none was sought."""
    found = [stage.found.get("confidence") for stage in answer.trace if stage.stage == "retrieve"]
    given = [value for value in found if isinstance(value, float) and value > 0]
    return min(given) if given else None


def separation(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """The chance that one of `higher` lies above one of `lower`, equals counting half (Mann and Whitney 1947)."""
    if not higher or not lower:
        return None
    above = np.subtract.outer(np.asarray(higher), np.asarray(lower))
    return round(float(((above > 0) + 0.5 * (above == 0)).mean()), 6)


def _bin(inside: Sequence[tuple[float, Measured]]) -> Bin:
    right = sum(item.scores.get("clause_first") == 1.0 for _, item in inside)
    low, high = wilson(right, len(inside))
    return Bin(
        answers=len(inside),
        unanswerable=sum(_is_unanswerable(item) for _, item in inside),
        confidence=round(sum(value for value, _ in inside) / len(inside), 6),
        right=round(right / len(inside), 6),
        low=round(low, 6),
        high=round(high, 6),
    )


def _tenth(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _is_unanswerable(measured: Measured) -> bool:
    return not measured.golden.status & CITING
