"""How the loaded documents bear on each other: who replaced whom, and which original a digest summarises.

Derived whenever documents are loaded and never stored: the catalogue keeps what each file says of itself, so a document
that is removed takes its claims with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from knowledge.names import doc_no_key, issuers_agree, title_key, without_subtitle
from knowledge.types import Document, DocumentReference, Metadata, SourceKind, Status

_REPEALING_TITLE = re.compile(r"关于.*(?:废止|宣布失效|失效|停止执行|清理).*(?:决定|通知|公告|通告)")
"""A text that only ends others."""


class _Claim(NamedTuple):
    """A document that ends another, and the first day on which that one no longer holds."""

    metadata: Metadata
    begins: date | None


class _Named(NamedTuple):
    """A document with its folded names."""

    metadata: Metadata
    title: str
    doc_no: str


def related(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with references resolved, `superseded_by`, `effective_to` and `summarises` filled in.

    A document named in another's `supersedes` gets that other as its successor and ends the day before it begins, or
    before the day that it states. One named in another's `amends` gets that other as `amended_by`.
    """
    shelf = _Shelf(documents)
    successors, amendments = shelf.successors(), shelf.amendments()
    return tuple(
        _with(document, _related(document.metadata, shelf, successors, amendments.get(document.doc_id, ())))
        for document in documents
    )


