"""What the extraction gives back: each value with the place in the text where it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from knowledge.types import DocumentReference, Level, Metadata, Status

Span = tuple[int, int]
"""Start and end of a place in the text, in Unicode code points."""


@dataclass(frozen=True, slots=True)
class ExtractionFlag:
    """Something that a person should look at before the document is taken in; `text` is a Chinese sentence."""

    code: str
    text: str


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


def _nowhere() -> Mapping[str, Span]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ExtractedMetadata:
    """What a text says of itself. `spans` and `computed` are keyed by field name.

    A value that stands in the text as such has a span; one that was worked out (an end from 有效期3年) also has a
    Chinese explanation in `computed`. `is_plan` says that `effective_to` is the end of the planning period.
    Flag codes: `contradictory_dates`, `several_doc_nos`, `no_title`, `impossible_date`, `draft`, `amends`. `by_hand`:
    see `Metadata`.
    """

    title: str
    doc_no: str | None = None
    issuer: str | None = None
    level: Level | None = None
    region: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    is_plan: bool = False
    supersedes: tuple[DocumentReference, ...] = ()
    aliases: tuple[str, ...] = ()
    source: str | None = None
    is_draft: bool = False
    amends: tuple[DocumentReference, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=_nowhere)
    computed: Mapping[str, str] = field(default_factory=_nothing)
    flags: tuple[ExtractionFlag, ...] = ()
    by_hand: tuple[str, ...] = ()

    def to_metadata(self, doc_id: str) -> Metadata:
        """The document's metadata under the id `doc_id`. A rule of unknown issuer counts for the park alone."""
        return Metadata(
            doc_id=doc_id,
            title=self.title,
            doc_no=self.doc_no,
            issuer=self.issuer,
            level=self.level or Level.PARK,
            region=self.region,
            issued=self.issued,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            status=self._status(),
            supersedes=self.supersedes,
            aliases=self.aliases,
            source=self.source,
            by_hand=self.by_hand,
            amends=self.amends,
        )

    def _status(self) -> Status:
        if self.is_draft:
            return Status.DRAFT
        return Status.PLAN_ENDED if self.is_plan else Status.ACTIVE
