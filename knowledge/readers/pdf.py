"""PDF: the text layer in reading order; pages without one are recognised where OCR is installed."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.errors import UnreadableFile
from knowledge.normalise import stored_text
from knowledge.readers import ocr
from knowledge.readers.layout import text_of_pages
from knowledge.readers.page import Page
from knowledge.readers.page_findings import PageFindings, low_confidence_flags
from knowledge.readers.pdf_page import PageReader
from knowledge.readers.types import Flag, ReadText

MOST_PAGES = 500
"""Longer files are books or collections, whose parts are documents of their own."""
_END_OF_FILE = b"%%EOF"
_TAIL = 2048
_XFA_FORMS = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)


def read_pdf(data: bytes, on_page: Callable[[int, int], None] | None = None) -> ReadText:
    """The text of a PDF, one paragraph or table row a line. Raises UnreadableFile.

    `on_page` is called with a page's number and the number of pages before the page is recognised by OCR.
    """
    document = _opened(data)
    try:
        count = _page_count(document)
        findings = PageFindings()
        reader = PageReader(
            findings,
            ocr.Recogniser() if ocr.is_installed() else None,
            lambda number: on_page(number, count) if on_page else None,
        )
        pages = [reader.read(document, number) for number in range(1, count + 1)]
        flags = _document_flags(document, data, findings)
        title = document.get_metadata_value("Title").strip() or None
    finally:
        document.close()
    return _read_text(pages, reader, flags, title)


def _read_text(pages: list[Page], reader: PageReader, flags: tuple[Flag, ...], title: str | None) -> ReadText:
    text = stored_text(text_of_pages(pages, reader.findings))
    if not text.strip():
        raise _no_text(reader.findings)
    uncertain = ocr.uncertain_lines(reader.recognised)
    recognised = sum(len(piece.text) for piece in reader.recognised)
    return ReadText(
        text,
        "pdf-scan" if 2 * recognised > len(text) else "pdf",
        (*flags, *reader.findings.flags(), *low_confidence_flags(uncertain)),
        reader.findings.is_complete,
        uncertain,
        title,
    )


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile("encrypted_file", "文件设有打开密码，请去掉密码后再导入。") from error
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableFile("encrypted_file", "文件用数字证书加密，无法打开，请换未加密的文件。") from error
        raise UnreadableFile("broken_file", "文件已损坏或不是完整的 PDF，无法打开。") from error


def _page_count(document: pypdfium2.PdfDocument) -> int:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFile("too_many_pages", f"文件有 {count} 页，超过上限 {MOST_PAGES} 页，请拆分后再导入。")
    if count == 0:
        raise UnreadableFile("broken_file", "文件已损坏：一页也没有。")
    return count


def _document_flags(document: pypdfium2.PdfDocument, data: bytes, findings: PageFindings) -> tuple[Flag, ...]:
    """What concerns the file as a whole."""
    flags: list[Flag] = []
    if _END_OF_FILE not in data[-_TAIL:]:
        findings.is_complete = False
        flags.append(Flag("truncated_file", "文件没有正常的结尾，可能没有下载完整，请核对末尾几页。"))
    if document.get_formtype() in _XFA_FORMS:
        findings.is_complete = False
        flags.append(Flag("dynamic_form", "文件是动态表单（XFA），其中的内容可能没有全部读入。"))
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0:
        flags.append(Flag("restrictions_ignored", "文件设有复制或打印限制，但不需要密码就能打开，已照常读取。"))
    if pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        flags.append(Flag("embedded_files_ignored", "文件里嵌有别的文件，没有读入。"))
    return tuple(flags)


def _no_text(findings: PageFindings) -> UnreadableFile:
    """Why nothing was read."""
    if findings.pages_with("pages_without_text"):
        return ocr.missing()
    if findings.pages_with("page_broken"):
        return UnreadableFile("broken_file", "文件已损坏：没有一页读得出来。")
    return UnreadableFile("no_text", "文件里没有可以读取的文字。")
