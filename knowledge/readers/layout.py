"""Pages → text: reading order, tables as rows, lines of one paragraph joined.

Where a line ends and where the next begins tells whether the paragraph goes on: it does after a line that had no room
for what follows, unless the next line is indented or begins something.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.enumerators import match_enumerator
from knowledge.readers.aligned_tables import find_aligned_tables
from knowledge.readers.columns import Region, reading_order
from knowledge.readers.continued_tables import with_tables_joined
from knowledge.readers.footnotes import with_footnotes_at_their_marks
from knowledge.readers.page import Box, Page, Piece, Table, around, in_rows, text_size
from knowledge.readers.rows import Cell, table_lines
from knowledge.readers.running_heads import without_running_heads
from knowledge.readers.wrapping import as_line, glue

_INDENTED_BY = 0.8
"""Ems behind the left edge."""
_ROOM_LEFT_OVER = 1.0
"""Ems that a full line may end short beyond what its next word needs: punctuation moves with its neighbours."""
_DEEPEST_INDENT = 5
"""Ems; what begins further in is centred or stands at the right, like the names and the date under a letter."""
_SHIFTED_BY = 2.5
"""Ems: a page with nothing but indented lines seems to begin that much further in."""
_NARROWEST_COLUMN = 10
"""Ems; narrower text is a list of short lines, not wrapped."""
_LEADING_OF_A_NEW_PARAGRAPH = 1.6
"""Times the usual distance from line to line."""
_OTHER_SIZE = 1.25
_SIZE_OF_A_TITLE = 1.1
_OFF_CENTRE = 1.5
"""Ems that the middle of a centred line may be off the middle of its column."""
_HANGING = "，。、；："
_GAP_AFTER_PUNCTUATION = 1.2
"""Ems; recognition may cut a line in two behind a comma."""
_GOES_ON = re.compile(r"[，、,（(《“‘—]$")
_STARTS_ALONE = re.compile(r"附\s*件|[-*•·●◆■▪➢]\s?|注[:：]|[(（].{0,40}[)）]$")
_LEADER = re.compile(r"(?:\.{4}|…{2}|·{4}|．{4})\s*\d{1,4}$")
"""How a line of a table of contents ends."""
_FIRST_WORD = re.compile(r"[A-Za-z0-9.%/&+-]+|[“‘「『（(\[《〈【〔]*.[”’」』）)\]》〉】〕，。、；：！？…]*")
_BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("〔", "〕"))
_FEWEST_FULL_LINES = 4
_SHARE_OF_FULL_LINES = 0.4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, or the row of a table, between the edges of its column."""

    text: str
    box: Box
    size: float
    left: float
    right: float
    column: int
    place: str
    notes: tuple[str, ...] = ()
    is_row: bool = False

    @property
    def is_indented(self) -> bool:
        return self.box.left > self.left + _INDENTED_BY * self.size

    @property
    def is_centred(self) -> bool:
        margins = self.box.left - self.left, self.right - self.box.right
        return abs(margins[0]) > self.size / 2 and abs(margins[0] - margins[1]) < 2 * _OFF_CENTRE * self.size


def text_of_pages(pages: Sequence[Page]) -> str:
    """The text of all pages, one paragraph or table row a line."""
    pages = without_running_heads(pages)
    body_size = text_size(pages)
    lines: list[_Line] = []
    for page in with_tables_joined([with_footnotes_at_their_marks(page, body_size) for page in pages]):
        for region in reading_order(page.blocks):
            column = lines[-1].column + 1 if lines else 0
            lines += _lines_of_region(region, column)
    return "\n".join(_paragraphs(_with_common_edges(lines), body_size))


def _lines_of_region(region: Region, column: int) -> list[_Line]:
    """The lines of a region from the top down, tables as their rows."""
    rows = in_rows(block for block in region.blocks if isinstance(block, Piece))
    tables = [block for block in region.blocks if isinstance(block, Table)]
    aligned = find_aligned_tables(rows)
    inside = {index for found in aligned for index in range(found.first, found.last)}
    plain = [row for index, row in enumerate(rows) if index not in inside]
    left, right = _edges(plain) if plain else (region.left, region.right)
    lines = [_line(row, left, right, column, region.place) for row in plain]
    for table in (*tables, *(found.table for found in aligned)):
        lines += _table_lines(table, left, right, column, region.place)
    return sorted(lines, key=lambda line: line.box.middle[1])


def _line(row: Sequence[Piece], left: float, right: float, column: int, place: str) -> _Line:
    text = row[0].text + "".join(_gap(*pair) + pair[1].text for pair in pairwise(row))
    box = around(piece.box for piece in row)
    notes = tuple(note for piece in row for note in piece.notes)
    return _Line(text, box, max(piece.size for piece in row), left, right, column, place, notes)


def _gap(before: Piece, after: Piece) -> str:
    """The white space between two pieces of a line; the space that belongs to a full-width comma is none."""
    gap = after.box.left - before.box.right
    return "" if before.text[-1] in _HANGING and gap < _GAP_AFTER_PUNCTUATION * after.size else " "


def _table_lines(table: Table, left: float, right: float, column: int, place: str) -> list[_Line]:
    """The rows of a table, spread over its height to keep their order."""
    texts = table_lines([[Cell((text,)) for text in row] for row in table.rows])
    height = table.box.height / max(len(texts), 1)
    lines = []
    for index, text in enumerate(texts):
        top = table.box.top + index * height
        box = Box(table.box.left, top, table.box.right, top + height)
        lines.append(_Line(text, box, 0, left, right, column, place, is_row=True))
    return lines


