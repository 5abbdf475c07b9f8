"""What changes a cited document in part: its amending clauses, beside the text that they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.corpus import Corpus
from bot.structure import OPENING
from bot.types import Evidence, RankedClause, Understanding
from knowledge.relations import first_day
from knowledge.types import Clause, Document, DocumentReference


def with_amendments(evidence: Evidence, understanding: Understanding, corpus: Corpus) -> Evidence:
    """The evidence with the clauses first among what is worth reading that change a document which is cited.

    An amendment that had not begun on the day asked about is left out, from the cited document's metadata too.
    """
    kept = tuple(_as_amended(item, understanding, corpus) for item in evidence.kept)
    amending = [clause for item in kept for clause in _amending(item, corpus)]
    if not amending:
        return replace(evidence, kept=kept)
    cited = {item.clause.clause_id for item in kept}
    found = {clause.clause_id: clause for clause in amending if clause.clause_id not in cited}
    changes = [corpus.ranked(clause, understanding, 0.0, 0.0) for clause in found.values()]
    others = [item for item in evidence.related if item.clause.clause_id not in found]
    return replace(evidence, kept=kept, related=(*changes, *others))


def _as_amended(item: RankedClause, understanding: Understanding, corpus: Corpus) -> RankedClause:
    begun = tuple(
        reference
        for reference in item.metadata.amended_by
        if (day := first_day(_document(reference, corpus).metadata)) is None or day <= understanding.day
    )
    return replace(item, metadata=replace(item.metadata, amended_by=begun)) if item.metadata.amended_by else item


def _document(reference: DocumentReference, corpus: Corpus) -> Document:
    assert reference.doc_id is not None, "amending documents are loaded ones"
    return corpus.documents[reference.doc_id]


def _amending(item: RankedClause, corpus: Corpus) -> Iterator[Clause]:
    """The clauses that name the cited one (第二条), else the first of each amending document."""
    for reference in item.metadata.amended_by:
        clauses = _document(reference, corpus).clauses
        below = [clause for clause in clauses if clause.path != OPENING] or [*clauses]
        named = [clause for clause in below if item.clause.label and item.clause.label in clause.text]
        yield from named or below[:1]
