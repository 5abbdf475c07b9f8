"""The documents as they stood at one moment, and finding them: what one answer reads from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from knowledge.addresses import resolve_address
from knowledge.editions import Editions, index_ids
from knowledge.errors import ClauseNotFound
from knowledge.fusion import fuse
from knowledge.indexes import Indexes
from knowledge.lookup import ExactLookup
from knowledge.names import doc_no_key
from knowledge.relations import related
from knowledge.types import Clause, ClauseAddress, Document, Hit, Mention

CANDIDATES = 100
"""Clauses that each leg puts up. The same for every k, so that a longer list begins with the shorter one."""


class Snapshot:
    """Documents in force or not, over the indexes. Never changes, but for what the indexes find meanwhile: a hit that
    the snapshot does not know is dropped. Safe to use from several threads."""

    def __init__(self, editions: Sequence[Editions], indexes: Indexes, on: date | None = None) -> None:
        """Over what the catalogue holds of each document; how they bear on each other is derived here.

        With a day, over the versions that held on it instead of the present ones.
        """
        chosen = [each.current if on is None else each.on(on) for each in editions]
        documents = related(chosen)
        self._indexes = indexes
        self._editions: Mapping[str, Editions] = {each.current.doc_id: each for each in editions}
        self._documents: Mapping[str, Document] = {document.doc_id: document for document in documents}
        self._clauses: Mapping[str, Clause] = {
            clause.clause_id: clause for document in documents for clause in document.clauses
        }
        self._indexed: Mapping[str, Mapping[str, str]] = {
            document.doc_id: dict(zip(index_ids(each, document), (c.clause_id for c in document.clauses), strict=True))
            for each, document in zip(editions, chosen, strict=True)
            if document is not each.current
        }
        self._lookup = ExactLookup(documents)

    def on(self, day: date) -> Snapshot:
        """The documents as their versions stood on a day; this one where those are the present ones."""
        return Snapshot(tuple(self._editions.values()), self._indexes, day) if self.earlier_on(day) else self

    def earlier_on(self, day: date) -> tuple[Document, ...]:
        """The earlier versions that held on a day, as the catalogue has them; most days none."""
        chosen = [each.on(day) for each in self._editions.values() if each.earlier]
        return tuple(item for item in chosen if item is not self._editions[item.doc_id].current)

    def day_named(self, question: str) -> date | None:
        """The last day of an earlier version that the question names by the 文号 that only this one bears."""
        key = doc_no_key(question)
        days = (each.last_day_of(key) for each in self._editions.values() if each.earlier)
        return next((day for day in days if day is not None), None)

    def editions(self, doc_id: str) -> Editions | None:
        """The versions of a document that answer, if it is there."""
        return self._editions.get(doc_id)

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

    def _known(self, scored: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
        """What of an index's finds stands here, by the ids that the clauses have here."""
        return [(known, score) for clause_id, score in scored if (known := self._id_here(clause_id)) is not None]

    def _id_here(self, index_id: str) -> str | None:
        of_earlier = self._indexed.get(index_id.partition(":")[0])
        if of_earlier is not None:
            return of_earlier.get(index_id)
        return index_id if index_id in self._clauses else None
