"""The corpus: which document is made into which file, and what that file cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from evals.bench.reading.conversion import can_convert, converted
from evals.bench.reading.layouts import drawn_layout
from evals.bench.reading.ofd import ofd_file
from evals.bench.reading.pages import Style
from evals.bench.reading.pdf import laid_out_pdf, pdf_file
from evals.bench.reading.plain import markdown_file, text_file, wrapped_text_file
from evals.bench.reading.scans import scanned_pdf, scanned_picture, why_not
from evals.bench.reading.sources import HELD_OUT_DOCUMENTS, Kind, SourceDocument, load_documents
from evals.bench.reading.web import modern_page, old_page
from evals.bench.reading.word import word_file

_BOX = frozenset({Kind.TEXT_BOX})
_NOTES = frozenset({Kind.TEXT_BOX, Kind.FOOTNOTE})
_HEADS = Style(head=True)
_SMALL = Style(size=12, leading=21)
_COLUMNS = Style(columns=2, size=10.5, leading=18, head=True)
_WATERMARK = Style(watermark="内部资料 注意保存")

_TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "plan": (("txt", "utf-8"), ("txt", "gb18030")),
    "measures": (("txt", "gb18030"), ("wrapped txt", "gb18030")),
    "questions": (("txt", "utf-16-le"),),
    "opinions": (("wrapped txt", "utf-8"),),
    "profile": (("txt", "gb18030"),),
    "regulations": (("txt", "utf-8-sig"),),
    "guide": (("txt", "utf-8"),),
    "voucher": (("txt", "gb18030"),),
    "amendment": (("txt", "utf-8"), ("wrapped txt", "gb18030")),
    "levels": (("txt", "utf-8"), ("wrapped txt", "utf-8")),
}
_MARKDOWN = ("notice", "questions", "opinions", "announcement", "guide", "levels")
_PAGES = ("plan", "notice", "questions", "opinions", "announcement", "profile", "voucher", "amendment")
_OLD_PAGES = ("measures", "regulations", "announcement", "levels")
_AUTOMATIC = (
    "plan", "measures", "notice", "questions", "opinions", "announcement", "regulations", "guide", "voucher",
    "amendment", "levels",
)  # fmt: skip
_TYPED = ("profile", "notice", "levels")
_CONVERTED = (
    ("plan", "doc"),
    ("measures", "doc"),
    ("announcement", "doc"),
    ("voucher", "doc"),
    ("opinions", "odt"),
    ("regulations", "rtf"),
)
_PDFS = (
    ("plan", "heads", _HEADS),
    ("measures", "watermark", _WATERMARK),
    ("notice", "ruled table", Style()),
    ("announcement", "ruled table", _HEADS),
    ("questions", "two columns", _COLUMNS),
    ("profile", "two columns", _COLUMNS),
    ("regulations", "footnotes", Style(page_numbers=False)),
    ("opinions", "footnotes, seal", Style(seal="中华人民共和国科学技术部")),
    ("guide", "small print", _SMALL),
    ("voucher", "heads", _HEADS),
    ("amendment", "small print", _SMALL),
    ("levels", "two columns", _COLUMNS),
    ("levels", "heads", _HEADS),
    ("measures", "two columns", _COLUMNS),
    ("regulations", "two columns", _COLUMNS),
)
_HELD_OUT = (
    "incubators", "talents", "instruments", "measures", "notice", "questions", "talents", "incubators", "opinions",
    "instruments", "levels", "announcement", "incubators", "instruments", "talents", "voucher", "regulations", "plan",
)  # fmt: skip
_HELD_OUT_COLUMNS = (2, 1, 3, 2, 2)
_HELD_OUT_SEED = 8_201
"""Of the first held-out file, the next has the next. Neither this nor the lists above change: a figure for files that
were looked at while the reader was mended is no figure for new ones."""
_OFDS = (
    ("plan", _HEADS),
    ("notice", Style()),
    ("announcement", Style()),
    ("measures", Style()),
    ("voucher", Style()),
    ("levels", _SMALL),
)
_SCANS = (
    ("plan", Style(seal="山东省科学技术厅")),
    ("opinions", Style(seal="中华人民共和国科学技术部")),
    ("measures", _SMALL),
    ("levels", Style()),
)
_PICTURES = (("announcement", _SMALL), ("profile", Style()), ("guide", _SMALL))


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file to be made: `lacks` are the kinds of blocks it does not hold, `skipped` why it cannot be made here.

    `ending` is that of the file's name, `variant` how it is made.
    """

    document: SourceDocument
    ending: str
    variant: str
    make: Callable[[], bytes]
    lacks: frozenset[Kind] = _BOX
    skipped: str | None = None
    is_scan: bool = False
    is_held_out: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.document.name}-{self.variant.replace(' ', '-').replace(',', '')}.{self.ending}"

    @property
    def format(self) -> str:
        """The row of the report it counts in."""
        if self.is_held_out:
            return f"{self.ending} held out"
        return f"scan ({self.ending})" if self.is_scan else self.ending

    @property
    def is_text(self) -> bool:
        """Whether the format holds text as such, so that nothing may be lost."""
        return self.ending in ("txt", "md", "html", "docx")


