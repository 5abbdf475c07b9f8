"""A paragraph of a Word document as text: its runs in order, what nobody sees and what was deleted left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.readers.findings import Findings
from knowledge.readers.word.fields import Fields
from knowledge.readers.word.formulas import formula_text
from knowledge.readers.word.names import MC, A, M, W, value_of
from knowledge.readers.word.pictures import PICTURES, is_large
from knowledge.readers.word.styles import Look, Styles, look_of, shading_of
from knowledge.readers.word.symbols import symbol_text

_WRAPPERS = frozenset(
    W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "sdt")
)
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
_PRINTED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_FILLS = (A + "solidFill", A + "gradFill", A + "blipFill", A + "pattFill")


@dataclass(slots=True)
class Runs:
    """What the runs of one paragraph hold.

    `notes` are references (kind, id) in order, `boxes` the text boxes, each with whether it stands on a filled shape.
    """

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[Element, bool]] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    hidden: str = ""


@dataclass(slots=True)
class RunReader:
    """Reads the runs of paragraphs, one after another; fields may span several."""

    styles: Styles
    findings: Findings
    fields: Fields = field(default_factory=Fields)

    def read(self, paragraph: Element, around: Look) -> Runs:
        """The runs of a paragraph; `around` is the look of what it stands in (the shading of a cell)."""
        properties = paragraph.find(W + "pPr")
        style = self.styles.look_of(value_of(properties, "pStyle") or self.styles.default_paragraph)
        shading = shading_of(properties)
        look = Look(shading=shading).over(style).over(around).over(self.styles.default_look)
        runs = Runs()
        self._inline(paragraph, look, runs)
        self.findings.note_hidden(runs.hidden)
        return runs

    def _inline(self, parent: Element, look: Look, runs: Runs) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, look, runs)
            elif tag in _INSERTED or tag in _DELETED:
                self.findings.note("revisions_accepted")
                if tag in _INSERTED:
                    self._inline(child, look, runs)
            elif tag in _WRAPPERS:
                self._inline(child, look, runs)
            elif tag == MC + "AlternateContent":
                for chosen in _alternative(child):
                    self._inline(chosen, look, runs)
            elif tag in (M + "oMath", M + "oMathPara"):
                self.findings.note("formulas_flattened")
                self._print(formula_text(child), look, runs)

    def _run(self, run: Element, look: Look, runs: Runs) -> None:
        properties = run.find(W + "rPr")
        own = look_of(properties).over(self.styles.look_of(value_of(properties, "rStyle")))
        self._content(run, own.over(look), runs)

    def _content(self, parent: Element, look: Look, runs: Runs) -> None:
        """What stands in a run."""
        for child in parent:
            tag = child.tag
            if tag == W + "t":
                self._print(child.text or "", look, runs)
            elif tag in _PRINTED:
                self._print(_PRINTED[tag], look, runs)
            elif tag == W + "sym":
                self._print(symbol_text(child.get(W + "font", ""), child.get(W + "char", "")), look, runs)
            elif tag == W + "fldChar":
                self._print(self.fields.turn(child.get(W + "fldCharType")), look, runs)
            elif tag == W + "instrText":
                self.fields.add_instruction(child.text or "")
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self._note(child, look, runs)
            elif tag == W + "commentReference":
                self.findings.note("comments_dropped")
            elif tag == W + "ruby":
                for base in child.findall(f"{W}rubyBase"):
                    self._inline(base, look, runs)
            elif tag == MC + "AlternateContent":
                for chosen in _alternative(child):
                    self._content(chosen, look, runs)
            elif tag in PICTURES:
                self._picture(child, runs)

    def _print(self, text: str, look: Look, runs: Runs) -> None:
        if self.fields.hide_text:
            self.fields.add_instruction(text)
        elif look.cannot_be_seen:
            runs.hidden += text
        elif look.is_struck:
            self.findings.note_struck(text)
        else:
            runs.text += text

    def _note(self, reference: Element, look: Look, runs: Runs) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        if not self.fields.hide_text and not look.cannot_be_seen:
            runs.notes.append((kind, reference.get(W + "id", "")))

    def _picture(self, picture: Element, runs: Runs) -> None:
        boxes = list(_outermost_boxes(picture))
        is_filled = bool(boxes) and _fills_a_shape(picture)
        runs.boxes.extend((box, is_filled) for box in boxes)
        if not boxes:
            runs.pictures.append(picture)


def note_pictures(runs: Runs, findings: Findings) -> None:
    """Flag the pictures of a paragraph without words: a large one may carry text, so that the file is incomplete.

    Among words only embedded objects are flagged, which may be a part of the sentence, such as a formula.
    """
    if runs.text.strip() or runs.boxes:
        for _ in (picture for picture in runs.pictures if picture.tag == W + "object"):
            findings.note("images_without_text", runs.text)
        return
    for picture in runs.pictures:
        if is_large(picture):
            findings.note_missing("images_without_text")
        else:
            findings.note("images_without_text")


def _fills_a_shape(drawing: Element) -> bool:
    """Whether a drawing fills the shape that its text stands on, so that white letters can be read."""
    return any(element.tag in _FILLS or element.get("fillcolor") is not None for element in drawing.iter())


def _alternative(element: Element) -> list[Element]:
    """The one of several versions of the same content that is read: the first, else the fallback."""
    choice = element.find(MC + "Choice")
    chosen = choice if choice is not None else element.find(MC + "Fallback")
    return [] if chosen is None else [chosen]


def _outermost_boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing; of alternatives only the one that is read."""
    found: list[Element] = []
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == W + "txbxContent":
            found.append(current)
        elif current.tag == MC + "AlternateContent":
            waiting.extend(reversed(_alternative(current)))
        else:
            waiting.extend(reversed(list(current)))
    return found
