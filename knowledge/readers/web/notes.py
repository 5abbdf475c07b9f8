"""Footnotes of a web page: marks such as [1] that link to an element further down, as Word saves its own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARK = re.compile(r"\s*[\[【(（〔]?\s*(?:注|尾注)?\s*(?:\d{1,3}|[①-⑳]|[ivx]{1,5}|\*{1,3}|[†‡])\s*[\]】)）〕]?\s*")
_OWN_MARK = re.compile(r"\s*(?:[\[【(（〔]\s*(?:\d{1,3}|[ivx]{1,5})\s*[\]】)）〕]|[①-⑳]|[*†‡]{1,3}|[↩↑^])\s*")
_BACK_LINK = re.compile(r"[\s↩︎↑^]*(?:返回)?[\s↩︎↑^]*$")
_NOTE_TAGS = ("li", "p", "div", "dd", "aside")
_LONGEST_NOTE = 1_000
_MOST_NOTES = 2_000


@dataclass(frozen=True, slots=True)
class Notes:
    """Printed notes by the id (`mem_id`) of the link that refers to them, and the ids of the elements they stand in."""

    by_reference: dict[int, str] = field(default_factory=dict)
    elements: frozenset[int] = frozenset()


def find_notes(page: LexborHTMLParser) -> Notes:
    """The footnotes of a page. A link is a reference if its text is a mark and its target a note further down."""
    if page.css_first('a[href^="#"]') is None:
        return Notes()
    by_reference: dict[int, str] = {}
    elements: dict[int, int] = {}
    for link, target in _marked_links(page):
        element = _note_element(target)
        if element is None or element.mem_id in _ids_around(link):
            continue
        text = _note_text(element)
        if not text:
            continue
        number = elements.setdefault(element.mem_id, len(elements) + 1)
        by_reference[link.mem_id] = f"注{number}：{text}"
    return Notes(by_reference, frozenset(elements))


def _marked_links(page: LexborHTMLParser) -> Iterator[tuple[LexborNode, LexborNode]]:
    """The links with a mark for text, each with the element that it leads to, which stands behind it."""
    order = {node.mem_id: index for index, node in enumerate(page.css("*"))}
    anchors = {name: node for node in page.css("[id], a[name]") for name in _names(node)}
    for link in page.css('a[href^="#"]')[:_MOST_NOTES]:
        target = anchors.get((link.attributes.get("href") or "")[1:])
        if target is not None and _MARK.fullmatch(link.text()) and order[target.mem_id] > order[link.mem_id]:
            yield link, target


def _names(node: LexborNode) -> Iterator[str]:
    for attribute in ("id", "name"):
        if name := node.attributes.get(attribute):
            yield name


def _note_element(target: LexborNode) -> LexborNode | None:
    """The block that the target is or stands at the head of."""
    node: LexborNode | None = target
    while node is not None and node.tag not in _NOTE_TAGS:
        node = node.parent
    return node


def _ids_around(node: LexborNode) -> set[int]:
    ids: set[int] = set()
    around: LexborNode | None = node
    while around is not None:
        ids.add(around.mem_id)
        around = around.parent
    return ids


def _note_text(element: LexborNode) -> str:
    """The words of a note without its own mark and the link back."""
    text = " ".join(element.text().split())
    if len(text) > _LONGEST_NOTE:
        return ""
    own = _OWN_MARK.match(text)
    return _BACK_LINK.sub("", text[own.end() :] if own else text)
