"""Amounts with the words beside them → readings of number and date fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.eligibility.fields import Fields
from bot.eligibility.words.binding import Cue, Pairs, bind
from bot.eligibility.words.bygone import was_before
from bot.eligibility.words.cues import find_cues
from bot.eligibility.words.lexicon import Meaning
from bot.eligibility.words.meanings import fits, is_about, is_stated, meaning_of
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.renewing import bind_again
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.staff import all_of_them, standing_alone
from bot.eligibility.words.types import Kind, Quantity
from bot.eligibility.words.values import age, value_of

_BY_TOPIC = frozenset({Kind.MONEY, Kind.SHARE, Kind.SPAN, Kind.DAY})
_VAT_PERIODS = {"quarter": "季", "month": "月", "once": "次"}
_SALES = frozenset({"vat_period_sales", "gross_receipts"})


class AmountReader:
    """Reads the amounts of a scene by the lexicon."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def read(self, scene: Scene, staff: str = "staff_total") -> tuple[list[Reading], list[Quantity]]:
        """The readings, and the amounts of the speaker's own that no word claimed; people alone are the `staff`."""
        cues = list(find_cues(scene))
        today = [item for index, item in enumerate(scene.quantities) if not was_before(scene, index)]
        pairs = bind(scene.key, scene.clauses, today, cues, fits)
        renewed = bind_again(scene, pairs, today)
        readings = [
            replace(reading, renews=quantity in renewed)
            for quantity, cue in pairs.items()
            for reading in self._of_pair(scene, quantity, cue)
        ]
        free = [item for item in today if item not in pairs and scene.moods.is_own(item.start)]
        people = [*standing_alone(scene, free, readings, staff)]
        left = [item for item in free if not any(reading.start == item.start for reading in people)]
        return [*readings, *people, *all_of_them(scene, cues, pairs), *self._by_topic(scene, pairs, readings)], left

    def _of_pair(self, scene: Scene, quantity: Quantity, cue: Cue) -> Iterator[Reading]:
        meaning = meaning_of(scene, quantity, cue)
        if meaning is None or meaning.field is None or not is_stated(scene, quantity, cue, meaning):
            return
        start, end = min(cue.start, quantity.start), max(cue.end, quantity.end)
        if meaning.implies and quantity.value != 0:
            yield Reading(meaning.implies, True, start, end)
        yield self.reading(scene, meaning, quantity, start, end, cue)
        period = scene.periods.of(quantity.start, quantity.end)
        if meaning.field in _SALES and period is not None and period.name in _VAT_PERIODS and not quantity.is_open:
            yield Reading("vat_period", _VAT_PERIODS[period.name], period.start, period.end, yields=True)

    def _by_topic(self, scene: Scene, pairs: Pairs, readings: Sequence[Reading]) -> Iterator[Reading]:
        """What an amount that no word claims is by what its sentence is about, if it is the only one of its kind."""
        read = {reading.field for reading in readings}
        free = [item for item in scene.quantities if item not in pairs and item.kind in _BY_TOPIC]
        for item in free:
            rivals = [other for other in free if other.kind is item.kind and scene.is_same_sentence(item, other)]
            meaning = next((each for each in scene.lexicon.alone if is_about(scene, each, item)), None)
            if meaning is not None and meaning.field not in read and len(rivals) == 1:
                yield self.reading(scene, meaning, item, item.start, item.end)

    def reading(
        self, scene: Scene, meaning: Meaning, quantity: Quantity, start: int, end: int, cue: Cue | None = None
    ) -> Reading:
        """What a quantity says of a meaning's field; no value where it is only a bound or lacks its unit."""
        assert meaning.field is not None, "decoys are no facts"
        name, adds = meaning.field, meaning.field == "ip_class2"
        if quantity.is_open:
            return Reading(name, None, start, end)
        if self._fields[name].is_share and meaning.takes == "people":
            return Reading(name, None, start, end, quantity.is_rough, count=quantity.value)
        if meaning.takes in {"age", "span"}:
            return age(scene, quantity, start, end)
        value = value_of(scene, meaning.takes, quantity, cue)
        return Reading(name, value, start, end, quantity.is_rough, adds=adds)
