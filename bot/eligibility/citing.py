"""The clauses that a judgement rests on, as citations that anyone can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.types import Citation
from knowledge.types import Clause, Document
from knowledge.validity import validity


def cite(clauses: Iterable[Clause], documents: Mapping[str, Document], as_of: date) -> Iterator[Citation]:
    """Each clause once, whole and verbatim, numbered from 1."""
    by_id = {clause.clause_id: clause for clause in clauses}
    for marker, clause in enumerate(by_id.values(), 1):
        yield _citation(clause, documents[clause.doc_id], marker, as_of)


def _citation(clause: Clause, document: Document, marker: int, as_of: date) -> Citation:
    metadata = document.metadata
    return Citation(
        marker=marker, clause_id=clause.clause_id, doc_id=clause.doc_id, title=metadata.title, doc_no=metadata.doc_no,
        label=clause.label, heading_path=clause.heading_path, quote=clause.text, start=clause.start, end=clause.end,
        source_kind=metadata.source_kind, validity=validity(metadata, as_of), effective_to=metadata.effective_to,
        version=document.version,
    )  # fmt: skip
