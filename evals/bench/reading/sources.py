"""The invented documents that the corpus is made of, with their clauses marked by hand.

`documents/<name>.yaml` holds `title`, `numbering` (the kind of automatic numbers a Word file of it has), `metadata` as
a careful reader would fill it in (a field that is left out is not judged), and `text`. A line of `text` is a paragraph;
`{path|label}` starts a clause. What the line is follows from its first sign: `= ` a centred title, `# ` a
heading that lies between clauses, `> ` a name or date of the 落款, `| ` a table row (`^`: merged with the cell above),
`^1 ` a footnote, `~ ` a text box, `---` a page break. `[^1]` marks the place of a footnote, `{-…-}` and `{+…+}` are
deleted and inserted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

DOCUMENTS = Path(__file__).parent / "documents"
HELD_OUT_DOCUMENTS = DOCUMENTS / "held_out"
"""Those that nothing was tuned on, in held-out files only."""
MERGED = "^"
FOOTNOTE_MARK = re.compile(r"\[\^(\d)\]")
REVISION = re.compile(r"\{([-+])(.*?)\1\}")

_MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")


class Kind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    HEADING = "heading"
    SIGNATURE = "signature"
    TABLE = "table"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text box"
    PAGE_BREAK = "page break"


_SIGNS = {"= ": Kind.TITLE, "# ": Kind.HEADING, "> ": Kind.SIGNATURE, "~ ": Kind.TEXT_BOX, "---": Kind.PAGE_BREAK}
_SIGNS |= {f"^{number} ": Kind.FOOTNOTE for number in range(1, 10)}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table. `path` and `label` where a clause starts with it; `rows` of a table hold its cells.

    `inner` are the clauses that start inside it: offset, path and label.
    """

    kind: Kind
    text: str
    path: str | None = None
    label: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    inner: tuple[tuple[int, str, str], ...] = ()

    @property
    def words(self) -> str:
        """The text as a reader should give it: revisions accepted, footnote marks and merged cells resolved."""
        if self.kind is Kind.TABLE:
            return "\n".join(" | ".join(row) for row in filled(self.rows))
        return FOOTNOTE_MARK.sub("", accepted(self.text))

    def parts(self) -> Iterator[tuple[str | None, str | None, str]]:
        """Path, label and words of each clause's share in it; the first has no path where it goes on with a clause."""
        if not self.inner:
            yield self.path, self.label, self.words
            return
        starts = [(0, self.path, self.label), *self.inner]
        ends = [start for start, _, _ in self.inner]
        for (start, path, label), end in zip(starts, [*ends, len(self.text)], strict=True):
            yield path, label, self.text[start:end]


@dataclass(frozen=True, slots=True)
class ExpectedClause:
    """A clause as marked by hand; `text` is without white space and cell borders."""

    path: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One invented document."""

    name: str
    title: str
    numbering: str
    metadata: Mapping[str, str | None]
    blocks: tuple[Block, ...]

    def under_own_title(self) -> SourceDocument:
        """The document with its title on the first line, where a web page prints it in any case."""
        first, *others = self.blocks
        if first.text == self.title:
            return self
        head = Block(Kind.TITLE, self.title, first.path, first.label)
        return replace(self, blocks=(head, replace(first, path=None, label=None), *others))

    def clauses(self, leaving_out: frozenset[Kind] = frozenset()) -> list[ExpectedClause]:
        """The clauses of a file that lacks blocks of the kinds `leaving_out`, which its format cannot hold."""
        found: list[ExpectedClause] = []
        for block in self.blocks:
            if block.kind is Kind.HEADING or block.kind in leaving_out:
                continue
            for path, label, words in block.parts():
                if path is not None and label is not None:
                    found.append(ExpectedClause(path, label, bare(words)))
                else:
                    last = found[-1]
                    found[-1] = ExpectedClause(last.path, last.label, last.text + bare(words))
        return found

    def text(self, leaving_out: frozenset[Kind] = frozenset()) -> str:
        """All its words in order, without white space and cell borders."""
        return "".join(bare(block.words) for block in self.blocks if block.kind not in leaving_out)


def bare(text: str) -> str:
    """A text without white space and cell borders, which differ between formats."""
    return re.sub(r"[\s|]", "", text)


def accepted(text: str) -> str:
    """A text with its revisions accepted."""
    return REVISION.sub(lambda match: match[2] if match[1] == "+" else "", text)


def filled(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """The rows with the value of each merged cell repeated."""
    result: list[list[str]] = []
    for row in rows:
        above = result[-1] if result else []
        result.append([above[at] if cell == MERGED else cell for at, cell in enumerate(row)])
    return result


def load_documents(folder: Path = DOCUMENTS) -> dict[str, SourceDocument]:
    """All documents by name."""
    return {path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))}


def _load(path: Path) -> SourceDocument:
    entry: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    metadata = {key: None if value is None else str(value) for key, value in entry["metadata"].items()}
    blocks = tuple(_with_tables(_blocks(entry["text"])))
    return SourceDocument(path.stem, entry["title"], entry["numbering"], metadata, blocks)


def _blocks(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        mark = _MARK.match(line)
        words = line[mark.end() :] if mark else line
        path, label = mark.groups() if mark else (None, None)
        if words.startswith("| "):
            yield Block(Kind.TABLE, "", rows=(tuple(cell.strip() for cell in words[2:].split("|")),))
            continue
        sign = next((sign for sign in _SIGNS if words.startswith(sign)), "")
        kind = _SIGNS.get(sign, Kind.PARAGRAPH)
        text, inner = _without_marks(words[len(sign) :])
        yield Block(kind, text, path, label, inner=inner)


def _without_marks(words: str) -> tuple[str, tuple[tuple[int, str, str], ...]]:
    """The words without the marks inside them, and where those stood."""
    pieces = _MARK.split(words)
    text, inner = pieces[0], []
    for path, label, piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        inner.append((len(text), path, label))
        text += piece
    return text, tuple(inner)


def _with_tables(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks with the rows that follow each other in one table."""
    rows: tuple[tuple[str, ...], ...] = ()
    for block in blocks:
        if block.kind is Kind.TABLE:
            rows += block.rows
            continue
        if rows:
            yield Block(Kind.TABLE, "", rows=rows)
            rows = ()
        yield block
    if rows:
        yield Block(Kind.TABLE, "", rows=rows)
