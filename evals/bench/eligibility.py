"""How long it takes to judge every policy for one enterprise, and what the rules add to a start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

import yaml

from bot.eligibility.determination import Eligibility
from bot.eligibility.profile import read_profile
from bot.eligibility.rules import check_clauses, load_rule_book
from evals.bench.answers import percentile
from evals.eligibility import GOLD_FOLDER, WRITTEN_ON
from knowledge.divisions import load_divisions
from knowledge.shipped import shipped_documents

ROUNDS = 5
"""Passes over the dev profiles after one that warms up."""


def print_eligibility_figures() -> None:
    """Print median and 95th percentile over the golden dev profiles, and the seconds that loading takes."""
    documents = shipped_documents()
    started = perf_counter()
    rule_book, divisions = load_rule_book(), load_divisions()
    check_clauses(rule_book.rules, documents)
    eligibility = Eligibility(rule_book, documents, divisions)
    loading = perf_counter() - started
    profiles = [item["facts"] for item in yaml.safe_load((GOLD_FOLDER / "profiles.dev.yaml").read_text("utf-8"))]

    def judge(facts: dict[str, object], as_of: date) -> None:
        eligibility.determine(read_profile(facts, rule_book.fields, latest=date.max), None, as_of)

    times = time_determinations(judge, profiles)
    print(f"eligibility: all {len(rule_book.rules)} policies for one profile ({len(times)} times)")
    print(f"  p50 {percentile(times, 50):.2f} ms, p95 {percentile(times, 95):.2f} ms, max {max(times):.2f} ms")
    print(f"  rules, places and sources loaded and checked at the start: {loading * 1000:.0f} ms")


def time_determinations(
    judge: Callable[[dict[str, object], date], None], profiles: list[dict[str, object]], rounds: int = ROUNDS
) -> list[float]:
    """Milliseconds of each determination, after one pass that warms up."""
    times: list[float] = []
    for round_number in range(rounds + 1):
        for facts in profiles:
            started = perf_counter()
            judge(facts, WRITTEN_ON)
            if round_number:
                times.append((perf_counter() - started) * 1000)
    return times
