"""OFD files (GB/T 33190): a zip package of XML pages, whose text objects are put into lines and paragraphs.

Read here because the one library for it (easyofd) needs PyMuPDF, which is under the AGPL.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from knowledge.errors import UnreadableFile
from knowledge.normalise import join_hard_line_breaks, stored_text
from knowledge.readers.findings import Findings
from knowledge.readers.packages import Package
from knowledge.readers.page_numbers import is_page_number, without_page_numbers
from knowledge.readers.radicals import unified_character
from knowledge.readers.types import Flag, ReadText

_ROOT = "OFD.xml"
_MOST_PAGES = 500
_SAME_LINE = 0.5
"""Two baselines nearer than this share of the letter size are one line."""
_COLUMN_GAP = 1.5
_INDENT_FROM = 1.2
"""In letter sizes: a wider gap inside a line is white space, a line set further in begins a paragraph."""
_SHARE_AT_MARGIN = 0.1
_INDENT = "\u3000\u3000"
_USUAL_SIZE = 4.0
"""Millimetres, where an object does not say its letter size."""
_LARGE_IMAGE = 50.0
"""Millimetres each way: a seal is 42 mm."""
_FEWEST_RUNNING_HEADS = 3
_LONE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text: where its baseline begins and about where it ends, in millimetres from the top left."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def read_ofd(data: bytes) -> ReadText:
    """The text of an OFD file without templates, running heads and page numbers. Raises UnreadableFile."""
    with Package(data) as package:
        findings = Findings()
        title, pages = _pages(package)
        read = [_read_page(package, name, findings) for name in pages]
    flags = findings.flags()
    empty = [str(number) for number, (lines, has_image) in enumerate(read, start=1) if has_image and not lines]
    if empty:
        flags = (*flags, Flag("pages_without_text", f"第 {'、'.join(empty)} 页只有图片，没有文字，没有读入。"))
    margin = _margin([line for lines, _ in read for line in lines])
    printed = [[_line_text(line, margin) for line in lines] for lines, _ in read]
    lines = [line for page in _without_running_heads(printed) for line in page]
    text = stored_text(join_hard_line_breaks(without_page_numbers("\n".join(lines))))
    if not text.strip():
        raise UnreadableFile(
            "no_text", "OFD 文件里没有文字（可能是扫描图片）；请转成 PDF 或图片，用文字识别（OCR）导入。"
        )
    return ReadText(text, "ofd", flags, is_complete=findings.is_complete and not empty, title=title)


def _pages(package: Package) -> tuple[str | None, list[str]]:
    """The title property and the names of the pages' parts, all documents of the package in order."""
    if _ROOT not in package:
        raise UnreadableFile("broken_file", "OFD 文件缺少 OFD.xml。")
    try:
        root = package.xml(_ROOT)
    except UnreadableFile as error:
        raise _encrypted_or(package, error) from error
    title = next((element.text for element in _named(root, "Title") if element.text), None)
    pages: list[str] = []
    for document_root in _named(root, "DocRoot"):
        document = _resolve("", document_root.text)
        try:
            tree = package.xml(document)
        except UnreadableFile as error:
            raise _encrypted_or(package, error) from error
        folder = posixpath.dirname(document)
        pages += [_resolve(folder, page.get("BaseLoc")) for group in _named(tree, "Pages") for page in group]
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile("too_many_pages", f"文件有 {len(pages)} 页，超过 {_MOST_PAGES} 页，请拆分后再导入。")
    return title, pages


def _encrypted_or(package: Package, error: UnreadableFile) -> UnreadableFile:
    """What a part that is no XML means: an encrypted package names its keys in a part of its own."""
    if any("encrypt" in name.lower() for name in package.names):
        return UnreadableFile("encrypted_file", "OFD 文件已加密，请去掉密码后再导入。")
    return error


def _resolve(folder: str, location: str | None) -> str:
    """The name of a part from a location, which is absolute (/Doc_0/…) or relative to the part that names it."""
    location = (location or "").strip()
    name = location if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(name).lstrip("/")


