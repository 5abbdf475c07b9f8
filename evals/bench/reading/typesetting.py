"""Setting a document on pages: lines, footnotes, tables, running heads and page numbers, for PDF, OFD and scans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evals.bench.reading.pages import WIDTH, Measure, Page, Piece, Style, wrap
from evals.bench.reading.sources import FOOTNOTE_MARK, MERGED, Block, Kind, SourceDocument, accepted

_TOP, _BOTTOM, _LEFT = 100.0, 745.0, 90.0
_NOTE_SIZE = 9.0
_RAISED = {str(number): chr(0xE000 + number) for number in range(1, 10)}
"""Private characters that stand for a footnote mark while lines are set."""


class Setter:
    """Sets one document, from the top of the first page on."""

    def __init__(self, document: SourceDocument, style: Style, measure: Measure) -> None:
        self._document, self._style, self._measure = document, style, measure
        self._pages: list[Page] = []
        self._width = (WIDTH - 2 * _LEFT - 22 * (style.columns - 1)) / style.columns
        self._notes = [block.text for block in document.blocks if block.kind is Kind.FOOTNOTE]
        self._column, self._top = 0, _TOP
        self._y = self._floor = 0.0

    def pages(self) -> list[Page]:
        """The pages of the document."""
        self._new_page()
        for at, block in enumerate(self._document.blocks):
            if at and block.kind is not Kind.TITLE and self._document.blocks[at - 1].kind is Kind.TITLE:
                self._top = max(self._top, self._y) if len(self._pages) == 1 and self._column == 0 else self._top
            self._set(block)
        return self._pages

    def _set(self, block: Block) -> None:
        size = self._style.size
        if block.kind is Kind.PAGE_BREAK:
            self._new_page()
        elif block.kind is Kind.TITLE:
            self._centred(block.words, size + 4, WIDTH - 2 * _LEFT if self._y == self._top else self._width)
        elif block.kind is Kind.HEADING:
            self._centred(block.words, size, self._width)
        elif block.kind is Kind.SIGNATURE:
            self._signature(block.words)
        elif block.kind is Kind.TABLE:
            self._table(block.rows)
        elif block.kind is Kind.PARAGRAPH:
            self._paragraph(accepted(block.text))

    def _paragraph(self, text: str) -> None:
        text = FOOTNOTE_MARK.sub(lambda match: _RAISED[match[1]], text)
        indent = 2 * self._style.size
        for number, line in enumerate(wrap(text, self._width, indent, self._style.size, self._width_of)):
            notes = [self._note(int(mark)) for mark, sign in _RAISED.items() if sign in line]
            self._room(self._style.leading + sum(len(note) * (_NOTE_SIZE + 4) for note in notes))
            self._line(line, self._left() + (indent if number == 0 else 0), self._style.size)
            for note in notes:
                self._foot(note)

    def _width_of(self, text: str, size: float) -> float:
        return self._measure(re.sub("[\ue000-\ue009]", "", text), size)

    def _note(self, number: int) -> list[str]:
        text = f"{number} {self._notes[number - 1]}"
        return wrap(text, self._width, 0, _NOTE_SIZE, self._measure)

    def _foot(self, note: list[str]) -> None:
        """A footnote at the foot of the column, under a short rule."""
        step, page = _NOTE_SIZE + 4, self._pages[-1]
        self._floor -= len(note) * step
        if not any(rule[1] == rule[3] and rule[2] - rule[0] == 120 for rule in page.rules):
            page.rules.append((self._left(), self._floor - 6, self._left() + 120, self._floor - 6))
            self._floor -= 12
            for at, line in enumerate(note):
                page.pieces.append(Piece(line, self._left(), self._floor + 12 + (at + 1) * step - 2, _NOTE_SIZE))
            return
        shifted = [
            replace(piece, baseline=piece.baseline - len(note) * step) if piece.size == _NOTE_SIZE else piece
            for piece in page.pieces
        ]
        page.pieces[:] = shifted
        page.rules[:] = [(a, b - len(note) * step, c, d - len(note) * step) if c - a == 120 and b == d else (a, b, c, d)
                         for a, b, c, d in page.rules]  # fmt: skip
        for at, line in enumerate(note):
            page.pieces.append(Piece(line, self._left(), _BOTTOM - (len(note) - at - 1) * step - 2, _NOTE_SIZE))

    def _line(self, text: str, left: float, size: float) -> None:
        """A line at the place reached, with footnote marks raised."""
        page = self._pages[-1]
        for part in re.split("([\ue000-\ue009])", text):
            if not part:
                continue
            raised = part in _RAISED.values()
            words, part_size = (str(ord(part) - 0xE000), size / 2) if raised else (part, size)
            page.pieces.append(Piece(words, left, self._y + size - (size * 0.4 if raised else 0), part_size))
            left += self._measure(words, part_size)
        self._y += self._style.leading

    def _centred(self, text: str, size: float, width: float) -> None:
        for line in wrap(text, width, 0, size, self._measure):
            self._room(self._style.leading)
            self._line(line, self._left() + (width - self._measure(line, size)) / 2, size)

    def _signature(self, text: str) -> None:
        self._room(self._style.leading)
        right = self._left() + self._width - 2 * self._style.size
        left = right - self._measure(text, self._style.size)
        if self._style.seal:
            self._pages[-1].seal = (left + 60, self._y, self._style.seal)
        self._line(text, left, self._style.size)

    def _left(self) -> float:
        return _LEFT + self._column * (self._width + 22)

    def _room(self, height: float) -> None:
        """Go on in the next column or on the next page where there is no room."""
        if self._y + height <= self._floor:
            return
        if self._column + 1 < self._style.columns:
            self._column += 1
            self._y, self._floor = self._top, _BOTTOM
        else:
            self._new_page()

    def _new_page(self) -> None:
        page, style = Page(), self._style
        self._pages.append(page)
        self._column, self._top = 0, _TOP
        self._y, self._floor = self._top, _BOTTOM
        if style.watermark:
            page.pieces.append(Piece(style.watermark, 150, 600, 48, "lightgrey", 45))
        if style.head:
            page.pieces.append(Piece(self._document.title, _LEFT, 60, 10))
            page.rules.append((_LEFT, 66, WIDTH - _LEFT, 66))
        if style.page_numbers:
            text = f"— {len(self._pages)} —"
            page.pieces.append(Piece(text, (WIDTH - self._measure(text, 12)) / 2, 790, 12))

    def _table(self, rows: Sequence[tuple[str, ...]]) -> None:
        """A ruled table with columns of one width; merged cells have no rule between them."""
        size, width = self._style.size - 3, self._width / len(rows[0])
        lines = [[wrap("" if c == MERGED else c, width - 10, 0, size, self._measure) for c in row] for row in rows]
        heights = [max(len(cell) for cell in row) * (size + 4) + 8 for row in lines]
        self._room(sum(heights))
        top, page = self._y, self._pages[-1]
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                left = self._left() + column * width
                if cell == MERGED:
                    continue
                page.rules.append((left, self._y, left + width, self._y))
                span = 1
                while at + span < len(rows) and rows[at + span][column] == MERGED:
                    span += 1
                height = sum(heights[at : at + span])
                first = self._y + (height - len(lines[at][column]) * (size + 4)) / 2
                for number, line in enumerate(lines[at][column]):
                    page.pieces.append(Piece(line, left + 5, first + number * (size + 4) + size, size))
            self._y += heights[at]
        page.rules.append((self._left(), self._y, self._left() + self._width, self._y))
        for column in range(len(rows[0]) + 1):
            x = self._left() + column * width
            page.rules.append((x, top, x, self._y))
        self._y += self._style.leading / 2
