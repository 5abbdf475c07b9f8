"""Scans made for the tests: pages drawn with a Chinese font of Debian's, tilted, dirtied and stamped."""

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.knowledge.readers.pdf_files import text_width, wrap

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
DOTS_PER_POINT = 200 / 72
RED = (205, 30, 40)


@cache
def font(points):
    return ImageFont.truetype(str(FONT), round(points * DOTS_PER_POINT))


def at(*points):
    return tuple(round(value * DOTS_PER_POINT) for value in points)


def blank_page(width=595, height=842):
    return Image.new("RGB", at(width, height), (252, 251, 247))


def draw_page(paragraphs, title=(), number=None, columns=26, size=16, leading=28, top=110):
    """A page of A4 at 200 dpi with a title, paragraphs indented by two ems and a page number."""
    page = blank_page()
    draw = ImageDraw.Draw(page)
    y = top
    for line in title:
        draw.text(at(90 + (columns * size - text_width(line, 22)) / 2, y), line, (20, 20, 20), font(22))
        y += 36
    for text in paragraphs:
        for index, line in enumerate(wrap(text, columns)):
            draw.text(at(90 + (2 * size if index == 0 else 0), y), line, (20, 20, 20), font(size))
            y += leading
    if number is not None:
        draw.text(at(280, 775), f"— {number} —", (20, 20, 20), font(12))
    return page


def stamped(page, x, y, name="海州市科学园区管理委员会", diameter=119):
    """The page with a round red seal of 4.2 cm around a place."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    radius = diameter / 2
    draw.ellipse(at(x - radius, y - radius, x + radius, y + radius), outline=RED, width=9)
    draw.text(at(x - 15, y - 18), "★", RED, font(30))
    for index, character in enumerate(name):
        angle = 3.8 + index * 4.9 / max(len(name) - 1, 1)
        place = at(x + (radius - 18) * np.sin(angle) - 9, y - (radius - 18) * np.cos(angle) - 9)
        glyph = Image.new("L", at(18, 18))
        ImageDraw.Draw(glyph).text((0, 0), character, 255, font(15))
        glyph = glyph.rotate(-np.degrees(angle), resample=Image.Resampling.BICUBIC)
        layer.paste(RED, place, glyph)
    return ImageChops.multiply(page, layer)  # ink over ink


def scanned(page, tilt=0.6, noise=10, blur=0.6, seed=1):
    """The page as a scanner sees it."""
    turned = page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 250))
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur)), dtype=np.int16)
    grain = np.random.default_rng(seed).normal(0, noise, grey.shape)
    return Image.fromarray(np.clip(grey + grain, 0, 255).astype(np.uint8))


def as_file(page, kind="JPEG"):
    stream = io.BytesIO()
    page.save(stream, kind, quality=80)
    return stream.getvalue()


def as_pdf(*pages):
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return stream.getvalue()
