"""Lines → paragraphs.

Where a line ends and where the next begins tells whether the paragraph goes on: it does after a line that had no room
for what follows, unless the next line is indented or begins something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from knowledge.enumerators import match_enumerator
from knowledge.normalise import glue
from knowledge.readers.text_lines import INDENTED_BY, ROOM_LEFT_OVER, TextLine
from knowledge.readers.wrapping import as_line

_NARROWEST_COLUMN = 10
"""Ems; narrower text is a list of short lines, not wrapped."""
_DEEPEST_INDENT = 5
"""Ems; what begins further in is centred or stands at the right, like the names and the date under a letter."""
_LEADING_OF_A_NEW_PARAGRAPH = 1.6
"""Times the usual distance from line to line."""
_LEADING_AFTER_A_SENTENCE = 1.25
"""The same where a sentence is complete: paragraphs that are not set in stand a little apart."""
_OTHER_SIZE = 1.25
_SIZE_OF_A_TITLE = 1.1
_GOES_ON = re.compile(r"[，、,（(《“‘—]$")
_STARTS_ALONE = re.compile(r"附\s*件|[-*•·●◆■▪➢]\s?|注[:：]|[(（].{0,40}[)）]$")
_ATTACHMENT = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[:：]?")
"""A line that marks where an attachment begins, and never goes on with the date that the page before ends with."""
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
"""One that begins an indented line begins a paragraph: when a rule was passed, published, amended."""
_STANDS_ALONE = re.compile(
    r".{0,60}(?:[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)]|公告\s*\d{4}\s*年)\s*第?\s*\d{1,4}\s*号|.{2,60}文\s*件"
)
"""A 文号, or the issuer's name at the head of a letter (某局文件): centred beside the title, never a part of it."""
_LEADER = re.compile(r"(?:\.{4}|…{2}|·{4}|．{4})\s*\d{1,4}$")
"""How a line of a table of contents ends."""
_FIRST_WORD = re.compile(r"[“‘「『（(\[《〈【〔]*(?:[A-Za-z0-9.%/&+-]+|.)[”’」』）)\]》〉】〕，。、；：！？…%]*")
"""What is never broken over two lines: a word or character with the punctuation that stays with it."""
_BEGINS_WITH_A_STOP = re.compile(r"[，、。；：,;:）)》”]")
_FIGURE_GOES_ON = re.compile(r"\d{1,3}\s*(?:[年月日号%％万亿元个条倍项家人]|\d*[.,]\d)")
"""The rest of a figure with its unit; a year that begins a line is a date of its own."""
_UNFINISHED = re.compile(r"[，,；;][^，,；;。.!?！？]{1,20}$")
_SHORTEST_RAGGED_LINE = 0.75
"""Share of its column that a line fills which is broken by a count of characters: digits are half as wide."""
_BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("〔", "〕"))


def join_paragraphs(lines: Sequence[TextLine], body_size: float) -> list[str]:
    """One text a paragraph or table row, each followed by its footnotes."""
    texts: list[str] = []
    notes: list[str] = []
    leading = _leading(lines)
    last: TextLine | None = None
    for line in lines:
        if last is not None and _continues(last, line, texts[-1], leading, body_size):
            texts[-1] = glue(texts[-1], line.text)
        else:
            texts += [*notes, line.text]
            notes = []
        notes += line.notes
        last = line
    return texts + notes


def _leading(lines: Sequence[TextLine]) -> dict[int, float]:
    """The usual distance from line to line in each column."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above.column == below.column and not above.is_row and not below.is_row:
            steps.setdefault(above.column, []).append(below.box.bottom - above.box.bottom)
    return {column: sorted(found)[len(found) // 2] for column, found in steps.items()}


def _continues(above: TextLine, below: TextLine, text: str, leading: dict[int, float], body_size: float) -> bool:
    """Whether the paragraph that ends with `above` and reads `text` so far goes on in `below`."""
    if above.is_row or below.is_row or _LEADER.search(above.text) or _stand_apart(above, below):
        return False
    if max(above.size, below.size) > _OTHER_SIZE * min(above.size, below.size):
        return False
    if above.column == below.column:
        step = below.box.bottom - above.box.bottom
        times = _LEADING_OF_A_NEW_PARAGRAPH if _is_open(text) else _LEADING_AFTER_A_SENTENCE
        if step > times * max(leading[above.column], above.size):
            return False
    if _is_a_title(above, below, body_size):
        return True
    is_full = _is_full(above, below, text)
    if _begins_something(below.text):
        if _ATTACHMENT.fullmatch(below.text.strip()):
            return False
        return is_full and not below.is_indented and _is_open(text)
    if below.is_indented:
        return _is_open(text) and _hangs_below(above, below)
    return is_full or _GOES_ON.search(text) is not None or _has_open_bracket(text) or _is_ragged(above, below, text)


def _is_ragged(above: TextLine, below: TextLine, text: str) -> bool:
    """Whether a line that ends short of the edge goes on: broken inside a figure, before a comma or in a sentence.

    Lines that are cut after so many characters end where they may; a heading has no comma to tell a sentence by.
    """
    if _BEGINS_WITH_A_STOP.match(below.text) or (text[-1:].isdecimal() and _FIGURE_GOES_ON.match(below.text)):
        return True
    is_long = above.box.right - above.box.left >= _SHORTEST_RAGGED_LINE * (above.right - above.left)
    return is_long and _is_open(text) and _UNFINISHED.search(text) is not None and not _DATE.match(below.text)


def _hangs_below(above: TextLine, below: TextLine) -> bool:
    """Whether an indented line goes on in one that is set in as far, or an item under its number."""
    if below.box.left > above.left + _DEEPEST_INDENT * above.size or _DATE.match(below.text):
        return False
    if not above.is_indented:
        return _begins_something(above.text) and _is_full(above, below, above.text)
    has_no_room = above.box.right + INDENTED_BY * above.size > above.right
    return has_no_room and below.box.left >= above.box.left - INDENTED_BY * below.size


def _is_a_title(above: TextLine, below: TextLine, body_size: float) -> bool:
    """Whether two centred lines in large print are one title."""
    is_large = min(above.size, below.size) > _SIZE_OF_A_TITLE * body_size
    apart = _begins_something(below.text) or as_line(above.text).division_level is not None
    return is_large and above.is_centred and below.is_centred and not apart


def _stand_apart(above: TextLine, below: TextLine) -> bool:
    """Whether one of two centred lines is a 文号 or the like."""
    are_centred = above.is_centred and below.is_centred
    return are_centred and any(_STANDS_ALONE.fullmatch(line.text) for line in (above, below))


def _is_full(above: TextLine, below: TextLine, text: str) -> bool:
    """Whether the first word of `below` had no room at the end of `above`, where the paragraph reads `text` so far."""
    if above.right - above.left < _NARROWEST_COLUMN * above.size:
        return False
    word = _FIRST_WORD.match(below.text)
    needed = _columns(word[0]) / 2 * below.size if word else 0
    room = ROOM_LEFT_OVER * (2 if _is_open(text) else 1) * above.size
    return above.box.right + needed + room > above.right


def _columns(text: str) -> int:
    """Display width: two columns for a wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _is_open(text: str) -> bool:
    """Whether a sentence is unfinished."""
    return not as_line(text).ends_a_sentence and not text.endswith(("：", ":"))


def _has_open_bracket(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in _BRACKETS)


def _begins_something(text: str) -> bool:
    line = as_line(text)
    starts = line.division_level is not None or _STARTS_ALONE.match(text) is not None
    return starts or match_enumerator(text) is not None
