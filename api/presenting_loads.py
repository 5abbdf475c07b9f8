"""Files to be loaded in the shape of the contract (`ingest --json`): what would happen, or what has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from api.document_schemas import ClauseLine, FlagShown, LoadError, LoadResult
from api.presenting_documents import shown_metadata
from bot.assistant import Assistant
from knowledge.corrections import NOTHING_SET, Values
from knowledge.differences import wording
from knowledge.ingestion.applying import apply
from knowledge.ingestion.bulk import NamedFile, load_all, prepare_all
from knowledge.ingestion.preparing import prepare
from knowledge.ingestion.types import Effect, Outcome, Preparation
from knowledge.metadata import metadata_to_mapping
from knowledge.types import Document

_SHOWN_CHARACTERS = 40

Status = Literal["added", "updated", "unchanged", "preview", "refused", "flagged"]

_STATUS_OF_EFFECT: dict[Effect, Status] = {
    Effect.ADDED: "added",
    Effect.UPDATED: "updated",
    Effect.RESTORED: "added",
    Effect.CORRECTED: "updated",
    Effect.UNCHANGED: "unchanged",
    Effect.REFUSED: "refused",
}


def present_load(
    assistant: Assistant,
    file: NamedFile,
    doc_id: str | None,
    *,
    confirm: bool,
    values: Values = NOTHING_SET,
    replace_clean: bool = False,
    accepted: frozenset[str] = frozenset(),
) -> LoadResult:
    """One file, with `values` set by hand: loaded if `confirm`, else only looked at."""
    name, data = file
    preparation = prepare(
        assistant.knowledge_base,
        name,
        data,
        doc_id=doc_id,
        values=values,
        replace_clean=replace_clean,
        accepted=accepted,
    )
    if not confirm:
        return _previewed(preparation)
    return _loaded(apply(assistant.knowledge_base, preparation))


def present_loads(
    assistant: Assistant,
    files: Iterable[NamedFile],
    *,
    confirm: bool,
    values: Values = NOTHING_SET,
    replace_clean: bool = False,
    accepted: frozenset[str] = frozenset(),
) -> Iterator[LoadResult]:
    """Many files, one result each in their order, with `values` set by hand: loaded if `confirm`, else looked at."""
    if confirm:
        yield from map(
            _loaded, load_all(assistant.knowledge_base, files, values, replace_clean=replace_clean, accepted=accepted)
        )
    else:
        yield from map(
            _previewed,
            prepare_all(assistant.knowledge_base, files, values, replace_clean=replace_clean, accepted=accepted),
        )


def _previewed(preparation: Preparation) -> LoadResult:
    document = preparation.document
    tree = [_line(document, number) for number in range(len(document.clauses))] if document else []
    return LoadResult(
        **_fields(preparation),
        status="preview" if preparation.changes else _status(preparation),
        notices=[],
        tree=tree,
    )


def _loaded(outcome: Outcome) -> LoadResult:
    preparation = outcome.preparation
    return LoadResult(
        **_fields(preparation), status=_status(preparation), notices=list(outcome.index_failures), tree=[]
    )


def _status(preparation: Preparation) -> Status:
    if preparation.changes and preparation.doubts:
        return "flagged"
    return _STATUS_OF_EFFECT[preparation.effect]


def _fields(preparation: Preparation) -> dict[str, Any]:
    document, replaced = preparation.document, preparation.replaces
    return {
        "file": preparation.reading.origin.file_name,
        "doc_id": document.doc_id if document else None,
        "title": document.metadata.title if document else None,
        "change": preparation.effect.value,
        "clauses": len(document.clauses) if document else 0,
        "version": document.version if document else None,
        "replaces": replaced.version if replaced and preparation.effect is Effect.UPDATED else None,
        "error": _error(preparation),
        "flags": [FlagShown(code=flag.code, text=flag.text) for flag in preparation.flags],
        "metadata": shown_metadata(document) if document else {},
        "computed": dict(preparation.reading.metadata.computed) if preparation.reading.metadata else {},
        "by_hand": _by_hand(preparation),
    }


def _error(preparation: Preparation) -> LoadError | None:
    if preparation.refusal is not None:
        return LoadError(code=preparation.refusal.code, detail=preparation.refusal.detail)
    doubts = preparation.doubts
    if not doubts or not preparation.changes:
        return None
    return LoadError(code=doubts[0].code, detail=" ".join(flag.text for flag in doubts))


def _by_hand(preparation: Preparation) -> dict[str, Any]:
    """The fields that a person set, each with what the text itself says of it."""
    document, found = preparation.document, preparation.reading.found
    if document is None or found is None:
        return {}
    in_text = metadata_to_mapping(found.to_metadata(document.doc_id))
    return {name: in_text[name] for name in document.metadata.by_hand}


def _line(document: Document, number: int) -> ClauseLine:
    clause = document.clauses[number]
    words = " ".join(wording(clause)[: 2 * _SHOWN_CHARACTERS].split())
    text = words if len(words) <= _SHOWN_CHARACTERS else words[:_SHOWN_CHARACTERS] + "…"
    return ClauseLine(clause_id=clause.clause_id, label=clause.label, text=text)
