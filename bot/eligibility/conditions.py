"""One condition for one enterprise on one day (contract, "Order of judgement", 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.eligibility.comparing import compare
from bot.eligibility.derived import Facts
from bot.eligibility.kleene import all_of
from bot.eligibility.types import Comparison, Condition, Fact, Opening, PolicyResult, Verdict
from knowledge.divisions import Divisions
from knowledge.types import Confidence


@dataclass(frozen=True, slots=True)
class Standing:
    """How a condition stands: `opening` is what it waits for while unknown, `missing` the fields that would tell."""

    verdict: Verdict
    opening: Opening | None = None
    missing: tuple[str, ...] = ()
    actual: Fact | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One enterprise on one day. `result_of` judges a policy that a condition refers to, None where it is gone."""

    facts: Facts
    as_of: date
    divisions: Divisions
    result_of: Callable[[str], PolicyResult | None]

    def compare(self, comparison: Comparison) -> Verdict:
        """Whether a comparison holds for the enterprise."""
        return compare(comparison, self.facts, self.divisions)


def is_past(valid_to: date | None, case: Case) -> bool:
    """Whether the last day for which something is known lies behind."""
    return valid_to is not None and case.as_of > valid_to


def judge(condition: Condition, case: Case) -> Standing:
    """How a condition stands; NOT_APPLICABLE for a classification, for individuals, and where its `when` fails."""
    if condition.is_classification or condition.is_for_individuals:
        return Standing(Verdict.NOT_APPLICABLE)
    applies = all_of(case.compare(comparison) for comparison in condition.when)
    if applies is Verdict.NOT_MET:
        return Standing(Verdict.NOT_APPLICABLE, actual=_actual(condition, case))
    if applies is Verdict.UNKNOWN:
        return _open(_unknown_fields(_all_comparisons(condition), case), _actual(condition, case))
    if is_past(condition.valid_to, case) or condition.confidence is Confidence.UNCERTAIN or condition.is_manual:
        return Standing(Verdict.UNKNOWN, Opening.MANUAL, actual=_actual(condition, case))
    if condition.refers_to is not None:
        return _as_referred(case.result_of(condition.refers_to))
    return _tested(condition, case)


def _tested(condition: Condition, case: Case) -> Standing:
    assert condition.test is not None, "what people need not judge is tested"
    verdict = case.compare(condition.test)
    if verdict is Verdict.UNKNOWN:
        return _open(_unknown_fields([condition.test], case), _actual(condition, case))
    return Standing(verdict, actual=_actual(condition, case))


def _as_referred(result: PolicyResult | None) -> Standing:
    """As the other policy stands; where no fact would settle that, or its rules are gone, people must."""
    if result is None:
        return Standing(Verdict.UNKNOWN, Opening.MANUAL)
    if result.verdict is not Verdict.UNKNOWN:
        return Standing(result.verdict)
    missing = tuple(field.name for field in result.missing)
    return _open(missing, None) if missing else Standing(Verdict.UNKNOWN, Opening.MANUAL)


def _open(missing: tuple[str, ...], actual: Fact | None) -> Standing:
    return Standing(Verdict.UNKNOWN, Opening.MISSING, missing, actual)


def _all_comparisons(condition: Condition) -> Iterator[Comparison]:
    """What decides whether a condition applies, then what it asks for unless that is for people to judge."""
    yield from condition.when
    if condition.test is not None and not condition.is_manual:
        yield condition.test


def _unknown_fields(comparisons: Iterable[Comparison], case: Case) -> tuple[str, ...]:
    unknown = (each.field.name for each in comparisons if case.compare(each) is Verdict.UNKNOWN)
    return tuple(dict.fromkeys(unknown))


def _actual(condition: Condition, case: Case) -> Fact | None:
    return case.facts.get(condition.test.field.name) if condition.test is not None else None
