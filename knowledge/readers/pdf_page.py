"""One page of a PDF: what is printed on it, by its text layer or, where there is none, by recognising its picture."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.readers.page import Box, Page, Piece
from knowledge.readers.page_findings import PageFindings
from knowledge.readers.pdf_characters import Characters, read_characters
from knowledge.readers.pdf_objects import PageObjects, page_objects
from knowledge.readers.pieces import make_pieces
from knowledge.readers.placement import Placement
from knowledge.readers.ruled_tables import with_tables

if TYPE_CHECKING:
    from knowledge.readers.ocr import Recogniser

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 200
_MOST_PIXELS = 12_000_000
"""Of a rendered page: A3 at 200 dpi has 7.7 million."""
_PIXELS_TO_TELL_BLANK = 40_000
_PALEST_MARK = 235
"""Grey value of 255; anything on a page that is darker is something."""
_MOST_UNMAPPED = 0.3
"""Share of characters without meaning above which a text layer is worthless."""
_FEW_UNMAPPED = 0.01
_SMALLEST_PICTURE = (283.0, 142.0)
"""Points (10 cm by 5 cm): a picture at least as large may carry text that matters."""
_WORDS_ON_A_PICTURE = 10
"""Characters of the text layer on a picture that show that it is a background."""
_ANNOTATIONS_WITHOUT_WORDS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)


@dataclass(slots=True)
class PageReader:
    """Reads page after page. `recogniser` is None where OCR is not installed; `before_ocr` is told the page."""

    findings: PageFindings
    recogniser: Recogniser | None
    before_ocr: Callable[[int], None]
    recognised: list[Piece] = field(default_factory=list)

    def read(self, document: pypdfium2.PdfDocument, number: int) -> Page:
        """Page `number`, counted from one."""
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            self.findings.note_missing("page_broken", number)
            return _empty(number, (0, 0))
        try:
            return self._read(page, number)
        finally:
            page.close()

    def _read(self, page: pypdfium2.PdfPage, number: int) -> Page:
        objects = page_objects(page.raw)
        text_page = page.get_textpage()
        found, placement = read_characters(text_page.raw, page.get_bbox(), objects)
        text_page.close()
        self._note_annotations(page, number)
        if _has_text(found):
            return self._with_text(page, number, objects, found, placement)
        if _is_blank(page):
            self._note_left_out(number, found)
            return _empty(number, placement.size)
        return self._without_text(page, number)

    def _with_text(
        self, page: pypdfium2.PdfPage, number: int, objects: PageObjects, found: Characters, placement: Placement
    ) -> Page:
        self._note_left_out(number, found)
        if found.unmapped > _FEW_UNMAPPED * len(found.glyphs):
            self.findings.note_missing("unmapped_characters", number)
        rules = [placement.box(area) for area in objects.rules]
        pieces = make_pieces(found.glyphs, [rule for rule in rules if rule.height > rule.width])
        pictures = [box for box in map(placement.box, objects.images) if _may_carry_text(box, found)]
        if pictures and placement.turn == 0:
            pieces += self._in_pictures(page, number, pictures)
        elif pictures:
            self.findings.note_missing("images_without_text", number)
        width, height = placement.size
        return Page(number, width, height, tuple(with_tables(pieces, rules)), tuple(rules))

    def _note_left_out(self, number: int, found: Characters) -> None:
        if found.hidden:
            self.findings.note("hidden_text", number, "".join(found.hidden))
        if found.watermark:
            self.findings.note("watermark", number, "".join(found.watermark))
        if found.is_ocr_layer:
            self.findings.note("ocr_layer", number)

    def _note_annotations(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Flag what lies over the page: remarks, and form fields that are filled in."""
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                value = _string_of(annotation, b"V")
                if value and value != "Off":
                    self.findings.note_missing("form_fields", number, value)
            elif kind not in _ANNOTATIONS_WITHOUT_WORDS:
                self.findings.note("annotations_dropped", number, _string_of(annotation, b"Contents"))
            pdfium.FPDFPage_CloseAnnot(annotation)

    def _without_text(self, page: pypdfium2.PdfPage, number: int) -> Page:
        """A page that is a picture."""
        if self.recogniser is None:
            self.findings.note_missing("pages_without_text", number)
            return _empty(number, page.get_size())
        self.before_ocr(number)
        scale = _scale(page)
        found = self.recogniser.recognise(page.render(scale=scale, rev_byteorder=True).to_numpy(), 1 / scale)
        self.findings.note("ocr_used", number)
        if found.has_stamp:
            self.findings.note("stamp_removed", number)
        self.recognised += found.pieces
        return Page(number, found.width, found.height, found.pieces)

    def _in_pictures(self, page: pypdfium2.PdfPage, number: int, pictures: list[Box]) -> list[Piece]:
        """What is written in pictures on a page that has text beside them."""
        if self.recogniser is None:
            self.findings.note_missing("images_without_text", number)
            return []
        self.before_ocr(number)
        scale = _scale(page)
        image = page.render(scale=scale, rev_byteorder=True).to_numpy()
        pieces: list[Piece] = []
        for box in pictures:
            left, top, right, bottom = (
                max(0, int(value * scale)) for value in (box.left, box.top, box.right, box.bottom)
            )
            found = self.recogniser.recognise(image[top:bottom, left:right], 1 / scale, upright=True)
            pieces += [piece.moved(left / scale, top / scale) for piece in found.pieces]
        if pieces:
            self.findings.note("ocr_used", number)
        self.recognised += pieces
        return pieces


def _has_text(found: Characters) -> bool:
    """Whether the text layer can be read at all."""
    return bool(found.glyphs) and found.unmapped <= _MOST_UNMAPPED * (found.unmapped + len(found.glyphs))


def _may_carry_text(box: Box, found: Characters) -> bool:
    is_large = box.width >= _SMALLEST_PICTURE[0] and box.height >= _SMALLEST_PICTURE[1]
    return is_large and sum(box.holds(*glyph.box.middle) for glyph in found.glyphs) < _WORDS_ON_A_PICTURE


def _scale(page: pypdfium2.PdfPage) -> float:
    """Pixels a point at which a page is recognised."""
    width, height = page.get_size()
    return min(_DOTS_PER_INCH / _POINTS_PER_INCH, math.sqrt(_MOST_PIXELS / max(width * height, 1)))


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing is printed on a page."""
    width, height = page.get_size()
    scale = min(1.0, math.sqrt(_PIXELS_TO_TELL_BLANK / max(width * height, 1)))
    return bool(page.render(scale=scale, grayscale=True).to_numpy().min() > _PALEST_MARK)


def _string_of(annotation: object, key: bytes) -> str:
    """A text value of an annotation; empty where there is none."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    written = pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length
    )
    return buffer.raw[:written].decode("utf-16-le", errors="replace").rstrip("\0")


def _empty(number: int, size: tuple[float, float]) -> Page:
    """A page of which nothing was read."""
    return Page(number, size[0], size[1], ())
