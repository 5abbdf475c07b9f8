"""What a reader gives back. A reader is one pure function `read_<format>(data: bytes) -> ReadText`.

It raises `knowledge.errors.UnreadableFile` where no text can be had, and never touches the disk or the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal[
    "txt", "markdown", "html", "docx", "doc", "wps", "rtf", "odt", "ofd", "pdf", "pdf-scan", "image"
]  # fmt: skip
"""What a file is by its content. `pdf-scan` is a PDF whose text comes from its pictures."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person should know before the text is taken: a stable code and a Chinese sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class UncertainLine:
    """A line that OCR was not sure of; `confidence` in 0 … 1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file as it would be stored (`knowledge.normalise.stored_text`), hard line breaks joined.

    `is_complete` is False where a part could not be read: such a file is flagged, never added in silence.
    `title` is the format's own title property, a hint and nothing more.
    """

    text: str
    format: Format
    flags: tuple[Flag, ...] = ()
    is_complete: bool = True
    uncertain_lines: tuple[UncertainLine, ...] = ()
    title: str | None = None
