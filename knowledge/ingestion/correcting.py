"""Setting a loaded document's metadata by hand, afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.clauses import parse_clauses
from knowledge.corrections import Values, changes_between, corrected
from knowledge.days import today_in_china
from knowledge.errors import DocumentNotFound
from knowledge.events import Change
from knowledge.extraction.extraction import extract_metadata
from knowledge.ingestion.given_values import check_given, doubts_about_given
from knowledge.ingestion.inheriting import with_questions
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.types import Flag
from knowledge.types import Document, SourceKind


@dataclass(frozen=True, slots=True)
class Correction:
    """A document as it was corrected; `changes` as in `changes_between`, empty where all was so already.

    `doubts` are what a person should look at again; `index_failures`: see `Acknowledged`.
    """

    document: Document
    changes: tuple[Flag, ...]
    doubts: tuple[Flag, ...] = ()
    index_failures: tuple[str, ...] = ()


def correct(knowledge_base: KnowledgeBase, doc_id: str, values: Values) -> Correction:
    """Set metadata of a current document, in one step. Raises DocumentNotFound or InvalidCorrection; then nothing
    has changed."""
    with knowledge_base.writing:
        before = knowledge_base.stored().get(doc_id)
        if before is None:
            raise DocumentNotFound(f"没有文件 {doc_id}")
        metadata = corrected(before.metadata, values)
        check_given(values, metadata, _territories(knowledge_base, before), today_in_china())
        doubts = tuple(doubts_about_given(values, metadata))
        changes = changes_between(before.metadata, metadata, values)
        if not changes:
            return Correction(before, (), doubts)
        document = replace(before, metadata=metadata)
        if metadata.title != before.metadata.title:
            document = _cut_anew(document)
        failures = knowledge_base.put_all((Change(document, corrections=changes),)).index_failures
        return Correction(document, changes, doubts, failures)


def _territories(knowledge_base: KnowledgeBase, document: Document) -> Iterator[str | None]:
    """The territories of all documents, and the one that this document prints."""
    yield from (other.metadata.region for other in knowledge_base.stored().values())
    yield extract_metadata(document.text).region


def _cut_anew(document: Document) -> Document:
    """The document with the clauses that its text has under its title, whose line is no heading."""
    if document.metadata.source_kind is SourceKind.DIGEST:
        return document
    clauses = parse_clauses(document.text, doc_id=document.doc_id, title=document.metadata.title)
    return replace(document, clauses=with_questions(clauses, document))
