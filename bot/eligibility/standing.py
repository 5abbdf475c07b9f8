"""What a policy's day and status, and the place of the enterprise, say before any condition (contract, 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.eligibility.derived import Facts
from bot.eligibility.fields import REGION
from bot.eligibility.kleene import verdict_of
from bot.eligibility.types import PolicyNotice, Reason, Verdict
from knowledge.divisions import Divisions
from knowledge.types import Level, Metadata, Status
from knowledge.validity import HELD_FROM

CITIES_OF_THEIR_OWN = ("大连市", "青岛市", "宁波市", "厦门市", "深圳市")
"""计划单列市: their budgets are set apart from their province's."""
CONDITIONS_FOR_REFERENCE = "以下逐条比对只供参考：若原文如此，才是这样。"


def by_region(metadata: Metadata, facts: Facts, divisions: Divisions) -> Verdict:
    """Whether the enterprise is in the policy's territory; UNKNOWN where its place is not given or too wide."""
    if metadata.level is Level.NATION or metadata.region is None:
        return Verdict.MET
    place = facts.get(REGION)
    return Verdict.UNKNOWN if place is None else verdict_of(divisions.lies_in(str(place.value), metadata.region))


def of_place(metadata: Metadata, facts: Facts, divisions: Divisions) -> Iterator[PolicyNotice]:
    """What the reader must know where a province's rule meets an enterprise of a city that has its own budget."""
    place = facts.get(REGION)
    if metadata.level is not Level.PROVINCE or place is None:
        return
    for city in CITIES_OF_THEIR_OWN:
        if divisions.lies_in(str(place.value), city):
            yield PolicyNotice("own_city_rules", f"{city}是计划单列市，财政资金和申报口径常与省里不同，请另行核对。")


def doubts(metadata: Metadata, on: date) -> tuple[Reason, ...]:
    """Why the day or the policy's status leaves its verdict open, whatever the conditions say."""
    return tuple(dict.fromkeys(_doubts(metadata, on)))


def _doubts(metadata: Metadata, on: date) -> Iterator[Reason]:
    if metadata.effective_from is not None and on < metadata.effective_from:
        yield Reason.NOT_YET
    if metadata.effective_to is not None and on > metadata.effective_to:
        yield _end(metadata)
    if metadata.status is Status.LIKELY_SUPERSEDED:
        yield Reason.SUPERSEDED
    if metadata.status is Status.HOLD_2026 and on >= HELD_FROM:
        yield Reason.HELD
    if metadata.status is Status.VERIFY_SOURCE:
        yield Reason.SOURCE_UNVERIFIED


def _end(metadata: Metadata) -> Reason:
    if metadata.superseded_by is not None:
        return Reason.SUPERSEDED
    return Reason.PERIOD_ENDED if metadata.status is Status.PLAN_ENDED else Reason.EXPIRED


def notices(
    metadata: Metadata, reasons: tuple[Reason, ...], on: date, closing: str = CONDITIONS_FOR_REFERENCE
) -> tuple[PolicyNotice, ...]:
    """What the reader must know of the policy on that day; `closing` says what that leaves of what follows."""
    return tuple(PolicyNotice(reason.value, _sentence(reason, metadata, on) + closing) for reason in reasons)


def _sentence(reason: Reason, metadata: Metadata, on: date) -> str:
    title = f"《{metadata.title}》"
    match reason:
        case Reason.NOT_YET:
            return f"{title}自{metadata.effective_from}起施行，{on}尚未施行。"
        case Reason.PERIOD_ENDED:
            return f"{title}的规划期已于{metadata.effective_to}结束，是否有后续文件尚不清楚。"
        case Reason.SUPERSEDED if metadata.superseded_by is not None:
            how = "废止" if metadata.superseded_by.is_repeal else "取代"
            return f"{title}已由《{metadata.superseded_by.title}》{how}。"
        case Reason.SUPERSEDED:
            return f"{title}疑似已被新文件取代，现行规定待核。"
        case Reason.HELD:
            return f"{title}自{HELD_FROM}起是否延续没有核实。"
        case Reason.SOURCE_UNVERIFIED:
            return f"{title}的官方原文尚未核对。"
        case _:
            return f"{title}已于{metadata.effective_to}到期。"
