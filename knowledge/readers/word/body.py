"""The blocks of a Word document as lines: numbered paragraphs, tables, notes and text boxes after their paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.candidates import find_candidates
from knowledge.errors import UnreadableFile
from knowledge.lines import TABLE_CELL_SEPARATOR, Line
from knowledge.normalise import join_hard_line_breaks
from knowledge.readers.findings import Findings
from knowledge.readers.rows import Cell, table_lines
from knowledge.readers.word.names import MC, W, number_of, value_of
from knowledge.readers.word.numbering import Numbering
from knowledge.readers.word.paragraphs import RunReader, Runs, note_pictures
from knowledge.readers.word.styles import Look, numbering_use, shading_of

_DEEPEST = 60
"""Tables inside tables that are still read."""
_CONTAINERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_CELLS_MAY_BE_IN = _CONTAINERS
_NOTE_NAMES = {"footnote": "注", "endnote": "尾注"}
_FRAME = Look(shading="frame")
"""On a background of its own, where white letters can be read."""


@dataclass(slots=True)
class BodyReader:
    """Reads blocks in the order of the document. `notes` are the notes' elements by (kind, id)."""

    runs: RunReader
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    findings: Findings
    has_words: bool = False
    _carried: Runs | None = None
    _printed_notes: dict[str, int] = field(default_factory=dict)

    def lines(self, blocks: Iterable[Element], around: Look = Look(), depth: int = 0) -> Iterator[str]:  # noqa: B008
        """The lines of a row of blocks; `around` is the look of what they stand in."""
        if depth > _DEEPEST:
            raise UnreadableFile("broken_file", f"文件里的表格或文本框嵌套超过 {_DEEPEST} 层，没有读取。")
        for block in blocks:
            if block.tag == W + "p":
                yield from self._paragraph(block, around, depth)
            elif block.tag == W + "tbl":
                yield from self._table(block, around, depth)
            elif block.tag in _CONTAINERS:
                yield from self.lines(block, around, depth)
            elif block.tag == MC + "AlternateContent":
                choice = block.find(MC + "Choice")
                yield from self.lines([] if choice is None else choice, around, depth)
            elif block.tag == W + "altChunk":
                self.findings.note_missing("part_not_read", "嵌入的另一份文件")

    def rest(self) -> list[str]:
        """The words of a last paragraph whose mark was deleted."""
        carried, self._carried = self._carried, None
        return carried.text.split("\n") if carried is not None and carried.text.strip() else []

    def _paragraph(self, paragraph: Element, around: Look, depth: int) -> Iterator[str]:
        properties = paragraph.find(W + "pPr")
        found = self._with_carried(self.runs.read(paragraph, around))
        mark_properties = properties.find(W + "rPr") if properties is not None else None
        if mark_properties is not None and mark_properties.find(W + "del") is not None:
            self.findings.note("revisions_accepted")
            self._carried = found
            return
        words = found.text.strip("\n")
        is_hidden = bool(found.hidden.strip()) and not words.strip()
        mark = "" if is_hidden else self.numbering.mark(numbering_use(properties), value_of(properties, "pStyle"))
        if words.strip():
            self.has_words = True
            yield from (mark + join_hard_line_breaks(words)).split("\n")
        note_pictures(found, self.findings)
        for box, is_filled in found.boxes:
            yield from self._box(box, _FRAME if is_filled else Look(), depth)
        for kind, note_id in found.notes:
            yield from self._note(kind, note_id, depth)

    def _with_carried(self, found: Runs) -> Runs:
        """The runs behind those of a paragraph before, whose mark was deleted: the two are one."""
        if self._carried is not None:
            before, self._carried = self._carried, None
            found.text = before.text + found.text
            found.notes = before.notes + found.notes
            found.boxes = before.boxes + found.boxes
        return found

    def _box(self, box: Element, look: Look, depth: int) -> Iterator[str]:
        """A text box on one line, told from the text like a row of a table; above all text its lines are plain."""
        before = self.has_words
        lines = [line.strip() for line in self.lines(box, look, depth + 1) if line.strip()]
        if not before:
            self.has_words = False
            yield from lines
        elif lines:
            yield _set_apart(TABLE_CELL_SEPARATOR.join(lines))

    def _note(self, kind: str, note_id: str, depth: int) -> Iterator[str]:
        note = self.notes.get((kind, note_id))
        if note is None:
            return
        number = self._printed_notes[kind] = self._printed_notes.get(kind, 0) + 1
        text = " ".join(" ".join(line.split()) for line in self.lines(note, Look(), depth + 1) if line.strip())
        if text:
            yield f"{_NOTE_NAMES[kind]}{number}：{text}"

    def _table(self, table: Element, around: Look, depth: int) -> Iterator[str]:
        rows: list[list[Cell]] = []
        merged: dict[int, tuple[str, ...]] = {}
        if value_of(table.find(W + "tblPr"), "tblStyle") in self.runs.styles.shaded_tables:
            around = _FRAME.over(around)
        for row in _members(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.findings.note("revisions_accepted")
                continue
            column = number_of(properties, "gridBefore") or 0
            cells: list[Cell] = []
            for cell in _members(row, W + "tc"):
                cells.append(self._cell(cell, column, merged, around, depth))
                column += cells[-1].columns
            rows.append(cells)
        yield from table_lines(rows)

    def _cell(self, cell: Element, column: int, merged: dict[int, tuple[str, ...]], around: Look, depth: int) -> Cell:
        """A cell; one that goes on from the cell above has that cell's words (`merged`, by column)."""
        properties = cell.find(W + "tcPr")
        look = Look(shading=shading_of(properties)).over(around)
        lines = tuple(line for line in self.lines(cell, look, depth + 1) if line.strip())
        merge = properties.find(W + "vMerge") if properties is not None else None
        if merge is None:
            merged.pop(column, None)
        elif merge.get(W + "val") == "restart":
            merged[column] = lines
        else:
            lines = merged.get(column, ()) or lines
        return Cell(lines, columns=max(1, number_of(properties, "gridSpan") or 1))


def _set_apart(text: str) -> str:
    """The words of a text box, closed with the bar of a row where they could be taken for a heading or a clause."""
    line = Line(text, 0, len(text))
    starts = line.division_level is not None or line.may_be_heading or find_candidates(text, [line], set())
    return f"{text}{TABLE_CELL_SEPARATOR}".rstrip() if starts and not line.is_table_row else text


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CELLS_MAY_BE_IN:
            yield from _members(child, tag)
