"""OFD files (GB/T 33190): a zip package of XML pages, whose characters are laid out like those of a PDF.

Read here because the one library for it (easyofd) needs PyMuPDF, which is under the AGPL.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.errors import UnreadableFile
from knowledge.normalise import stored_text
from knowledge.readers.findings import Findings
from knowledge.readers.layout import text_of_pages
from knowledge.readers.ofd_objects import POINTS, PageObjects, local_name, read_objects
from knowledge.readers.packages import Package
from knowledge.readers.page import Page
from knowledge.readers.pieces import make_pieces
from knowledge.readers.ruled_tables import with_tables
from knowledge.readers.types import Flag, ReadText

_ROOT = "OFD.xml"
_MOST_PAGES = 500
_USUAL_PAGE = (210.0, 297.0)
_LARGE_PICTURE = 50.0 * POINTS
"""Each way; a seal is 42 mm."""


def read_ofd(data: bytes) -> ReadText:
    """The text of an OFD file without templates, running heads and page numbers. Raises UnreadableFile."""
    findings = Findings()
    with Package(data) as package:
        title, names = _pages(package)
        pages, pictures = _read_pages(package, names, findings)
    text = stored_text(text_of_pages(pages))
    if not text.strip():
        raise UnreadableFile(
            "no_text", "OFD 文件里没有文字（可能是扫描图片）；请转成 PDF 或图片，用文字识别（OCR）导入。"
        )
    flags = findings.flags()
    if pictures:
        where = "、".join(map(str, pictures))
        flags = (*flags, Flag("pages_without_text", f"第 {where} 页只有图片，没有文字，没有读入。"))
    return ReadText(text, "ofd", flags, is_complete=findings.is_complete and not pictures, title=title)


def _pages(package: Package) -> tuple[str | None, list[str]]:
    """The title property and the names of the pages' parts, all documents of the package in order."""
    root = _part(package, _ROOT)
    title = next((element.text for element in _named(root, "Title") if element.text), None)
    pages: list[str] = []
    for document_root in _named(root, "DocRoot"):
        document = _resolve("", document_root.text)
        folder = posixpath.dirname(document)
        groups = _named(_part(package, document), "Pages")
        pages += [_resolve(folder, page.get("BaseLoc")) for group in groups for page in group]
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile("too_many_pages", f"文件有 {len(pages)} 页，超过上限 {_MOST_PAGES} 页，请拆分后再导入。")
    return title, pages


def _part(package: Package, name: str) -> Element:
    """The root of a part; where it is no XML, the package may name its keys in a part of its own."""
    try:
        return package.xml(name)
    except UnreadableFile as error:
        if any("encrypt" in member.lower() for member in package.names):
            raise UnreadableFile("encrypted_file", "OFD 文件已加密，请去掉密码后再导入。") from error
        raise


def _resolve(folder: str, location: str | None) -> str:
    """The name of a part from a location, which is absolute (/Doc_0/…) or relative to the part that names it."""
    location = (location or "").strip()
    name = location if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(name).lstrip("/")


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local_name(element) == name)


def _read_pages(package: Package, names: list[str], findings: Findings) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers of those that are pictures without text."""
    pages: list[Page] = []
    pictures: list[int] = []
    for number, name in enumerate(names, start=1):
        root = _part(package, name)
        objects = read_objects(root, findings)
        pages.append(_page(number, root, objects))
        is_picture = any(box.width >= _LARGE_PICTURE and box.height >= _LARGE_PICTURE for box in objects.pictures)
        if is_picture and not objects.glyphs:
            pictures.append(number)
    return pages, pictures


def _page(number: int, root: Element, objects: PageObjects) -> Page:
    uprights = [rule for rule in objects.rules if rule.height > rule.width]
    blocks = with_tables(make_pieces(objects.glyphs, uprights), objects.rules)
    width, height = _size(root)
    return Page(number, width * POINTS, height * POINTS, tuple(blocks), tuple(objects.rules))


def _size(root: Element) -> tuple[float, float]:
    """Width and height of a page in millimetres; A4 where it does not say."""
    for box in _named(root, "PhysicalBox"):
        numbers = (box.text or "").split()
        if len(numbers) == 4 and all(part.replace(".", "", 1).isdecimal() for part in numbers[2:]):
            return float(numbers[2]), float(numbers[3])
    return _USUAL_PAGE
