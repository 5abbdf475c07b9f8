"""Which word an amount belongs to: the cheapest pairing of amounts with words over the whole text.

An amount goes with a word before it (营收800万), or right behind it (20个软著); distance, marks and other amounts in
between cost. Pairs may not take an amount's word twice, so that 35个人研发18个 leaves the 35 to stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.lexicon import Meaning
from bot.eligibility.words.types import BLANK, Clause, Kind, Quantity

# Costs, in characters of distance; set on the development half so that neither order of speech wins everywhere.
CHARACTER, MARK, SENTENCE, AMOUNT_BETWEEN = 0.5, 3.0, 8.0, 3.5
BEHIND, BEHIND_CHARACTER, BEHIND_MARK = 1.0, 1.0, 6.0
ALONE, ALONE_PEOPLE = 12.0, 5.0
"""An amount that no word claims; people can stand alone (我们28个人)."""
FARTHEST, MOST_OPEN, MOST_BEHIND = 5.0, 3, 4
MOST_CUES_BEHIND = 3
_INCIDENTAL = frozenset({Kind.SPAN, Kind.DAY, Kind.ORDINAL})
_LINK_BEHIND = re.compile(
    r"(?:的|是|个|名|人|位|都|全|有|搞|做|为|里|,|块|项|件|多|左右|整|吧|才|刚|就|正式|时候?|我们|公司"
    r"|企业|了|去|开始|号|占|在|用于|花在|投|拿来|新|员工|职工|人员|重新|领|写代码|专门|专职|负责|真正|度"
    r"|把|完成|工商|办理|办)*"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the lexicon at its place, with what an amount beside it means."""

    word: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]


Fits = Callable[[Quantity, Cue], bool]
Pairs = dict[Quantity, Cue]


def bind(key: str, clauses: Sequence[Clause], quantities: Sequence[Quantity], cues: Sequence[Cue], fits: Fits) -> Pairs:
    """Each amount's word, for those that have one."""
    return _Binder(key, clauses, sorted([*quantities, *cues], key=lambda token: token.start), fits).best()


class _Binder:
    """Goes through the tokens once, keeping for every set of words still open the cheapest way to get there."""

    def __init__(self, key: str, clauses: Sequence[Clause], tokens: Sequence[Quantity | Cue], fits: Fits) -> None:
        self._key, self._clauses, self._tokens, self._fits = key, clauses, tokens, fits
        self._clause_of = [clause_at(clauses, token.start) for token in tokens]

    def best(self) -> Pairs:
        """The cheapest pairing."""
        nothing: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
        states: dict[tuple[tuple[int, ...], int], tuple[float, tuple[tuple[int, int], ...]]] = {((), -1): nothing}
        for index, token in enumerate(self._tokens):
            following: dict[tuple[tuple[int, ...], int], tuple[float, tuple[tuple[int, int], ...]]] = {}
            for (open_cues, taken), (cost, pairs) in states.items():
                for cues, behind, more, pair in self._ways(index, token, open_cues, taken):
                    candidate = (cost + more, (*pairs, pair) if pair else pairs)
                    state = (cues, behind)
                    if state not in following or candidate[0] < following[state][0]:
                        following[state] = candidate
            states = following
        _, pairs = min(states.values(), key=lambda state: state[0])
        return {self._quantity(left): self._cue(right) for left, right in pairs}

    def _ways(
        self, index: int, token: Quantity | Cue, open_cues: tuple[int, ...], taken: int
    ) -> list[tuple[tuple[int, ...], int, float, tuple[int, int] | None]]:
        """What can be done with a token: open words behind it, a word ahead that is taken, the cost, the pair."""
        if isinstance(token, Cue):
            if index == taken:
                return [(open_cues, -1, 0.0, None)]
            return [((*open_cues, index)[-MOST_OPEN:], taken, 0.0, None)]
        ways: list[tuple[tuple[int, ...], int, float, tuple[int, int] | None]] = [
            (open_cues, taken, ALONE_PEOPLE if token.kind is Kind.PEOPLE else ALONE, None)
        ]
        for cue in open_cues:
            if self._fits(token, self._cue(cue)):
                if self._clause_of[cue] != self._clause_of[index] and not self._states(cue):
                    continue
                left = tuple(other for other in open_cues if other != cue)
                ways.append((left, taken, self._cost_before(cue, index), (index, cue)))
        for ahead, cost in self._ahead(index) if taken == -1 else ():
            if self._fits(token, self._cue(ahead)):
                ways.append((open_cues, ahead, cost, (index, ahead)))
        return ways

    def _states(self, cue: int) -> bool:
        """Whether a word names a fact: one that only keeps amounts away does so in its own clause."""
        return any(meaning.field is not None for meaning in self._cue(cue).meanings)

    def _cost_before(self, cue: int, index: int) -> float:
        between = self._tokens[index].start - self._tokens[cue].end
        sentences = self._sentence(index) - self._sentence(cue)
        marks = self._clause_of[index] - self._clause_of[cue]
        amounts = sum(
            isinstance(token, Quantity) and token.kind not in _INCIDENTAL for token in self._tokens[cue + 1 : index]
        )
        return min(FARTHEST, CHARACTER * between) + MARK * marks + SENTENCE * sentences + AMOUNT_BETWEEN * amounts

    def _ahead(self, index: int) -> Iterator[tuple[int, float]]:
        """The words close behind an amount and what it costs to take them."""
        for ahead in range(index + 1, min(index + 1 + MOST_CUES_BEHIND, len(self._tokens))):
            if not isinstance(self._tokens[ahead], Cue):
                return
            between = self._key[self._tokens[index].end : self._tokens[ahead].start].replace(BLANK, "")
            if len(between) > MOST_BEHIND or not _LINK_BEHIND.fullmatch(between):
                return
            marks = self._clause_of[ahead] - self._clause_of[index]
            yield ahead, BEHIND + BEHIND_CHARACTER * len(between) + BEHIND_MARK * marks

    def _sentence(self, index: int) -> int:
        return self._clauses[self._clause_of[index]].sentence

    def _cue(self, index: int) -> Cue:
        token = self._tokens[index]
        assert isinstance(token, Cue), "words are looked up by their own index"
        return token

    def _quantity(self, index: int) -> Quantity:
        token = self._tokens[index]
        assert isinstance(token, Quantity), "amounts are looked up by their own index"
        return token
