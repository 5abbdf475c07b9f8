"""Scans of a document: its pages as a scanner sees them, tilted, grey and noisy."""

from __future__ import annotations

import io
from importlib.util import find_spec

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from evals.bench.reading.pages import Style
from evals.bench.reading.pdf import pdf_file, register_embedded
from evals.bench.reading.sources import SourceDocument

_DOTS_PER_POINT = 200 / 72
_TILT = 0.5  # degrees
_NOISE = 10.0  # standard deviation, of 255
_BLUR = 0.6  # pixels
_PAPER = (250, 250, 248)


def why_not() -> str | None:
    """Why scans cannot be made or read here, or None."""
    if find_spec("rapidocr") is None:
        return "the extra `ocr` is not installed"
    return None if register_embedded() else "no Chinese font was found to draw pages with"


def scanned_pdf(document: SourceDocument, style: Style) -> bytes:
    """All pages in one PDF without a text layer."""
    pages = _pages(document, style)
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return stream.getvalue()


def scanned_picture(document: SourceDocument, style: Style) -> bytes:
    """The pages below each other in one PNG file."""
    pages = _pages(document, style)
    sheet = Image.new("RGB", (pages[0].width, sum(page.height for page in pages)), _PAPER)
    for at, page in enumerate(pages):
        sheet.paste(page, (0, at * page.height))
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    return stream.getvalue()


def _pages(document: SourceDocument, style: Style) -> list[Image.Image]:
    drawn = pypdfium2.PdfDocument(pdf_file(document, style, embedded=True))
    try:
        return [_as_seen(page.render(scale=_DOTS_PER_POINT).to_pil(), seed) for seed, page in enumerate(drawn)]
    finally:
        drawn.close()


def _as_seen(page: Image.Image, seed: int) -> Image.Image:
    turned = page.convert("RGB").rotate(_TILT, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER)
    seen = np.asarray(turned.filter(ImageFilter.GaussianBlur(_BLUR)), dtype=np.int16)
    grain = np.random.default_rng(seed).normal(0, _NOISE, seen.shape)
    return Image.fromarray(np.clip(seen + grain, 0, 255).astype(np.uint8))
