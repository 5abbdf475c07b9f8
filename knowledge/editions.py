"""The versions of one document in the order of their days: which of them held on a day that a question is about.

A rule that is issued again under its title replaces its text, not its past: for a day before the present version began,
the stored version that held then is the one to be quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Self

from knowledge.fingerprints import clause_digest
from knowledge.names import doc_no_key
from knowledge.relations import first_day
from knowledge.table_rows import row_texts
from knowledge.types import Clause, Document, DocumentReference, Metadata, SourceKind

_VERSION_LENGTH = 12
"""Characters of a version that tell it from the others of its document."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The present version of a document, and the `earlier` ones that held before it, the oldest first.

    An earlier one ends the day before the next begins. `is_undated`: a version is there of which, or of the present
    one, no first day is known, so that nobody can say which of them held.
    """

    current: Document
    earlier: tuple[Document, ...] = ()
    is_undated: bool = False

    @classmethod
    def of(cls, current: Document, past: Iterable[Document]) -> Self:
        """From the present version and the past ones in the order in which they were loaded.

        Of versions that begin on one day the last one corrects the others. What begins with the present version or
        after it was corrected or taken back. A digest is ours: its past versions were never a rule.
        """
        if current.metadata.source_kind is not SourceKind.ORIGINAL:
            return cls(current)
        others = [item for item in past if item.version != current.version]
        begins = first_day(current.metadata)
        by_day = {
            day: item for item in others if begins and (day := first_day(item.metadata)) is not None and day < begins
        }
        dated = [by_day[day] for day in sorted(by_day)]
        earlier = tuple(_until(item, after.metadata) for item, after in pairwise([*dated, current]))
        return cls(current, earlier, any(begins is None or first_day(item.metadata) is None for item in others))

    def on(self, day: date) -> Document:
        """The version that held on a day: the last that had begun, else the first of all."""
        begun = [item for item in (*self.earlier, self.current) if _begins(item) <= day] if self.earlier else []
        return begun[-1] if begun else (*self.earlier, self.current)[0]

    def is_unsure(self, day: date) -> bool:
        """Whether another version than the one of `on` may have held on a day."""
        begins = first_day(self.current.metadata)
        return self.is_undated and (begins is None or day < begins)

    def last_day_of(self, number: str) -> date | None:
        """The last day of the earlier version whose own 文号 stands in `number` (folded, see `doc_no_key`), if any."""
        present = doc_no_key(self.current.metadata.doc_no or "")
        for edition in self.earlier:
            own = doc_no_key(edition.metadata.doc_no or "")
            if own and own != present and own in number:
                return edition.metadata.effective_to
        return None

    def next_after(self, edition: Document) -> date | None:
        """The first day of the version that follows an earlier one; None for the present version."""
        versions = [item.version for item in self.earlier]
        if edition.version not in versions:
            return None
        return _begins((*self.earlier, self.current)[versions.index(edition.version) + 1])


@dataclass(frozen=True, slots=True)
class Holdings:
    """The current documents by id, and the past versions of each in the order in which they were loaded."""

    current: Mapping[str, Document]
    past: Mapping[str, tuple[Document, ...]]

    def with_changes(self, documents: Iterable[Document]) -> Self:
        """The same after these documents have become current."""
        current, past = dict(self.current), dict(self.past)
        for document in documents:
            doc_id = document.doc_id
            left = [*past.get(doc_id, ()), *filter(None, [current.get(doc_id)])]
            past[doc_id] = tuple(item for item in left if item.version != document.version)
            current[doc_id] = document
        return replace(self, current=dict(sorted(current.items())), past=past)

    def without(self, doc_id: str) -> Self:
        """The same after a document was removed; it may come back, so its last version is kept with the past ones."""
        current = dict(self.current)
        last = current.pop(doc_id)
        return replace(self, current=current, past={**self.past, doc_id: (*self.past.get(doc_id, ()), last)})

    def editions(self) -> tuple[Editions, ...]:
        """The versions of every current document that answer, ordered by id."""
        return tuple(Editions.of(document, self.past.get(doc_id, ())) for doc_id, document in self.current.items())

    def indexed(self) -> tuple[Clause, ...]:
        """What the indexes hold: the clauses of all editions."""
        return tuple(clause for editions in self.editions() for clause in indexed_clauses(editions))


def indexed_clauses(editions: Editions) -> Iterator[Clause]:
    """The clauses of the present version, and those that only an earlier one has, under ids of their own.

    Each row of a table is searched by itself too, beside the everyday questions that the clause answers.
    """
    yield from map(_with_rows, editions.current.clauses)
    for edition in editions.earlier:
        ids = index_ids(editions, edition)
        for index_id, clause in zip(ids, edition.clauses, strict=True):
            if index_id != clause.clause_id:
                yield _with_rows(replace(clause, path=index_id.partition(":")[2]))


def index_ids(editions: Editions, edition: Document) -> Sequence[str]:
    """Under which id the indexes hold each clause of an edition: its own, where the present version says the same."""
    if edition is editions.current:
        return [clause.clause_id for clause in edition.clauses]
    present = {clause.clause_id: clause_digest(clause) for clause in editions.current.clauses}
    mark = edition.version[:_VERSION_LENGTH]
    return [
        clause.clause_id if present.get(clause.clause_id) == clause_digest(clause) else f"{clause.clause_id}@{mark}"
        for clause in edition.clauses
    ]


def _with_rows(clause: Clause) -> Clause:
    rows = row_texts(clause)
    return replace(clause, questions=(*clause.questions, *rows)) if rows else clause


def _begins(document: Document) -> date:
    day = first_day(document.metadata)
    assert day is not None, "editions are in the order of their first days"
    return day


def _until(edition: Document, following: Metadata) -> Document:
    """An earlier version as it stood: it ended the day before the next one began, or before that by its own words."""
    begins, own = first_day(following), edition.metadata.effective_to
    assert begins is not None, "editions are in the order of their first days"
    eve = begins - timedelta(days=1)
    if own is not None and own < eve:
        return edition
    successor = DocumentReference(following.title, following.doc_no)
    return replace(edition, metadata=replace(edition.metadata, effective_to=eve, superseded_by=successor))
