"""One text with everything that was found in it before facts are read: clauses, moods, periods, amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.lexicon import Lexicon
from bot.eligibility.words.moods import Moods
from bot.eligibility.words.periods import Periods
from bot.eligibility.words.types import Clause, Quantity

_BACK_TO_NOW = re.compile("现在|目前|如今|眼下")
_OF_THEN = "invested"
"""The one context that ends where the speaker comes back to today."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`key` is the folded text with places blanked out; offsets are those of the text as written."""

    key: str
    clauses: tuple[Clause, ...]
    moods: Moods
    periods: Periods
    quantities: tuple[Quantity, ...]
    as_of: date
    lexicon: Lexicon

    def clause(self, position: int) -> Clause:
        """The clause in which a position lies."""
        return self.clauses[clause_at(self.clauses, position)]

    def clause_words(self, position: int) -> str:
        """The words of that clause."""
        clause = self.clause(position)
        return self.key[clause.start : clause.end]

    def sentence_words(self, position: int, *, whole: bool = False) -> str:
        """The words of the sentence up to the end of the clause, or all of them."""
        index = clause_at(self.clauses, position)
        same = [item for item in self.clauses if item.sentence == self.clauses[index].sentence]
        return self.key[same[0].start : same[-1].end if whole else self.clauses[index].end]

    def is_near(self, context: str | None, position: int) -> bool:
        """Whether the words around a position tell a context; no context is always told."""
        if context is None:
            return True
        if context in self.lexicon.clause_contexts:
            words = self.clause_words(position)
        elif context == _OF_THEN:
            words = _BACK_TO_NOW.split(self.sentence_words(position))[-1]
        else:
            words = self.sentence_words(position, whole=True)
        return self.lexicon.is_near(context, words)

    def is_asked_about(self, position: int) -> bool:
        """Whether the sentence around a position asks something: what it names may only be asked about."""
        sentence = self.clause(position).sentence
        return any(self.clauses[index].sentence == sentence for index in self.moods.asking)

    def is_same_sentence(self, left: Quantity, right: Quantity) -> bool:
        """Whether two amounts stand in one sentence."""
        return self.clause(left.start).sentence == self.clause(right.start).sentence

    def quantities_in(self, clause: Clause) -> Sequence[Quantity]:
        """The amounts and days of a clause."""
        return [item for item in self.quantities if clause.start <= item.start < clause.end]
