"""What one place of a text says of one field, before all of them are settled against each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.eligibility.types import FieldValue


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with its words' place, None where only a bound is said.

    `count`: so many people, a share once the staff is known. `adds`: amounts of this field are summed. `is_weak`: it
    counts only beside a fact of one's own. `yields`: it follows from another fact and gives way to what is said
    outright. `renews`: it takes the place of an earlier one.
    """

    field: str
    value: FieldValue | None
    start: int
    end: int
    approximate: bool = False
    count: Decimal | None = None
    adds: bool = False
    is_weak: bool = False
    yields: bool = False
    renews: bool = False
