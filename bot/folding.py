"""Full-width letters, digits and punctuation made half-width, one character for one, so that offsets stay."""

from __future__ import annotations

from typing import Final

_FULL_WIDTH_SHIFT: Final = 0xFEE0
_WIDTHS: Final = {code + _FULL_WIDTH_SHIFT: code for code in range(0x21, 0x7F)} | {
    0x3000: 0x20,  # ideographic space
    0x00A0: 0x20,  # no-break space
    0xFFE5: 0xA5,  # full-width yen sign
    0x2212: 0x2D,  # minus sign
    0x2013: 0x2D,  # en dash
    0x2014: 0x2D,  # em dash
    0xFE63: 0x2D,  # small hyphen-minus
    0x3010: 0x5B,  # black lenticular brackets, used like square ones in document numbers
    0x3011: 0x5D,
    0x3014: 0x5B,  # tortoise-shell brackets
    0x3015: 0x5D,
    0xFE5D: 0x5B,  # small tortoise-shell brackets
    0xFE5E: 0x5D,
}


def fold_width(text: str) -> str:
    """`text` with half-width forms; the result has the same length, so an offset in one is an offset in the other."""
    return text.translate(_WIDTHS)
