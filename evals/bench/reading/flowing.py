"""Setting a document by a layout: text flows from column to column, tables break between rows, notes stand at the foot.

Written apart from `typesetting`, so that what suits its pages is put to the test on others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evals.bench.reading.furniture import furnish
from evals.bench.reading.layouts import Layout
from evals.bench.reading.pages import Measure, Page, Piece, wrap
from evals.bench.reading.sources import FOOTNOTE_MARK, MERGED, Block, Kind, SourceDocument, accepted
from evals.bench.reading.tables import Row, draw_row, draw_uprights

_MARKS = {str(number): chr(0xE010 + number) for number in range(1, 10)}
"""Private characters that stand for a footnote mark while lines are set."""
_STEP_OF_BALANCE = 6.0
"""Points by which the last page's columns are shortened until they no longer hold the text."""


def pages_of(document: SourceDocument, layout: Layout, measure: Measure) -> list[Page]:
    """The pages of a document."""
    pages = _Flow(document, layout, measure, 0).set()
    cut = _STEP_OF_BALANCE
    while layout.is_balanced and cut < layout.height / 2:
        shorter = _Flow(document, layout, measure, cut, len(pages)).set()
        if len(shorter) > len(pages):
            break
        pages, cut = shorter, cut + _STEP_OF_BALANCE
    furnish(pages, document, layout, measure)
    return pages


