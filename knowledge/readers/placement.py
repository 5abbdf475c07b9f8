"""A PDF's coordinates and those of its page as it is read."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.readers.page import Box
from knowledge.readers.pdf_objects import Area


@dataclass(frozen=True, slots=True)
class Placement:
    """How the PDF's coordinates become those of the page as it is read: turned by quarters, y downwards."""

    page: Area
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.page[2] - self.page[0], self.page[3] - self.page[1]
        return (height, width) if self.turn in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point."""
        left, bottom, right, top = self.page
        match self.turn:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
            case _:
                return x - left, top - y

    def box(self, area: Area) -> Box:
        """An area."""
        (x1, y1), (x2, y2) = self.point(area[0], area[1]), self.point(area[2], area[3])
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
