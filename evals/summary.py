"""The figures of an evaluation: by half, over all questions (with a 95 % interval) and by category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.golden import Half
from evals.intervals import interval
from evals.metrics import METRICS, RETRIEVAL_METRICS
from evals.run import ALL, Evaluation, Measured


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Every figure of a set, rounded to six digits."""
    return {
        "set": evaluation.set_name,
        "halves": {half.value: _half_summary(measured) for half, measured in evaluation.halves.items()},
    }


def overall(evaluations: Sequence[Evaluation]) -> dict[str, Any]:
    """Every figure of all sets together, each question counting once; without categories, which the sets have."""
    pooled = {half: questions_of(evaluations, half) for half in Half}
    return {
        "set": ALL,
        "halves": {
            half.value: {"questions": len(measured), "metrics": _figures(measured, with_interval=True)}
            for half, measured in pooled.items()
            if measured
        },
    }


def questions_of(evaluations: Sequence[Evaluation], half: Half) -> tuple[Measured, ...]:
    """The measured questions of one half in all sets."""
    return tuple(item for evaluation in evaluations for item in evaluation.halves.get(half, ()))


def _half_summary(measured: Sequence[Measured]) -> dict[str, Any]:
    categories = sorted({item.golden.category for item in measured})
    return {
        "questions": len(measured),
        "metrics": _figures(measured, with_interval=True),
        "categories": {
            name: {
                "questions": sum(item.golden.category == name for item in measured),
                "metrics": _figures([item for item in measured if item.golden.category == name]),
            }
            for name in categories
        },
    }


def _figures(measured: Sequence[Measured], *, with_interval: bool = False) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for name in (*METRICS, *RETRIEVAL_METRICS):
        values = [value for item in measured if (value := item.scores.get(name)) is not None]
        if not values:
            continue
        figures[name] = {"mean": round(sum(values) / len(values), 6), "judged": len(values)}
        if with_interval:
            low, high = interval(values)
            figures[name] |= {"low": round(low, 6), "high": round(high, 6)}
    return figures
