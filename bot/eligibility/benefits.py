"""One benefit by its conditions: groups merged, groups combined, all of it together (contract, 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.eligibility.conditions import Case, is_past
from bot.eligibility.kleene import all_of, any_of
from bot.eligibility.types import Benefit, ConditionResult, Group, Rule, Verdict
from knowledge.types import Confidence


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a benefit stands by its conditions. `by_conditions` leaves its own last day out of account.

    `rests_on` are the conditions that decide: those that are open while it is UNKNOWN, those that fail where it is
    NOT_MET; not those of a group, or of a combination of groups, that stands otherwise.
    """

    verdict: Verdict
    by_conditions: Verdict
    rests_on: tuple[ConditionResult, ...]
    is_testable: bool
    is_past: bool

    @property
    def open(self) -> tuple[ConditionResult, ...]:
        """The conditions that are still to decide: none once the benefit's last day lies behind."""
        return self.rests_on if self.verdict is Verdict.UNKNOWN and not self.is_past else ()


def judge_benefit(benefit: Benefit, rule: Rule, results: Sequence[ConditionResult], case: Case) -> Outcome:
    """A benefit by the common conditions and its own. Without any condition that applies it is UNKNOWN."""
    bearing = [result for result in results if _bears_on(result, benefit)]
    verdict, deciding = _combined(rule, bearing)
    is_testable = verdict is not Verdict.NOT_APPLICABLE
    if not is_testable or (benefit.confidence is Confidence.UNCERTAIN and verdict is Verdict.MET):
        verdict = Verdict.UNKNOWN
    past = is_past(benefit.valid_to, case)
    final = Verdict.UNKNOWN if past else verdict
    return Outcome(final, verdict, deciding, is_testable, past)


def _bears_on(result: ConditionResult, benefit: Benefit) -> bool:
    bound = result.condition.benefits
    return result.verdict is not Verdict.NOT_APPLICABLE and (not bound or benefit.id in bound)


def _combined(rule: Rule, results: Sequence[ConditionResult]) -> tuple[Verdict, tuple[ConditionResult, ...]]:
    """The verdict of all, and the conditions on which it rests unless it is MET."""
    single = [result for result in results if result.condition.group is None]
    groups = list(_groups(rule, results))
    merge = any_of if rule.any_group else all_of
    together = merge(verdict for verdict, _ in groups)
    verdict = all_of([*(result.verdict for result in single), together])
    if verdict not in {Verdict.UNKNOWN, Verdict.NOT_MET}:
        return verdict, ()
    bearing = single
    if together is verdict:
        bearing = [*single, *(member for group, members in groups if group is verdict for member in members)]
    return verdict, tuple(result for result in bearing if result.verdict is verdict)


def _groups(rule: Rule, results: Sequence[ConditionResult]) -> Iterator[tuple[Verdict, list[ConditionResult]]]:
    """Each group's verdict and its conditions; a group of which nothing applies does not count."""
    for group in rule.groups.values():
        members = [result for result in results if result.condition.group == group.id]
        if members:
            yield _merged(group, members), members


def _merged(group: Group, members: Sequence[ConditionResult]) -> Verdict:
    merge = any_of if group.is_any else all_of
    return merge(member.verdict for member in members)