def _edges(rows: Sequence[Sequence[Piece]]) -> tuple[float, float]:
    """Where the lines of a column begin and end: the outermost places that two lines reach."""
    size = max(piece.size for row in rows for piece in row)
    left = _outermost([row[0].box.left for row in rows], size / 2)
    return left, -_outermost([-_right_of_words(row[-1]) for row in rows], size)


def _right_of_words(piece: Piece) -> float:
    """Where a piece ends without its punctuation, which may hang out of the column."""
    return piece.box.right - piece.size * (piece.text[-1] in _HANGING)


def _outermost(values: Iterable[float], tolerance: float) -> float:
    """The smallest value that is not alone; the smallest of all where each is."""
    ordered = sorted(values)
    for value, following in pairwise(ordered):
        if following - value <= tolerance:
            return value
    return ordered[0]


def _with_common_edges(lines: Sequence[_Line]) -> list[_Line]:
    """Each line with the edges of columns in the same place on all pages, for a page may have short lines only."""
    spans: dict[str, set[tuple[float, float]]] = {}
    for line in lines:
        spans.setdefault(line.place, set()).add((line.left, line.right))
    wrapped = _wrapped_columns(lines)
    result = []
    for line in lines:
        near = [span for span in spans[line.place] if abs(span[0] - line.left) <= _SHIFTED_BY * max(line.size, 1)]
        left, right = min(span[0] for span in near), max(span[1] for span in near)
        result.append(replace(line, left=left, right=line.right if line.column in wrapped else right))
    return result


def _wrapped_columns(lines: Sequence[_Line]) -> set[int]:
    """The columns that enough lines fill to show where their right edge is."""
    counts: dict[int, Counter[bool]] = {}
    for line in lines:
        if not line.is_row:
            is_full = line.box.right + _ROOM_LEFT_OVER * line.size >= line.right
            counts.setdefault(line.column, Counter())[is_full] += 1
    return {
        column
        for column, count in counts.items()
        if count[True] >= max(_FEWEST_FULL_LINES, _SHARE_OF_FULL_LINES * count.total())
    }


def _paragraphs(lines: Sequence[_Line], body_size: float) -> list[str]:
    """One text a paragraph or table row, each followed by its footnotes."""
    texts: list[str] = []
    notes: list[str] = []
    leading = _leading(lines)
    last: _Line | None = None
    for line in lines:
        if last is not None and _continues(last, line, texts[-1], leading, body_size):
            texts[-1] = glue(texts[-1], line.text)
        else:
            texts += [*notes, line.text]
            notes = []
        notes += line.notes
        last = line
    return texts + notes


def _leading(lines: Sequence[_Line]) -> dict[int, float]:
    """The usual distance from line to line in each column."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above.column == below.column and not above.is_row and not below.is_row:
            steps.setdefault(above.column, []).append(below.box.bottom - above.box.bottom)
    return {column: sorted(found)[len(found) // 2] for column, found in steps.items()}


def _continues(above: _Line, below: _Line, text: str, leading: dict[int, float], body_size: float) -> bool:
    """Whether the paragraph that ends with `above` and reads `text` so far goes on in `below`."""
    if above.is_row or below.is_row or _LEADER.search(above.text):
        return False
    if max(above.size, below.size) > _OTHER_SIZE * min(above.size, below.size):
        return False
    if above.column == below.column:
        step = below.box.bottom - above.box.bottom
        if step > _LEADING_OF_A_NEW_PARAGRAPH * max(leading[above.column], above.size):
            return False
    if _is_a_title(above, below, body_size):
        return True
    is_full = _is_full(above, below)
    if _begins_something(below.text):
        return is_full and not below.is_indented and _is_open(text)
    if below.is_indented:
        return _is_open(text) and _hangs_below(above, below)
    return is_full or _GOES_ON.search(text) is not None or _has_open_bracket(text)


def _hangs_below(above: _Line, below: _Line) -> bool:
    """Whether an indented line goes on in one that is set in as far, or an item under its number."""
    if below.box.left > above.left + _DEEPEST_INDENT * above.size:
        return False
    if not above.is_indented:
        return _begins_something(above.text) and _is_full(above, below)
    has_no_room = above.box.right + _INDENTED_BY * above.size > above.right
    return has_no_room and below.box.left >= above.box.left - _INDENTED_BY * below.size


def _is_a_title(above: _Line, below: _Line, body_size: float) -> bool:
    """Whether two centred lines in large print are one title."""
    is_large = min(above.size, below.size) > _SIZE_OF_A_TITLE * body_size
    apart = _begins_something(below.text) or as_line(above.text).division_level is not None
    return is_large and above.is_centred and below.is_centred and not apart


def _is_full(above: _Line, below: _Line) -> bool:
    """Whether the first word of `below` had no room at the end of `above`."""
    if above.right - above.left < _NARROWEST_COLUMN * above.size:
        return False
    word = _FIRST_WORD.match(below.text)
    needed = _columns(word[0]) / 2 * below.size if word else 0
    return above.box.right + needed + _ROOM_LEFT_OVER * above.size > above.right


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
