"""What one benefit comes to for one enterprise on one day: the calculator's amount under the checker's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.eligibility import estimate_words as words
from bot.eligibility.check import DERIVED_FACT, Policy
from bot.eligibility.citing import cite
from bot.eligibility.determination import Eligibility
from bot.eligibility.errors import BenefitNotFound, PolicyNotFound
from bot.eligibility.estimate_types import Amount, AmountKind, Estimate, EstimateRule
from bot.eligibility.fields import REGION
from bot.eligibility.inputs import Inputs, find_inputs
from bot.eligibility.reckoning import Reckoned, reckon
from bot.eligibility.standing import doubts, notices
from bot.eligibility.types import BenefitResult, PolicyNotice, PolicyResult, Profile, Reason, Verdict
from knowledge.types import Clause


def estimate(eligibility: Eligibility, benefit_id: str, profile: Profile, as_of: date) -> Estimate:
    """The amount of a benefit (`policy/benefit`), with formula, steps, assumptions and what is missing.

    Raises PolicyNotFound or BenefitNotFound.
    """
    policy_id, _, name = benefit_id.partition("/")
    policy = _policy(eligibility, policy_id, benefit_id)
    result = eligibility.determine(profile, [policy_id], as_of).results[0]
    benefit = next((each for each in result.benefits if each.benefit.id == name), None)
    if benefit is None:
        there = "、".join(f"{policy_id}/{each.benefit.id}" for each in result.benefits)
        raise BenefitNotFound(f"没有优惠 {benefit_id}：《{result.title}》的优惠有 {there or '零项'}")
    rule = eligibility.rule_book.estimates.get(benefit_id)
    inputs = find_inputs(rule, profile.values) if rule else Inputs({}, ())
    reckoned = reckon(rule, inputs) if rule else None
    judged = _Judged(policy, result, benefit, as_of, rule, inputs, reckoned)
    amount, is_in_doubt = judged.amount, judged.is_in_doubt
    return Estimate(
        benefit=benefit_id,
        amount=None if is_in_doubt else amount,
        amount_of=rule.amount_of if rule else None,
        kind=rule.kind if rule else None,
        if_in_force=amount if is_in_doubt else None,
        formula=rule.formula if rule else None,
        steps=reckoned.steps if reckoned and amount else (),
        inputs=inputs.used,
        assumptions=tuple(judged.assumptions()) if amount else (),
        missing=tuple(eligibility.rule_book.fields[each] for each in dict.fromkeys(judged.missing())),
        citations=tuple(cite(judged.clauses(), eligibility.documents, as_of)),
        notices=tuple(judged.notices()),
    )


def _policy(eligibility: Eligibility, policy_id: str, benefit_id: str) -> Policy:
    try:
        return eligibility.policy(policy_id)
    except PolicyNotFound as error:
        raise PolicyNotFound(f"没有优惠 {benefit_id}：{error}") from None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A benefit as it stands, and its amount if nothing else is against it. No rule: its amount is not known."""

    policy: Policy
    result: PolicyResult
    benefit: BenefitResult
    as_of: date
    rule: EstimateRule | None
    inputs: Inputs
    reckoned: Reckoned | None

    @property
    def amount(self) -> Amount | None:
        """The amount, None where place or conditions exclude the benefit whatever the day."""
        return self.reckoned.amount if self.reckoned and not self._is_excluded else None

    @property
    def is_in_doubt(self) -> bool:
        """Whether the day or the status of the policy leaves the benefit open."""
        return self.result.is_in_doubt or self._past_day is not None

    @property
    def _past_day(self) -> date | None:
        """The last day for which the benefit and its open conditions are known, if it lies behind."""
        days = [self.benefit.benefit.valid_to, *(result.condition.valid_to for result in self.benefit.rests_on)]
        return min((day for day in days if day is not None and day < self.as_of), default=None)

    @property
    def _is_excluded(self) -> bool:
        return Verdict.NOT_MET in {self.benefit.verdict, self.benefit.if_in_force}

    @property
    def _is_over(self) -> bool:
        """Whether there is nothing to reckon, whatever else is given."""
        return self.rule is None or (self.reckoned is not None and self.reckoned.amount is None)

    @property
    def _needs_region(self) -> bool:
        return REGION in {field.name for field in self.result.missing}

    def missing(self) -> Iterator[str]:
        """The fields worth asking for: inputs, the place, and on a day that is certain what conditions wait for."""
        if self._is_excluded or self._is_over:
            return
        yield from self.inputs.missing
        if self._needs_region:
            yield REGION
        if not self.is_in_doubt:
            yield from (name for result in self.benefit.rests_on for name in result.missing)

    def assumptions(self) -> Iterator[str]:
        """What the amount takes for granted."""
        if self._needs_region:
            yield f"注册地在{self.policy.metadata.region}"
        rests_on = self.benefit.rests_on
        yield from words.assumptions(self.policy.rule, rests_on)
        if self.benefit.if_in_force is Verdict.UNKNOWN and not rests_on:
            yield words.UNTESTABLE
        if self.rule is not None:
            yield from self.rule.assumptions

    def notices(self) -> Iterator[PolicyNotice]:
        """What the reader must know beside the amount, or why there is none."""
        yield from self._day_notices(words.FOR_REFERENCE if self.amount else words.NO_FIGURE)
        if self.benefit.verdict is Verdict.NOT_MET:
            yield self._not_met_notice()
        if self._is_over:
            yield PolicyNotice("no_amount", self.reckoned.refusal if self.reckoned else words.NO_AMOUNT)
        if self.amount is not None and self.rule is not None and self.rule.kind is AmountKind.CEILING:
            yield words.CEILING
        yield from (notice for notice in self.result.notices if notice.code == DERIVED_FACT)

    def _day_notices(self, closing: str) -> Iterator[PolicyNotice]:
        metadata = self.policy.metadata
        if self.result.is_in_doubt:
            yield from notices(metadata, doubts(metadata, self.as_of), self.as_of, closing)
        elif self._past_day is not None:
            yield words.past_notice(metadata.title, self._past_day, closing)

    def _not_met_notice(self) -> PolicyNotice:
        metadata = self.policy.metadata
        region = metadata.region if Reason.OUTSIDE_REGION in self.result.reasons else None
        failed = self.benefit.rests_on if self.benefit.if_in_force is Verdict.NOT_MET else ()
        return words.not_met_notice(metadata.title, region, failed)

    def clauses(self) -> Iterator[Clause]:
        """The clauses to cite: the benefit's, then those of the conditions that are assumed, or said to fail."""
        named = self.benefit.rests_on if self.amount or self.benefit.verdict is Verdict.NOT_MET else ()
        for path in (self.benefit.benefit.path, *(result.condition.path for result in named)):
            yield self.policy.sources[path].cited(in_doubt=self.result.is_in_doubt)
