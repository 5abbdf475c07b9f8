"""Word files (docx, docm): the printed text with its automatic numbering, without what is not printed.

Read from the XML parts themselves: python-docx knows neither numbering nor revisions, text boxes or notes.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from knowledge.errors import UnreadableFile
from knowledge.normalise import join_hard_line_breaks, looks_wrapped, stored_text
from knowledge.readers.findings import Findings
from knowledge.readers.packages import Package, parse_xml
from knowledge.readers.page_numbers import without_page_numbers
from knowledge.readers.types import ReadText
from knowledge.readers.word.body import BodyReader
from knowledge.readers.word.names import W, with_usual_names
from knowledge.readers.word.numbering import parse_numbering
from knowledge.readers.word.paragraphs import RunReader
from knowledge.readers.word.styles import parse_styles

_PACKAGE_RELATIONSHIPS = "_rels/.rels"
_USUAL_MAIN_PART = "word/document.xml"
_CORE_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote"}
_PRINTED_NOTES = (None, "normal")
_IMAGE_FOLDERS = ("word/media/", "word/embeddings/")


def read_docx(data: bytes) -> ReadText:
    """The text of a Word file, one line a paragraph or table row. Raises UnreadableFile.

    A picture that fills a paragraph and is at least 10 cm by 5 cm may carry text: then the text is not complete.
    """
    with Package(data) as package:
        findings = Findings()
        main = _main_part(package)
        try:
            lines = list(_lines(package, main, findings))
        except RecursionError as error:
            raise UnreadableFile("broken_file", "文件的结构嵌套过深，没有读取。") from error
        if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in package.names):
            findings.note("macros_ignored")
        text = stored_text(without_page_numbers("\n".join(lines)))
        if looks_wrapped(text):
            text = join_hard_line_breaks(text)
        if not text.strip():
            raise UnreadableFile("no_text", _why_empty(package))
        return ReadText(text, "docx", findings.flags(), findings.is_complete, title=_title(package))


def _lines(package: Package, main: str, findings: Findings) -> Iterator[str]:
    parts = _related_parts(package, main)
    styles = parse_styles(_root(package, parts.get("styles")))
    reader = BodyReader(
        RunReader(styles, findings),
        parse_numbering(_root(package, parts.get("numbering")), styles),
        _notes(package, parts),
        findings,
    )
    for block in _blocks(package.read(main)):
        yield from reader.lines([block])
    yield from reader.rest()


def _blocks(xml: bytes) -> Iterator[Element]:
    """The blocks of the body, one at a time, so that a long document is never in memory as a whole."""
    open_elements: list[Element] = []
    try:
        for event, element in iterparse(io.BytesIO(with_usual_names(xml)), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                continue
            open_elements.pop()
            if len(open_elements) == 2 and open_elements[1].tag == W + "body":
                yield element
                open_elements[1].clear()
    except DefusedXmlException as error:
        raise UnreadableFile("broken_file", "文件里有实体定义或外部引用，为安全起见不读。") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFile("broken_file", "文件已损坏：正文不是完整的 XML。") from error


def _main_part(package: Package) -> str:
    """The name of the part that holds the body."""
    related = _relationships(package, _PACKAGE_RELATIONSHIPS)
    main = related.get("officeDocument", _USUAL_MAIN_PART).lstrip("/")
    return main if main in package else _USUAL_MAIN_PART


def _related_parts(package: Package, main: str) -> dict[str, str]:
    """The names of the parts that the main part names, by kind (styles, numbering, footnotes, …)."""
    folder, name = posixpath.split(main)
    related = _relationships(package, f"{folder}/_rels/{name}.rels")
    return {kind: posixpath.normpath(posixpath.join(folder, target)).lstrip("/") for kind, target in related.items()}


def _relationships(package: Package, name: str) -> dict[str, str]:
    if name not in package:
        return {}
    found: dict[str, str] = {}
    for element in package.xml(name):
        if element.get("TargetMode") != "External":
            found.setdefault(element.get("Type", "").rpartition("/")[2], element.get("Target", ""))
    return found


def _root(package: Package, name: str | None) -> Element | None:
    if name is None or name not in package:
        return None
    return parse_xml(with_usual_names(package.read(name)), posixpath.basename(name))


def _notes(package: Package, parts: dict[str, str]) -> dict[tuple[str, str], Element]:
    """The foot- and endnotes by (kind, id), without the separators."""
    notes: dict[tuple[str, str], Element] = {}
    for part, kind in _NOTE_PARTS.items():
        root = _root(package, parts.get(part))
        for note in root.findall(W + kind) if root is not None else ():
            if note.get(W + "type") in _PRINTED_NOTES:
                notes[kind, note.get(W + "id", "")] = note
    return notes


def _title(package: Package) -> str | None:
    """The title property, where it is set and readable."""
    if _CORE_PROPERTIES not in package:
        return None
    try:
        title = package.xml(_CORE_PROPERTIES).findtext(_TITLE)
    except UnreadableFile:
        return None
    return title.strip() or None if title else None


def _why_empty(package: Package) -> str:
    if any(name.startswith(_IMAGE_FOLDERS) for name in package.names):
        return "文件里只有图片，没有文字；请把图片另存出来或转成 PDF，用文字识别（OCR）导入。"
    return "文件里没有可以读取的文字。"
