"""The value of an amount in its field's unit."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.eligibility.types import FieldValue
from bot.eligibility.words.binding import Cue
from bot.eligibility.words.dates import whole_months
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind, Quantity

TEN_THOUSAND = Decimal(10_000)
MONTHS_IN_A_YEAR = 12
_UNIT_BESIDE = re.compile(r"[(（:：/ ]*(?P<unit>万元|亿元|万|亿|元|%)[)）:： ]")
_UNIT_OF_ALL = re.compile(r"单位[:：是为均都]*(?P<unit>万元|亿元|元|万)|以下(?:均为|单位)?(?P<unit2>万元|亿元)")
_FACTORS = {"万元": TEN_THOUSAND, "万": TEN_THOUSAND, "亿元": TEN_THOUSAND**2, "亿": TEN_THOUSAND**2, "元": Decimal(1)}


def value_of(scene: Scene, takes: str, quantity: Quantity, cue: Cue | None) -> FieldValue | None:
    """The value as the field counts it; None where the unit or the day is not said."""
    value = quantity.value
    if takes == "day":
        return quantity.day if quantity.unit == "日" else None
    if takes == "year":
        return None if quantity.day is None else Decimal(quantity.day.year)
    if value is None:
        return None
    if takes == "money" and quantity.kind is Kind.NUMBER:
        return _money(scene, quantity, value, cue)
    if takes == "months":
        return value * MONTHS_IN_A_YEAR if quantity.unit == "年" else value if quantity.unit == "月" else None
    if takes == "years":
        return value if quantity.unit == "年" else value / MONTHS_IN_A_YEAR if quantity.unit == "月" else None
    return value


def _money(scene: Scene, quantity: Quantity, value: Decimal, cue: Cue | None) -> Decimal | None:
    """A number without a unit: in the unit of a heading, in 万 where speech goes on in 万, else only if it is large."""
    unit = unit_beside(scene, quantity, cue)
    if unit is not None:
        return value * _FACTORS[unit]
    if value >= TEN_THOUSAND:
        return value
    return value * TEN_THOUSAND if is_shorthand(scene, quantity) else None


def is_shorthand(scene: Scene, quantity: Quantity) -> bool:
    """Whether a spoken number goes on in 万: 营收八百万，研发一百二."""
    earlier = [item for item in scene.quantities if item.kind is Kind.MONEY and item.start < quantity.start]
    return quantity.unit == "汉" and bool(earlier) and earlier[-1].scale == TEN_THOUSAND


def unit_beside(scene: Scene, quantity: Quantity, cue: Cue | None) -> str | None:
    """The unit that a heading gives to a bare number: 营收(万元)：3200, 单位：万元."""
    if cue is not None and cue.end <= quantity.start:
        beside = _UNIT_BESIDE.match(scene.key, cue.end, quantity.start)
        if beside is not None and beside["unit"] in _FACTORS:
            return beside["unit"]
    of_all = _UNIT_OF_ALL.search(scene.key)
    return (of_all["unit"] or of_all["unit2"]) if of_all else None


def age(scene: Scene, quantity: Quantity, start: int, end: int) -> Reading:
    """How long the enterprise has existed, from a length of time or the day of its founding."""
    if quantity.kind is Kind.SPAN and quantity.unit == "日":
        return Reading("established_days", quantity.value, start, end, quantity.is_rough)
    if quantity.kind is Kind.SPAN:
        months = (quantity.value or 0) * (MONTHS_IN_A_YEAR if quantity.unit == "年" else 1)
        return Reading("established_months", Decimal(months), start, end, quantity.is_rough)
    if quantity.day is None or quantity.unit == "年":
        return Reading("established_months", None, start, end)
    if quantity.day > scene.as_of:
        return Reading("established_months", quantity.day, start, end)
    day = quantity.day if quantity.unit == "日" else quantity.day.replace(day=1)
    months = Decimal(whole_months(day, scene.as_of))
    return Reading("established_months", months, start, end, quantity.unit != "日" or quantity.is_rough)