def _named(root: Element, name: str) -> Iterator[Element]:
    """All elements with a local name, whichever namespace a writer gave them."""
    return (element for element in root.iter() if _local(element) == name)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _read_page(package: Package, name: str, findings: Findings) -> tuple[list[list[_Piece]], bool]:
    """The lines of a page from the top down, and whether it holds a picture large enough to carry text."""
    page = package.xml(name)
    pieces = [piece for item in _named(page, "TextObject") for piece in _pieces(item, findings)]
    images = (_box(item) for item in _named(page, "ImageObject"))
    has_image = any(width >= _LARGE_IMAGE and height >= _LARGE_IMAGE for _, _, width, height in images)
    return _lines(pieces), has_image


def _pieces(item: Element, findings: Findings) -> Iterator[_Piece]:
    left, top, width, _ = _box(item)
    a, b, c, d, e, f = _numbers(item.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = (_numbers(item.get("Size"), 1) or (_USUAL_SIZE,))[0] * (abs(d) or 1.0)
    codes = [element for element in item if _local(element) == "TextCode"]
    if not codes and any(_local(element) == "CGTransform" for element in item):
        findings.note_missing("part_not_read", "只有字形、没有文字编码的内容")
    hidden = item.get("Visible") == "false" or item.get("Alpha") == "0" or _is_white(item)
    for code in codes:
        text = "".join(map(unified_character, code.text or "")).strip("\r\n")
        if hidden:
            findings.note_hidden(text)
        elif text.strip():
            x, y = ((_numbers(code.get(axis), 1) or (0.0,))[0] for axis in ("X", "Y"))
            start = left + a * x + c * y + e
            end = max(left + width, start) if len(codes) == 1 else start + size * len(text)
            yield _Piece(text, start, end, top + b * x + d * y + f, size)


def _is_white(item: Element) -> bool:
    """Whether the letters are filled with white; what stands behind them is not known, so they count as unseen."""
    colors = (element.get("Value", "") for element in item if _local(element) == "FillColor")
    return any(color.split() == ["255", "255", "255"] for color in colors)


def _box(item: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    left, top, width, height = _numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    return left, top, width, height


def _numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    try:
        numbers = tuple(float(part) for part in (text or "").split())
    except ValueError:
        return None
    return numbers if len(numbers) == count else None


def _lines(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces by baseline from the top down, each line from left to right."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.baseline, piece.left)):
        if lines and piece.baseline - lines[-1][0].baseline <= _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def _margin(lines: Sequence[Sequence[_Piece]]) -> float:
    """Where the lines of the document begin that are not set in: the leftmost place where many do."""
    starts = Counter(round(line[0].left) for line in lines)
    return min((start for start, count in starts.items() if count >= _SHARE_AT_MARGIN * len(lines)), default=0.0)


def _line_text(line: Sequence[_Piece], margin: float) -> str:
    text = line[0].text
    for before, piece in pairwise(line):
        gap = piece.left - before.right > _COLUMN_GAP * piece.size
        text += f" {piece.text}" if gap and not text.endswith((" ", "\u3000")) else piece.text
    is_indented = line[0].left - margin > _INDENT_FROM * line[0].size
    return _INDENT + text if is_indented and not text.startswith((" ", "\u3000")) else text


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without first and last lines that come again on other pages."""
    pages = [_without_number(page) for page in pages]
    edges = Counter(line.strip() for page in pages if page for line in {page[0], page[-1]})
    heads = {line for line, count in edges.items() if count >= _FEWEST_RUNNING_HEADS}
    return [
        [line for at, line in enumerate(page) if at not in (0, len(page) - 1) or line.strip() not in heads]
        for page in pages
    ]


def _without_number(page: Sequence[str]) -> list[str]:
    """A page without the number at its foot or head, which may be bare."""
    kept = list(page)
    for at in (-1, 0):
        if kept and (is_page_number(kept[at]) or _LONE_NUMBER.fullmatch(kept[at].strip())):
            del kept[at]
    return kept
