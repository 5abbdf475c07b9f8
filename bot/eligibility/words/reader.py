"""Everyday Chinese → the facts that it states of the speaker's enterprise.

Found first: places, clauses, moods (whose facts, and whether they hold), amounts. Then amounts go to the words that
they belong to, and words to what is affirmed or denied of them; at last the readings are settled against each other.
Bounds and ranges never become values, and nothing is guessed: what is unclear is left to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from bot.eligibility.fields import Fields, load_fields
from bot.eligibility.words.amounts import AmountReader
from bot.eligibility.words.answers import AnswerReader
from bot.eligibility.words.choices import read_choices
from bot.eligibility.words.clauses import split
from bot.eligibility.words.flags import FlagReader
from bot.eligibility.words.lexicon import Lexicon, load_lexicon
from bot.eligibility.words.mending import Mender, load_mender, ready
from bot.eligibility.words.moods import MoodReader, load_moods
from bot.eligibility.words.periods import Periods
from bot.eligibility.words.places import Place, PlaceReader
from bot.eligibility.words.quantities import find_quantities
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.settling import Settling
from bot.eligibility.words.spacing import compact
from bot.eligibility.words.trades import TradeReader
from bot.eligibility.words.types import BLANK, Quantity, ReadProfile
from knowledge.divisions import Divisions, load_divisions

_LIST_NUMBER = re.compile(r"(?:(?<=[\s,;。:)])|^)(?:[0-9]{1,2}[.、)](?![0-9])|\([0-9]{1,2}\)|[①-⑳])")
_STAFF = frozenset({"headcount", "inv_headcount"})


class ProfileReader:
    """Reads texts by the fields, the words and the places that it was given."""

    def __init__(
        self, fields: Fields, lexicon: Lexicon, moods: MoodReader, mender: Mender, divisions: Divisions
    ) -> None:
        self._fields, self._lexicon, self._moods, self._mender = fields, lexicon, moods, mender
        self._places, self._amounts = PlaceReader(divisions), AmountReader(fields)
        self._flags, self._trades = FlagReader(moods), TradeReader(lexicon.trades)
        self._answers = AnswerReader(moods, self._amounts, self._flags)

    def read(self, text: str, as_of: date, asked_field: str | None = None) -> ReadProfile:
        """The facts of a text said on a day, in answer to the question for a field, if any was asked."""
        written = compact(text)
        key = self._mender.mend(ready(written.text))
        clauses = split(key)
        if not clauses:
            return ReadProfile(())
        moods, places = self._moods.read(key, clauses), self._places.find(key)
        blanked = _blanked(key, places)
        scene = Scene(
            blanked,
            clauses,
            moods,
            Periods(blanked, clauses, as_of),
            find_quantities(blanked, as_of),
            as_of,
            self._lexicon,
        )
        amounts, left = self._amounts.read(scene, asked_field if asked_field in _STAFF else "staff_total")
        readings = [*amounts, *self._flags.read(scene), *read_choices(scene), *self._trades.read(scene)]
        readings += self._places.read(key, clauses, moods, places)
        readings += self._answered(scene, key, asked_field, readings, left)
        return Settling(text, written, self._fields, moods, as_of).settle(readings)

    def _answered(
        self, scene: Scene, key: str, asked_field: str | None, readings: list[Reading], left: Sequence[Quantity]
    ) -> list[Reading]:
        """What answers the question, unless the text names the field itself."""
        if asked_field is None or any(reading.field == asked_field for reading in readings):
            return []
        return [*self._answers.read(scene, self._fields[asked_field], left, self._places.whole(key))]


def _blanked(key: str, places: tuple[Place, ...]) -> str:
    spans = [(place.start, place.end) for place in places] + [match.span() for match in _LIST_NUMBER.finditer(key)]
    for start, end in spans:
        key = key[:start] + BLANK * (end - start) + key[end:]
    return key


def read_profile(text: str, as_of: date, asked_field: str | None = None) -> ReadProfile:
    """What `text` states of the speaker's enterprise, by the words that ship with parkbot.

    `as_of` is the day on which it is said. `asked_field`: the field that was asked for last, against which a bare
    answer is read. Raises KeyError for a field that no profile has.
    """
    return _shipped().read(text, as_of, asked_field)


@cache
def _shipped() -> ProfileReader:
    fields = load_fields()
    lexicon = load_lexicon(fields)
    return ProfileReader(fields, lexicon, load_moods(), load_mender(lexicon.all_words), load_divisions())
