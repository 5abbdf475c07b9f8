"""The content terms of a question, apart by where they come from, and how much of them a text covers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.corpus import Corpus
from bot.reader import Reader
from bot.statements import asking_part
from bot.terms import ContentTerm
from bot.types import Understanding

NEW_WORDS_SHARE = 2 / 3
"""In a follow-up, what its own words count against those carried over: they say where the conversation goes."""


@dataclass(frozen=True, slots=True)
class AskedTerms:
    """The terms of a question: its own, with what a follow-up left out, and those of the part that asks."""

    own: tuple[ContentTerm, ...]
    whole: tuple[ContentTerm, ...]
    asking: tuple[ContentTerm, ...]
    tells: bool
    is_follow_up: bool

    @classmethod
    def of(cls, understanding: Understanding, reader: Reader) -> AskedTerms:
        """Read the terms of a question; those that ask are all of them where nothing is stated beside."""
        whole = reader.terms(understanding.standalone)
        own = reader.subject_terms(understanding.text)
        asking = {item.term for item in reader.terms(asking_part(understanding.text))}
        return cls(
            own=own,
            whole=whole,
            asking=tuple(item for item in whole if item.term in asking) or whole,
            tells=reader.names_subject(own),
            is_follow_up=understanding.is_follow_up,
        )

    def covered_by(self, held: frozenset[str], corpus: Corpus, *, is_of_talk: bool) -> float:
        """The share of the question's terms that a text holds, 0 … 1; new words count most in a follow-up.

        A follow-up without words of its own goes on with the document of the talk (`is_of_talk`).
        """
        whole = corpus.weights.coverage(self.whole, held)
        if not self.is_follow_up:
            return whole
        return NEW_WORDS_SHARE * self.own_in(held, corpus, is_of_talk=is_of_talk) + (1 - NEW_WORDS_SHARE) * whole

    def own_in(self, held: frozenset[str], corpus: Corpus, *, is_of_talk: bool) -> float:
        """The share of a follow-up's own words that a text holds, 0 … 1; without any, whether it is of the talk."""
        return corpus.weights.coverage(self.own, held) if self.tells else float(is_of_talk)

    def without(self, named: frozenset[str]) -> tuple[ContentTerm, ...]:
        """The terms that a name does not have: what is asked about the thing named."""
        return tuple(item for item in self.whole if item.term not in named)

    def used_of(self, held: frozenset[str]) -> float:
        """The share of a text's words that the question uses, itself or in official wording, 0 … 1."""
        used = {word for item in self.whole for word in (item.term, *(w for each in item.alternatives for w in each))}
        return len(held & used) / len(held) if held else 0.0