class _Shelf:
    """The documents by their folded names."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.by_id: dict[str, Metadata] = {}
        self._by_title: dict[str, list[_Named]] = {}
        self._by_doc_no: dict[str, list[_Named]] = {}
        self._originals: dict[str, list[_Named]] = {}
        for document in documents:
            metadata = document.metadata
            named = _Named(metadata, title_key(metadata.title), _number(metadata))
            self.by_id[metadata.doc_id] = metadata
            self._by_title.setdefault(named.title, []).append(named)
            if named.doc_no:
                self._by_doc_no.setdefault(named.doc_no, []).append(named)
            if metadata.source_kind is SourceKind.ORIGINAL:
                self._originals.setdefault(without_subtitle(named.title), []).append(named)

    def named(self, reference: DocumentReference) -> tuple[Metadata, ...]:
        """The documents that a reference means: by id, by 文号, or by title where no other 文号 speaks against."""
        if reference.doc_id is not None:
            found = self.by_id.get(reference.doc_id)
            return (found,) if found else ()
        number = _number(reference)
        if number and number in self._by_doc_no:
            return tuple(item.metadata for item in self._by_doc_no[number])
        same_title = self._by_title.get(title_key(reference.title), ())
        return tuple(item.metadata for item in same_title if _may_be_one(item.doc_no, number))

    def successors(self) -> dict[str, _Claim]:
        """Document id → the document that ended it; of several the one that did so first."""
        found: dict[str, _Claim] = {}
        for claimant in self.by_id.values():
            for reference in claimant.supersedes:
                claim = _Claim(claimant, reference.ended_from or first_day(claimant))
                for older in self.named(reference):
                    rival = found.get(older.doc_id)
                    if _can_follow(claim, older) and (rival is None or _order(claim) < _order(rival)):
                        found[older.doc_id] = claim
        return found

    def amendments(self) -> dict[str, tuple[DocumentReference, ...]]:
        """Document id → the documents that change parts of it, in the order of their ids."""
        found: dict[str, tuple[DocumentReference, ...]] = {}
        for metadata in (item for item in self.by_id.values() if item.status is not Status.DRAFT):
            named = (older for reference in metadata.amends for older in self.named(reference))
            for doc_id in {older.doc_id for older in named if _may_change(metadata, older)}:
                amending = DocumentReference(metadata.title, metadata.doc_no, metadata.doc_id)
                found[doc_id] = (*found.get(doc_id, ()), amending)
        return found

    def original_of(self, digest: Metadata) -> str | None:
        """The loaded original that a digest summarises: the one of its title, with or without brackets, or its 文号."""
        if digest.summarises in self.by_id:
            return digest.summarises
        title, number = title_key(digest.title), _number(digest)
        rivals = [
            item
            for item in self._originals.get(without_subtitle(title), ())
            if _same_edition(item.title, title)
            and (_is_order(number + item.doc_no) or _may_be_one(item.doc_no, number))
        ]
        rivals += [item for item in self._by_doc_no.get(number, ()) if item.metadata.source_kind is SourceKind.ORIGINAL]
        best = min(
            (item for item in rivals if _is_credible(item, digest, number)),
            key=lambda item: (item.title != title, item.doc_no != number, item.metadata.doc_id),
            default=None,
        )
        return best.metadata.doc_id if best else None


def _related(
    metadata: Metadata, shelf: _Shelf, successors: Mapping[str, _Claim], amended_by: tuple[DocumentReference, ...]
) -> Metadata:
    named_successor = metadata.superseded_by and _resolved(metadata.superseded_by, shelf, metadata.doc_id)
    claim = successors.get(metadata.doc_id)
    if claim is not None and (named_successor is None or named_successor.doc_id is None):
        named_successor = _as_successor(claim.metadata)
    return replace(
        metadata,
        supersedes=tuple(_resolved(reference, shelf, metadata.doc_id) for reference in metadata.supersedes),
        superseded_by=named_successor,
        effective_to=_last_day(metadata, claim.begins if claim else None),
        summarises=shelf.original_of(metadata) if metadata.source_kind is SourceKind.DIGEST else None,
        amended_by=amended_by,
    )


def _as_successor(metadata: Metadata) -> DocumentReference:
    is_repeal = _REPEALING_TITLE.search(metadata.title) is not None
    return DocumentReference(metadata.title, metadata.doc_no, metadata.doc_id, is_repeal=is_repeal)


def _resolved(reference: DocumentReference, shelf: _Shelf, own_id: str) -> DocumentReference:
    """The reference with the id of the document that it means, if exactly one is loaded."""
    found = [metadata.doc_id for metadata in shelf.named(reference) if metadata.doc_id != own_id]
    return replace(reference, doc_id=found[0] if len(found) == 1 else None)


def _last_day(metadata: Metadata, begins: date | None) -> date | None:
    if begins is None:
        return metadata.effective_to
    eve = begins - timedelta(days=1)
    return eve if metadata.effective_to is None or eve < metadata.effective_to else metadata.effective_to


def _can_follow(newer: _Claim, older: Metadata) -> bool:
    """Whether one may have ended the other: it is another document, no draft, and did not come into force before it."""
    if newer.metadata.status is Status.DRAFT:
        return False
    first, second = first_day(older), newer.begins
    return newer.metadata.doc_id != older.doc_id and (first is None or second is None or first < second)


def _may_change(newer: Metadata, older: Metadata) -> bool:
    """Whether one may have changed the other as it is held: it is another one, and later as far as both are dated."""
    day, there = first_day(newer), max(filter(None, (older.issued, older.effective_from)), default=None)
    return newer.doc_id != older.doc_id and (day is None or there is None or there < day)


def first_day(metadata: Metadata) -> date | None:
    """The day on which a rule begins: that it says, else the day of its issue; None where it says neither."""
    return metadata.effective_from or metadata.issued


def _order(claim: _Claim) -> tuple[date, str]:
    return (claim.begins or date.max, claim.metadata.doc_id)


def _number(named: Metadata | DocumentReference) -> str:
    """The folded 文号; empty where there is none or the field holds something else (2018-12-29 第二次修正)."""
    key = doc_no_key(named.doc_no or "")
    return key if "号" in key else ""


def _is_order(number: str) -> bool:
    """Whether a number is that of an order (国务院令第512号): a law gets another with each revision."""
    return "令" in number


def _may_be_one(first: str, second: str) -> bool:
    """Whether two 文号 may be of one document: equal, one inside the other (财税〔2016〕36号 附件3), or one unknown."""
    return first in second or second in first


def _is_credible(original: _Named, digest: Metadata, number: str) -> bool:
    """Whether an original may speak in place of a digest: it bears the 文号 of the digest's instrument, or is by the
    same issuer and not older. One that prints no issuer must at least begin on the same day."""
    if number and original.doc_no == number:
        return True
    metadata = original.metadata
    if metadata.issuer is None:
        return metadata.effective_from is not None and metadata.effective_from == digest.effective_from
    return issuers_agree(metadata.issuer, digest.issuer or "") and _is_not_older(metadata, digest)


def _is_not_older(original: Metadata, digest: Metadata) -> bool:
    """Whether an original is dated, and not before the digest's instrument, as far as that is dated."""
    if digest.issued is not None:
        day = original.issued or original.effective_from
        return day is not None and day >= digest.issued
    day = first_day(original)
    return day is not None and (digest.effective_from is None or day >= digest.effective_from)


def _same_edition(first: str, second: str) -> bool:
    """Whether two titles that differ in their brackets at most may be one: not (2023-2025年) and (2026-2028年)."""
    return first == second or without_subtitle(first) == first or without_subtitle(second) == second


def _with(document: Document, metadata: Metadata) -> Document:
    return document if metadata == document.metadata else replace(document, metadata=metadata)
