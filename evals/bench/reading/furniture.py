"""What stands around the text of held-out pages: running heads, page numbers, rules between columns."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bench.reading.layouts import Layout
from evals.bench.reading.pages import Measure, Page, Piece
from evals.bench.reading.sources import SourceDocument

_SIZE = 9.0  # points


def furnish(pages: Sequence[Page], document: SourceDocument, layout: Layout, measure: Measure) -> None:
    """Add heads, page numbers and rules to pages that have been set."""
    for number, page in enumerate(pages, 1):
        if layout.has_gutter_rule:
            _rule_gutters(page, layout)
        words = layout.number.format(number=number, count=len(pages))
        _put(page, words, layout.height - layout.bottom / 2, layout, measure, _side(number, layout))
        if layout.head == "title":
            _put(page, document.title, layout.top / 2, layout, measure, 0.5)
        elif layout.head:
            _put(page, document.metadata["issuer"] or document.title, layout.top / 2, layout, measure, 0.0)
            _put(page, f"2026年第{len(document.title)}期", layout.top / 2, layout, measure, 1.0)
            y = layout.top / 2 + 5
            page.rules.append((layout.left, y, layout.width - layout.right, y))


def _side(number: int, layout: Layout) -> float:
    """Where a page's number stands, from 0 at the left margin to 1 at the right one."""
    return float(number % 2) if layout.is_number_outside else 0.5


def _put(page: Page, words: str, baseline: float, layout: Layout, measure: Measure, place: float) -> None:
    room = layout.width - layout.left - layout.right - measure(words, _SIZE)
    page.pieces.append(Piece(words, layout.left + place * room, baseline, _SIZE))


def _rule_gutters(page: Page, layout: Layout) -> None:
    """Upright rules from the highest to the lowest line that stands behind the first gutter."""
    room = layout.width - layout.left - layout.right - layout.gutter * (len(layout.columns) - 1)
    x = layout.left
    for share in layout.columns[:-1]:
        x += share * room + layout.gutter
        behind = [
            piece.baseline
            for piece in page.pieces
            if piece.size <= layout.size and abs(piece.left - x) < layout.size * 3
        ]
        if behind:
            middle = x - layout.gutter / 2
            page.rules.append((middle, min(behind) - layout.size, middle, max(behind)))
