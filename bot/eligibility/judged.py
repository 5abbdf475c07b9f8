"""What the steps of the order of judgement found for one policy, what they come to, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.eligibility.benefits import Outcome
from bot.eligibility.conditions import Case, is_past
from bot.eligibility.kleene import all_of, any_of
from bot.eligibility.types import ConditionResult, Opening, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """What each step of the order of judgement found."""

    region: Verdict
    doubts: tuple[Reason, ...]
    conditions: tuple[ConditionResult, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def by_conditions(self) -> Verdict:
        """The policy by its benefits' conditions alone."""
        return any_of(outcome.verdict for outcome in self.outcomes)

    def final(self, verdict: Verdict) -> Verdict:
        """A verdict by conditions, with place and day before it."""
        if self.region is Verdict.NOT_MET:
            return Verdict.NOT_MET
        return Verdict.UNKNOWN if self.doubts else all_of([self.region, verdict])

    def waiting(self) -> tuple[ConditionResult, ...]:
        """The conditions on which benefits that are still open rest, in the rule's order."""
        still_open = {
            result.condition.id
            for outcome in self.outcomes
            if outcome.verdict is Verdict.UNKNOWN
            for result in outcome.open
        }
        return tuple(result for result in self.conditions if result.condition.id in still_open)


def reasons_of(judged: Judged, verdict: Verdict, case: Case) -> tuple[Reason, ...]:
    """Every reason that holds for the verdict, in the order of `Reason`."""
    return tuple(sorted(_reasons(judged, verdict, case), key=list(Reason).index))


def _reasons(judged: Judged, verdict: Verdict, case: Case) -> Iterator[Reason]:
    if judged.region is Verdict.NOT_MET:
        yield Reason.OUTSIDE_REGION
    by_conditions = judged.by_conditions
    is_open = verdict is Verdict.UNKNOWN and by_conditions is Verdict.UNKNOWN
    waiting = judged.waiting() if is_open else ()
    yield from judged.doubts
    if is_open and Reason.EXPIRED not in judged.doubts and _has_passed(judged, waiting, case):
        yield Reason.EXPIRED
    if by_conditions is Verdict.NOT_MET:
        yield Reason.CONDITION_FAILED
    if judged.region is Verdict.UNKNOWN or any(result.opening is Opening.MISSING for result in waiting):
        yield Reason.MISSING_FACTS
    if is_open and _waits_for_people(judged, waiting, case):
        yield Reason.MANUAL_CONDITIONS
    if is_open and any(not outcome.is_testable and not outcome.is_past for outcome in judged.outcomes):
        yield Reason.NO_TESTABLE_CONDITION


def _has_passed(judged: Judged, waiting: Sequence[ConditionResult], case: Case) -> bool:
    return any(outcome.is_past for outcome in judged.outcomes) or any(_is_past(result, case) for result in waiting)


def _waits_for_people(judged: Judged, waiting: Sequence[ConditionResult], case: Case) -> bool:
    """Whether a condition waits for people or for an official text, or a benefit does though its conditions hold."""
    uncertain = any(
        outcome.verdict is Verdict.UNKNOWN and outcome.is_testable and not outcome.is_past and not outcome.open
        for outcome in judged.outcomes
    )
    return uncertain or any(result.opening is Opening.MANUAL and not _is_past(result, case) for result in waiting)


def _is_past(result: ConditionResult, case: Case) -> bool:
    return is_past(result.condition.valid_to, case)
