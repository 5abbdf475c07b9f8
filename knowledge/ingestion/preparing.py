"""What loading a file would do, without doing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple

from knowledge.clauses import parse_clauses
from knowledge.corrections import NOTHING_SET, Values, corrected, with_values
from knowledge.days import today_in_china
from knowledge.errors import InvalidCorrection, UnreadableFile
from knowledge.events import Origin
from knowledge.extraction.extraction import extract_metadata
from knowledge.extraction.types import ExtractedMetadata
from knowledge.ingestion.given_values import check_given, doubts_about_given
from knowledge.ingestion.inheriting import inherited
from knowledge.ingestion.shelf import Place, Shelf
from knowledge.ingestion.suspects import unwanted_without_a_word
from knowledge.ingestion.types import ONLY_TOLD, Effect, Preparation, ReadFile, Reading, Refusal
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.reading import read_file
from knowledge.readers.recognised_texts import RecognisedTexts
from knowledge.readers.types import Flag, ReadText
from knowledge.types import Document, Metadata

LONGEST_CLAUSE = 100_000
"""Characters: more than the whole of any law in force has."""


def prepare(
    knowledge_base: KnowledgeBase,
    name: str,
    data: bytes,
    *,
    doc_id: str | None = None,
    read: ReadFile = read_file,
    values: Values = NOTHING_SET,
    replace_clean: bool = False,
    accepted: frozenset[str] = frozenset(),
) -> Preparation:
    """What loading one file would do to the knowledge base as it stands. Nothing changes; never raises for a file.

    `values` are set by hand (see `knowledge.corrections`); `replace_clean` and `accepted`: see `Reading`.
    """
    read = reading_once(read, knowledge_base.recognised)
    reading = replace(read_document(name, data, read, values), replace_clean=replace_clean, accepted=accepted)
    return settle(Shelf.of(knowledge_base), reading, doc_id)


def reading_once(read: ReadFile, texts: RecognisedTexts | None) -> ReadFile:
    """`read`, but for files whose text was recognised before and is kept in `texts`."""
    if texts is None:
        return read

    def read_or_find(name: str, data: bytes) -> ReadText:
        found = texts.find(data)
        if found is None:
            found = read(name, data)
            texts.keep(data, found)
        return found

    return read_or_find


def read_document(name: str, data: bytes, read: ReadFile = read_file, values: Values = NOTHING_SET) -> Reading:
    """The text of a file and what it says of itself, with `values` set by hand, or why it cannot be read."""
    plain_name = PurePosixPath(PureWindowsPath(name).as_posix()).name or "file"
    origin = Origin(plain_name, hashlib.sha256(data).hexdigest())
    try:
        found = read(plain_name, data)
    except UnreadableFile as error:
        return Reading(origin, refusal=Refusal(error.code, str(error)))
    if not found.text.strip():
        return Reading(origin, refusal=Refusal("no_text", "文件里没有文字。"))
    extracted = extract_metadata(found.text, title_hint=found.title or PurePosixPath(plain_name).stem)
    try:
        metadata = with_values(extracted, values)
    except InvalidCorrection as error:
        return Reading(origin, refusal=Refusal(error.code, str(error)))
    origin = replace(origin, flags=tuple(_flags(found, metadata, values)))
    return Reading(origin, found.text, metadata, values=values, found=extracted)


def settle(shelf: Shelf, reading: Reading, wanted_id: str | None = None, parsed: Document | None = None) -> Preparation:
    """What a file that was read would do beside the documents of the shelf.

    `parsed` is the document as it was made before, for another look at the same file.
    """
    if reading.metadata is None:
        return Preparation(reading, Effect.REFUSED, refusal=reading.refusal, wanted_id=wanted_id)
    try:
        known = shelf.territories() | {reading.found.region if reading.found else None}
        check_given(reading.values, reading.metadata, known, today_in_china())
    except InvalidCorrection as error:
        return _refused(reading, Refusal(error.code, str(error)), wanted_id)
    place = _place_for(shelf, reading, wanted_id)
    if isinstance(place, Refusal):
        return _refused(reading, place, wanted_id)
    if place.holds is not None and not place.is_removed and place.holds.text == reading.text:
        return _of_same_text(shelf, reading, place.holds, wanted_id)
    unwanted = unwanted_without_a_word(shelf, reading, place.doc_id)
    if unwanted is not None:
        return _refused(reading, unwanted, wanted_id)
    document = parsed if parsed is not None and parsed.doc_id == place.doc_id else _document(reading, place.doc_id)
    if _is_known_and_past(shelf, place, document):
        flags = (*reading.origin.flags, Flag("past_version", "这份文件是知识库中已有的旧版本，没有改动。"))
        return Preparation(reading, Effect.UNCHANGED, document, place.holds, flags, None, wanted_id)
    refusal = _older_than(place, reading.metadata) or _too_long(document) or _in_place_of_clean(shelf, place, reading)
    if refusal is not None:
        return _refused(reading, refusal, wanted_id)
    if place.holds is not None:
        document = inherited(document, place.holds)
    effect = _effect(place)
    flags = (*reading.origin.flags, *_shared_number(shelf, place.doc_id, reading.metadata))
    if effect is Effect.UPDATED:
        flags += tuple(_undated(place, reading.metadata))
    return Preparation(reading, effect, document, place.holds, flags, None, wanted_id)


def _place_for(shelf: Shelf, reading: Reading, wanted_id: str | None) -> Place | Refusal:
    assert reading.metadata is not None, "only a file that was read has a place"
    retitled = shelf.retitled(reading.text) if "title" not in reading.values else None
    if retitled is not None and wanted_id in (None, retitled.doc_id):
        return retitled
    return shelf.place_for(reading.metadata, wanted_id)


def _of_same_text(shelf: Shelf, reading: Reading, there: Document, wanted_id: str | None) -> Preparation:
    """What the very text that stands there would do: nothing, but for values set by hand."""
    assert reading.metadata is not None, "only a file that was read is compared"
    flags = (*reading.origin.flags, *_shared_number(shelf, there.doc_id, reading.metadata))
    try:
        document = replace(there, metadata=corrected(there.metadata, reading.values))
    except InvalidCorrection as error:
        return _refused(reading, Refusal(error.code, str(error)), wanted_id)
    effect = Effect.UNCHANGED if document.metadata == there.metadata else Effect.CORRECTED
    return Preparation(reading, effect, document, there, flags, None, wanted_id)


def _refused(reading: Reading, refusal: Refusal, wanted_id: str | None) -> Preparation:
    return Preparation(reading, Effect.REFUSED, flags=reading.origin.flags, refusal=refusal, wanted_id=wanted_id)


def _document(reading: Reading, doc_id: str) -> Document:
    assert reading.metadata is not None, "only a file that was read becomes a document"
    clauses = parse_clauses(reading.text, doc_id=doc_id, title=reading.metadata.title)
    return Document(reading.metadata.to_metadata(doc_id), reading.text, clauses)


def _effect(place: Place) -> Effect:
    if place.holds is None:
        return Effect.ADDED
    return Effect.RESTORED if place.is_removed else Effect.UPDATED


def _is_known_and_past(shelf: Shelf, place: Place, document: Document) -> bool:
    """Whether a file holds a version that was replaced: it stays so, unless its dates say that it is the newer one
    (somebody had gone back to an older text)."""
    if place.holds is None or place.is_removed or place.holds.version == document.version:
        return False
    dates = _comparable_dates(place.holds.metadata, document.metadata)
    return shelf.has_been_there(document) and (dates is None or dates.here <= dates.there)


class _Dates(NamedTuple):
    there: date
    here: date


def _comparable_dates(there: Metadata, here: Metadata | ExtractedMetadata) -> _Dates | None:
    """The dates that tell which of two versions is newer: like with like if possible, None where one has no date."""
    for first, second in (
        (there.issued, here.issued),
        (there.effective_from, here.effective_from),
        (there.issued or there.effective_from, here.issued or here.effective_from),
    ):
        if first is not None and second is not None:
            return _Dates(first, second)
    return None


def _older_than(place: Place, metadata: ExtractedMetadata) -> Refusal | None:
    """Why a file does not replace what stands in its place: it is from before that."""
    if place.holds is None or place.is_removed:
        return None
    dates = _comparable_dates(place.holds.metadata, metadata)
    if dates is None or dates.here >= dates.there:
        return None
    return Refusal(
        "older_version",
        f"知识库中的《{metadata.title}》（{place.doc_id}）日期为{dates.there}，比这份文件（{dates.here}）新，没有替换。"
        f"确要改用旧版本，请先 docs remove {place.doc_id}；要它回答当时的问题，移除后先载入旧版本，再载入新版本。",
    )


def _in_place_of_clean(shelf: Shelf, place: Place, reading: Reading) -> Refusal | None:
    """Why a text of which words may be wrong or missing does not replace one that was read without a doubt."""
    if place.holds is None or place.is_removed or reading.replace_clean or not reading.is_doubtful:
        return None
    if shelf.is_doubtful(place.holds):
        return None
    return Refusal(
        "doubtful_over_clean",
        f"这份文件有识别把握不大或读不全的文字，知识库中的《{place.holds.metadata.title}》（{place.doc_id}）没有这类问题，"
        "没有替换。请换清晰的文件；核对无误、确要替换的，加 --replace-clean（接口为 replace_clean=true）。",
    )


def _too_long(document: Document) -> Refusal | None:
    """Why a text is not taken: without any numbering over such a stretch it is no rule, and it would exhaust memory."""
    if all(len(clause.text) <= LONGEST_CLAUSE for clause in document.clauses):
        return None
    return Refusal("clause_too_long", "一个条款超过10万字，多半不是正常的文件，没有载入。")


def _undated(place: Place, metadata: ExtractedMetadata) -> Iterator[Flag]:
    """What is in doubt where a text without any date takes the place of one with a date."""
    assert place.holds is not None, "only what is there is updated"
    there = place.holds.metadata
    if not (metadata.issued or metadata.effective_from) and (there.issued or there.effective_from):
        yield Flag("undated_version", "这份文件没有写明日期，无法判断是否比知识库中的新，请核对。")


def _shared_number(shelf: Shelf, doc_id: str, metadata: ExtractedMetadata) -> Iterator[Flag]:
    other = shelf.same_number(doc_id, metadata)
    if other is not None:
        yield Flag(
            "duplicate_doc_no", f"文号{metadata.doc_no}与知识库中的《{other.title}》（{other.doc_id}）相同，请核对。"
        )


def _flags(found: ReadText, metadata: ExtractedMetadata, values: Values) -> Iterator[Flag]:
    yield from found.flags
    if not found.is_complete and all(flag.code in ONLY_TOLD for flag in found.flags):
        yield Flag("incomplete_text", "文件有一部分没有读出来。")
    for flag in metadata.flags:
        yield Flag(flag.code, flag.text)
    yield from doubts_about_given(values, metadata)
