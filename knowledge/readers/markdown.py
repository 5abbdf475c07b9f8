"""Markdown as it renders: list numbers counted, markup dropped (CommonMark with tables and ~~struck~~ text)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from knowledge.normalise import join_hard_line_breaks, stored_text
from knowledge.readers.counters import BULLET_MARK
from knowledge.readers.findings import Findings
from knowledge.readers.page_numbers import without_page_numbers
from knowledge.readers.rows import Cell, table_lines
from knowledge.readers.text import decode
from knowledge.readers.types import ReadText
from knowledge.readers.web.lines import page_lines

_FRONT_MATTER = re.compile(r"\A---\n((?:[A-Za-z_][\w-]*:.*\n|\s+.*\n|-\s.*\n)+)---\n")
_FRONT_TITLE = re.compile(r"(?m)^title:\s*[\"']?(.+?)[\"']?\s*$")
_FOOTNOTE = re.compile(r"(?m)^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?: {4}|\t).+)*)\n?")
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_LABELLED_TEXT = re.compile(
    r"(?m)^( {0,3})(\[[^\]\n]+\]:[ \t]*(?![ \t]*(?:<|[A-Za-z][\w+.-]*:|[./#?]|[\w.-]+\.[A-Za-z])).*)$"
)
"""`[注]: 申报材料` is text: what follows is no address, though CommonMark would take it for one and drop the line."""
_UNREAD_EMPHASIS = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]*[^\s*_])\1")
"""`**标准：**按` is meant as emphasis, but CommonMark's rules, made for words with spaces between, leave its stars."""
_INDENT = "    "


def read_markdown(data: bytes) -> ReadText:
    """The text of a Markdown file, one line a paragraph, heading or table row. Raises UnreadableFile."""
    decoded = decode(data)
    source = stored_text(decoded.text)
    front = _FRONT_MATTER.match(source)
    title = _FRONT_TITLE.search(front[1]) if front else None
    findings = Findings()
    lines = _lines(source[front.end() :] if front else source, findings)
    text = stored_text(without_page_numbers("\n".join(lines)))
    return ReadText(
        text, "markdown", (*decoded.flags, *findings.flags()), decoded.is_complete, title=title[1] if title else None
    )


def _lines(source: str, findings: Findings) -> list[str]:
    notes = {label: " ".join(text.split()) for label, text in _FOOTNOTE.findall(source)}
    source = _LABELLED_TEXT.sub(r"\1\\\2", _FOOTNOTE.sub("", source))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    return _Renderer(findings, notes).lines(tokens)


@dataclass(slots=True)
class _List:
    next_number: int | None
    delimiter: str = "."

    def mark(self) -> str:
        """What is printed before the next item."""
        if self.next_number is None:
            return BULLET_MARK
        number, self.next_number = self.next_number, self.next_number + 1
        return f"{number}{self.delimiter} "


@dataclass(slots=True)
class _Renderer:
    """Turns the parser's tokens into lines; `notes` are the footnotes by label."""

    findings: Findings
    notes: dict[str, str]
    found: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    mark: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    waiting_notes: list[str] = field(default_factory=list)

    def lines(self, tokens: Sequence[Token]) -> list[str]:
        """The lines of a document."""
        in_table = False
        for token in tokens:
            match token.type:
                case "ordered_list_open":
                    start = token.attrGet("start")
                    self.lists.append(_List(1 if start is None else int(start), token.markup))
                case "bullet_list_open":
                    self.lists.append(_List(None))
                case "ordered_list_close" | "bullet_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self.mark = _INDENT * (len(self.lists) - 1) + self.lists[-1].mark()
                case "table_open":
                    in_table, self.rows = True, []
                case "tr_open":
                    self.rows.append([])
                case "table_close":
                    in_table = False
                    self._add(table_lines(self.rows))
                case "inline" if in_table:
                    self.rows[-1].append(Cell(tuple(self._inline(token))))
                case "inline":
                    self._add(join_hard_line_breaks("\n".join(self._inline(token))).split("\n"))
                case "fence" | "code_block":
                    self._add(token.content.rstrip("\n").split("\n"))
                case "html_block":
                    self._add(page_lines(LexborHTMLParser(token.content), self.findings))
        return self.found

    def _add(self, lines: Sequence[str]) -> None:
        """Lines of one block, behind the mark of the item that they begin, and the notes that they name."""
        if not any(line.strip() for line in lines):
            return
        mark, self.mark = self.mark, ""
        self.found.extend([f"{mark}{lines[0].lstrip() if mark else lines[0]}", *lines[1:]])
        self.found.extend(self.waiting_notes)
        self.waiting_notes = []

    def _inline(self, token: Token) -> list[str]:
        """The lines of a paragraph, heading or cell."""
        children = token.children or []
        if any(child.type == "html_inline" and not _is_break(child) for child in children):
            return page_lines(LexborHTMLParser("".join(map(_as_html, children))), self.findings)
        text = _UNREAD_EMPHASIS.sub(r"\2", "".join(self._texts(children)))
        return _FOOTNOTE_MARK.sub(self._note, text).split("\n")

    def _texts(self, children: Sequence[Token]) -> Iterator[str]:
        struck: list[str] | None = None
        for child in children:
            if child.type == "s_open":
                struck = []
            elif child.type == "s_close":
                self.findings.note_struck("".join(struck or ()))
                struck = None
            elif struck is not None:
                struck.append(child.content)
            elif child.type in ("text", "code_inline", "text_special"):
                yield child.content
            elif child.type in ("softbreak", "hardbreak", "html_inline"):
                yield "\n"
            elif child.type == "image":
                self.findings.note("images_without_text", child.content)
                yield child.content

    def _note(self, mark: re.Match[str]) -> str:
        """A footnote's mark leaves the text, the note follows the paragraph; a mark without a note is text."""
        note = self.notes.get(mark[1])
        if note is None:
            return mark[0]
        number = list(self.notes).index(mark[1]) + 1
        self.waiting_notes.append(f"注{number}：{note}")
        return ""


def _is_break(token: Token) -> bool:
    return re.fullmatch(r"<br\s*/?>", token.content, re.IGNORECASE) is not None


def _as_html(token: Token) -> str:
    """A piece of a paragraph for the HTML reader, which knows what is hidden."""
    if token.type == "html_inline":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "<br>"
    return html.escape(token.content) if token.type in ("text", "code_inline", "text_special", "image") else ""
