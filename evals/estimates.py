"""Run the golden estimates: `python -m evals.estimates`. Prints what differs, and how many cases are right."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.eligibility.determination import Eligibility
from bot.eligibility.estimate import estimate
from bot.eligibility.estimate_types import Amount, Estimate
from bot.eligibility.profile import read_profile
from bot.eligibility.rules import load_rule_book
from bot.eligibility.standing import doubts
from evals.golden import GOLDEN_FOLDER
from knowledge.days import today_in_china
from knowledge.divisions import load_divisions
from knowledge.shipped import shipped_documents

GOLDEN_FILE = GOLDEN_FOLDER / "eligibility" / "estimates.jsonl"
Case = dict[str, Any]


def read_cases(path: Path) -> list[Case]:
    """Every case; what its keys assert stands in the folder's README."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shipped_eligibility() -> Eligibility:
    """The shipped rules over the shipped documents."""
    return Eligibility(load_rule_book(), shipped_documents(), load_divisions())


def run_case(case: Case, eligibility: Eligibility) -> list[str]:
    """What is wrong with the estimate of a case, in words; nothing where it is right."""
    as_of = date.fromisoformat(case["as_of"])
    latest = max(as_of, today_in_china())
    profile = read_profile(case["profile"], eligibility.rule_book.fields, latest=latest)
    return list(_differences(case, estimate(eligibility, case["benefit"], profile, as_of), eligibility))


def _differences(case: Case, found: Estimate, eligibility: Eligibility) -> Iterator[str]:
    for key in ("amount", "if_in_force"):
        if key in case and _ends(getattr(found, key)) != _golden_ends(case[key]):
            yield f"{key}: {_ends(getattr(found, key))} instead of {_golden_ends(case[key])}"
    for key in ("amount_of", "kind"):
        if key in case and getattr(found, key) != case[key]:
            yield f"{key}: {getattr(found, key)} instead of {case[key]}"
    missing, codes = {field.name for field in found.missing}, {notice.code for notice in found.notices}
    for alternatives in case.get("missing_has", ()):
        if not missing & set(_listed(alternatives)):
            yield f"missing: {sorted(missing)} lacks {alternatives}"
    yield from _unwanted("missing", missing, case.get("missing_not", ()))
    yield from (f"notices: no {code}" for code in case.get("notices", ()) if code not in codes)
    yield from _unwanted("notices", codes, case.get("notices_not", ()))
    if case.get("some_notice") and not codes & _codes_of_day(case, eligibility):
        yield f"notices: none on day or status among {sorted(codes)}"


def _codes_of_day(case: Case, eligibility: Eligibility) -> set[str]:
    policy = eligibility.policy(case["benefit"].partition("/")[0])
    return {"expired", *(reason.value for reason in doubts(policy.metadata, date.fromisoformat(case["as_of"])))}


def _unwanted(name: str, found: set[str], unwanted: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: has {item}" for item in unwanted if item in found)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _ends(amount: Amount | None) -> tuple[Decimal, Decimal | None] | None:
    return None if amount is None else (amount.low, amount.high)


def _golden_ends(amount: dict[str, Any] | None) -> tuple[Decimal, Decimal | None] | None:
    if amount is None:
        return None
    low, high = (None if amount[end] is None else Decimal(str(amount[end])) for end in ("low", "high"))
    assert low is not None, "an amount has a lower end"
    return low, high


def main() -> int:
    """Print the cases that are wrong; the exit code is 1 where there are any."""
    eligibility, cases = shipped_eligibility(), read_cases(GOLDEN_FILE)
    wrong = {case["id"]: found for case in cases if (found := run_case(case, eligibility))}
    for case_id, differences in wrong.items():
        print(f"{case_id}: {'; '.join(differences)}")
    print(f"{len(cases) - len(wrong)} of {len(cases)} golden estimates right")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
