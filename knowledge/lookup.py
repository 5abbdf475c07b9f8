"""What a question names outright: a 文号, a title, an alias, a clause label. Exact matches, no similarity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.labels import addresses_named
from knowledge.names import doc_no_key, title_key, without_subtitle
from knowledge.short_names import ShortNames
from knowledge.types import Document, Mention, MentionKind

_SHORTEST_NAME = 2
_DOC_NO = re.compile(r"\d+号")
_BRACKETED_NUMBER = re.compile(r"〕(\d+)号")


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to name a document; `key` is compared with the question folded the same way. `is_sure`: see ShortName."""

    kind: MentionKind
    doc_id: str
    key: str
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    name: _Name
    start: int
    end: int


class ExactLookup:
    """The names of a set of documents, ready to be found in questions."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: Mapping[str, Document] = {document.doc_id: document for document in documents}
        names = [name for document in self._documents.values() for name in _names(document)]
        names += _short_numbers(self._documents.values())
        self._doc_nos = [name for name in names if name.kind is MentionKind.DOC_NO]
        self._titles = [name for name in names if name.kind is not MentionKind.DOC_NO]
        self._short_names = ShortNames(self._documents.values())

    def mentions(self, question: str) -> tuple[Mention, ...]:
        """Documents and clauses that the question names, clauses first.

        A clause label counts for the documents that are named; where none is, only if a single document has it.
        """
        key = title_key(question)
        short = [
            _Found(
                _Name(MentionKind.ALIAS, name.doc_id, key[name.start : name.end], name.is_sure), name.start, name.end
            )
            for name in self._short_names.found(key)
        ]
        found = [
            *_outermost(_places(self._doc_nos, doc_no_key(question))),
            *_outermost([*_places(self._titles, key), *short]),
        ]
        named: dict[str, _Name] = {}
        for hit in found:
            named.setdefault(hit.name.doc_id, hit.name)
        candidates = [self._documents[doc_id] for doc_id in named] or self._documents.values()
        addressed = {
            document.doc_id: addresses
            for document in candidates
            if (addresses := addresses_named(question, document.clauses))
        }
        if not named and len(addressed) > 1:
            addressed = {}
        clauses = [
            Mention(MentionKind.LABEL, doc_id, address)
            for doc_id, addresses in addressed.items()
            for address in addresses
        ]
        return (*clauses, *(self._mention(name) for name in named.values()))

    def _mention(self, name: _Name) -> Mention:
        title = self._documents[name.doc_id].metadata.title if name.is_sure else None
        return Mention(name.kind, name.doc_id, title=title)


def _names(document: Document) -> Iterator[_Name]:
    metadata = document.metadata
    if metadata.doc_no and _DOC_NO.search(metadata.doc_no):
        yield _Name(MentionKind.DOC_NO, document.doc_id, doc_no_key(metadata.doc_no))
    title = title_key(metadata.title)
    keys = {title: MentionKind.TITLE, without_subtitle(title): MentionKind.TITLE}
    for alias in metadata.aliases:
        keys.setdefault(title_key(alias), MentionKind.ALIAS)
    for key, kind in keys.items():
        if len(key) >= _SHORTEST_NAME:
            yield _Name(kind, document.doc_id, key)


def _short_numbers(documents: Iterable[Document]) -> Iterator[_Name]:
    """63号文 for 工信部企业〔2022〕63号, where no other document has that number."""
    numbers: dict[str, list[str]] = {}
    for document in documents:
        match = _BRACKETED_NUMBER.search(document.metadata.doc_no or "")
        if match:
            numbers.setdefault(match[1], []).append(document.doc_id)
    for number, doc_ids in numbers.items():
        if len(doc_ids) == 1:
            yield _Name(MentionKind.DOC_NO, doc_ids[0], f"{number}号文")


def _places(names: Iterable[_Name], question: str) -> list[_Found]:
    return [_Found(name, start, start + len(name.key)) for name in names for start in _occurrences(name.key, question)]


def _outermost(places: list[_Found]) -> list[_Found]:
    """The names in the order of the question, without those inside longer ones (企业所得税法 in …实施条例)."""
    places.sort(key=lambda place: place.start)
    return [
        place
        for place in places
        if not any(
            other.start <= place.start and place.end <= other.end and len(other.name.key) > len(place.name.key)
            for other in places
        )
    ]


def _occurrences(key: str, question: str) -> Iterator[int]:
    """Where the key stands in the question, not as a part of a longer number or Latin word (4号文 in 14号文)."""
    start = question.find(key)
    while start >= 0:
        end = start + len(key)
        if not (_joined(question[start - 1 : start], key[0]) or _joined(key[-1], question[end : end + 1])):
            yield start
        start = question.find(key, start + 1)


def _joined(left: str, right: str) -> bool:
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
