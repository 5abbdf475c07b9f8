"""Raw text → stored text, which is the original, and search keys, which are folded and never stored."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
_WHITE_SPACE = re.compile(r"\s+")


def stored_text(raw: str) -> str:
    """The text as it is stored: without BOM and trailing spaces, lines ended by a line feed; nothing else changes."""
    text = _LINE_ENDS.sub("\n", raw.removeprefix("\ufeff"))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def search_key(text: str) -> str:
    """The text folded for comparison: NFKC, simplified characters, lower case, runs of white space as one space."""
    folded = unicodedata.normalize("NFKC", text)
    folded = _to_simplified().convert(folded).lower()
    return _WHITE_SPACE.sub(" ", folded).strip()


@cache
def _to_simplified() -> _Converter:
    """The converter from traditional characters, made at first use."""
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
