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
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?(?:ff)?|white|rgba?\(255,255,255(?:,[\d.]+)?\))(?=;|!|$)")
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
    white = bool(style and _WHITE.search(style)) or _is_white(attributes.get("color"))
    return white and not _stands_on_color(node)


def _is_white(color: str | None) -> bool:
    return (color or "").strip().lower() in ("white", "#fff", "#ffffff", "ffffff")


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
            hides = _NOT_SHOWN.search(condensed) or (_WHITE.search(condensed) and not _BACKGROUND.search(condensed))
            if hides and not _OF_A_STATE.search(selector):
                yield selector.strip()


def _condensed(declarations: str) -> str:
    return re.sub(r"\s", "", declarations).lower()
