"""Gutters: the white space between two columns of running text, as against that between the cells of a table."""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from knowledge.enumerators import Family, match_enumerator
from knowledge.readers.page import Block, Piece, in_rows
from knowledge.readers.running_text import fills_its_column, is_set_in_lines, is_set_in_paragraphs

_SEARCHED = (0.15, 0.85)
"""Where a gutter is looked for, as shares of the width between the outermost characters."""
_STEP = 2.0
_MOST_COLUMNS = 4
_PLACES_INSIDE = 3
"""Places where the next gutter is looked for behind each that may be the first: a page of a thousand cells has many."""
_FEWEST_LINES = 3
"""Lines in a column at least, unless it is the last one and short."""
_NARROWEST_GUTTER = 0.85
"""Ems; what stands nearer is one piece in any case."""
_FIRST_LINE_BELOW = 1.5
"""Times the leading that the last column may begin below the one beside it."""
_HOLE = 1.7
"""Times the leading; cells stand further apart where others of their row take several lines."""
_ENDS_ABOVE = 2
"""Lines by which a column that is not full ends above the one before it; the last cell of a row does not."""
_NARROWEST_REST = 5
"""Ems from the edge of the text before it to the end of a column that is not full; the page numbers of a table of
contents and boxes to tick take less."""
_OFF_THE_LINE = 0.2
"""Ems between lines that stand level."""
_SHARE_IN_ROWS = 0.85
_ARTICLES = (Family.ARTICLE, Family.CHINESE_COMMA)
_FEWEST_ARTICLES = 2
"""On each side: one may chance to stand in a cell."""


def find_gutter(blocks: Sequence[Block], left: float, right: float) -> float | None:
    """Where the first gutter runs that the fewest lines cross, of blocks sorted from the top down; None for one column.

    `left` and `right` are the edges that the blocks stand between.
    """
    pieces = [block for block in blocks if isinstance(block, Piece)]
    return _gutter(pieces, left, right, len(pieces), _MOST_COLUMNS)


def _gutter(pieces: Sequence[Piece], left: float, right: float, most_places: int, columns: int) -> float | None:
    """The gutter in one of the likeliest places, with at most so many columns beside it."""
    for x in islice(_places(pieces, left, right), most_places):
        before = [piece for piece in pieces if piece.box.right <= x]
        after = [piece for piece in pieces if piece.box.left >= x]
        if _are_columns(before, after, left, right, columns):
            return x
        if _is_last_column(before, after, _above(pieces, x, after), right):
            return x
    return None


def _places(pieces: Sequence[Piece], left: float, right: float) -> Iterator[float]:
    """The middle of each way to divide the pieces, those first that the fewest pieces cross, then from the left."""
    rights, lefts = sorted(piece.box.right for piece in pieces), sorted(piece.box.left for piece in pieces)
    found: dict[tuple[int, int], list[float]] = {}
    x = left + _SEARCHED[0] * (right - left)
    while x < left + _SEARCHED[1] * (right - left):
        beside = bisect_right(rights, x), len(lefts) - bisect_left(lefts, x)
        if min(beside) > 0:
            found.setdefault(beside, []).append(x)
        x += _STEP
    for _, places in sorted(found.items(), key=lambda way: (-sum(way[0]), way[1][0])):
        yield statistics.median_low(places)


def _are_columns(before: Sequence[Piece], after: Sequence[Piece], left: float, right: float, columns: int) -> bool:
    """Whether running text stands on both sides, next to each other; that behind may be in several columns."""
    if min(len(before), len(after)) < _FEWEST_LINES or not run_side_by_side(before, after, _FEWEST_LINES):
        return False
    edge = max(piece.box.right for piece in before), min(piece.box.left for piece in after)
    if edge[1] - edge[0] < _NARROWEST_GUTTER * before[0].size or not fills_its_column(before, left, edge[0]):
        return False
    if _stand_in_rows(before, after) and not (is_set_in_lines(before, edge[0]) or _count_on(before, after)):
        return False
    if fills_its_column(after, edge[1], right):
        return True
    return columns > 2 and _gutter(after, edge[1], right, _PLACES_INSIDE, columns - 1) is not None


def _count_on(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether the articles behind count on from those before, as no cells do: those of one row have one number."""
    first, second = _articles(before), _articles(after)
    is_enough = min(len(first), len(second)) >= _FEWEST_ARTICLES
    return is_enough and all(upper < lower for upper, lower in pairwise(first + second))


def _articles(pieces: Sequence[Piece]) -> list[int]:
    marks = [match_enumerator(piece.text) for piece in pieces]
    return [mark.numbers[0] for mark in marks if mark is not None and mark.family in _ARTICLES]


def _stand_in_rows(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether nearly all that is behind stands level with something before, as cells do, and lines on a common grid."""
    levels = sorted(piece.box.bottom for piece in before)
    level = 0
    for piece in after:
        near = _OFF_THE_LINE * piece.size
        level += bisect_left(levels, piece.box.bottom - near) < bisect_right(levels, piece.box.bottom + near)
    return level >= _SHARE_IN_ROWS * len(after)


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
    is_apart = min(piece.box.left for piece in after) - edge >= _NARROWEST_GUTTER * size
    if not is_apart or right - edge < _NARROWEST_REST * size or not is_set_in_lines(before, edge):
        return False
    tops = [row[0].box.top for row in in_rows(before)]
    if len(tops) < _FEWEST_LINES:
        return False
    leading = statistics.median(lower - upper for upper, lower in pairwise(tops))
    lines = [row[0].box.top for row in in_rows(after)]
    if lines[0] > tops[0] + _FIRST_LINE_BELOW * leading or _has_holes(lines, leading):
        return False
    return lines[-1] < tops[-1] - _ENDS_ABOVE * leading or is_set_in_paragraphs(before, edge)


def _has_holes(tops: Sequence[float], leading: float) -> bool:
    holes = sum(lower - upper > _HOLE * leading for upper, lower in pairwise(tops))
    return 2 * holes > len(tops) - 1
