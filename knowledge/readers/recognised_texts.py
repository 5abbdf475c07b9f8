"""Texts that were recognised (OCR takes 15 seconds a page), kept so that loading after a look does not do it again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from knowledge.errors import UnreadableFile
from knowledge.files import write_atomically
from knowledge.readers.frames import BadFrame, parse_reply, text_reply
from knowledge.readers.types import ReadText

_MOST_KEPT = 50
"""Files; a text is some ten kilobytes."""
_FORM = 1
"""Counted up when the same bytes are read into another text than before."""


class RecognisedTexts:
    """The last recognised texts in a folder, by the hash of their files' bytes. What cannot be kept is read again."""

    def __init__(self, folder: Path) -> None:
        """Over a folder that is made when the first text is kept."""
        self._folder = folder

    def find(self, data: bytes) -> ReadText | None:
        """The text of a file with these bytes, if it is kept."""
        with suppress(OSError, BadFrame, UnreadableFile):
            found = parse_reply(self._path(data).read_bytes())
            return found if isinstance(found, ReadText) else None
        return None

    def keep(self, data: bytes, found: ReadText) -> None:
        """Keep a text if it was recognised, and drop the oldest of too many."""
        if not any(flag.code == "ocr_used" for flag in found.flags):
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(data), text_reply(found).decode())
            kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in kept[_MOST_KEPT:]:
                path.unlink(missing_ok=True)

    def _path(self, data: bytes) -> Path:
        return self._folder / f"{hashlib.sha256(data).hexdigest()}-{_FORM}.json"
