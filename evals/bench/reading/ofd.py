"""OFD files of a document, the Chinese page format (GB/T 33190): a zip of XML with places in millimetres."""

from __future__ import annotations

import io
import zipfile
from html import escape

from evals.bench.reading.pages import HEIGHT, WIDTH, Page, Style
from evals.bench.reading.sources import SourceDocument
from evals.bench.reading.typesetting import Setter

_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72


def ofd_file(document: SourceDocument, style: Style) -> bytes:
    """The document as OFD, a text object for each line."""
    pages = Setter(document, style, _width).pages()
    listed = "".join(f'<ofd:Page ID="{at + 1}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    box = f"0 0 {WIDTH * _MILLIMETRES:.2f} {HEIGHT * _MILLIMETRES:.2f}"
    files = {
        "OFD.xml": f'<ofd:OFD {_NAMES} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{at}/Content.xml": _page(page) for at, page in enumerate(pages)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return out.getvalue()


def _width(text: str, size: float) -> float:
    return sum(size / 2 if character.isascii() else size for character in text)


def _page(page: Page) -> str:
    objects = []
    for number, piece in enumerate(page.pieces, start=100):
        size = piece.size * _MILLIMETRES
        steps = " ".join(f"{_width(character, piece.size) * _MILLIMETRES:.3f}" for character in piece.text[:-1])
        left, top = piece.left * _MILLIMETRES, piece.baseline * _MILLIMETRES - size
        wide = _width(piece.text, piece.size) * _MILLIMETRES
        objects.append(
            f'<ofd:TextObject ID="{number}" Boundary="{left:.3f} {top:.3f} {wide:.3f} {size * 1.2:.3f}" Font="1" '
            f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{escape(piece.text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )
    for number, rule in enumerate(page.rules, start=9000):
        a, b, c, d = (value * _MILLIMETRES for value in rule)
        objects.append(
            f'<ofd:PathObject ID="{number}" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>'
            f"M {a:.3f} {b:.3f} L {c:.3f} {d:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    layer = f'<ofd:Content><ofd:Layer Type="Body" ID="50">{"".join(objects)}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {_NAMES}>{layer}</ofd:Page>"
