"""Where a file's document belongs: under the id of one that is there already, or under a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from knowledge.extraction.extraction import extract_metadata
from knowledge.extraction.types import ExtractedMetadata
from knowledge.history import DocumentVersion
from knowledge.ingestion.slugs import is_well_formed, slug_of, with_hash
from knowledge.ingestion.types import DOUBTFUL_TEXT, Refusal
from knowledge.knowledge_base import KnowledgeBase
from knowledge.names import doc_no_key, title_key
from knowledge.types import Document, Metadata, SourceKind


@dataclass(frozen=True, slots=True)
class Place:
    """An id, and what stands there: a current document, or the last version of one that was `is_removed`."""

    doc_id: str
    holds: Document | None = None
    is_removed: bool = False


class Shelf:
    """The documents of a knowledge base, removed ones included, seen by id and by title."""

    def __init__(
        self,
        current: Iterable[Document],
        removed: Iterable[Document] = (),
        versions: Mapping[str, Iterable[str]] = MappingProxyType({}),
        doubtful: Iterable[DocumentVersion] = (),
    ) -> None:
        """`versions`: every version that was ever stored, by document id; `doubtful`: those of a `DOUBTFUL_TEXT`."""
        self._current = {document.doc_id: document for document in current}
        self._removed = {document.doc_id: document for document in removed}
        self._versions = {doc_id: set(known) for doc_id, known in versions.items()}
        self._doubtful = set(doubtful)
        self._ids_by_title: dict[str, list[str]] = {}
        self._ids_by_number: dict[str, list[str]] = {}
        for document in (*self._current.values(), *self._removed.values()):  # in this order: what is there comes first
            self._note(document)

    @classmethod
    def of(cls, knowledge_base: KnowledgeBase) -> Self:
        """The shelf of a knowledge base as it stands now."""
        removed = (item.document for item in knowledge_base.catalogue.removed())
        catalogue = knowledge_base.catalogue
        doubtful = catalogue.flagged_versions(DOUBTFUL_TEXT)
        return cls(knowledge_base.stored().values(), removed, catalogue.all_versions(), doubtful)

    def add(self, document: Document, *, is_doubtful: bool = False) -> None:
        """Put a document there, in place of what has its id."""
        if is_doubtful:
            self._doubtful.add((document.doc_id, document.version))
        self._removed.pop(document.doc_id, None)
        self._current[document.doc_id] = document
        self._versions.setdefault(document.doc_id, set()).add(document.version)
        self._note(document)

    def has_been_there(self, document: Document) -> bool:
        """Whether this very text was stored under the document's id before, as the current version or a past one."""
        return document.version in self._versions.get(document.doc_id, ())

    def territories(self) -> frozenset[str | None]:
        """The territories of the documents that are there."""
        return frozenset(document.metadata.region for document in self._current.values())

    def is_doubtful(self, document: Document) -> bool:
        """Whether words of this text were in doubt when it was read."""
        return (document.doc_id, document.version) in self._doubtful

    def retitled(self, text: str) -> Place | None:
        """Where this very text stands under a title that a person gave it: by its own title it would not be found."""
        for document in (*self._current.values(), *self._removed.values()):
            if "title" in document.metadata.by_hand and document.text == text:
                return self._place(document.doc_id)
        return None

    def place_for(self, metadata: ExtractedMetadata, wanted_id: str | None) -> Place | Refusal:
        """Where a document belongs: under `wanted_id` if given, else with its title and issuer, else by itself."""
        if wanted_id is not None:
            return self._wanted_place(metadata, wanted_id)
        for doc_id in self._ids_by_title.get(title_key(metadata.title), ()):
            place = self._place(doc_id)
            if place.holds is not None and _is_version_of(metadata, place.holds):
                return place
        slug = slug_of(metadata.title)
        if self._place(slug).holds is not None:
            slug = with_hash(slug, f"{title_key(metadata.title)} {metadata.issuer}")
        return self._place(slug)

    def twin(self, doc_id: str, text: str, metadata: ExtractedMetadata) -> Metadata | None:
        """Another original that is the same document: of the same text, or of the same title and 文号."""
        others = (other for other_id, other in self._current.items() if other_id != doc_id)
        for other in others:
            is_same = other.text == text or _has_same_names(metadata, other.metadata)
            if is_same and other.metadata.source_kind is SourceKind.ORIGINAL:
                return other.metadata
        return None

    def same_number(self, doc_id: str, metadata: ExtractedMetadata) -> Metadata | None:
        """Another original that bears the same 文号 under another title, if there is one."""
        if metadata.doc_no is None:
            return None
        for other_id in self._ids_by_number.get(doc_no_key(metadata.doc_no), ()):
            other = self._current.get(other_id)
            if other is None or other_id == doc_id or other.metadata.source_kind is not SourceKind.ORIGINAL:
                continue
            if title_key(other.metadata.title) != title_key(metadata.title):
                return other.metadata
        return None

    def _wanted_place(self, metadata: ExtractedMetadata, wanted_id: str) -> Place | Refusal:
        if not is_well_formed(wanted_id):
            return Refusal(
                "invalid_doc_id", f"编号 {wanted_id} 应由小写英文字母和数字组成，词间用 - 连接，最长 80 个字符。"
            )
        place = self._place(wanted_id)
        holds = place.holds.metadata if place.holds else None
        if holds is not None and holds.source_kind is SourceKind.DIGEST:
            return Refusal("doc_id_of_digest", f"编号 {wanted_id} 属于摘编《{holds.title}》，原文请用另一个编号。")
        if holds is not None and title_key(holds.title) != title_key(metadata.title):
            return Refusal(
                "doc_id_taken",
                f"编号 {wanted_id} 属于《{holds.title}》，与这份文件的标题《{metadata.title}》不同，请用另一个编号。",
            )
        return place

    def _place(self, doc_id: str) -> Place:
        current = self._current.get(doc_id)
        removed = self._removed.get(doc_id)
        return Place(doc_id, current or removed, is_removed=current is None and removed is not None)

    def _note(self, document: Document) -> None:
        metadata = document.metadata
        keys = (
            (self._ids_by_title, title_key(metadata.title)),
            (self._ids_by_number, doc_no_key(metadata.doc_no or "")),
        )
        for index, key in keys:
            ids = index.setdefault(key, [])
            if key and document.doc_id not in ids:
                ids.append(document.doc_id)


def _has_same_names(one: ExtractedMetadata, other: Metadata) -> bool:
    if one.doc_no is None or other.doc_no is None:
        return False
    return doc_no_key(one.doc_no) == doc_no_key(other.doc_no) and title_key(one.title) == title_key(other.title)


def _is_version_of(metadata: ExtractedMetadata, document: Document) -> bool:
    """Whether a document of the same title is another version of one that is there: an original of the same issuer,
    as far as both are known. Where a person set the issuer, the one that the text prints counts as well."""
    there = document.metadata
    if there.source_kind is not SourceKind.ORIGINAL:
        return False
    if not metadata.issuer or not there.issuer:
        return True
    issuers = {title_key(there.issuer)}
    if "issuer" in there.by_hand:
        issuers.add(title_key(extract_metadata(document.text).issuer or ""))
    return title_key(metadata.issuer) in issuers
