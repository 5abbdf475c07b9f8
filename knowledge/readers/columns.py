"""The order in which a page is read: columns told apart by the gutter between them, full-width lines between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.readers.gutters import find_gutter, run_side_by_side
from knowledge.readers.page import Block, Box, around

_FEWEST_SIDE_BY_SIDE = 3
_SAME_EDGE = 12.0
"""Points that a column's edges may differ from page to page; a full stop hangs out of one and not of the other."""


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


def with_columns_of_other_pages(regions: Sequence[tuple[float, Region]]) -> list[tuple[float, Region]]:
    """Regions of all pages, each with its page's width; what reaches as far as a column of a page as wide is in it."""
    columns = [(width, region) for width, region in regions if region.place]
    return [
        (width, _in_a_column(region, [column for other, column in columns if other == width]))
        for width, region in regions
    ]


def _in_a_column(region: Region, columns: Sequence[Region]) -> Region:
    """The region named after the column, of those given, that has its edges; as it is where there is none."""
    if region.place:
        return region
    for column in columns:
        if max(abs(region.left - column.left), abs(region.right - column.right)) < _SAME_EDGE:
            return replace(region, place=column.place)
    return region


def _regions(blocks: Sequence[Block], left: float, right: float, place: str = "") -> list[Region]:
    """The regions of blocks that are sorted from the top down."""
    gutter = find_gutter(blocks, left, right)
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
    fewest = min(_FEWEST_SIDE_BY_SIDE, len(before), len(after))
    if not before or not after or not run_side_by_side(before, after, fewest):
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
