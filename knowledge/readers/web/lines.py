"""A web page as lines: one line a block or table row, list numbers as rendered, hidden text and furniture left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.readers.findings import Findings
from knowledge.readers.rows import Cell, table_lines
from knowledge.readers.web.column import FIXED_SPACE, SOFT_BREAK, Column
from knowledge.readers.web.furniture import is_furniture
from knowledge.readers.web.lists import OpenList, open_list
from knowledge.readers.web.notes import Notes, find_notes
from knowledge.readers.web.visibility import hidden_elements, is_hidden

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "caption", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "title",
))  # fmt: skip
_LISTS = ("ol", "ul", "menu", "dir")
_CELLS = ("td", "th")
_FRAMES = ("iframe", "frame", "embed", "object")
_DOCUMENT_ADDRESS = re.compile(r"\.(pdf|docx?|wps|ofd)(?:$|[?#&])", re.IGNORECASE)
_STRUCK = ("s", "strike", "del")
_INDENT = "    "
"""Before the items of a list inside a list, as it is rendered: the clause parser reads nesting from it."""
_WIDEST_SPAN = 200
_INTERNAL = re.compile("[\x00-\x08\x0e-\x1f]")
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_SMALL_PICTURE = 200
"""Pixels; a smaller picture is an icon, a seal or a code."""


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    is_layout: bool = False


@dataclass(slots=True)
class PageLines:
    """One walk over a parsed page; `hidden` are the ids of elements that its style sheets hide."""

    findings: Findings
    hidden: frozenset[int] = frozenset()
    notes: Notes = field(default_factory=Notes)
    columns: list[Column] = field(default_factory=lambda: [Column()])
    tables: list[_Table] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    preformatted: int = 0

    def walk(self, root: LexborNode) -> list[str]:
        """The lines under `root`. Without recursion: pages nest as deep as they like."""
        node: LexborNode | None = root
        while node is not None:
            is_entered = self._enter(node)
            if is_entered and node.first_child is not None:
                node = node.first_child
                continue
            if is_entered:
                self._leave(node)
            node = self._after(node, root)
        self.columns[0].end_line()
        return self.columns[0].lines

    def _after(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        """The node that follows; the elements that end before it are left."""
        while node.mem_id != root.mem_id:
            if node.next is not None:
                return node.next
            assert node.parent is not None, "a node below the root has a parent"
            node = node.parent
            self._leave(node)
        return None

    def _enter(self, node: LexborNode) -> bool:
        """What an element does where it begins; whether its content is read."""
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        if node.is_comment_node:
            self._comment(node.comment_content or "")
            return False
        if is_furniture(node):
            self._embedded(node)
            return False
        if node.mem_id in self.notes.elements:
            return False
        if tag == "a" and (note := self.notes.by_reference.get(node.mem_id)) is not None:
            self.columns[-1].notes.append(note)
            return False
        if node.mem_id in self.hidden or is_hidden(node):
            self.findings.note_hidden(node.text())
            return False
        if tag in _STRUCK:
            self.findings.note_struck(node.text())
            return False
        if tag in _BLOCKS:
            self.columns[-1].end_line()
        self._begin(node, tag)
        return True

    def _begin(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self.columns[-1].words.append("\n")
        elif tag == "img":
            self._picture(node)
        elif tag == "pre":
            self.preformatted += 1
        elif tag in _LISTS:
            self.lists.append(open_list(node))
        elif tag == "li" and self.lists:
            self.columns[-1].mark = self.lists[-1].mark(node)
            self.columns[-1].indent = _INDENT * (len(self.lists) - 1)
        elif tag == "table":
            self.columns[-1].has_inner_table = True
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in _CELLS and self.tables:
            self.columns.append(Column())
        elif re.fullmatch("h[1-6]", tag) and len(self.columns) > 1:
            self.tables[-1].is_layout = True

    def _leave(self, node: LexborNode) -> None:
        """What an element does where it ends."""
        tag = node.tag or ""
        if tag in _BLOCKS:
            self.columns[-1].end_line()
        if tag == "pre":
            self.preformatted -= 1
        elif tag in _LISTS:
            self.lists.pop()
        elif tag in _CELLS and self.tables:
            self._end_cell(node)
        elif tag == "table":
            self._end_table()

    def _end_cell(self, node: LexborNode) -> None:
        column = self.columns.pop()
        table = self.tables[-1]
        table.is_layout |= column.has_inner_table
        if not table.rows:
            table.rows.append([])
        spans = (_span(node.attributes.get(name)) for name in ("colspan", "rowspan"))
        table.rows[-1].append(Cell(tuple(column.lines), *spans))

    def _end_table(self) -> None:
        table = self.tables.pop()
        if table.is_layout:
            lines = [line for row in table.rows for cell in row for line in cell.lines]
        else:
            lines = table_lines(table.rows)
        self.columns[-1].lines.extend(lines)

    def _text(self, text: str) -> None:
        text = _INTERNAL.sub("", text)
        if self.preformatted:
            text = text.replace(" ", FIXED_SPACE).replace("\t", FIXED_SPACE * 4).replace("\r\n", "\n")
        else:
            text = _WHITE_SPACE.sub(lambda run: SOFT_BREAK if "\n" in run[0] else " ", text)
        self.columns[-1].words.append(text)

    def _comment(self, text: str) -> None:
        if text.strip() and not text.lstrip().startswith(("[if", "[endif", "<![endif")):
            self.findings.note("comments_dropped")

    def _embedded(self, node: LexborNode) -> None:
        """A document shown inside the page is not read with it."""
        address = node.attributes.get("data") or node.attributes.get("src") or ""
        if node.tag in _FRAMES and (match := _DOCUMENT_ADDRESS.search(address)):
            self.findings.note_missing("part_not_read", f"嵌入的 {match[1]} 文件")

    def _picture(self, node: LexborNode) -> None:
        """A picture alone in its block, unless it is said to be small."""
        sizes = [_integer(node.attributes.get(name)) for name in ("width", "height")]
        is_small = any(size is not None and size < _SMALL_PICTURE for size in sizes)
        if not is_small and not "".join(self.columns[-1].words).strip(f" \n{SOFT_BREAK}"):
            self.findings.note("images_without_text", node.attributes.get("alt") or "")


def page_lines(page: LexborHTMLParser, findings: Findings) -> list[str]:
    """The lines of a page or of a piece of one."""
    if page.root is None:
        return []
    return PageLines(findings, hidden_elements(page), find_notes(page)).walk(page.root.parent or page.root)


def _span(text: str | None) -> int:
    number = _integer(text)
    return 1 if number is None else max(1, min(number, _WIDEST_SPAN))


def _integer(text: str | None) -> int | None:
    match = re.match(r"\s*(\d{1,5})", text or "")
    return int(match[1]) if match else None
