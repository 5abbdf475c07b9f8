"""How well everyday Chinese is read into typed facts: `python -m evals.utterances --half dev`.

Judged field by field as `golden/README.md` says. Of the test half only totals are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.eligibility.fields import REGION, Fields, load_fields
from bot.eligibility.types import FieldValue
from bot.eligibility.words.reader import read_profile
from bot.eligibility.words.types import ReadProfile
from evals.golden import GOLDEN_FOLDER
from knowledge.divisions import Divisions, load_divisions

HALVES = ("dev", "test")
OPEN_HALF = "dev"
"""The half whose failures may be shown."""
MONEY_TOLERANCE, SHARE_TOLERANCE = Decimal("0.001"), Decimal("0.001")
_ZONES = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "开发区"),
    ("经开区", "开发区"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One utterance: fields read rightly, wrongly or though nothing states them, and missed; pairs likewise."""

    id: str
    style: str
    text: str
    hits: tuple[str, ...]
    false: tuple[str, ...]
    missed: tuple[str, ...]
    pairs_found: int
    pairs_false: int
    pairs: int
    milliseconds: float

    @property
    def is_perfect(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.false or self.missed or self.pairs_false or self.pairs_found < self.pairs)


def judge(row: Mapping[str, Any], fields: Fields) -> Judged:
    """Read one golden line and compare."""
    started = time.perf_counter()
    found = read_profile(row["text"], date.fromisoformat(row["as_of"]), row.get("asked_field"))
    took = (time.perf_counter() - started) * 1000
    hits, false, missed = [], [], []
    values = {fact.field: fact.value for fact in found.facts if fact.field not in row["open"]}
    for name in sorted({*values, *row["fields"]} - set(row["open"])):
        is_right = name in values and name in row["fields"] and _equal(name, values[name], row, fields)
        if is_right:
            hits.append(name)
            continue
        if name in values:
            false.append(f"{name}={values[name]}")
        if name in row["fields"]:
            missed.append(f"{name}={row['fields'][name]}")
    right, wrong = _pairs(found, row["contradictions"])
    return Judged(
        row["id"], row["style"], row["text"], tuple(hits), tuple(false), tuple(missed),
        right, wrong, len(row["contradictions"]), took,
    )  # fmt: skip


def _equal(name: str, value: FieldValue, row: Mapping[str, Any], fields: Fields) -> bool:
    wanted = row["fields"][name]
    if name == REGION:
        return _place(str(value)) == _place(wanted)
    if name == "industry":
        return str(value) in str(wanted) or str(wanted) in str(value)
    if isinstance(value, date):
        return value.isoformat() == str(wanted)
    if isinstance(value, bool) or isinstance(wanted, bool) or not isinstance(value, Decimal):
        return bool(value == wanted)
    number = Decimal(str(wanted))
    tolerance = Decimal(str((row.get("tolerance") or {}).get(name, 0)))
    if fields[name].is_money:
        tolerance = max(tolerance, abs(number) * MONEY_TOLERANCE)
    if fields[name].is_share:
        tolerance = max(tolerance, SHARE_TOLERANCE)
    return abs(value - number) <= tolerance


def _place(words: str) -> tuple[object, str]:
    """The official place and what is left of the words behind its name (a zone)."""
    rest = words
    for path in _divisions().places(words):
        for part in path:
            rest = rest.replace(part, "", 1) if part else rest
    for long, short in _ZONES:
        rest = rest.replace(long, short)
    return _divisions().places(words), re.sub(r"\s", "", rest)


@cache
def _divisions() -> Divisions:
    return load_divisions()


def _pairs(found: ReadProfile, wanted: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many contradictions were noticed, and how many that are none."""
    noticed = [set(item.fields) for item in found.contradictions]
    right = sum(any(set(pair) <= fields or _with_whole(pair, fields) for fields in noticed) for pair in wanted)
    false = sum(not any(set(pair) <= fields or _with_whole(pair, fields) for pair in wanted) for fields in noticed)
    return right, false


def _with_whole(pair: Sequence[str], fields: set[str]) -> bool:
    """A share beside a quotient: the denominator may stand in the numerator's place."""
    return (
        len(pair) == 2 and pair[0] != pair[1] and pair[0] in fields and len(fields) > 1 and pair[0].endswith("_ratio")
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over a half."""

    utterances: int
    perfect: int
    hits: int
    false: int
    missed: int
    pairs_found: int
    pairs_false: int
    pairs: int
    slowest: float
    middle: float

    @property
    def precision(self) -> float:
        """Of what was read, how much is right."""
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Of what is stated, how much was read."""
        return self.hits / max(1, self.hits + self.missed)


def totals(judged: Sequence[Judged]) -> Totals:
    """The sums of a half."""
    times = sorted(item.milliseconds for item in judged)
    return Totals(
        len(judged),
        sum(item.is_perfect for item in judged),
        sum(len(item.hits) for item in judged),
        sum(len(item.false) for item in judged),
        sum(len(item.missed) for item in judged),
        sum(item.pairs_found for item in judged),
        sum(item.pairs_false for item in judged),
        sum(item.pairs for item in judged),
        times[-1],
        times[len(times) // 2],
    )


def report(half: str, judged: Sequence[Judged]) -> Iterator[str]:
    """The lines to print: failures of the half that may be read, totals of each."""
    if half == OPEN_HALF:
        for item in judged:
            if not item.is_perfect:
                yield f"{item.id} {item.style} {item.text}\n    false {item.false} missed {item.missed}"
    known = {row["style"] for row in load(OPEN_HALF)}
    for name, part in (
        (half, judged),
        (f"{half}, styles of the dev half", [item for item in judged if item.style in known]),
        (f"{half}, other styles", [item for item in judged if item.style not in known]),
    ):
        if part:
            yield from _lines(name, totals(part))


def _lines(half: str, sums: Totals) -> Iterator[str]:
    yield (
        f"{half}: {sums.utterances} utterances, {sums.perfect} without a fault; field precision {sums.precision:.4f} "
        f"({sums.false} false), recall {sums.recall:.4f} ({sums.missed} missed of {sums.hits + sums.missed})"
    )
    yield (
        f"{half}: contradictions {sums.pairs_found} of {sums.pairs}, {sums.pairs_false} false; "
        f"an utterance takes {sums.middle:.2f} ms in the middle, {sums.slowest:.2f} at most"
    )


def load(half: str, folder: Path = GOLDEN_FOLDER) -> list[dict[str, Any]]:
    """The golden lines of a half."""
    path = folder / f"utterances.{half}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: Sequence[str]) -> int:
    """Judge a half and print what may be printed of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default=OPEN_HALF)
    half = parser.parse_args(arguments).half
    fields = load_fields()
    read_profile("", date(2026, 1, 1))
    for line in report(half, [judge(row, fields) for row in load(half)]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
