"""Running text as against the cells of a table: what pieces on one side of a gutter look like.

Pieces are those of one side, sorted from the top down; edges are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from knowledge.readers.page import Piece

NARROWEST_COLUMN = 8
"""Ems."""
_FULLEST_LINE = 0.55
"""Lines of text fill this share of their column at least; shorter ones are the cells of a table."""
_FEWEST_FULL_LINES = 4
_SHARE_OF_FULL_LINES = 0.35
_SHORT_OF_THE_EDGE = 1.6
"""Ems that a full line ends before the edge of its column at most: the next word found no room, or a stop hangs out."""
_INDENT = (1.2, 4.5)
"""Ems that the first line of a paragraph is set in."""
_FEWEST_PARAGRAPHS = 2
_SIGNS_IN_SENTENCES = "，。；：,;:"
_SHARE_WITH_SIGNS = 0.25
"""Of lines; every other line of a rule has one, names and amounts have none."""


def fills_its_column(pieces: Sequence[Piece], left: float, right: float) -> bool:
    """Whether most of what is written stands in lines long enough for a column between two edges."""
    width = right - left
    long = sum(piece.box.width for piece in pieces if piece.box.width >= _FULLEST_LINE * width)
    return 2 * long >= sum(piece.box.width for piece in pieces) and width >= NARROWEST_COLUMN * pieces[0].size


def is_set_in_lines(pieces: Sequence[Piece], right: float) -> bool:
    """Whether a column up to `right` holds sentences broken into lines, not cells that chance to be of one length."""
    sentences = sum(any(sign in piece.text for sign in _SIGNS_IN_SENTENCES) for piece in pieces)
    if sentences < _SHARE_WITH_SIGNS * len(pieces):
        return False
    return _has_full_lines(pieces, right) or is_set_in_paragraphs(pieces, right)


def _has_full_lines(pieces: Sequence[Piece], right: float) -> bool:
    """Whether enough lines end at the right edge."""
    width = right - min(piece.box.left for piece in pieces)
    full = sum(_is_full(piece, right) for piece in pieces)
    is_wide = width >= NARROWEST_COLUMN * pieces[0].size
    return is_wide and full >= max(_FEWEST_FULL_LINES, _SHARE_OF_FULL_LINES * len(pieces))


def is_set_in_paragraphs(pieces: Sequence[Piece], right: float) -> bool:
    """Whether first lines are set in and full lines go on at the left edge."""
    left = min(piece.box.left for piece in pieces)
    first = sum(_INDENT[0] * piece.size <= piece.box.left - left <= _INDENT[1] * piece.size for piece in pieces)
    going_on = sum(
        _is_full(above, right) and below.box.left - left < below.size / 2 for above, below in pairwise(pieces)
    )
    return min(first, going_on) >= _FEWEST_PARAGRAPHS


def _is_full(piece: Piece, right: float) -> bool:
    return piece.box.right >= right - _SHORT_OF_THE_EDGE * piece.size
