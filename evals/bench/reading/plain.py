"""Plain text and Markdown files of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.bench.reading.sources import FOOTNOTE_MARK, Block, Kind, SourceDocument, accepted

_WRAPPED_AT = 34
_LIST_MARK = re.compile(r"(\d+)\.(?=\D)")
_CHAPTER = re.compile(r"[一二三四五六七八九十]+、\S{2,12}$")


def text_file(document: SourceDocument, encoding: str) -> bytes:
    """A line for each paragraph; the cells of a table are divided by tabs."""
    return _encoded("\n".join(_lines(document)) + "\n", encoding)


def wrapped_text_file(document: SourceDocument, encoding: str) -> bytes:
    """Lines of 34 characters with hard breaks, each paragraph set in by two wide spaces, as typed on old machines."""
    lines: list[str] = []
    for line in _lines(document):
        indented = f"　　{line}"
        lines += [indented[at : at + _WRAPPED_AT] for at in range(0, len(indented), _WRAPPED_AT)]
    return _encoded("\r\n".join(lines) + "\r\n", encoding)


def markdown_file(document: SourceDocument) -> bytes:
    """Headings with hashes, ordered lists, pipe tables and footnotes, as converted from other formats."""
    body = "\n\n".join(_markdown(document))
    notes = [
        f"[^{number}]: {block.text}"
        for number, block in enumerate((b for b in document.blocks if b.kind is Kind.FOOTNOTE), start=1)
    ]
    return "\n\n".join([body, *notes, ""]).encode()


def _encoded(text: str, encoding: str) -> bytes:
    mark = {"utf-8-sig": "", "utf-16-le": "\ufeff"}.get(encoding, "")
    return (mark + text).encode(encoding)


def _lines(document: SourceDocument) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is Kind.TABLE:
            yield block.words.replace(" | ", "\t")
        elif block.kind not in (Kind.FOOTNOTE, Kind.TEXT_BOX, Kind.PAGE_BREAK):
            yield block.words


def _markdown(document: SourceDocument) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is Kind.TABLE:
            yield "\n".join(_markdown_rows(block))
        elif block.kind is Kind.TITLE:
            yield f"# {block.words}"
        elif block.kind is Kind.HEADING or _CHAPTER.match(block.words):
            yield f"## {block.words}"
        elif block.kind not in (Kind.FOOTNOTE, Kind.TEXT_BOX, Kind.PAGE_BREAK):
            words = FOOTNOTE_MARK.sub(r"[^\1]", accepted(block.text))
            yield _LIST_MARK.sub(r"\1. ", words) if _LIST_MARK.match(words) else words


def _markdown_rows(block: Block) -> Iterator[str]:
    """A pipe table; merged cells are repeated, as Markdown knows none."""
    for number, row in enumerate(block.words.split("\n")):
        yield f"| {row} |"
        if number == 0:
            yield "|" + " --- |" * (row.count(" | ") + 1)
