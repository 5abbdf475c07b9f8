"""Footnotes of a laid out page: small print at its foot, taken to the place in the text that refers to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.normalise import glue
from knowledge.readers.page import Block, Page, Piece, in_rows

_SMALL_PRINT = 0.93
"""Of the text's size."""
_LOWER_HALF = 0.5
_MARK = re.compile(r"\s*(\[\d{1,2}\]|〔\d{1,2}〕|[\u2460-\u2473]|\d{1,2}(?![\d.．、])|\*{1,3})\s*")


def with_footnotes_at_their_marks(page: Page, body_size: float) -> Page:
    """The page, its footnotes moved to the pieces that refer to them; a raised mark leaves the text with them.

    What no mark in the text refers to stays where it is.
    """
    pieces = [block for block in page.blocks if isinstance(block, Piece)]
    notes = _notes_at_foot(page, pieces, body_size)
    taken: set[int] = set()
    blocks: list[Block] = []
    in_notes = {id(piece) for parts in notes.values() for piece in parts}
    for block in page.blocks:
        if isinstance(block, Piece) and id(block) not in in_notes:
            marks = [mark for mark in notes if _refers_to(block, mark)]
            taken.update(id(piece) for mark in marks for piece in notes[mark])
            block = _with_notes(block, {mark: _note_text(mark, notes[mark]) for mark in marks})
        blocks.append(block)
    return replace(page, blocks=tuple(block for block in blocks if id(block) not in taken))


def _notes_at_foot(page: Page, pieces: Sequence[Piece], body_size: float) -> dict[str, list[Piece]]:
    """The pieces of each footnote by its mark."""
    foot: list[list[Piece]] = []
    for row in reversed(in_rows(pieces)):
        if row[0].size > _SMALL_PRINT * body_size or row[0].box.top < _LOWER_HALF * page.height:
            break
        foot.append(row)
    notes: dict[str, list[Piece]] = {}
    current: list[Piece] | None = None
    for row in reversed(foot):
        match = _MARK.match(row[0].text)
        if match and match[1] not in notes:
            current = notes.setdefault(match[1], [])
        if current is not None:
            current.extend(row)
    return notes


def _refers_to(piece: Piece, mark: str) -> bool:
    """Whether a raised mark, or the circled number as it is, stands in the piece."""
    if any(piece.text[begin:end].strip() == mark for begin, end in piece.raised):
        return True
    return "\u2460" <= mark[0] <= "\u2473" and mark in piece.text


def _with_notes(piece: Piece, notes: dict[str, str]) -> Piece:
    text = piece.text
    for begin, end in reversed(piece.raised):
        if text[begin:end].strip() in notes:
            text = text[:begin] + text[end:]
    return replace(piece, text=text, raised=(), notes=tuple(notes.values())) if notes else piece


def _note_text(mark: str, pieces: Sequence[Piece]) -> str:
    """A footnote on one line; 注 in front keeps its number from being read as that of a clause."""
    text = ""
    for piece in pieces:
        text = glue(text, piece.text)
    return f"注{mark}：{text[text.index(mark) + len(mark) :].strip()}"
