"""Whether a figure of a question keeps within the bound that a clause sets, by value and operator."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final

from bot.claims import Claim
from bot.qualifiers import Bound
from bot.types import Figure, FigureKind

_MONTHS: Final = {"年": Decimal(12), "月": Decimal(1)}
_UPPER: Final = frozenset({Bound.AT_MOST, Bound.BELOW, Bound.DOWN, Bound.WITHIN})
_LOWER: Final = frozenset({Bound.AT_LEAST, Bound.ABOVE, Bound.UP})
_LEAVES_OPEN: Final = frozenset({Bound.ABOUT, Bound.MORE, Bound.LOWER_END, Bound.UPPER_END})
_EQUAL_HOLDS: Final = frozenset({Bound.AT_MOST, Bound.AT_LEAST, Bound.INCLUDED})
_EQUAL_FAILS: Final = frozenset({Bound.BELOW, Bound.ABOVE})


class Side(Enum):
    """On which side of a figure the values lie that it allows or speaks of."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"
    OPEN = "open"  # 左右, a range: nothing can be proved


def side(bounds: frozenset[Bound]) -> Side:
    """The side that bounds put the values on."""
    upper, lower = bounds & _UPPER, bounds & _LOWER
    if bounds & _LEAVES_OPEN or (upper and lower):
        return Side.OPEN
    if upper or lower:
        return Side.BELOW if upper else Side.ABOVE
    return Side.AT


def comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures measure alike, so that their values can be compared."""
    if left.kind is not right.kind:
        return False
    return left.unit == right.unit or (left.unit in _MONTHS and right.unit in _MONTHS)


def measure(figure: Figure) -> Decimal:
    """The value in the unit in which comparable figures are compared: months for years and months."""
    return figure.value * _MONTHS.get(figure.unit, Decimal(1)) if figure.kind is FigureKind.DURATION else figure.value


def keeps(asked: Figure, asked_side: Side, claim: Claim) -> bool | None:
    """Whether all values that the question speaks of lie within the claim's bound (True), or none does (False).

    None where some do and some do not, and where the bound does not say whether it includes its figure (以上).
    """
    value, limit = measure(asked), measure(claim.figure)
    allowed = side(claim.bounds)
    if Side.OPEN in {allowed, asked_side} or allowed is Side.AT:
        return None
    is_inside = value < limit if allowed is Side.BELOW else value > limit
    if value == limit:
        return _at_limit(asked_side, allowed, claim.bounds)
    if asked_side is Side.AT or asked_side is allowed:
        return is_inside if asked_side is Side.AT or is_inside else None
    return None if is_inside else False


def _at_limit(asked_side: Side, allowed: Side, bounds: frozenset[Bound]) -> bool | None:
    if asked_side is allowed:
        return True if bounds & _EQUAL_HOLDS else None
    if asked_side is not Side.AT:
        return None
    if bounds & _EQUAL_HOLDS:
        return True
    return False if bounds & _EQUAL_FAILS else None
