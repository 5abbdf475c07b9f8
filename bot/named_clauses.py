"""What a question's search puts up: no blank forms, and every clause of a document that it names by a short name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.attached import answers
from bot.editions import DatedSource
from bot.title_hits import by_title
from bot.types import Understanding
from knowledge.types import ClauseAddress, Document, Hit, Mention

MOST_NAMED = 60
"""Clauses of a named document that become candidates: local rules have fewer, a law's own words find it."""


class WithNamedClauses:
    """A knowledge source whose searches leave out blank forms, unless they are asked for, and also put up the clauses
    of the documents that the question names, though no word of theirs is in it."""

    def __init__(self, knowledge: DatedSource, understanding: Understanding) -> None:
        self._knowledge = knowledge
        self._understanding = understanding
        self._named = tuple(mention.doc_id for mention in understanding.mentions if mention.title is not None)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k best clauses, best first; behind them those of the named documents that were not found."""
        hits = by_title(self._knowledge.search(query, k), self._knowledge.documents())
        named: Sequence[Document] = [item for item in self._knowledge.documents() if item.doc_id in self._named]
        missing = [clause.clause_id for document in named for clause in document.clauses[:MOST_NAMED]]
        found = {hit.clause_id for hit in hits}
        return tuple(
            hit
            for hit in (*hits, *(Hit(clause_id, 0.0) for clause_id in missing if clause_id not in found))
            if self._answers(hit.clause_id)
        )

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
