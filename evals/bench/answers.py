"""How long a warm answer takes, beside the search inside it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np

from evals.golden import GoldenQuestion, Half, load_golden
from evals.run import DEPTH, Answerer, Search, ask, shipped_pipeline

ROUNDS = 5
"""Passes over the dev questions after one that warms up."""


def print_answer_figures(set_name: str = "plan") -> None:
    """Print median and 95th percentile over the dev questions that have no history, and what they are made of."""
    questions = [item for item in load_golden(set_name, Half.DEV) if not item.history]
    with shipped_pipeline() as (pipeline, search, _):
        answers, searches = time_answers(pipeline, search, questions)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} CPUs")
    print(f"answers: {len(answers)} warm answers to {len(questions)} questions")
    for name, times in (("answer", answers), ("search alone", searches)):
        print(
            f"  {name}: p50 {percentile(times, 50):.2f} ms, p95 {percentile(times, 95):.2f} ms, max {max(times):.2f} ms"
        )
    print(f"  answer p95 / p50: {percentile(answers, 95) / percentile(answers, 50):.1f}")
    print(f"  answer p50 / search p50: {percentile(answers, 50) / percentile(searches, 50):.1f}")


def time_answers(
    pipeline: Answerer, search: Search, questions: Sequence[GoldenQuestion], rounds: int = ROUNDS
) -> tuple[list[float], list[float]]:
    """Milliseconds of each answer and of each search for the same words, after one pass that warms up."""
    answers: list[float] = []
    searches: list[float] = []
    for round_number in range(rounds + 1):
        for golden in questions:
            took = _milliseconds(lambda golden=golden: ask(pipeline, golden))  # type: ignore[misc]
            searched = _milliseconds(lambda golden=golden: search(golden.question, DEPTH))  # type: ignore[misc]
            if round_number:
                answers.append(took)
                searches.append(searched)
    return answers, searches


def percentile(values: Sequence[float], share: float) -> float:
    """The percentile `share` (0 … 100) of the values, interpolated."""
    return float(np.percentile(values, share))


def _milliseconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000
