"""What a question's search puts up: no blank forms, and every clause of a document that it names or goes on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.attached import answers
from bot.editions import DatedSource
from bot.title_hits import by_title
from bot.types import Understanding
from knowledge.types import ClauseAddress, Document, Hit, Mention

MOST_NAMED = 60
"""Clauses of a named document that become candidates: local rules have fewer, a law's own words find it."""
MOST_OF_TALK = 200
"""Clauses found by words that name nothing, of which those of the talk's document count."""
OWN_WORDS_SHARE = 2 / 3
"""In the search of a follow-up, what its own words count against those carried over."""


class WithNamedClauses:
    """A knowledge source whose searches leave out blank forms, unless they are asked for, and also put up the clauses
    of the documents that the question names or goes on with, though no word of theirs is in it.

    A follow-up is searched for with what it leaves out and by its own words alone.
    """

    def __init__(self, knowledge: DatedSource, understanding: Understanding) -> None:
        self._knowledge = knowledge
        self._understanding = understanding
        named = [mention.doc_id for mention in understanding.mentions if mention.title is not None]
        self._named = (*named, understanding.document_of_talk)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k best clauses, best first; behind them those of the named documents that were not found."""
        hits = by_title(self._found(query, k), self._knowledge.documents())
        named: Sequence[Document] = [item for item in self._knowledge.documents() if item.doc_id in self._named]
        missing = [clause.clause_id for document in named for clause in document.clauses[:MOST_NAMED]]
        found = {hit.clause_id for hit in hits}
        return tuple(
            hit
            for hit in (*hits, *(Hit(clause_id, 0.0) for clause_id in missing if clause_id not in found))
            if self._answers(hit.clause_id)
        )

    def _found(self, query: str, k: int) -> Sequence[Hit]:
        whole = self._knowledge.search(query, k)
        talk = self._understanding
        if not talk.is_follow_up or not (talk.tells or talk.asks_own_detail):
            return whole
        found = self._knowledge.search(talk.own_search_text, k if talk.tells else MOST_OF_TALK)
        # Words that name nothing by themselves (找谁) say which clause of the talk's document is meant, and no more.
        own = [hit for hit in found if talk.tells or hit.clause_id.partition(":")[0] == talk.document_of_talk]
        return sorted(_weighed(own, whole), key=lambda hit: (-hit.score, hit.clause_id))

    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        return self._knowledge.documents()

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        """The documents and clauses that the question names outright."""
        return self._knowledge.exact_lookup(question)

    def clause(self, clause_id: str) -> ClauseAddress:
        """The clause or part of one with this id."""
        return self._knowledge.clause(clause_id)

    def _answers(self, clause_id: str) -> bool:
        return answers(self._knowledge.clause(clause_id).clause, self._understanding)


def _weighed(own: Sequence[Hit], whole: Sequence[Hit]) -> Iterator[Hit]:
    """The hits of two searches as one; what a search did not find has nothing there."""
    by_own, by_whole = ({hit.clause_id: hit for hit in hits} for hits in (own, whole))
    for clause_id in by_own.keys() | by_whole.keys():
        nothing = Hit(clause_id, 0.0)
        ours, theirs = by_own.get(clause_id, nothing), by_whole.get(clause_id, nothing)
        yield Hit(
            clause_id,
            _mean(ours.score, theirs.score),
            _mean(ours.lexical, theirs.lexical),
            _mean(ours.semantic, theirs.semantic),
            _mean(ours.similarity, theirs.similarity),
        )


def _mean(own: float, whole: float) -> float:
    return OWN_WORDS_SHARE * own + (1 - OWN_WORDS_SHARE) * whole
