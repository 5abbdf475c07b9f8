"""Raw text → stored text, which is the original, and search keys, which are folded and never stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

from knowledge.enumerators import match_enumerator
from knowledge.lines import Line


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
_INDENTED = re.compile(r"\u3000|\s{2}|\t")
_GOES_ON = re.compile(r"[，、,（(《“‘—]$")
_NEVER_JOINED_TO = re.compile(r"附\s*件|[-*•·●◆■|]\s?")
_BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("〔", "〕"))
_RAGGED_COLUMNS = 6
"""A full line may end this many columns short, because punctuation must not begin the next."""
_FEWEST_FULL_LINES = 3
_FEWEST_BROKEN_LINES = 5
_SMALLEST_SHARE_OF_FULL_LINES = 0.3
_NARROWEST_PAGE = 40
"""Columns: shorter lines of one width are a list, such as one of companies' names."""
_LARGEST_SHARE_OF_LONGER_LINES = 0.05
"""Hardly a line is longer than the width that a text was wrapped at; paragraphs of any length were not wrapped."""
_WHITE_SPACE = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON lets through and no encoder takes."""


def stored_text(raw: str) -> str:
    """The text as it is stored: without BOM and trailing spaces, lines ended by a line feed; nothing else changes."""
    text = _LINE_ENDS.sub("\n", raw.removeprefix("\ufeff"))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def printable(text: str) -> str:
    """The text without control and formatting characters; line ends become spaces."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def search_key(text: str) -> str:
    """The text folded for comparison: NFKC, simplified characters, lower case, runs of white space as one space."""
    folded = unicodedata.normalize("NFKC", _SURROGATE.sub("\ufffd", text))
    folded = _to_simplified().convert(folded).lower()
    return _WHITE_SPACE.sub(" ", folded).strip()


def typed_key(text: str) -> str:
    """The search key of text as people type it, whatever control characters came along."""
    return search_key(printable(text))


@cache
def _to_simplified() -> _Converter:
    """The converter from traditional characters, made at first use."""
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def join_hard_line_breaks(text: str) -> str:
    """`text` with the lines of one sentence joined, as extraction from a laid-out page needs it.

    Two lines are joined if the first ends inside a sentence: with a comma or an open bracket, or without punctuation
    at the width that the page was set to. Never joined: indented lines, enumerators, headings, table rows, attachments.
    """
    lines = text.split("\n")
    width = _page_width(lines)
    joined = lines[:1]
    for above, below in pairwise(lines):
        if _is_broken(above, below, width):
            joined[-1] = glue(joined[-1], below.lstrip())
        else:
            joined.append(below)
    return "\n".join(joined)


def looks_wrapped(text: str) -> bool:
    """Whether the lines of `text` seem to be those of a page instead of paragraphs: many are full and end in no stop.

    For formats that know paragraphs (docx, html), where a file converted from a PDF makes one of each line.
    """
    lines = text.split("\n")
    width = _page_width(lines)
    full = [line for line in lines if width and width - _RAGGED_COLUMNS <= _columns(line) <= width]
    broken = sum(not Line(line.strip(), 0, 0).ends_a_sentence for line in full)
    return broken >= _FEWEST_BROKEN_LINES and 2 * broken >= len(full)


def _page_width(lines: Sequence[str]) -> int:
    """The width in columns that the text was wrapped at, or 0 where it does not look wrapped."""
    widths = sorted((_columns(line) for line in lines if line.strip()), reverse=True)
    for index in range(len(widths) - _FEWEST_FULL_LINES + 1):
        width = widths[index]
        if width < _NARROWEST_PAGE or index > _LARGEST_SHARE_OF_LONGER_LINES * len(widths):
            return 0
        full = sum(width - _RAGGED_COLUMNS <= other <= width for other in widths)
        if full >= _FEWEST_FULL_LINES:
            long = sum(width / 2 < other <= width for other in widths)
            return width if full >= _SMALLEST_SHARE_OF_FULL_LINES * long else 0
    return 0


def _columns(line: str) -> int:
    """Display width: two columns for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line.rstrip())


def _is_broken(above: str, below: str, width: int) -> bool:
    """Whether the sentence in `above` goes on in `below`."""
    if not above.strip() or not below.strip() or _INDENTED.match(below) or _begins_something(below.lstrip()):
        return False
    line = Line(above.strip(), 0, len(above.strip()))
    if line.is_table_row or line.ends_a_sentence or line.closes_a_letter or line.division_level is not None:
        return False
    if _GOES_ON.search(line.text) or any(line.text.count(left) > line.text.count(right) for left, right in _BRACKETS):
        return True
    return width - _RAGGED_COLUMNS <= _columns(above) <= width and not line.text.endswith(("：", ":"))


def _begins_something(text: str) -> bool:
    line = Line(text, 0, len(text))
    return bool(
        line.is_table_row
        or line.division_level is not None
        or _NEVER_JOINED_TO.match(text)
        or match_enumerator(text) is not None
    )


def glue(above: str, below: str) -> str:
    """Two lines as one, with a space only where Latin words meet (a figure may be broken anywhere)."""
    ends = above[-1:] + below[:1]
    words_meet = len(ends) == 2 and ends.isascii() and ends.isalnum() and not ends.isdecimal()
    return f"{above} {below}" if words_meet else above + below
