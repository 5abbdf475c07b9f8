"""Characters of Word's symbol fonts that documents use as boxes and ticks, as Unicode."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA8: "□", 0xD8: "➢",
    0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x30: "□",
    **{0x81 + index: chr(0x2460 + index) for index in range(10)},
}  # fmt: skip
_SYMBOL = {0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB7: "•", 0xB0: "°", 0xAE: "→", 0xE5: "∑"}
_PRIVATE_USE = 0xF000


def symbol_text(font: str, code: str) -> str:
    """The character that `w:sym` shows; one of an unknown font stays what the file says, a private character."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0 < point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    table = _WINGDINGS if font.startswith("Wingdings") else _SYMBOL if font == "Symbol" else {}
    return table.get(point & 0xFF if point >= _PRIVATE_USE else point, chr(point))
