"""The one fact worth asking for next: the one that settles most of what is open."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bot.eligibility.fields import REGION
from bot.eligibility.types import ConditionResult

_REGION_WEIGHT = 1_000
"""Where the enterprise is decides a whole policy of a place, and so comes before any of its conditions."""


def weigh(waiting: Iterable[ConditionResult], *, needs_region: bool) -> dict[str, Fraction]:
    """How much each field would settle: an open condition is shared out among the fields that it waits for."""
    weights: dict[str, Fraction] = {REGION: Fraction(_REGION_WEIGHT)} if needs_region else {}
    for result in waiting:
        for name in result.missing:
            weights[name] = weights.get(name, Fraction(0)) + Fraction(1, len(result.missing))
    return weights


def heaviest(weights: dict[str, Fraction]) -> str | None:
    """The field that settles most, of equals the first; None where nothing would."""
    return max(weights, key=lambda name: weights[name], default=None)
