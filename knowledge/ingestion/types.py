"""What loading a file is about: the file as read, what would happen with it, what has happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.corrections import NOTHING_SET, Values
from knowledge.events import Origin
from knowledge.extraction.types import ExtractedMetadata
from knowledge.readers.types import Flag, ReadText
from knowledge.types import Document

DRAFT, DUPLICATE, NOT_POLICY = "draft", "duplicate", "not_policy"
ACCEPTABLE = (DRAFT, DUPLICATE, NOT_POLICY)
"""Why a file is loaded only if a person says so: it is a draft, is there under another id, is no text of a policy."""

ReadFile = Callable[[str, bytes], ReadText]
"""From a file's name and bytes to its text. Raises UnreadableFile (`knowledge.readers.reading.read_file`)."""

ONLY_TOLD = frozenset({"revisions_accepted", "ocr_used", "stamp_removed", "past_version"})
"""Flags that a person should know of, but that put nothing about the text in doubt: what recognition was not sure of
has a flag of its own."""


class Effect(StrEnum):
    """What a file does to the knowledge base.

    `restored`: its document was removed and comes back; `corrected`: its text is there, a value set by hand is not.
    """

    ADDED = "added"
    UPDATED = "updated"
    RESTORED = "restored"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


CHANGING = frozenset({Effect.ADDED, Effect.UPDATED, Effect.RESTORED, Effect.CORRECTED})


DOUBTFUL_TEXT = frozenset(
    {"low_confidence", "broken_bytes", "truncated_file", "pages_without_text", "dynamic_form", "incomplete_text"}
    | {"doubtful_layout"}
)
"""Flags that say that words of the text may be wrong or missing: it must not take the place of one without them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken: a stable code and a Chinese sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: its text with what that says of itself, or why there is none.

    `values` were set by hand (see `knowledge.corrections`); `metadata` has them, `found` is what the text itself says.
    `replace_clean`: a person wants even a doubtful text to take the place of a clean one; `accepted`: which of
    `ACCEPTABLE` do not keep the file out.
    """

    origin: Origin
    text: str = ""
    metadata: ExtractedMetadata | None = None
    refusal: Refusal | None = None
    values: Values = field(default_factory=lambda: NOTHING_SET)
    found: ExtractedMetadata | None = None
    replace_clean: bool = False
    accepted: frozenset[str] = frozenset()

    @property
    def is_doubtful(self) -> bool:
        """Whether words of the text may be wrong or missing."""
        return not DOUBTFUL_TEXT.isdisjoint(flag.code for flag in self.origin.flags)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What loading a file would do. `document` is what would be stored, `replaces` what stands under its id so far
    (for `restored`: what stood there last); both None where the file is refused. Of `unchanged`,
    `document` may be a past version of what stands there."""

    reading: Reading
    effect: Effect
    document: Document | None = None
    replaces: Document | None = None
    flags: tuple[Flag, ...] = ()
    refusal: Refusal | None = None
    wanted_id: str | None = None

    @property
    def changes(self) -> bool:
        """Whether loading the file changes anything."""
        return self.effect in CHANGING

    @property
    def doubts(self) -> tuple[Flag, ...]:
        """The flags that put the text or its metadata in doubt."""
        return tuple(flag for flag in self.flags if flag.code not in ONLY_TOLD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What loading a file did: `preparation` as it was carried out. `index_failures`: see `Acknowledged`."""

    preparation: Preparation
    index_failures: tuple[str, ...] = ()
