"""The numbers of HTML lists, counted as a browser renders them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from knowledge.readers.counters import BULLET_MARK, format_number, letters, roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE_STYLES = frozenset(
    ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "japanese-informal")
)
_KNOWN_STYLES = frozenset(
    ("none", "decimal", "decimal-leading-zero", "lower-alpha", "lower-latin", "upper-alpha", "upper-latin",
     "lower-roman", "upper-roman", "disc", "circle", "square", *_CHINESE_STYLES)
)  # fmt: skip
_BULLETS = ("disc", "circle", "square")


@dataclass(slots=True)
class OpenList:
    """A list that the text is inside of; `next_value` is the number of its next item."""

    style: str
    next_value: int = 1
    step: int = 1

    def mark(self, item: LexborNode) -> str:
        """What is printed before an item."""
        value = _integer(item.attributes.get("value"))
        if value is not None:
            self.next_value = value
        number, self.next_value = self.next_value, self.next_value + self.step
        style = _style_of(item, self.style)
        if style == "none":
            return ""
        return BULLET_MARK if style in _BULLETS else _numbered(number, style)


def open_list(node: LexborNode) -> OpenList:
    """The list that an element `ol`, `ul`, `menu` or `dir` opens."""
    if node.tag != "ol":
        return OpenList(_style_of(node, "disc"))
    start = _integer(node.attributes.get("start"))
    if "reversed" not in node.attributes:
        return OpenList(_style_of(node, "decimal"), 1 if start is None else start)
    return OpenList(_style_of(node, "decimal"), _count_items(node) if start is None else start, step=-1)


def _numbered(number: int, style: str) -> str:
    if style in _CHINESE_STYLES:
        return f"{format_number(number, 'chineseCountingThousand')}、"
    if style.endswith(("alpha", "latin")) and number > 0:
        text = letters(number)
    elif style.endswith("roman"):
        text = roman(number)
    else:
        text = f"{number:02}" if style == "decimal-leading-zero" else str(number)
    return f"{text.upper() if style.startswith('upper') else text}. "


def _style_of(node: LexborNode, inherited: str) -> str:
    """The list style that an element's own attributes give, else `inherited`."""
    match = _STYLE.search(node.attributes.get("style") or "")
    words = match[1].lower().split() if match else []
    style = next((word for word in words if word in _KNOWN_STYLES), None)
    return style or _TYPES.get(node.attributes.get("type") or "", inherited)


def _count_items(node: LexborNode) -> int:
    count, child = 0, node.first_child
    while child is not None:
        count += child.tag == "li"
        child = child.next
    return count


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,9}\s*", text) else None
