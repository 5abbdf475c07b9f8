"""What lies on a page that has been laid out, whether drawn by a PDF or recognised in a picture.

Coordinates are points (1/72 inch) from the top left corner of the page as it is read, y growing downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def is_level_with(self, other: Box) -> bool:
        """Whether the two lie on one line: they share more than half of the lower one's height."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > min(self.height, other.height) / 2


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of at least one box."""
    lefts, tops, rights, bottoms = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character. `size` is that of its font; `spaced` tells that white space was written before it."""

    character: str
    box: Box
    baseline: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a wide gap, or a line recognised by OCR, with its `confidence` in 0 … 1.

    `raised` are the spans of `text` that are set small above the line. `notes` are the footnotes it refers to.
    """

    text: str
    box: Box
    size: float
    raised: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    confidence: float = 1.0

    def moved(self, across: float, down: float) -> Piece:
        """The piece in another place."""
        box = self.box
        return replace(self, box=Box(box.left + across, box.top + down, box.right + across, box.bottom + down))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one tuple of cells a row, from left to right."""

    box: Box
    rows: tuple[tuple[str, ...], ...]


Block = Piece | Table


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be read on one page, in no order. `number` counts from one; `rules` are drawn lines."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    rules: tuple[Box, ...] = ()


def text_size(pages: Iterable[Page]) -> float:
    """The font size that most characters have; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Piece):
                sizes[round(block.size)] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def in_rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that lie on one line together, lines from the top down, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.middle[1]):
        if rows and piece.box.is_level_with(rows[-1][-1].box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box.left) for row in rows]
