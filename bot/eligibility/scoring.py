"""Scores from a scoring table, as a range while an item is missing (国科发政〔2017〕115号第七条 for 科技型中小企业)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.eligibility.types import Fact, Interval, ScoreItem, Scoring

_DERIVATION = "{}按评分标准由已填的指标推算"
_NAMES = {"techsme_score": "综合评价得分", "techsme_staff_score": "科技人员指标得分"}


def score_facts(scoring: Scoring, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The total and the items that are fields of their own, as far as the facts tell; nothing from nothing."""
    if not any(band.field in facts for item in scoring.items for band in item.bands):
        return {}
    scores = [(item, _item_score(item, facts)) for item in scoring.items]
    total = Interval(sum((score.low for _, score in scores), Decimal(0)), sum((s.high for _, s in scores), Decimal(0)))
    known = {item.gives: score for item, score in scores if item.gives and _is_measured(item, facts)}
    return {name: _fact(name, score) for name, score in (*known.items(), (scoring.gives, total))}


def _fact(name: str, score: Interval) -> Fact:
    value = score.low if score.low == score.high else score
    return Fact(value, _DERIVATION.format(_NAMES.get(name, name)))


def _is_measured(item: ScoreItem, facts: Mapping[str, Fact]) -> bool:
    return any(band.field in facts for band in item.bands)


def _item_score(item: ScoreItem, facts: Mapping[str, Fact]) -> Interval:
    """The best of the item's fields; one that is not given may score anything, unless another one is enough."""
    given = facts.get(item.gives or "")
    if given is not None and isinstance(given.value, Decimal):
        return Interval(given.value, given.value)
    known = [_known_score(item, field, facts) for field in _fields(item) if field in facts]
    if item.one_is_enough and known:
        return Interval(max(known), max(known))
    possible = [band.score for band in item.bands if band.field not in facts]
    low = max(known, default=Decimal(0))
    return Interval(low, max([low, *possible]))


def _known_score(item: ScoreItem, field: str, facts: Mapping[str, Fact]) -> Decimal:
    value = facts[field].value
    assert isinstance(value, Decimal), "scored fields are numbers"
    return max(
        (band.score for band in item.bands if band.field == field and value >= band.at_least), default=Decimal(0)
    )


def _fields(item: ScoreItem) -> Iterator[str]:
    yield from dict.fromkeys(band.field for band in item.bands)
