"""One policy for one enterprise on one day, by the contract's order of judgement: place, day, conditions, benefits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.eligibility.benefits import Outcome, judge_benefit
from bot.eligibility.conditions import Case, is_past, judge
from bot.eligibility.fields import Fields
from bot.eligibility.kleene import all_of, any_of
from bot.eligibility.next_question import heaviest, weigh
from bot.eligibility.sources import Source
from bot.eligibility.standing import by_region, doubts, notices
from bot.eligibility.types import (
    BenefitResult,
    ConditionResult,
    Opening,
    PolicyNotice,
    PolicyResult,
    Progress,
    Reason,
    Rule,
    Verdict,
)
from knowledge.types import Metadata
from knowledge.validity import validity

DERIVED_FACT = "derived_fact"


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule with what its document says of itself, and the clauses that tell its facts."""

    rule: Rule
    metadata: Metadata
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class _Judged:
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


def check(policy: Policy, case: Case, fields: Fields) -> PolicyResult:
    """How the policy stands for the enterprise."""
    judged = _judge(policy, case)
    verdict = judged.final(judged.by_conditions)
    weights = weigh(_worth_asking(judged, verdict), needs_region=judged.region is Verdict.UNKNOWN)
    next_name = heaviest(weights)
    return PolicyResult(
        policy_id=policy.rule.policy_id,
        title=policy.metadata.title,
        verdict=verdict,
        validity=validity(policy.metadata, case.as_of),
        is_in_doubt=bool(judged.doubts),
        reasons=tuple(sorted(_reasons(judged, verdict, case), key=list(Reason).index)),
        conditions=judged.conditions,
        benefits=tuple(_benefits(policy, judged)),
        progress=_progress(judged.conditions),
        missing=tuple(fields[name] for name in weights),
        next_field=None if next_name is None else fields[next_name],
        notices=(*notices(policy.metadata, judged.doubts, case.as_of), *_derived(judged.conditions)),
    )


def _judge(policy: Policy, case: Case) -> _Judged:
    found = doubts(policy.metadata, case.as_of)
    conditions = tuple(_condition_results(policy, case, in_doubt=bool(found)))
    outcomes = tuple(judge_benefit(benefit, policy.rule, conditions, case) for benefit in policy.rule.benefits)
    return _Judged(by_region(policy.metadata, case.facts, case.divisions), found, conditions, outcomes)


def _condition_results(policy: Policy, case: Case, *, in_doubt: bool) -> Iterator[ConditionResult]:
    for condition in policy.rule.conditions:
        standing = judge(condition, case)
        cited = policy.sources[condition.path].cited(in_doubt=in_doubt)
        yield ConditionResult(
            condition,
            standing.verdict,
            cited.clause_id,
            cited.text,
            standing.actual,
            standing.opening,
            standing.missing,
        )


def _benefits(policy: Policy, judged: _Judged) -> Iterator[BenefitResult]:
    for benefit, outcome in zip(policy.rule.benefits, judged.outcomes, strict=True):
        cited = policy.sources[benefit.path].cited(in_doubt=bool(judged.doubts))
        final = judged.final(outcome.verdict)
        yield BenefitResult(benefit, final, outcome.by_conditions, cited.clause_id, cited.text, outcome.rests_on)


def _worth_asking(judged: _Judged, verdict: Verdict) -> Sequence[ConditionResult]:
    """The open conditions whose facts could change the verdict: none once it is settled, or the day decides."""
    return judged.waiting() if verdict is Verdict.UNKNOWN and not judged.doubts else ()


def _reasons(judged: _Judged, verdict: Verdict, case: Case) -> Iterator[Reason]:
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


def _has_passed(judged: _Judged, waiting: Sequence[ConditionResult], case: Case) -> bool:
    return any(outcome.is_past for outcome in judged.outcomes) or any(_is_past(result, case) for result in waiting)


def _waits_for_people(judged: _Judged, waiting: Sequence[ConditionResult], case: Case) -> bool:
    """Whether a condition waits for people or for an official text, or a benefit does though its conditions hold."""
    uncertain = any(
        outcome.verdict is Verdict.UNKNOWN and outcome.is_testable and not outcome.is_past and not outcome.open
        for outcome in judged.outcomes
    )
    return uncertain or any(result.opening is Opening.MANUAL and not _is_past(result, case) for result in waiting)


def _is_past(result: ConditionResult, case: Case) -> bool:
    return is_past(result.condition.valid_to, case)


def _progress(results: Sequence[ConditionResult]) -> Progress:
    return Progress(
        met=sum(result.verdict is Verdict.MET for result in results),
        not_met=sum(result.verdict is Verdict.NOT_MET for result in results),
        missing=sum(result.opening is Opening.MISSING for result in results),
        manual=sum(result.opening is Opening.MANUAL for result in results),
    )


def _derived(results: Sequence[ConditionResult]) -> Iterator[PolicyNotice]:
    """A notice for each fact that was not given but follows from what was."""
    found = (result.actual.derivation for result in results if result.actual is not None)
    yield from (PolicyNotice(DERIVED_FACT, f"{text}。") for text in dict.fromkeys(found) if text is not None)
