"""Which elements of a web page nobody sees, by its attributes and its own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOT_SHOWN = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?=;|!|$)|font-size:0(?:px|pt|em|rem|%)?(?=;|!|$)"
    r"|text-indent:-\d{3,}|(?:left|top):-\d{4,}|color:transparent)"
)
_COLOR = re.compile(r"(?:^|;)color:([^;!]+)")
_HEXADECIMAL = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{2})?")
_CHANNELS = re.compile(r"rgba?\((\d+),(\d+),(\d+)(?:,[\d.]+)?\)")
_TOO_WHITE = 250
"""Of 255 in each channel."""
_BACKGROUND = re.compile(
    r"(?:^|;)background(?:-color|-image)?:(?!(?:#fff(?:fff)?|white|transparent|none|inherit|initial)(?=;|!|$))"
)
_OF_A_STATE = re.compile(r":(?::|hover|focus|active|before|after)")
_MOST_RULES = 2_000


def hidden_elements(page: LexborHTMLParser) -> frozenset[int]:
    """The ids (`mem_id`) of the elements that a page's own style sheets hide; @ rules (print, screen) are left out."""
    hidden: set[int] = set()
    for selector in _hiding_selectors(page):
        try:
            hidden.update(node.mem_id for node in page.css(selector))
        except SelectolaxError:  # a selector that this parser does not know hides nothing here
            continue
    return frozenset(hidden)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element's own attributes hide it with all that it holds."""
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = _condensed(attributes.get("style") or "")
    if style and _NOT_SHOWN.search(style):
        return True
    color = _color_of(style) or attributes.get("color")
    return _is_white(color) and not _stands_on_color(node)


def _color_of(style: str) -> str | None:
    match = _COLOR.search(style)
    return match[1] if match else None


def _is_white(color: str | None) -> bool:
    """Whether letters of this color cannot be told from white paper."""
    color = (color or "").strip().lower()
    if match := _HEXADECIMAL.fullmatch(color):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return min(bytes.fromhex(digits)) >= _TOO_WHITE
    if match := _CHANNELS.fullmatch(color):
        return min(map(int, match.groups())) >= _TOO_WHITE
    return color == "white"


def _stands_on_color(node: LexborNode) -> bool:
    """Whether the element or one around it has a background of its own, so that white letters can be read."""
    around: LexborNode | None = node
    while around is not None and around.tag != "-document":
        attributes = around.attributes
        color = attributes.get("bgcolor")
        if (color and not _is_white(color)) or attributes.get("background"):
            return True
        if _BACKGROUND.search(_condensed(attributes.get("style") or "")):
            return True
        around = around.parent
    return False


def _hiding_selectors(page: LexborHTMLParser) -> Iterator[str]:
    for sheet in page.css("style"):
        rules = _RULE.findall(_AT_RULE.sub("", _COMMENT.sub("", sheet.text())))
        for selector, declarations in rules[:_MOST_RULES]:
            condensed = _condensed(declarations)
            is_white = _is_white(_color_of(condensed)) and not _BACKGROUND.search(condensed)
            hides = _NOT_SHOWN.search(condensed) or is_white
            if hides and not _OF_A_STATE.search(selector):
                yield selector.strip()


def _condensed(declarations: str) -> str:
    return re.sub(r"\s", "", declarations).lower()
