"""Word's automatic numbering, rebuilt: what is printed before each paragraph of a list.

The definitions are those of numbering.xml; the counters run as Word runs them: lists on one abstract definition count
on from each other unless a list overrides the start; a level starts anew after a higher one unless `lvlRestart` says
otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from knowledge.readers.counters import BULLET_MARK, format_number
from knowledge.readers.word.names import MC, W, is_on, number_of, to_number, value_of
from knowledge.readers.word.styles import NumberingUse, Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_CLOSED_MARK = re.compile(r"[、）】〕》：．，。\u2474-\u249b\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]$")
_EXTRA_FORMATS = {"001, 002, 003, ...": "decimalZero"}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. `restart` is the number of the level (from 1) after which it starts anew, 0 for never."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list of a document (`w:num`): its abstract definition and what it overrides, by level."""

    abstract_id: int
    starts: dict[int, int]
    levels: dict[int, ListLevel]


@dataclass(slots=True)
class Numbering:
    """The lists of one document, with the state of their counters while its paragraphs pass in order."""

    abstracts: dict[int, dict[int, ListLevel]]
    lists: dict[int, ListUse]
    styles: Styles
    _counters: dict[int, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def mark(self, own: NumberingUse | None, style_id: str | None) -> str:
        """What is printed before the next paragraph, white space after it included; nothing if it has no number."""
        placed = self._place(own, style_id)
        if placed is None:
            return ""
        num_id, level = placed
        use = self.lists[num_id]
        if level not in self._levels(use):
            return ""
        return self._printed(use, level, self._count(num_id, use, level))

    def _place(self, own: NumberingUse | None, style_id: str | None) -> tuple[int, int] | None:
        """The list and level of a paragraph: its own words first, then its style's."""
        styled, asked = self.styles.numbering_of(style_id or self.styles.default_paragraph)
        num_id = own.num_id if own is not None and own.num_id is not None else (styled.num_id if styled else None)
        if not num_id or num_id not in self.lists:
            return None
        if own is not None and own.level is not None:
            return num_id, own.level
        levels = self._levels(self.lists[num_id])
        linked = (at for style in asked for at, level in levels.items() if level.style_id == style)
        fallback = styled.level if styled is not None and styled.level is not None and own is None else 0
        return num_id, next(linked, fallback)

    def _levels(self, use: ListUse) -> dict[int, ListLevel]:
        return self.abstracts.get(use.abstract_id, {}) | use.levels

    def _count(self, num_id: int, use: ListUse, level: int) -> dict[int, int]:
        """Count on at `level` and return the counters of the list."""
        levels = self._levels(use)
        counters = self._counters.setdefault(use.abstract_id, {})
        restarts = level in use.starts and (num_id, level) not in self._started
        self._started.add((num_id, level))
        if restarts:
            counters[level] = use.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = use.starts.get(level, levels[level].start)
        for below in [at for at in counters if at > level]:
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                del counters[below]
        return counters

    def _printed(self, use: ListUse, level: int, counters: dict[int, int]) -> str:
        levels = self._levels(use)
        own = levels[level]
        if own.number_format == "bullet":
            return BULLET_MARK if own.text.strip() else ""

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            named = levels.get(at, ListLevel())
            value = counters.get(at, use.starts.get(at, named.start))
            return format_number(value, "decimal" if own.is_legal and at <= level else named.number_format)

        text = _PLACE.sub(number, own.text)
        return text + _gap(text, own.suffix) if text.strip() else ""


def _gap(mark: str, suffix: str) -> str:
    """The white space between a mark and the words: none after 、 and ）, whose own width sets the words off."""
    return "" if suffix == "nothing" or _CLOSED_MARK.search(mark) else " "


def parse_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of the part numbering.xml, which may be missing."""
    abstracts: dict[int, dict[int, ListLevel]] = {}
    lists: dict[int, ListUse] = {}
    if root is None:
        return Numbering(abstracts, lists, styles)
    linked: dict[int, str] = {}
    by_style: dict[str, int] = {}
    for element in root.findall(W + "abstractNum"):
        abstract_id = to_number(element.get(W + "abstractNumId"))
        if abstract_id is None:
            continue
        abstracts[abstract_id] = _parse_levels(element)
        if link := value_of(element, "numStyleLink"):
            linked[abstract_id] = link
        if style := value_of(element, "styleLink"):
            by_style[style] = abstract_id
    for element in root.findall(W + "num"):
        num_id, abstract_id = to_number(element.get(W + "numId")), number_of(element, "abstractNumId")
        if num_id is not None and abstract_id is not None:
            abstract_id = by_style.get(linked.get(abstract_id, ""), abstract_id)
            lists[num_id] = _parse_use(element, abstract_id, abstracts.get(abstract_id, {}))
    return Numbering(abstracts, lists, styles)


def _parse_use(element: Element, abstract_id: int, abstract: dict[int, ListLevel]) -> ListUse:
    starts: dict[int, int] = {}
    levels: dict[int, ListLevel] = {}
    for override in element.findall(W + "lvlOverride"):
        at = to_number(override.get(W + "ilvl"))
        start, level = number_of(override, "startOverride"), override.find(W + "lvl")
        if at is None or not 0 <= at < _LEVELS:
            continue
        if level is not None:
            levels[at] = _parse_level(level)
        if start is not None:
            starts[at] = start
            levels[at] = replace(levels.get(at, abstract.get(at, ListLevel())), start=start)
    return ListUse(abstract_id, starts, levels)


def _parse_levels(abstract: Element) -> dict[int, ListLevel]:
    found = {to_number(level.get(W + "ilvl")): _parse_level(level) for level in abstract.findall(W + "lvl")}
    return {at: level for at, level in found.items() if at is not None and 0 <= at < _LEVELS}


def _parse_level(element: Element) -> ListLevel:
    start = number_of(element, "start")
    return ListLevel(
        start=start if start is not None else 0,
        number_format=_number_format(element),
        text=value_of(element, "lvlText") or "",
        suffix=value_of(element, "suff") or "tab",
        restart=number_of(element, "lvlRestart"),
        is_legal=bool(is_on(element, "isLgl")),
        style_id=value_of(element, "pStyle"),
    )


def _number_format(level: Element) -> str:
    """The format of a level; newer ones stand in an alternative with the older one beside it."""
    direct = level.find(W + "numFmt")
    chosen = direct if direct is not None else level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if chosen is None:
        return "decimal"
    name = chosen.get(W + "val", "decimal")
    return _EXTRA_FORMATS.get(chosen.get(W + "format", ""), name) if name == "custom" else name