def corpus() -> list[CorpusFile]:
    """All files, in the order of their formats."""
    documents = load_documents()
    held_out = _held_out(documents | load_documents(HELD_OUT_DOCUMENTS))
    laid_out = [*_laid_out(documents), *held_out]
    return [*_plain(documents), *_web(documents), *_office(documents), *laid_out, *_scanned(documents)]


def _plain(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    makers = {"txt": text_file, "wrapped txt": wrapped_text_file}
    for name, files in _TEXTS.items():
        for kind, encoding in files:
            make = partial(makers[kind], documents[name], encoding)
            yield CorpusFile(documents[name], "txt", f"{kind.replace('txt', '')} {encoding}".strip(), make, _NOTES)
    for name in _MARKDOWN:
        yield CorpusFile(documents[name], "md", "plain", partial(markdown_file, documents[name]))


def _web(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    for name in _PAGES:
        document = documents[name].under_own_title()
        yield CorpusFile(document, "html", "site", partial(modern_page, document))
    for name in _OLD_PAGES:
        yield CorpusFile(documents[name], "html", "gb2312", partial(old_page, documents[name]), _NOTES)


def _office(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    whole: frozenset[Kind] = frozenset()
    for name in _AUTOMATIC:
        yield CorpusFile(documents[name], "docx", "automatic", partial(word_file, documents[name]), whole)
    for name in _TYPED:
        make = partial(word_file, documents[name], automatic=False)
        yield CorpusFile(documents[name], "docx", "typed", make, whole)
    skipped = None if can_convert() else "LibreOffice is not installed"
    for name, ending in _CONVERTED:
        yield CorpusFile(documents[name], ending, "saved", partial(_saved, documents[name], ending), whole, skipped)


def _saved(document: SourceDocument, ending: str) -> bytes:
    """Saved by LibreOffice, which loses some automatic numbers on the way: those that run on, Chinese ones in RTF."""
    return converted(word_file(document, automatic=document.numbering != "running" and ending != "rtf"), ending)


def _laid_out(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    for name, variant, style in _PDFS:
        yield CorpusFile(documents[name], "pdf", variant, partial(pdf_file, documents[name], style))
    for name, style in _OFDS:
        yield CorpusFile(documents[name], "ofd", "pages", partial(ofd_file, documents[name], style))


def _held_out(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    for at, name in enumerate(_HELD_OUT):
        columns = _HELD_OUT_COLUMNS[at % len(_HELD_OUT_COLUMNS)]
        make = partial(laid_out_pdf, documents[name], drawn_layout(_HELD_OUT_SEED + at, columns))
        yield CorpusFile(documents[name], "pdf", f"held out {at + 1}", make, is_held_out=True)


def _scanned(documents: dict[str, SourceDocument]) -> Iterator[CorpusFile]:
    skipped = why_not()
    for name, style in _SCANS:
        make = partial(scanned_pdf, documents[name], style)
        yield CorpusFile(documents[name], "pdf", "scan", make, skipped=skipped, is_scan=True)
    for name, style in _PICTURES:
        make = partial(scanned_picture, documents[name], style)
        yield CorpusFile(documents[name], "png", "scan", make, skipped=skipped, is_scan=True)
