"""PDF files made for the tests: set as offices set them, in a font that PDF readers bring along."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from evals.bench.reading.pages import wrap as broken_lines

SONG = "STSong-Light"
WIDTH, HEIGHT = A4


def register():
    if SONG not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def new_canvas(**options):
    register()
    stream = io.BytesIO()
    return Canvas(stream, pagesize=A4, **options), stream


def finish(canvas, stream):
    canvas.save()
    return stream.getvalue()


def text_width(text, size):
    register()
    return pdfmetrics.stringWidth(text, SONG, size)


def wrap(text, columns, indent=2):
    """The lines of a paragraph set in `columns` ems, the first indented."""
    return broken_lines(text, columns, indent, 1, text_width)


class Column:
    """A column of text on a canvas, filled from the top down; `next_page` is called where it is full."""

    def __init__(self, canvas, left, top, columns, size=16.0, leading=28.0, bottom=100.0, next_page=None):
        self.canvas, self.left, self.y, self.top = canvas, left, top, top
        self.columns, self.size, self.leading, self.bottom, self.next_page = columns, size, leading, bottom, next_page

    def write(self, x, text, size=None):
        if self.y < self.bottom and self.next_page:
            self.next_page()
            self.y = self.top
        self.canvas.setFont(SONG, size or self.size)
        self.canvas.drawString(x, self.y, text)
        self.y -= self.leading

    def paragraph(self, text, indent=2):
        for number, line in enumerate(wrap(text, self.columns, indent)):
            self.write(self.left + (indent * self.size if number == 0 else 0), line)

    def centred(self, text, size=None):
        width = text_width(text, size or self.size)
        self.write(self.left + (self.columns * self.size - width) / 2, text, size)


def set_document(paragraphs, title=None, head=None, foot="— {} —", columns=26, size=16.0, **options):
    """A document on as many pages as it needs, with running head and page numbers."""
    canvas, stream = new_canvas(**options)
    number = 1

    def furniture():
        canvas.setFont(SONG, 10)
        if head:
            canvas.drawString(90, HEIGHT - 50, head)
        if foot:
            text = foot.format(number)
            canvas.setFont(SONG, 14)
            canvas.drawString(90 if number % 2 == 0 else WIDTH - 90 - text_width(text, 14), 60, text)

    def next_page():
        nonlocal number
        canvas.showPage()
        number += 1
        furniture()

    furniture()
    column = Column(canvas, 90, HEIGHT - 120, columns, size, next_page=next_page)
    for line in title or ():
        column.centred(line, 22)
    for text in paragraphs:
        column.paragraph(text)
    return finish(canvas, stream)
