"""Holds the judging of eligibility against its golden verdicts: `python -m evals.eligibility`.

Printed for each half: how often each thing that a cell asserts comes out as it says, and the wrong definite verdicts
(met or not_met where the gold has another): the one mistake that costs an enterprise money. `--failures` lists what
disagrees on the dev half; of the test half only totals are ever shown, so that nobody tunes on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.eligibility.determination import Eligibility
from bot.eligibility.profile import read_profile
from bot.eligibility.rules import load_rule_book
from bot.eligibility.types import PolicyResult, Verdict
from evals.golden import GOLDEN_FOLDER
from evals.intervals import wilson
from knowledge.divisions import load_divisions
from knowledge.shipped import shipped_documents

GOLD_FOLDER = GOLDEN_FOLDER / "eligibility"
HALVES = ("dev", "test")
WRITTEN_ON = date(2026, 11, 25)
"""The day that the gold takes for today; none of its cells depends on a later one."""

Cell = Mapping[str, Any]
Judge = Callable[[Mapping[str, object], str, date], PolicyResult]
DEFINITE = frozenset({Verdict.MET, Verdict.NOT_MET})


@dataclass(frozen=True, slots=True)
class Finding:
    """One assertion of a cell, and what came of it."""

    cell: str
    what: str
    expected: object
    found: object
    is_right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every assertion of the cells of one half, and the definite verdicts among them that are wrong."""

    findings: tuple[Finding, ...]

    @property
    def wrong_definite(self) -> tuple[Finding, ...]:
        """Verdicts that say met or not_met where the gold says something else."""
        return tuple(
            item for item in self.findings if item.what == "verdict" and not item.is_right and item.found in DEFINITE
        )

    def counts(self) -> dict[str, tuple[int, int]]:
        """What is asserted → how often it is right, of how many."""
        right: Counter[str] = Counter(item.what for item in self.findings if item.is_right)
        return {what: (right[what], number) for what, number in Counter(item.what for item in self.findings).items()}


def shipped_judge() -> Judge:
    """Judges one policy by the shipped rules and documents."""
    rule_book = load_rule_book()
    eligibility = Eligibility(rule_book, shipped_documents(), load_divisions())

    def judge(facts: Mapping[str, object], policy: str, as_of: date) -> PolicyResult:
        profile = read_profile(facts, rule_book.fields, latest=max(as_of, WRITTEN_ON))
        (result,) = eligibility.determine(profile, [policy], as_of).results
        return result

    return judge


def run(half: str, judge: Judge, folder: Path = GOLD_FOLDER) -> Outcome:
    """Judge every cell of a half."""
    profiles = yaml.safe_load((folder / f"profiles.{half}.yaml").read_text(encoding="utf-8"))
    facts = {profile["id"]: profile["facts"] for profile in profiles}
    cells = map(json.loads, (folder / f"verdicts.{half}.jsonl").read_text(encoding="utf-8").splitlines())
    return Outcome(tuple(finding for cell in cells for finding in findings(cell, judge, facts[cell["profile"]])))


def findings(cell: Cell, judge: Judge, facts: Mapping[str, object]) -> Iterator[Finding]:
    """What each assertion of a cell comes to; a key that the cell lacks asserts nothing."""
    result = judge(facts, cell["policy"], date.fromisoformat(cell["as_of"]))
    conditions = {item.condition.id: item.verdict.value for item in result.conditions}
    benefits = {item.benefit.id: item.verdict.value for item in result.benefits}
    missing = {field.name for field in result.missing}
    reasons = {reason.value for reason in result.reasons}
    for what, found in (("verdict", result.verdict.value), ("validity", result.validity.value)):
        yield Finding(cell["id"], what, cell[what], found, found == cell[what])
    if "progress" in cell:
        counted = {name: getattr(result.progress, name) for name in ("met", "not_met", "missing", "manual")}
        yield Finding(cell["id"], "progress", cell["progress"], counted, counted == cell["progress"])
    for what, found_by_id in (("condition", conditions), ("benefit", benefits)):
        for key, expected in cell.get(f"{what}s", {}).items():
            yield Finding(cell["id"], what, {key: expected}, found_by_id.get(key), found_by_id.get(key) == expected)
    has, lacks = set(cell.get("reasons", ())), set(cell.get("reasons_not", ()))
    yield Finding(cell["id"], "reasons", cell.get("reasons"), sorted(reasons), has <= reasons and not lacks & reasons)
    yield Finding(cell["id"], "missing", _wanted(cell), sorted(missing), _is_asked_rightly(cell, missing))


def _wanted(cell: Cell) -> dict[str, object]:
    return {key: cell[key] for key in ("missing", "missing_has", "missing_not") if key in cell}


def _is_asked_rightly(cell: Cell, missing: set[str]) -> bool:
    exact = "missing" not in cell or missing == set(cell["missing"])
    has = all(missing & set(alternatives) for alternatives in cell.get("missing_has", ()))
    return exact and has and not missing & set(cell.get("missing_not", ()))


def _print(half: str, outcome: Outcome, *, failures: bool) -> None:
    print(f"{half}: {outcome.counts()['verdict'][1]} cells, {len(outcome.wrong_definite)} wrong definite verdicts")
    for what, (right, number) in outcome.counts().items():
        low, high = wilson(right, number)
        print(f"  {what}: {right}/{number} = {right / number:.1%} ({low:.1%}–{high:.1%})")
    if failures:
        for item in outcome.findings:
            if not item.is_right:
                print(f"  {item.cell} {item.what}: expected {item.expected}, found {item.found}")


def main(arguments: Sequence[str]) -> int:
    """Run the halves asked for. Exit status 1 where a definite verdict is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--failures", action="store_true", help="list what disagrees on the dev half")
    given = parser.parse_args(arguments)
    judge = shipped_judge()
    outcomes = {half: run(half, judge) for half in HALVES if given.half in (half, "both")}
    for half, outcome in outcomes.items():
        _print(half, outcome, failures=given.failures and half == "dev")
    return 1 if any(outcome.wrong_definite for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
