"""The characters of a PDF page that a person would see, and how many there are that nobody sees or that are no text."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from knowledge.readers.page import Box, Glyph, around
from knowledge.readers.pdf_objects import Area, PageObjects, luminance
from knowledge.readers.placement import Placement
from knowledge.readers.radicals import unified_character

_SMALLEST_SIZE = 2.0
"""Points; nobody reads smaller print."""
_PALEST_INK = 0.93
"""Luminance; text on paper that is paler than this is not seen."""
_SIZE_OF_WATERMARK = 2.2
"""Times the size of most characters on the page."""
_PALEST_LARGE_TEXT = 0.6
_THINNEST_INK = 128
"""Opacity of 255; large text that shows through is a watermark."""
_SLANT_OF_WATERMARK = 3
"""Degrees off the level or the upright."""
_WHOLE_PAGE = 0.8
"""The share of the page that the picture of a scanned page covers at least."""
_REDDER_BY = 60
_FEWEST_LETTERS_OF_A_SEAL = 5
_INVISIBLE_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class Style:
    """How one text object is written; `turn` in whole degrees, `ink` is luminance, `opacity` 0 … 255."""

    size: float
    turn: int
    ink: float
    opacity: int
    is_invisible: bool
    is_red: bool = False


@dataclass(slots=True)
class Characters:
    """What was found on a page. `hidden` and `watermark` are the texts left out, `unmapped` characters without meaning.

    `is_ocr_layer` tells that the text was laid invisibly over the picture of the page.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    watermark: list[str] = field(default_factory=list)
    unmapped: int = 0
    is_ocr_layer: bool = False


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    area: Area
    baseline: tuple[float, float]
    style: Style
    spaced: bool


def read_characters(text_page: object, page_area: Area, objects: PageObjects) -> tuple[Characters, Placement]:
    """The characters of an open page, placed as they are read."""
    raw = list(_characters(text_page))
    placement = Placement(page_area, _main_turn(raw))
    body = Counter(round(character.style.size) for character in raw).most_common(1)
    judge = _Judge(placement, objects, body[0][0] if body else 0, _seal(raw, placement))
    found = Characters()
    for character in raw:
        judge.file(character, found)
    return found, placement


def _main_turn(characters: Sequence[_Character]) -> int:
    """The quarter turn that most characters are written in."""
    turns = Counter(character.style.turn for character in characters if character.style.turn % 90 == 0)
    return turns.most_common(1)[0][0] if turns else 0


def _seal(characters: Sequence[_Character], placement: Placement) -> Box | None:
    """Around the red letters of a seal that is drawn, which stand in a circle; None where there is none."""
    letters = [item.area for item in characters if item.style.is_red and item.style.turn != placement.turn]
    return around(map(placement.box, letters)) if len(letters) >= _FEWEST_LETTERS_OF_A_SEAL else None


class _Judge:
    """Decides for each character whether it is read."""

    def __init__(self, placement: Placement, objects: PageObjects, body_size: float, seal: Box | None) -> None:
        self._seal = seal
        self._placement = placement
        self._body_size = body_size
        self._page = placement.box(placement.page)
        self._fills = [placement.box(area) for area in objects.fills]
        images = [placement.box(area) for area in objects.images]
        whole = self._page.width * self._page.height * _WHOLE_PAGE
        self._pictures = [box for box in images if box.width * box.height < whole]
        self._scans = [box for box in images if box.width * box.height >= whole]

    def file(self, character: _Character, found: Characters) -> None:
        """Put the character where it belongs."""
        box = self._placement.box(character.area)
        style = character.style
        if not character.text:
            found.unmapped += 1
        elif style.turn != self._placement.turn or self._is_watermark(style) or self._is_in_seal(style, box):
            found.watermark.append(character.text)
        elif self._is_hidden(style, box):
            found.hidden.append(character.text)
        else:
            found.is_ocr_layer = found.is_ocr_layer or style.is_invisible
            baseline = self._placement.point(*character.baseline)[1]
            found.glyphs.append(Glyph(character.text, box, baseline, style.size, character.spaced))

    def _is_watermark(self, style: Style) -> bool:
        is_large = self._body_size > 0 and style.size >= self._body_size * _SIZE_OF_WATERMARK
        return is_large and (_PALEST_LARGE_TEXT <= style.ink <= _PALEST_INK or style.opacity <= _THINNEST_INK)

    def _is_in_seal(self, style: Style, box: Box) -> bool:
        return self._seal is not None and style.is_red and self._seal.holds(*box.middle)

    def _is_hidden(self, style: Style, box: Box) -> bool:
        x, y = box.middle
        if style.size < _SMALLEST_SIZE or not self._page.holds(x, y):
            return True
        if style.is_invisible:
            return not any(scan.holds(x, y) for scan in self._scans)
        if style.ink > _PALEST_INK or style.opacity == 0:
            return not any(area.holds(x, y) for area in (*self._fills, *self._pictures))
        return False


def _characters(text_page: object) -> Iterator[_Character]:
    """The characters in the order they are written, without white space; `spaced` tells where some stood before."""
    styles: dict[int | None, Style] = {}
    spaced = False
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:  # a guess at a space; pieces.py makes its own
            continue
        if code and chr(code).isspace():
            spaced = True
            continue
        item = pdfium.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key not in styles:
            styles[key] = _style(text_page, index, item)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        area = min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)
        yield _Character(_meaning(code), area, (x.value, y.value), styles[key], spaced)
        spaced = False


def _meaning(code: int) -> str:
    """The character of a code; nothing where the font does not say what it means."""
    if code == 0 or code in (0xFFFD, 0xFFFE, 0xFFFF) or code < 0x20 or 0xD800 <= code <= 0xDFFF:
        return ""
    return unified_character(chr(code))


def _style(text_page: object, index: int, item: object) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    stretch = math.hypot(matrix.c, matrix.d) or 1.0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha):
        alpha.value = 255
    return Style(
        size=pdfium.FPDFText_GetFontSize(text_page, index) * stretch,
        turn=_turn(math.degrees(math.atan2(matrix.b, matrix.a))),
        ink=luminance(red.value, green.value, blue.value),
        opacity=alpha.value,
        is_invisible=pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE_MODES,
        is_red=red.value - max(green.value, blue.value) > _REDDER_BY,
    )


def _turn(degrees: float) -> int:
    """Whole degrees in 0 … 359; what is off a quarter turn by no more than a scanner's slant is that quarter turn."""
    quarter = round(degrees / 90) * 90
    return (quarter if abs(degrees - quarter) <= _SLANT_OF_WATERMARK else round(degrees)) % 360
