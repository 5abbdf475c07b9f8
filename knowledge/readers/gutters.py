"""Gutters: the white space between two columns of running text, as against that between the cells of a table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.readers.page import Block, Piece, in_rows

_SEARCHED = (0.15, 0.85)
"""Where a gutter is looked for, as shares of the width between the outermost characters."""
_STEP = 2.0
_FEWEST_LINES = 3
"""Lines in a column at least, unless it is the last one and short."""
_NARROWEST_COLUMN = 8
"""Ems."""
_NARROWEST_GUTTER = 0.85
"""Ems; what stands nearer is one piece in any case."""
_FULLEST_LINE = 0.55
"""Lines of text fill this share of their column at least; shorter ones are the cells of a table."""
_FEWEST_FULL_LINES = 4
_SHARE_OF_FULL_LINES = 0.35
_SHORT_OF_THE_EDGE = 1.6
"""Ems that a full line ends before the edge of its column at most: the next word found no room, or a stop hangs out."""
_FIRST_LINE_BELOW = 1.5
"""Times the leading that the last column may begin below the one beside it."""
_HOLE = 1.7
"""Times the leading; cells stand further apart where others of their row take several lines."""
_ENDS_ABOVE = 2
"""Lines by which a column that is not full ends above the one before it; the last cell of a row does not."""
_NARROWEST_REST = 5
"""Ems from the edge of the text before it to the end of a column that is not full; the page numbers of a table of
contents and boxes to tick take less."""
_INDENT = (1.2, 4.5)
"""Ems that the first line of a paragraph is set in."""
_FEWEST_PARAGRAPHS = 2


def find_gutter(blocks: Sequence[Block], left: float, right: float) -> float | None:
    """Where the first gutter runs that the fewest lines cross, of blocks sorted from the top down; None for one column.

    `left` and `right` are the edges that the blocks stand between.
    """
    pieces = [block for block in blocks if isinstance(block, Piece)]
    for x in _places(pieces, left, right):
        before = [piece for piece in pieces if piece.box.right <= x]
        after = [piece for piece in pieces if piece.box.left >= x]
        if _are_columns(before, after, left, right) or _is_last_column(before, after, _above(pieces, x, after), right):
            return x
    return None


def _places(pieces: Sequence[Piece], left: float, right: float) -> Iterator[float]:
    """The middle of each way to divide the pieces, those first that the fewest pieces cross, then from the left."""
    found: dict[tuple[int, int], list[float]] = {}
    x = left + _SEARCHED[0] * (right - left)
    while x < left + _SEARCHED[1] * (right - left):
        beside = sum(piece.box.right <= x for piece in pieces), sum(piece.box.left >= x for piece in pieces)
        if min(beside) > 0:
            found.setdefault(beside, []).append(x)
        x += _STEP
    for _, places in sorted(found.items(), key=lambda way: (-sum(way[0]), way[1][0])):
        yield statistics.median_low(places)


def _are_columns(before: Sequence[Piece], after: Sequence[Piece], left: float, right: float) -> bool:
    """Whether running text stands on both sides, next to each other."""
    if min(len(before), len(after)) < _FEWEST_LINES or not run_side_by_side(before, after, _FEWEST_LINES):
        return False
    edge = max(piece.box.right for piece in before), min(piece.box.left for piece in after)
    if edge[1] - edge[0] < _NARROWEST_GUTTER * before[0].size:
        return False
    return _are_text(before, left, edge[0]) and _are_text(after, edge[1], right)


def _are_text(pieces: Sequence[Piece], left: float, right: float) -> bool:
    """Whether pieces are the lines of running text between two edges, in one column or in several."""
    width = right - left
    if width < _NARROWEST_COLUMN * pieces[0].size:
        return False
    usual = statistics.median(piece.box.width for piece in pieces)
    return usual >= _FULLEST_LINE * width or find_gutter(pieces, left, right) is not None


def run_side_by_side(before: Sequence[Block], after: Sequence[Block], fewest: int) -> bool:
    """Whether `fewest` lines of each side, or all it has, stand at the height of the other side."""
    top, bottom = max(before[0].box.top, after[0].box.top), min(before[-1].box.bottom, after[-1].box.bottom)
    return all(
        sum(top - 1 <= block.box.middle[1] <= bottom + 1 for block in side) >= min(fewest, len(side))
        for side in (before, after)
    )


def _above(pieces: Sequence[Piece], x: float, after: Sequence[Piece]) -> float:
    """Where what crosses `x` above the first piece behind it ends: a title, or text of the full width."""
    crossing = (piece.box for piece in pieces if piece.box.left < x < piece.box.right)
    return max((box.bottom for box in crossing if box.middle[1] < after[0].box.top), default=0.0)


def _is_last_column(before: Sequence[Piece], after: Sequence[Piece], above: float, right: float) -> bool:
    """Whether `after` is a column that the text does not fill, beside one that it fills.

    Its lines say little, for they may be few and short: it begins where the column before it does, its lines follow
    each other without the holes between cells, and either it ends higher up or the other is set in paragraphs.
    """
    before = [piece for piece in before if piece.box.bottom > above]
    after = [piece for piece in after if piece.box.bottom > above]
    if not before or not after:
        return False
    size, edge = before[0].size, max(piece.box.right for piece in before)
    is_apart = after[0].size <= size * 1.1 and min(piece.box.left for piece in after) - edge >= _NARROWEST_GUTTER * size
    if not is_apart or right - edge < _NARROWEST_REST * size or not _is_filled(before, edge):
        return False
    tops = [row[0].box.top for row in in_rows(before)]
    leading = statistics.median(lower - upper for upper, lower in pairwise(tops))
    lines = [row[0].box.top for row in in_rows(after)]
    if lines[0] > tops[0] + _FIRST_LINE_BELOW * leading or _has_holes(lines, leading):
        return False
    return lines[-1] < tops[-1] - _ENDS_ABOVE * leading or _is_in_paragraphs(before, edge)


def _is_filled(pieces: Sequence[Piece], edge: float) -> bool:
    """Whether enough lines of a column end at its right edge, as only running text does."""
    width = edge - min(piece.box.left for piece in pieces)
    full = sum(_is_full(piece, edge) for piece in pieces)
    is_wide = width >= _NARROWEST_COLUMN * pieces[0].size
    return is_wide and full >= max(_FEWEST_FULL_LINES, _SHARE_OF_FULL_LINES * len(pieces))


def _is_full(piece: Piece, edge: float) -> bool:
    return piece.box.right >= edge - _SHORT_OF_THE_EDGE * piece.size


def _has_holes(tops: Sequence[float], leading: float) -> bool:
    holes = sum(lower - upper > _HOLE * leading for upper, lower in pairwise(tops))
    return 2 * holes > len(tops) - 1


def _is_in_paragraphs(pieces: Sequence[Piece], edge: float) -> bool:
    """Whether first lines are set in and full lines go on at the left edge."""
    left = min(piece.box.left for piece in pieces)
    first = sum(_INDENT[0] <= (piece.box.left - left) / piece.size <= _INDENT[1] for piece in pieces)
    going_on = sum(
        _is_full(above, edge) and below.box.left - left < below.size / 2 for above, below in pairwise(pieces)
    )
    return min(first, going_on) >= _FEWEST_PARAGRAPHS
