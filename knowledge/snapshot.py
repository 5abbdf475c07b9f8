"""The documents as they stood at one moment, and finding them: what one answer reads from beginning to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.addresses import resolve_address
from knowledge.errors import ClauseNotFound
from knowledge.fusion import fuse
from knowledge.indexes import Indexes
from knowledge.lookup import ExactLookup
from knowledge.relations import related
from knowledge.types import Clause, ClauseAddress, Document, Hit, Mention

CANDIDATES = 100
"""Clauses that each leg puts up. The same for every k, so that a longer list begins with the shorter one."""


class Snapshot:
    """Documents in force or not, over the indexes. Never changes, but for what the indexes find meanwhile: a hit that
    the snapshot does not know is dropped. Safe to use from several threads."""

    def __init__(self, documents: Sequence[Document], indexes: Indexes) -> None:
        """Over what the catalogue holds of each document; how they bear on each other is derived here."""
        current = related(documents)
        self._indexes = indexes
        self._documents: Mapping[str, Document] = {document.doc_id: document for document in current}
        self._clauses: Mapping[str, Clause] = {
            clause.clause_id: clause for document in current for clause in document.clauses
        }
        self._lookup = ExactLookup(current)

    def documents(self) -> tuple[Document, ...]:
        """Every document, ordered by id."""
        return tuple(self._documents.values())

    def find(self, doc_id: str) -> Document | None:
        """The document of this id, if it is there."""
        return self._documents.get(doc_id)

    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of every document, in order."""
        return tuple(self._clauses.values())

    def clause(self, clause_id: str) -> ClauseAddress:
        """Where `<doc_id>:<path>` leads: a clause, or a 款 or 项 of an article. Raises ClauseNotFound."""
        clause = self._clauses.get(clause_id)
        if clause is not None:
            return ClauseAddress(clause, clause.path, clause.start, clause.end)
        doc_id, _, path = clause_id.partition(":")
        document = self._documents.get(doc_id)
        address = resolve_address(document.clauses, path) if document else None
        if address is None:
            raise ClauseNotFound(f"没有条款 {clause_id}")
        return address

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        """The documents and clauses that the question names by 文号, title, alias or clause label, clauses first."""
        return self._lookup.mentions(question)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k clauses nearest to the query by words and by meaning, best first; fewer where fewer have any score.

        Raises IndexUnavailable when an index does not answer in time.
        """
        candidates = max(k, CANDIDATES)
        lexical = self._indexes.keyword.search(query, candidates)
        semantic = self._indexes.vector.search(query, candidates)
        return fuse(self._known(lexical), self._known(semantic), k)

    def _known(self, scored: list[tuple[str, float]]) -> list[tuple[str, float]]:
        return [(clause_id, score) for clause_id, score in scored if clause_id in self._clauses]