class _Flow:
    """One pass over the document; page `shortened` ends `cut` points above the bottom margin."""

    def __init__(
        self, document: SourceDocument, layout: Layout, measure: Measure, cut: float, shortened: int = 0
    ) -> None:
        self._document, self._layout, self._measure = document, layout, measure
        self._cut, self._shortened = cut, shortened
        self._notes = [block.text for block in document.blocks if block.kind is Kind.FOOTNOTE]
        self._pages: list[Page] = []
        self._shares: tuple[float, ...] = (1.0,)
        self._column, self._y, self._top, self._floor = 0, 0.0, 0.0, 0.0
        self._foot: list[str] = []

    def set(self) -> list[Page]:
        """The pages, without heads and numbers."""
        self._new_page()
        front = self._front()
        for block in self._document.blocks[:front]:
            self._set(block if block.kind is Kind.TITLE else replace(block, kind=Kind.HEADING))
        self._shares, self._top = self._layout.columns, self._y
        for block in self._document.blocks[front:]:
            self._set(block)
        self._close_column()
        return self._pages

    def _front(self) -> int:
        """How many blocks, down to the title, stand above the columns."""
        titles = [at for at, block in enumerate(self._document.blocks[:4]) if block.kind is Kind.TITLE]
        return titles[-1] + 1 if titles and self._layout.is_title_across else 0

    def _set(self, block: Block) -> None:
        layout = self._layout
        if block.kind is Kind.PAGE_BREAK:
            self._close_column()
            self._new_page()
        elif block.kind is Kind.TITLE:
            self._centred(block.words, layout.size * 1.35)
            self._y += layout.leading / 2
        elif block.kind is Kind.HEADING:
            self._centred(block.words, layout.size)
        elif block.kind is Kind.SIGNATURE:
            self._signature(block.words)
        elif block.kind is Kind.TABLE:
            self._table(block.rows)
        elif block.kind is Kind.PARAGRAPH:
            self._paragraph(FOOTNOTE_MARK.sub(lambda match: _MARKS[match[1]], accepted(block.text)))

    def _paragraph(self, text: str) -> None:
        """Line by line, for the next column may be of another width."""
        size, rest, indent = self._layout.size, text, self._layout.indent * self._layout.size
        while rest:
            line = wrap(rest, self._width, indent, size, self._width_of)[0]
            notes = [self._note(int(mark)) for mark, sign in _MARKS.items() if sign in line]
            height = self._layout.leading + sum(map(len, notes)) * self._note_step + (16 if notes else 0)
            if self._make_room(height):
                continue
            is_last = len(line) == len(rest)
            self._line(line, self._left + indent, size, 0 if is_last else self._width - indent)
            for note in notes:
                self._floor -= len(note) * self._note_step + (0 if self._foot else 16)
                self._foot += note
            rest, indent = rest[len(line) :], 0
        self._y += self._layout.paragraph_gap

    def _line(self, text: str, left: float, size: float, justified_to: float = 0) -> None:
        """A line at the place reached, footnote marks raised; stretched to a width where the layout justifies."""
        pieces = self._pages[-1].pieces
        stretch = 0.0
        if justified_to and self._layout.is_justified and len(text) > 1:
            stretch = max(0.0, justified_to - self._width_of(text, size)) / (len(text) - 1)
        for part in text if stretch else re.split("([\ue010-\ue019])", text):
            is_mark = part in _MARKS.values()
            words, part_size = (str(ord(part) - 0xE010), size * 0.6) if is_mark else (part, size)
            pieces.append(Piece(words, left, self._y + size - (size * 0.35 if is_mark else 0), part_size))
            left += self._measure(words, part_size) + stretch
        self._y += max(self._layout.leading, size * 1.3)

    def _centred(self, text: str, size: float) -> None:
        for line in wrap(text, self._width, 0, size, self._measure):
            self._make_room(max(self._layout.leading, size * 1.3))
            self._line(line, self._left + (self._width - self._measure(line, size)) / 2, size)

    def _signature(self, text: str) -> None:
        self._make_room(self._layout.leading)
        size = self._layout.size
        left = max(self._left, self._left + self._width - 2 * size - self._measure(text, size))
        if self._layout.seal and text[-1] != "日":
            self._pages[-1].seal = (left + 50, self._y + 10, self._layout.seal)
        self._line(text, left, size)

    def _table(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Row by row; the head stands again where the table goes on in another column or on another page."""
        is_open = self._layout.has_open_tables and not any(MERGED in row for row in rows) and len(rows[0]) > 2
        size, top = self._layout.size - 1, self._y
        for at, cells in enumerate(rows):
            row = Row(cells, size, self._width, self._measure)
            height = sum(Row(other, size, self._width, self._measure).height for other in _kept_together(rows, at))
            if self._y + height > self._floor:
                draw_uprights(self._pages[-1], self._left, self._width, top, self._y, len(cells), is_open)
                self._make_room(height)
                top = self._y
                row = Row(cells, size, self._width, self._measure)
                if at and len(rows) > 3:
                    self._row(Row(rows[0], size, self._width, self._measure), is_open, True)
            self._row(row, is_open, at == 0 or top == self._y)
        draw_uprights(self._pages[-1], self._left, self._width, top, self._y, len(rows[0]), is_open)
        self._y += self._layout.leading / 2

    def _row(self, row: Row, is_open: bool, is_head: bool) -> None:
        draw_row(self._pages[-1], row, self._left, self._y, is_open, is_head)
        self._y += row.height

    def _width_of(self, text: str, size: float) -> float:
        return self._measure(re.sub("[\ue010-\ue019]", "", text), size)

    def _note(self, number: int) -> list[str]:
        return wrap(f"{number} {self._notes[number - 1]}", self._width, 0, self._layout.size - 2, self._measure)

    @property
    def _note_step(self) -> float:
        return (self._layout.size - 2) * 1.3

    @property
    def _room(self) -> float:
        """The width of all columns together."""
        layout = self._layout
        return layout.width - layout.left - layout.right - layout.gutter * (len(self._shares) - 1)

    @property
    def _width(self) -> float:
        return self._shares[self._column] * self._room

    @property
    def _left(self) -> float:
        before = sum(self._shares[: self._column]) * self._room
        return self._layout.left + before + self._column * self._layout.gutter

    def _make_room(self, height: float) -> bool:
        """Go on in the next column or on the next page where there is no room; whether that was so."""
        if self._y + height <= self._floor:
            return False
        self._close_column()
        if self._column + 1 == len(self._shares):
            self._new_page()
        else:
            self._column += 1
            self._y, self._floor = self._top, self._bottom
        return True

    def _close_column(self) -> None:
        """Set the notes of the column that is full, under a short rule."""
        page, size = self._pages[-1], self._layout.size - 2
        if self._foot:
            top = self._bottom - len(self._foot) * self._note_step
            page.rules.append((self._left, top - 6, self._left + min(100, self._width / 2), top - 6))
            for at, line in enumerate(self._foot):
                page.pieces.append(Piece(line, self._left, top + (at + 1) * self._note_step - 2, size))
        self._foot = []

    @property
    def _bottom(self) -> float:
        is_shortened = len(self._pages) == self._shortened
        return self._layout.height - self._layout.bottom - (self._cut if is_shortened else 0)

    def _new_page(self) -> None:
        self._pages.append(Page())
        self._column, self._top = 0, self._layout.top
        self._y, self._floor = self._top, self._bottom


def _kept_together(rows: Sequence[tuple[str, ...]], at: int) -> list[tuple[str, ...]]:
    """A row and those below it that are merged with it; none where it is itself merged with the one above."""
    if MERGED in rows[at]:
        return []
    last = at + 1
    while last < len(rows) and MERGED in rows[last]:
        last += 1
    return list(rows[at:last])
