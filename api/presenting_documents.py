"""Documents with their history in the shapes of the contract: listed, shown, compared, removed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from api.document_schemas import (
    ChangedClause,
    CorrectionResult,
    DocumentDetail,
    DocumentDifferences,
    DocumentEvent,
    DocumentsResponse,
    DocumentSummary,
    DocumentVersion,
    FieldChange,
    FlagShown,
    Reference,
    Removal,
    RenumberedClause,
)
from api.presenting import clause_fields, source_fields
from api.schemas import ClauseOfDocument
from bot.assistant import Assistant
from knowledge.comparison import compare_versions
from knowledge.corrections import Values
from knowledge.errors import DocumentNotFound
from knowledge.events import Event, EventKind
from knowledge.history import RemovedDocument
from knowledge.ingestion.correcting import correct
from knowledge.knowledge_base import KnowledgeBase
from knowledge.metadata import metadata_to_mapping
from knowledge.readers.types import Flag
from knowledge.types import Clause, Document, DocumentReference

_LOADING = frozenset({EventKind.ADDED, EventKind.UPDATED, EventKind.RESTORED})
_NOT_SHOWN = frozenset({"doc_id", "status", "topics", "summarises", "superseded_by", "by_hand", "amends", "amended_by"})


def present_documents(assistant: Assistant, *, include_removed: bool = False) -> DocumentsResponse:
    """Every document without its text; with `include_removed`, those that were taken out as well, at the end."""
    today, knowledge_base = assistant.today(), assistant.knowledge_base
    shown = [DocumentSummary(**_summary_fields(document, today, None)) for document in knowledge_base.documents()]
    removed = knowledge_base.catalogue.removed() if include_removed else ()
    shown += [DocumentSummary(**_summary_fields(item.document, today, item)) for item in removed]
    return DocumentsResponse(documents=shown)


def present_document(assistant: Assistant, doc_id: str, version: str | None) -> DocumentDetail:
    """One document, in its current version (of a removed one the last) or another. Raises DocumentNotFound."""
    knowledge_base = assistant.knowledge_base
    document, removed = _find(knowledge_base, doc_id, version)
    events = knowledge_base.catalogue.events(doc_id)
    return DocumentDetail(
        **_summary_fields(document, assistant.today(), removed),
        text=document.text,
        clauses=[_clause(clause) for clause in document.clauses],
        versions=[
            DocumentVersion(version=record.version, loaded_at=record.loaded_at, is_current=record.is_current)
            for record in knowledge_base.catalogue.versions(doc_id)
        ],
        flags=_flags_of(document.version, events),
        by_hand=list(document.metadata.by_hand),
        events=list(map(_event, events)),
    )


def present_differences(
    assistant: Assistant, doc_id: str, earlier: str | None, later: str | None
) -> DocumentDifferences:
    """What changed between two versions. Raises DocumentNotFound or NoEarlierVersion."""
    compared = compare_versions(assistant.knowledge_base.catalogue, doc_id, earlier, later)
    found = compared.differences
    return DocumentDifferences(
        doc_id=doc_id,
        title=compared.after.metadata.title,
        from_version=compared.before.version,
        to_version=compared.after.version,
        added=[_clause(clause) for clause in found.added],
        gone=[_clause(clause) for clause in found.gone],
        changed=[
            ChangedClause(clause_id=after.clause_id, label=after.label, before=before.text, after=after.text)
            for before, after in found.changed
        ],
        renumbered=[
            RenumberedClause(from_clause_id=before.clause_id, to_clause_id=after.clause_id, label=after.label)
            for before, after in found.renumbered
        ],
    )


def present_removal(assistant: Assistant, doc_id: str) -> Removal:
    """Take a document out, and say so. Raises DocumentNotFound."""
    knowledge_base = assistant.knowledge_base
    with knowledge_base.writing:
        document = knowledge_base.document(doc_id)
        notices = knowledge_base.remove(doc_id).index_failures
    return Removal(
        doc_id=doc_id, title=document.metadata.title, version=document.version, status="removed", notices=list(notices)
    )


def present_restoration(assistant: Assistant, doc_id: str) -> Removal:
    """Bring a removed document back in its last version, and say so. Raises DocumentNotFound."""
    knowledge_base = assistant.knowledge_base
    with knowledge_base.writing:
        notices = knowledge_base.restore(doc_id).index_failures
        document = knowledge_base.document(doc_id)
    return Removal(
        doc_id=doc_id, title=document.metadata.title, version=document.version, status="restored", notices=list(notices)
    )


def present_correction(assistant: Assistant, doc_id: str, values: Values) -> CorrectionResult:
    """Set metadata by hand, and say what that changed. Raises DocumentNotFound or InvalidCorrection."""
    correction = correct(assistant.knowledge_base, doc_id, values)
    document = correction.document
    return CorrectionResult(
        doc_id=doc_id,
        title=document.metadata.title,
        version=document.version,
        status="corrected" if correction.changes else "unchanged",
        changes=_changes(correction.changes),
        metadata=shown_metadata(document),
        by_hand=list(document.metadata.by_hand),
        notices=[*(doubt.text for doubt in correction.doubts), *correction.index_failures],
    )


def shown_metadata(document: Document) -> dict[str, Any]:
    """What a file says of itself, without what is derived or our own."""
    return {key: value for key, value in metadata_to_mapping(document.metadata).items() if key not in _NOT_SHOWN}


def _event(event: Event) -> DocumentEvent:
    return DocumentEvent(
        kind=event.kind.value,
        version=event.version,
        at=event.at,
        file=event.origin.file_name,
        changes=_changes(event.origin.flags) if event.kind is EventKind.CORRECTED else [],
    )


def _changes(flags: tuple[Flag, ...]) -> list[FieldChange]:
    return [FieldChange(field=flag.code, text=flag.text) for flag in flags]


def _find(knowledge_base: KnowledgeBase, doc_id: str, version: str | None) -> tuple[Document, RemovedDocument | None]:
    removed = None
    if knowledge_base.snapshot.find(doc_id) is None:
        removed = next((item for item in knowledge_base.catalogue.removed() if item.document.doc_id == doc_id), None)
        if removed is None:
            raise DocumentNotFound(f"没有文件 {doc_id}")
        if version is None:
            return removed.document, removed
    return knowledge_base.document(doc_id, version), removed


def _flags_of(version: str, events: tuple[Event, ...]) -> list[FlagShown]:
    """What was flagged when this version was loaded last."""
    loaded = (event for event in events if event.version == version and event.kind in _LOADING)
    event = next(loaded, None)
    return [FlagShown(code=flag.code, text=flag.text) for flag in event.origin.flags] if event else []


def _summary_fields(document: Document, on: date, removed: RemovedDocument | None) -> dict[str, Any]:
    metadata = document.metadata
    removed_at: datetime | None = removed.removed_at if removed else None
    return source_fields(metadata, on) | {
        "version": document.version,
        "issuer": metadata.issuer,
        "level": metadata.level.value,
        "region": metadata.region,
        "issued": metadata.issued,
        "effective_from": metadata.effective_from,
        "supersedes": [_reference(reference) for reference in metadata.supersedes],
        "superseded_by": _reference(metadata.superseded_by) if metadata.superseded_by else None,
        "topics": list(metadata.topics),
        "source": metadata.source,
        "summarises": metadata.summarises,
        "state": "removed" if removed else "current",
        "removed_at": removed_at,
    }


def _clause(clause: Clause) -> ClauseOfDocument:
    return ClauseOfDocument(**clause_fields(clause))


def _reference(reference: DocumentReference) -> Reference:
    return Reference(title=reference.title, doc_no=reference.doc_no, doc_id=reference.doc_id)
