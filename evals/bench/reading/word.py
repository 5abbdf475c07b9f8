"""Word files of a document, part by part as Word writes them."""

from __future__ import annotations

import io
import zipfile
from html import escape

from evals.bench.reading.numbering import LISTS, Counter, list_definition
from evals.bench.reading.sources import FOOTNOTE_MARK, MERGED, REVISION, Block, Kind, SourceDocument

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:wps="{_SHAPE}"'
)
_FOOTER = (
    '<w:p><w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r></w:p>'
)
_SEPARATORS = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)
_ALIGNED = {Kind.TITLE: '<w:jc w:val="center"/>', Kind.SIGNATURE: '<w:jc w:val="right"/>'}
_TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1800000" cy="900000"/>'
    '<wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="{shape}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


def word_file(document: SourceDocument, *, automatic: bool = True) -> bytes:
    """A docx with head and foot, footnotes, text boxes, merged cells and revisions; numbers are lists or typed."""
    body, lists = _Body(document, automatic).made()
    numbers = "".join(list_definition(LISTS[document.numbering], number) for number in range(lists))
    numbers += "".join(
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(lists)
    )
    notes = [block.text for block in document.blocks if block.kind is Kind.FOOTNOTE]
    footnotes = _SEPARATORS + "".join(
        f'<w:footnote w:id="{number}"><w:p>{_run(" " + note)}</w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    header = f"<w:p>{_run(document.title)}</w:p>"
    parts = {"numbering": numbers, "footnotes": footnotes, "header": header, "footer": _FOOTER}
    return _package(body + _SECTION, parts)


class _Body:
    """Writes the paragraphs and tables; each attachment counts with a list of its own."""

    def __init__(self, document: SourceDocument, automatic: bool) -> None:
        self._document = document
        self._automatic = automatic
        self._lists = 1
        self._counter = Counter(LISTS[document.numbering])

    def made(self) -> tuple[str, int]:
        """The body's XML and how many lists it uses."""
        parts: list[str] = []
        for block, following in zip(self._document.blocks, [*self._document.blocks[1:], None], strict=True):
            if block.path is not None and block.path.startswith("a") and "." not in block.path:
                self._lists += 1
                self._counter = Counter(LISTS[self._document.numbering])
            box = following.text if following is not None and following.kind is Kind.TEXT_BOX else None
            parts.append(self._element(block, box))
        return "".join(parts), self._lists

    def _element(self, block: Block, box: str | None) -> str:
        if block.kind is Kind.TABLE:
            return _table(block)
        if block.kind is Kind.PAGE_BREAK:
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if block.kind in (Kind.FOOTNOTE, Kind.TEXT_BOX):
            return ""
        look, words = _ALIGNED.get(block.kind, '<w:ind w:firstLineChars="200"/>'), block.text
        found = self._counter.match(words) if self._automatic and block.kind is Kind.PARAGRAPH else None
        if found:
            depth, words = found
            look = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{self._lists}"/></w:numPr>'
        shape = _TEXT_BOX.format(shape=_SHAPE, inner=f"<w:p>{_run(box)}</w:p>") if box else ""
        return f"<w:p><w:pPr>{look}</w:pPr>{_runs(words)}{shape}</w:p>"


def _runs(text: str) -> str:
    """Runs with revisions and footnote references; words are cut into several runs, as Word does."""
    position, parts = 0, []
    for match in REVISION.finditer(text):
        parts.append(_noted(text[position : match.start()]))
        who = 'w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"'
        words = escape(match[2])
        if match[1] == "+":
            parts.append(f"<w:ins {who}>{_run(match[2])}</w:ins>")
        else:
            parts.append(f"<w:del {who}><w:r><w:delText>{words}</w:delText></w:r></w:del>")
        position = match.end()
    return "".join([*parts, _noted(text[position:])])


def _noted(text: str) -> str:
    pieces = FOOTNOTE_MARK.split(text)
    parts = []
    for at, piece in enumerate(pieces):
        if at % 2:
            parts.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{piece}"/></w:r>'
            )
        else:
            half = len(piece) // 2
            parts += [_run(piece[:half]), _run(piece[half:])]
    return "".join(parts)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _table(block: Block) -> str:
    rows = []
    for at, row in enumerate(block.rows):
        cells = []
        for column, cell in enumerate(row):
            below = block.rows[at + 1][column] if at + 1 < len(block.rows) else ""
            merge = "<w:vMerge/>" if cell == MERGED else '<w:vMerge w:val="restart"/>' if below == MERGED else ""
            inner = "" if cell == MERGED else _run(cell)
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{merge}</w:tcPr><w:p>{inner}</w:p></w:tc>')
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="2000"/>' * len(block.rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


_ROOTS = {"numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}


def _package(body: str, parts: dict[str, str]) -> bytes:
    kinds = {"document": "document.main", **{name: name for name in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships({name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{_ROOTS[name]} {_NAMES}>{inner}</w:{_ROOTS[name]}>"
            for name, inner in parts.items()
        },
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return out.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{target}"/>' for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'
