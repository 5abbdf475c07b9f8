"""The styles of a Word document, as far as they decide what is seen and what is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.readers.word.names import W, is_on, number_of, to_number, value_of

_DEEPEST_CHAIN = 50
_SMALLEST_SIZE = 2
"""Half points: text of one point is there to be overlooked."""
_TOO_WHITE = 250
"""Of 255 in each channel: such letters cannot be told from the paper."""
_PAPER = (None, "auto", "FFFFFF")
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """What formatting says of how text is seen; None where it says nothing. `size` in half points."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    color: str | None = None
    size: int | None = None
    shading: str | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, else `below`."""
        return Look(
            self.is_hidden if self.is_hidden is not None else below.is_hidden,
            self.is_struck if self.is_struck is not None else below.is_struck,
            self.color or below.color,
            self.size if self.size is not None else below.size,
            self.shading or below.shading,
        )

    @property
    def cannot_be_seen(self) -> bool:
        """Hidden, of one point, or white on the white of the paper."""
        is_white = _is_white(self.color) and self.shading in _PAPER
        return bool(self.is_hidden) or is_white or (self.size is not None and self.size <= _SMALLEST_SIZE)


def _is_white(color: str | None) -> bool:
    return color is not None and bool(_COLOR.fullmatch(color)) and min(bytes.fromhex(color)) >= _TOO_WHITE


@dataclass(frozen=True, slots=True)
class NumberingUse:
    """Which list a paragraph is numbered by: `num_id` 0 is none; None and `level` None are not said."""

    num_id: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """One style and the style that it is based on."""

    based_on: str | None
    look: Look
    numbering: NumberingUse | None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, the default paragraph style and the look without any style."""

    styles: dict[str, Style]
    default_paragraph: str | None
    default_look: Look
    shaded_tables: frozenset[str] = frozenset()
    """The ids of table styles that color some of their cells."""

    def look_of(self, style_id: str | None) -> Look:
        """The look that a style gives, those that it is based on included."""
        look = Look()
        for style in self._chain(style_id):
            look = look.over(style.look)
        return look

    def numbering_of(self, style_id: str | None) -> tuple[NumberingUse | None, tuple[str, ...]]:
        """The list that a style numbers its paragraphs by, and the ids of the style and those it is based on."""
        asked = self._ids(style_id)
        uses = [use for style in self._chain(style_id) if (use := style.numbering) is not None]
        if not uses:
            return None, tuple(asked)
        num_id = next((use.num_id for use in uses if use.num_id is not None), None)
        level = next((use.level for use in uses if use.level is not None), None)
        return NumberingUse(num_id, level), tuple(asked)

    def _ids(self, style_id: str | None) -> list[str]:
        ids: list[str] = []
        while style_id in self.styles and style_id not in ids and len(ids) < _DEEPEST_CHAIN:
            ids.append(style_id)
            style_id = self.styles[style_id].based_on
        return ids

    def _chain(self, style_id: str | None) -> list[Style]:
        return [self.styles[at] for at in self._ids(style_id)]


def parse_styles(root: Element | None) -> Styles:
    """The styles of the part styles.xml, which may be missing."""
    if root is None:
        return Styles({}, None, Look())
    styles: dict[str, Style] = {}
    default: str | None = None
    for element in root.iter(W + "style"):
        style_id = element.get(W + "styleId", "")
        styles[style_id] = Style(
            value_of(element, "basedOn"),
            look_of(element.find(W + "rPr"), element.find(W + "pPr")),
            numbering_use(element.find(W + "pPr")),
        )
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            default = style_id
    default_look = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    return Styles(styles, default, default_look, frozenset(_shaded_tables(root)))


def _shaded_tables(root: Element) -> Iterator[str]:
    for element in root.iter(W + "style"):
        if any(shading_of(properties) not in _PAPER for properties in element.iter(W + "tcPr")):
            yield element.get(W + "styleId", "")


def look_of(run_properties: Element | None, paragraph_properties: Element | None = None) -> Look:
    """The look that the properties of a run, or of a paragraph, say themselves."""
    return Look(
        is_on(run_properties, "vanish"),
        is_on(run_properties, "strike") or is_on(run_properties, "dstrike"),
        value_of(run_properties, "color"),
        number_of(run_properties, "sz"),
        shading_of(run_properties) or shading_of(paragraph_properties),
    )


def shading_of(properties: Element | None) -> str | None:
    """The color behind a run, paragraph or cell; None where nothing is said."""
    if properties is None:
        return None
    highlight = value_of(properties, "highlight")
    if highlight and highlight not in ("none", "white"):
        return highlight
    shading = properties.find(W + "shd")
    if shading is None:
        return None
    fill = shading.get(W + "fill", "auto").upper()
    if shading.get(W + "themeFill") or shading.get(W + "val") not in (None, "clear", "nil"):
        return "pattern"
    return "auto" if fill == "AUTO" else fill


def numbering_use(paragraph_properties: Element | None) -> NumberingUse | None:
    """The list that a paragraph or style names itself."""
    use = paragraph_properties.find(W + "numPr") if paragraph_properties is not None else None
    if use is None:
        return None
    level = use.find(W + "ilvl")
    return NumberingUse(number_of(use, "numId"), to_number(level.get(W + "val")) if level is not None else None)
