"""What loading a file would do, without doing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.events import Origin
from knowledge.extraction.extraction import extract_metadata
from knowledge.extraction.types import ExtractedMetadata
from knowledge.ingestion.inheriting import inherited
from knowledge.ingestion.shelf import Place, Shelf
from knowledge.ingestion.types import ONLY_TOLD, Effect, Preparation, ReadFile, Reading, Refusal
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.reading import read_file
from knowledge.readers.types import Flag, ReadText
from knowledge.types import Document


def prepare(
    knowledge_base: KnowledgeBase, name: str, data: bytes, *, doc_id: str | None = None, read: ReadFile = read_file
) -> Preparation:
    """What loading one file would do to the knowledge base as it stands. Nothing changes; never raises for a file."""
    return settle(Shelf.of(knowledge_base), read_document(name, data, read), doc_id)


def read_document(name: str, data: bytes, read: ReadFile = read_file) -> Reading:
    """The text of a file and what it says of itself, or why it cannot be read."""
    plain_name = PurePosixPath(PureWindowsPath(name).as_posix()).name or "file"
    origin = Origin(plain_name, hashlib.sha256(data).hexdigest())
    try:
        found = read(plain_name, data)
    except UnreadableFile as error:
        return Reading(origin, refusal=Refusal(error.code, str(error)))
    if not found.text.strip():
        return Reading(origin, refusal=Refusal("no_text", "文件里没有文字。"))
    metadata = extract_metadata(found.text, title_hint=found.title or PurePosixPath(plain_name).stem)
    return Reading(replace(origin, flags=tuple(_flags(found, metadata))), found.text, metadata)


def settle(shelf: Shelf, reading: Reading, wanted_id: str | None = None, parsed: Document | None = None) -> Preparation:
    """What a file that was read would do beside the documents of the shelf.

    `parsed` is the document as it was made before, for another look at the same file.
    """
    if reading.metadata is None:
        return Preparation(reading, Effect.REFUSED, refusal=reading.refusal, wanted_id=wanted_id)
    place = shelf.place_for(reading.metadata, wanted_id)
    if isinstance(place, Refusal):
        return Preparation(reading, Effect.REFUSED, flags=reading.origin.flags, refusal=place, wanted_id=wanted_id)
    older = _older_than(place, reading.metadata)
    if older is not None:
        return Preparation(reading, Effect.REFUSED, flags=reading.origin.flags, refusal=older, wanted_id=wanted_id)
    document = parsed if parsed is not None and parsed.doc_id == place.doc_id else _document(reading, place.doc_id)
    if place.holds is not None:
        document = inherited(document, place.holds)
    flags = (*reading.origin.flags, *_shared_number(shelf, place.doc_id, reading.metadata))
    return Preparation(reading, _effect(place, document), document, place.holds, flags, None, wanted_id)


def _document(reading: Reading, doc_id: str) -> Document:
    assert reading.metadata is not None, "only a file that was read becomes a document"
    clauses = parse_clauses(reading.text, doc_id=doc_id, title=reading.metadata.title)
    return Document(reading.metadata.to_metadata(doc_id), reading.text, clauses)


def _effect(place: Place, document: Document) -> Effect:
    if place.holds is None:
        return Effect.ADDED
    if place.is_removed:
        return Effect.RESTORED
    return Effect.UNCHANGED if place.holds.version == document.version else Effect.UPDATED


def _older_than(place: Place, metadata: ExtractedMetadata) -> Refusal | None:
    """Why a file does not replace what stands in its place: it was issued before that."""
    if place.holds is None or place.is_removed:
        return None
    there, here = place.holds.metadata.issued, metadata.issued
    if there is None or here is None or here >= there:
        return None
    return Refusal(
        "older_version",
        f"知识库中的《{metadata.title}》（{place.doc_id}）成文于{there}，比这份文件（{here}）新，没有替换。"
        f"确要改用旧版本，请先 docs remove {place.doc_id}。",
    )


def _shared_number(shelf: Shelf, doc_id: str, metadata: ExtractedMetadata) -> Iterator[Flag]:
    other = shelf.same_number(doc_id, metadata)
    if other is not None:
        yield Flag(
            "duplicate_doc_no", f"文号{metadata.doc_no}与知识库中的《{other.title}》（{other.doc_id}）相同，请核对。"
        )


def _flags(found: ReadText, metadata: ExtractedMetadata) -> Iterator[Flag]:
    yield from found.flags
    if not found.is_complete and all(flag.code in ONLY_TOLD for flag in found.flags):
        yield Flag("incomplete_text", "文件有一部分没有读出来。")
    for flag in metadata.flags:
        yield Flag(flag.code, flag.text)
