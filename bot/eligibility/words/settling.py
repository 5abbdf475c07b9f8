"""Readings → facts: corrections win, counts become shares, what disagrees or cannot be is named instead of kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from bot.eligibility.contradictions import Contradiction, contradictions
from bot.eligibility.errors import ProfileRefused
from bot.eligibility.fields import Fields
from bot.eligibility.profile import read_profile as check_profile
from bot.eligibility.types import FieldValue
from bot.eligibility.words.moods import Moods
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.spacing import Compact
from bot.eligibility.words.types import Problem, ReadFact, ReadProfile, Unsettled

SHARE_TOLERANCE = Decimal("0.01")
"""A share said in round figures may differ that much from the counts beside it."""
_DERIVED_FROM = {"inv_bachelor_ratio": ("inv_headcount",)}
_WHOLE = ("staff_total", "headcount")


class Settling:
    """Settles the readings of one text."""

    def __init__(self, text: str, written: Compact, fields: Fields, moods: Moods, as_of: date) -> None:
        self._text, self._written = text, written
        self._fields, self._moods, self._as_of = fields, moods, as_of
        self._facts: dict[str, ReadFact] = {}
        self._unsettled: dict[str, Unsettled] = {}
        self._contradictions: list[Contradiction] = []
        self._problems: list[Problem] = []

    def settle(self, readings: Sequence[Reading]) -> ReadProfile:
        """Each field once."""
        said = _without_weak(readings, speaks_of_oneself=self._moods.speaks_of_oneself)
        for name, group in groupby(sorted(said, key=lambda item: (item.field, item.start)), lambda item: item.field):
            items = [item for item in group if item.count is None]
            self._settle_field(name, [item for item in items if not item.yields] or items)
        self._settle_counts([item for item in said if item.count is not None])
        self._add_expiry()
        values: Mapping[str, FieldValue] = {name: fact.value for name, fact in self._facts.items()}
        return ReadProfile(
            tuple(sorted(self._facts.values(), key=lambda fact: (fact.start, fact.field))),
            tuple(item for name, item in self._unsettled.items() if name not in self._facts),
            (*self._contradictions, *contradictions(values)),
            tuple(self._problems),
        )

    def _settle_field(self, name: str, readings: Sequence[Reading]) -> None:
        last: Reading | None = None
        for reading in readings:
            if last is None or last.value is None or reading.value is None:
                last = (
                    reading if last is None or reading.value is not None or self._is_corrected(last, reading) else last
                )
            elif reading.adds and last.adds and not self._is_corrected(last, reading):
                last = _sum(last, reading)
            elif reading.value == last.value:
                continue
            elif self._is_corrected(last, reading):
                last = reading
            else:
                self._contradictions.append(Contradiction((name, name), "同一项说了两个不同的值"))
                return
        if last is not None:
            self._keep(last)

    def _is_corrected(self, left: Reading, right: Reading) -> bool:
        return right.renews or self._moods.corrected_between(left.start, right.end)

    def _settle_counts(self, counts: Sequence[Reading]) -> None:
        """So many people of the staff: 42个人里研发20个."""
        latest = {reading.field: reading for reading in counts}
        for name, reading in latest.items():
            wholes = [self._facts[whole] for whole in _DERIVED_FROM.get(name, _WHOLE) if whole in self._facts]
            if not wholes or not isinstance(wholes[0].value, Decimal) or not wholes[0].value:
                self._unsettle(reading)
                continue
            share = (reading.count or Decimal(0)) / wholes[0].value
            stated = self._facts.get(name)
            if stated is None:
                self._keep(
                    Reading(name, share, reading.start, reading.end, reading.approximate or wholes[0].approximate)
                )
            elif isinstance(stated.value, Decimal) and abs(stated.value - share) > SHARE_TOLERANCE:
                self._contradictions.append(Contradiction((name, wholes[0].field), "占比与人数不一致"))

    def _add_expiry(self) -> None:
        """A certificate that ran out this year is not valid, unless that was said as well (a contradiction)."""
        expired = self._facts.get("hnte_expired_in_year")
        if expired is not None and expired.value is True and "hnte_valid" not in self._facts:
            self._facts["hnte_valid"] = ReadFact("hnte_valid", False, expired.words, expired.start, expired.end)

    def _keep(self, reading: Reading) -> None:
        if reading.value is None:
            self._unsettle(reading)
            return
        start, end = self._written.original(reading.start, reading.end)
        words = self._text[start:end]
        if reading.field == "established_months" and isinstance(reading.value, date):
            self._problems.append(Problem(reading.field, "成立日期不能晚于今天和业务日期", words))
            return
        try:
            check_profile({reading.field: reading.value}, self._fields, latest=self._as_of)
        except ProfileRefused as refused:
            self._problems += [Problem(field, message, words) for field, message in refused.problems]
            return
        self._facts[reading.field] = ReadFact(reading.field, reading.value, words, start, end, reading.approximate)

    def _unsettle(self, reading: Reading) -> None:
        start, end = self._written.original(reading.start, reading.end)
        self._unsettled.setdefault(reading.field, Unsettled(reading.field, self._text[start:end], start, end))


def _sum(left: Reading, right: Reading) -> Reading:
    assert isinstance(left.value, Decimal) and isinstance(right.value, Decimal), "only numbers add up"
    return Reading(
        left.field,
        left.value + right.value,
        left.start,
        right.end,
        left.approximate or right.approximate,
        adds=True,
    )


def _without_weak(readings: Sequence[Reading], *, speaks_of_oneself: bool) -> list[Reading]:
    """A question about a rule states nothing by its words (新三板公司能享受吗), unless one speaks of oneself."""
    if speaks_of_oneself or any(not reading.is_weak for reading in readings):
        return list(readings)
    return []
