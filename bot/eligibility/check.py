"""One policy for one enterprise on one day, by the contract's order of judgement: place, day, conditions, benefits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.eligibility.benefits import judge_benefit
from bot.eligibility.conditions import Case, judge
from bot.eligibility.fields import Fields
from bot.eligibility.judged import Judged, reasons_of
from bot.eligibility.next_question import heaviest, weigh
from bot.eligibility.sources import Source
from bot.eligibility.standing import by_region, doubts, notices, of_place
from bot.eligibility.types import (
    BenefitResult,
    ConditionResult,
    Opening,
    PolicyNotice,
    PolicyResult,
    Progress,
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
        reasons=reasons_of(judged, verdict, case),
        conditions=judged.conditions,
        benefits=tuple(_benefits(policy, judged)),
        progress=_progress(judged.conditions),
        missing=tuple(fields[name] for name in weights),
        next_field=None if next_name is None else fields[next_name],
        notices=tuple(_notices(policy, judged, case)),
    )


def _judge(policy: Policy, case: Case) -> Judged:
    found = doubts(policy.metadata, case.as_of)
    conditions = tuple(_condition_results(policy, case, in_doubt=bool(found)))
    outcomes = tuple(judge_benefit(benefit, policy.rule, conditions, case) for benefit in policy.rule.benefits)
    return Judged(by_region(policy.metadata, case.facts, case.divisions), found, conditions, outcomes)


def _condition_results(policy: Policy, case: Case, *, in_doubt: bool) -> Iterator[ConditionResult]:
    for condition in policy.rule.conditions:
        standing = judge(condition, case)
        source = policy.sources[condition.path]
        yield ConditionResult(
            condition,
            standing.verdict,
            source.cited(in_doubt=in_doubt).clause_id,
            source.quote(in_doubt=in_doubt),
            standing.actual,
            standing.opening,
            standing.missing,
        )


def _benefits(policy: Policy, judged: Judged) -> Iterator[BenefitResult]:
    for benefit, outcome in zip(policy.rule.benefits, judged.outcomes, strict=True):
        source, in_doubt = policy.sources[benefit.path], bool(judged.doubts)
        yield BenefitResult(
            benefit,
            judged.final(outcome.verdict),
            outcome.by_conditions,
            source.cited(in_doubt=in_doubt).clause_id,
            source.quote(in_doubt=in_doubt),
            outcome.rests_on,
        )


def _worth_asking(judged: Judged, verdict: Verdict) -> Sequence[ConditionResult]:
    """The open conditions whose facts could change the verdict: none once it is settled, or the day decides."""
    return judged.waiting() if verdict is Verdict.UNKNOWN and not judged.doubts else ()


def _progress(results: Sequence[ConditionResult]) -> Progress:
    return Progress(
        met=sum(result.verdict is Verdict.MET for result in results),
        not_met=sum(result.verdict is Verdict.NOT_MET for result in results),
        missing=sum(result.opening is Opening.MISSING for result in results),
        manual=sum(result.opening is Opening.MANUAL for result in results),
    )


def _notices(policy: Policy, judged: Judged, case: Case) -> Iterator[PolicyNotice]:
    yield from notices(policy.metadata, judged.doubts, case.as_of)
    if judged.region is Verdict.MET:
        yield from of_place(policy.metadata, case.facts, case.divisions)
    yield from _derived(judged.conditions)


def _derived(results: Sequence[ConditionResult]) -> Iterator[PolicyNotice]:
    """A notice for each fact that was not given but follows from what was."""
    found = (result.actual.derivation for result in results if result.actual is not None)
    yield from (PolicyNotice(DERIVED_FACT, f"{text}。") for text in dict.fromkeys(found) if text is not None)
