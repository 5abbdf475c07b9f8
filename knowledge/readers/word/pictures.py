"""Pictures, charts and embedded objects of a Word document: is one large enough to carry text that is lost?"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from knowledge.readers.word.names import WP, V, W, to_number

_EMU_PER_CENTIMETRE = 360_000
_POINTS_PER_CENTIMETRE = 28.35
_LARGE_WIDTH, _LARGE_HEIGHT = 10.0, 5.0
"""Centimetres: a scanned half page is larger, a seal (4.2 cm), a logo or a two-dimensional code is smaller."""
_STYLE_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]+)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_UNITS = {"pt": 1.0, "in": 72.0, "cm": _POINTS_PER_CENTIMETRE, "mm": _POINTS_PER_CENTIMETRE / 10, "px": 0.75, "": 1.0}
PICTURES = (W + "drawing", W + "pict", W + "object")


def is_large(picture: Element) -> bool:
    """Whether a picture is at least 10 cm wide and 5 cm high as it is shown."""
    return any(width >= _LARGE_WIDTH and height >= _LARGE_HEIGHT for width, height in _sizes(picture))


def _sizes(picture: Element) -> list[tuple[float, float]]:
    """Width and height of each shape, in centimetres."""
    sizes: list[tuple[float, float]] = []
    for extent in picture.iter(WP + "extent"):
        width, height = to_number(extent.get("cx")), to_number(extent.get("cy"))
        if width is not None and height is not None:
            sizes.append((width / _EMU_PER_CENTIMETRE, height / _EMU_PER_CENTIMETRE))
    for shape in (element for element in picture.iter() if element.tag.startswith(V)):
        lengths = {
            name.lower(): float(amount) * _UNITS[(unit or "").lower()] / _POINTS_PER_CENTIMETRE
            for name, amount, unit in _STYLE_LENGTH.findall(shape.get("style", ""))
            if amount.count(".") <= 1 and amount != "."
        }
        if len(lengths) == 2:
            sizes.append((lengths["width"], lengths["height"]))
    return sizes
