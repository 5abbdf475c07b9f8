"""Finds what each feature of the ranking counts, on the golden dev halves: `python -m evals.fit_ranking`.

Listwise logistic regression: of the clauses found for a question an accepted one shall have the highest score (the
top-one probability of ListNet, Cao et al. 2007), with the weights kept small. The shares printed are those of questions
left out of the fit (cross-validation).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.pipeline import Pipeline
from bot.ranking import WEIGHTS_FILE
from evals.golden import GoldenQuestion, Half, load_golden
from evals.run import asked_in_turn, shipped_pipeline, with_told_clauses

LEARNED_FROM = (
    *(("plan", Half.DEV), ("plan", Half.DEV2), ("policies", Half.DEV)),
    *(("followups", Half.DEV), ("yesno", Half.DEV), ("refusals", Half.DEV)),
)
SHARPNESS = 8.0
"""Scores are of the order of 1; a clause better by 1 ÷ 8 is held e times as likely."""
SHRINKAGE = 0.01
"""Weight of the squared weights (.003 and .03 tried: shares of questions left out differ by less than .3 points)."""
FOLDS = 8
_DIGITS = 3

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses found for one question: a row of features each, and which of them are accepted."""

    set_name: str
    rows: tuple[dict[str, float], ...]
    accepted: NDArray[np.bool_]


def main() -> None:
    """Fit, print the shares right by set, write the weights."""
    found = [item for set_name, half in LEARNED_FROM for item in _found(set_name, half)]
    names = sorted({name for item in found for row in item.rows for name in row})
    matrices = [_matrix(item, names) for item in found]
    print("left out:", _shares(found, _left_out(found, matrices)))
    weights = _fitted(found, matrices)
    print(
        "in the fit:",
        _shares(found, [_is_right(item, rows, weights) for item, rows in zip(found, matrices, strict=True)]),
    )
    told = {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}
    told = {name: weight for name, weight in told.items() if weight}
    WEIGHTS_FILE.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _found(set_name: str, half: Half) -> list[Found]:
    with shipped_pipeline() as (pipeline, _, documents):
        golden = [with_told_clauses(item, documents) for item in load_golden(set_name, half)]
        found = [_clauses_for(item, pipeline, set_name) for item in golden if item.clauses]
    return [item for item in found if item.accepted.any()]


def _clauses_for(golden: GoldenQuestion, pipeline: Pipeline, set_name: str) -> Found:
    rows = pipeline.features_of(asked_in_turn(pipeline, golden))
    accepted = np.array([clause_id in golden.clauses for clause_id in rows], dtype=bool)
    return Found(set_name, tuple(map(dict, rows.values())), accepted)


def _matrix(found: Found, names: Sequence[str]) -> Matrix:
    return np.array([[row.get(name, 0.0) for name in names] for row in found.rows])


def _fitted(found: Sequence[Found], matrices: Sequence[Matrix]) -> Matrix:
    """The weights under which the accepted clauses are likeliest to be first."""
    lengths = [len(rows) for rows in matrices]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    question = np.repeat(np.arange(len(lengths)), lengths)
    rows = np.concatenate(list(matrices))
    accepted = np.concatenate([item.accepted for item in found])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        scores = SHARPNESS * (rows @ weights)
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        every, right = np.add.reduceat(odds, starts), np.add.reduceat(odds * accepted, starts)
        slope = odds / every[question] - odds * accepted / np.maximum(right[question], 1e-300)
        worth = -np.log(right / every + 1e-12).mean() + SHRINKAGE * (weights @ weights)
        return float(worth), rows.T @ slope * SHARPNESS / len(lengths) + 2 * SHRINKAGE * weights

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


def _left_out(found: Sequence[Found], matrices: Sequence[Matrix]) -> list[bool]:
    """For each question whether the weights of the folds without it put an accepted clause first."""
    right = [False] * len(found)
    for fold in range(FOLDS):
        kept = [index for index in range(len(found)) if index % FOLDS != fold]
        weights = _fitted([found[index] for index in kept], [matrices[index] for index in kept])
        for index in range(fold, len(found), FOLDS):
            right[index] = _is_right(found[index], matrices[index], weights)
    return right


def _is_right(found: Found, rows: Matrix, weights: Matrix) -> bool:
    return bool(found.accepted[int(np.argmax(rows @ weights))])


def _shares(found: Sequence[Found], right: Sequence[bool]) -> str:
    by_set: dict[str, list[bool]] = {}
    for item, is_right in zip(found, right, strict=True):
        by_set.setdefault(item.set_name, []).append(is_right)
    return ", ".join(f"{name} {sum(each) / len(each):.3f} of {len(each)}" for name, each in by_set.items())


if __name__ == "__main__":
    main()
