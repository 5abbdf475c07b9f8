"""PDF files of a document, drawn with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from evals.bench.reading.flowing import pages_of
from evals.bench.reading.layouts import Layout
from evals.bench.reading.pages import HEIGHT, WIDTH, Page, Style
from evals.bench.reading.sources import SourceDocument
from evals.bench.reading.typesetting import Setter

BUILT_IN = "STSong-Light"
EMBEDDED = "corpus-font"
_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "C:/Windows/Fonts/simsun.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
_SEAL_RADIUS = 60.0


@cache
def register_built_in() -> str:
    """The name of the font that PDF readers bring along."""
    pdfmetrics.registerFont(UnicodeCIDFont(BUILT_IN))
    return BUILT_IN


@cache
def register_embedded() -> str | None:
    """The name of a Chinese font found on this machine, whose shapes go into the file; None where there is none."""
    for path in _FONTS:
        if Path(path).exists():
            try:
                pdfmetrics.registerFont(TTFont(EMBEDDED, path, subfontIndex=0))
            except TTFError:  # its outlines are of a kind that reportlab does not embed
                continue
            return EMBEDDED
    return None


def pdf_file(document: SourceDocument, style: Style, *, embedded: bool = False) -> bytes:
    """The document as PDF; an `embedded` font makes it look the same everywhere and needs `register_embedded`."""
    font = (register_embedded() if embedded else None) or register_built_in()
    return _drawn(Setter(document, style, lambda text, size: width(text, font, size)).pages(), font)


def laid_out_pdf(document: SourceDocument, layout: Layout) -> bytes:
    """The document as PDF by a layout; with a font in the file where the layout says so and one is found."""
    font = (register_embedded() if layout.is_embedded else None) or register_built_in()
    pages = pages_of(document, layout, lambda text, size: width(text, font, size))
    return _drawn(pages, font, (layout.width, layout.height))


def width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def _drawn(pages: Sequence[Page], font: str, paper: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=paper, invariant=True)
    for page in pages:
        _draw(canvas, page, font, paper[1])
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw(canvas: Canvas, page: Page, font: str, height: float) -> None:
    for piece in page.pieces:
        canvas.saveState()
        canvas.setFillColor(getattr(colors, piece.colour))
        canvas.setFont(font, piece.size)
        canvas.translate(piece.left, height - piece.baseline)
        canvas.rotate(piece.angle)
        canvas.drawString(0, 0, piece.text)
        canvas.restoreState()
    for left, top, right, bottom in page.rules:
        canvas.line(left, height - top, right, height - bottom)
    if page.seal:
        _draw_seal(canvas, page.seal, font, height)


def _draw_seal(canvas: Canvas, seal: tuple[float, float, str], font: str, height: float) -> None:
    """A round red seal over what is there: the name around a star, half transparent like ink."""
    x, y, name = seal
    canvas.saveState()
    canvas.translate(x, height - y)
    canvas.setStrokeColor(colors.red)
    canvas.setFillColor(colors.red)
    canvas.setFillAlpha(0.7)
    canvas.setStrokeAlpha(0.7)
    canvas.setLineWidth(3)
    canvas.circle(0, 0, _SEAL_RADIUS)
    canvas.setFont(font, 28)
    canvas.drawCentredString(0, -10, "★")
    canvas.setFont(font, 13)
    for at, character in enumerate(name):
        turn = 130 - at * 260 / max(len(name) - 1, 1)
        canvas.saveState()
        canvas.rotate(turn)
        canvas.drawCentredString(0, _SEAL_RADIUS - 18, character)
        canvas.restoreState()
    canvas.restoreState()
