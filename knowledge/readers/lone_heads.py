"""Running heads told on one page by itself, where no other page repeats them."""

from __future__ import annotations

import re

from knowledge.readers.page import Box, Page, Piece

_SMALLER_PRINT = 0.8
"""Of the text's size."""
_SMALL_PRINT = 0.97
_LARGE_PRINT = 1.15
"""Times the size of a head that repeats it: print of the title."""
_HEAD_ROOM = 0.09
"""Share of the page's height."""
_GAP_UNDER_A_HEAD = 1.5
"""Times the text's size."""
_RULE_BELOW = 1.0
"""Ems between the foot of a head and the rule under it at most."""
_SAME_END = 3.0
"""Points."""
_WIDTH_OF_A_RULE = 0.6
"""Share of the page's width."""
_FEWEST_LETTERS = 4


def is_lone_head(page: Page, piece: Piece, body_size: float) -> bool:
    """Whether a piece at the very top is a head: set apart, set on a rule, or the title once more in smaller print."""
    if piece.box.bottom > _HEAD_ROOM * page.height:
        return False
    return (
        _stands_apart(page, piece, body_size)
        or _stands_on_a_rule(page, piece, body_size)
        or _repeats_the_title(page, piece)
    )


def _stands_apart(page: Page, piece: Piece, body_size: float) -> bool:
    """Whether a piece is in small print, well above the text."""
    if piece.size > _SMALLER_PRINT * body_size:
        return False
    below = [block.box.top for block in page.blocks if block.box.top > piece.box.bottom]
    return bool(below) and min(below) - piece.box.bottom > _GAP_UNDER_A_HEAD * body_size


def _stands_on_a_rule(page: Page, piece: Piece, body_size: float) -> bool:
    """Whether a rule across the page parts a piece, smaller than the text, from it; a table has several as long."""
    return piece.size <= _SMALL_PRINT * body_size and any(
        rule.width >= _WIDTH_OF_A_RULE * page.width
        and abs(rule.middle[1] - piece.box.bottom) <= _RULE_BELOW * piece.size
        and not any(_have_the_same_ends(rule, other) for other in page.rules if other is not rule)
        for rule in page.rules
    )


def _have_the_same_ends(rule: Box, other: Box) -> bool:
    return abs(rule.left - other.left) < _SAME_END and abs(rule.right - other.right) < _SAME_END


def _repeats_the_title(page: Page, piece: Piece) -> bool:
    """Whether the words of a piece stand below once more in large print, on one line or broken into several."""
    words = _bare(piece.text)
    large = [
        block
        for block in page.blocks
        if isinstance(block, Piece) and block.size >= _LARGE_PRINT * piece.size and block.box.top > piece.box.bottom
    ]
    title = "".join(_bare(block.text) for block in sorted(large, key=lambda block: block.box.top))
    return len(words) >= _FEWEST_LETTERS and words in title


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
