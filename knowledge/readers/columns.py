"""The order in which a page is read: columns told apart by the gutter between them, full-width lines between."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.readers.page import Block, Box, Piece, around

_SEARCHED = (0.2, 0.8)
"""Where a gutter is looked for, as shares of the width between the outermost characters."""
_STEP = 2.0
_FEWEST_LINES = 3
"""Lines in a column at least."""
_FEWEST_SIDE_BY_SIDE = 3
_NARROWEST_COLUMN = 8
"""Ems."""
_FULLEST_LINE = 0.55
"""Lines of text fill this share of their column at least; shorter ones are the cells of a table."""


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks read from the top down between two edges. `place` says which column of which: `` for the whole width,
    `l` and `r` for its halves, `rl` for the left half of the right one."""

    blocks: tuple[Block, ...]
    left: float
    right: float
    place: str = ""


def reading_order(blocks: Sequence[Block]) -> list[Region]:
    """The regions of a page, in the order they are read."""
    if not blocks:
        return []
    whole = around(block.box for block in blocks)
    return list(_joined(_regions(sorted(blocks, key=lambda block: block.box.top), whole.left, whole.right)))


def _regions(blocks: Sequence[Block], left: float, right: float, place: str = "") -> list[Region]:
    """The regions of blocks that are sorted from the top down."""
    gutter = _gutter(blocks, left, right)
    if gutter is None:
        return [Region(tuple(blocks), left, right, place)]
    regions: list[Region] = []
    for band in _bands(blocks, gutter):
        alone, before, after = _split(band, gutter)
        if alone:
            regions.append(Region(tuple(alone), left, right, place))
        if before:
            edge = max(block.box.right for block in before), min(block.box.left for block in after)
            regions += _regions(before, left, edge[0], place + "l")
            regions += _regions(after, edge[1], right, place + "r")
    return regions


def _split(band: Sequence[Block], gutter: float) -> tuple[list[Block], list[Block], list[Block]]:
    """The blocks of a band that stand alone at its top, and those of its two columns, if it has two."""
    before = [block for block in band if block.box.right <= gutter]
    after = [block for block in band if block.box.left >= gutter]
    if not before or not after or len(before) + len(after) < len(band):
        return list(band), [], []
    top = max(before[0].box.top, after[0].box.top)
    alone = [block for block in band if block.box.bottom <= top]
    before, after = ([block for block in side if block.box.bottom > top] for side in (before, after))
    if not before or not after or not _run_side_by_side(before, after):
        return list(band), [], []
    return alone, before, after


def _bands(blocks: Sequence[Block], gutter: float) -> Iterable[list[Block]]:
    """Runs of blocks that all cross the gutter or all keep beside it."""
    band: list[Block] = []
    crossing = False
    for block in blocks:
        crosses = _crosses(block.box, gutter)
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(block)
    yield band


def _joined(regions: Iterable[Region]) -> Iterable[Region]:
    """Regions of the whole width, one right after the other, as one."""
    last: Region | None = None
    for region in regions:
        if last is not None and last.place == region.place == "":
            last = Region(last.blocks + region.blocks, last.left, last.right)
        else:
            if last is not None:
                yield last
            last = region
    if last is not None:
        yield last


def _crosses(box: Box, x: float) -> bool:
    return box.left < x < box.right


def _gutter(blocks: Sequence[Block], left: float, right: float) -> float | None:
    """Where the gutter between columns runs; None where there is one column only."""
    pieces = [block for block in blocks if isinstance(block, Piece)]
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    best: tuple[int, list[float]] = (len(pieces), [])
    x = left + _SEARCHED[0] * (right - left)
    while x < left + _SEARCHED[1] * (right - left):
        crossing = sum(_crosses(piece.box, x) for piece in pieces)
        if crossing < best[0] and _is_gutter(pieces, x, left, right):
            best = (crossing, [x])
        elif crossing == best[0] and best[1] and _is_gutter(pieces, x, left, right):
            best[1].append(x)
        x += _STEP
    return statistics.median_low(best[1]) if best[1] else None


def _is_gutter(pieces: Sequence[Piece], x: float, left: float, right: float) -> bool:
    """Whether lines of running text stand on both sides of `x`, next to each other."""
    before = [piece for piece in pieces if piece.box.right <= x]
    after = [piece for piece in pieces if piece.box.left >= x]
    if min(len(before), len(after)) < _FEWEST_LINES or not _run_side_by_side(before, after):
        return False
    edge = max(piece.box.right for piece in before), min(piece.box.left for piece in after)
    return _are_text(before, edge[0] - left) and _are_text(after, right - edge[1])


def _are_text(pieces: Sequence[Piece], width: float) -> bool:
    """Whether pieces are the lines of running text in a column of this width."""
    usual = statistics.median(piece.box.width for piece in pieces)
    return usual >= _FULLEST_LINE * width and width >= _NARROWEST_COLUMN * pieces[0].size


def _run_side_by_side(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether some lines on the left have lines on the right at their height."""
    top, bottom = max(before[0].box.top, after[0].box.top), min(before[-1].box.bottom, after[-1].box.bottom)
    return all(
        sum(top - 1 <= block.box.middle[1] <= bottom + 1 for block in side) >= min(_FEWEST_SIDE_BY_SIDE, len(side))
        for side in (before, after)
    )
