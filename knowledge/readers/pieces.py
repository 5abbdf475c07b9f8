"""Characters of a PDF page → pieces: runs on one baseline without a wide gap or a table's rule between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.readers.page import Box, Glyph, Piece, around

_WIDEST_GAP = 0.85
"""Ems between two characters of one piece; columns and cells are set further apart, even where a full stop hangs out of
its column."""
_DEEPEST_OVERLAP = 0.7
_BASELINE_SHIFT = 0.45
"""Ems that a raised or lowered character may stand off the line."""
_RAISED_BY = 0.15
_RAISED_SIZE = 0.8
_ASCENT = 0.88
"""Share of an em above the baseline in fonts for Chinese."""
_SPACE_BETWEEN_WORDS = 0.15
_SPACE_BETWEEN_CHARACTERS = 0.6
"""Ems of a gap that is a space although none was written."""


def make_pieces(glyphs: Sequence[Glyph], uprights: Sequence[Box]) -> list[Piece]:
    """The pieces of a page; `uprights` are the upright rules, which no piece crosses."""
    lines: list[list[Glyph]] = []
    for run in sorted(_runs(glyphs, uprights), key=lambda run: (round(run[0].baseline), run[0].box.left)):
        line = _line_of(run, lines, uprights)
        if line is None:
            lines.append(run)
        else:
            line.extend(run)
    return [_piece(line) for line in lines]


def _line_of(run: Sequence[Glyph], lines: Sequence[list[Glyph]], uprights: Sequence[Box]) -> list[Glyph] | None:
    """Which of the lines above, the lowest last, a run goes on."""
    for line in reversed(lines):
        if run[0].baseline - line[0].baseline > line[0].size:
            return None
        if _goes_on(line[-1], run[0], uprights):
            return line
    return None


def _runs(glyphs: Iterable[Glyph], uprights: Sequence[Box]) -> list[list[Glyph]]:
    """Characters that follow each other on the page as they do in the file."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph, uprights):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _goes_on(before: Glyph, after: Glyph, uprights: Sequence[Box]) -> bool:
    """Whether `after` stands right behind `before` on its line."""
    size = max(before.size, after.size)
    gap = after.box.left - before.box.right
    if abs(after.baseline - before.baseline) > _BASELINE_SHIFT * size or not -_DEEPEST_OVERLAP * size <= gap:
        return False
    if gap > _WIDEST_GAP * size:
        return False
    left, right = before.box.middle[0], after.box.middle[0]
    height = after.baseline - size / 3
    return not any(left < rule.left < right and rule.top <= height <= rule.bottom for rule in uprights)


def _piece(run: Sequence[Glyph]) -> Piece:
    size = max(glyph.size for glyph in run)
    line = [glyph.baseline for glyph in run if glyph.size > _RAISED_SIZE * size]
    baseline = sorted(line)[len(line) // 2]
    text = ""
    raised: list[tuple[int, int]] = []
    before: Glyph | None = None
    for glyph in run:
        if before is not None and _is_printed_twice(before, glyph):
            continue
        text += _space(before, glyph) + glyph.character
        if glyph.size <= _RAISED_SIZE * size and baseline - glyph.baseline > _RAISED_BY * size:
            begin, end = len(text) - len(glyph.character), len(text)
            if raised and raised[-1][1] == begin:
                begin = raised.pop()[0]
            raised.append((begin, end))
        before = glyph
    across = around(glyph.box for glyph in run)
    box = Box(across.left, baseline - _ASCENT * size, across.right, baseline + (1 - _ASCENT) * size)
    return Piece(text, box, size, tuple(raised))


def _is_printed_twice(before: Glyph, after: Glyph) -> bool:
    """Bold type made by printing a character again a little beside itself."""
    return before.character == after.character and after.box.left - before.box.left < before.box.width / 3


def _space(before: Glyph | None, after: Glyph) -> str:
    """The white space between two characters of a piece."""
    if before is None:
        return ""
    gap = after.box.left - before.box.right
    are_words = before.character.isascii() and after.character.isascii()
    narrowest = _SPACE_BETWEEN_WORDS if are_words else _SPACE_BETWEEN_CHARACTERS
    return " " if (after.spaced and gap > _SPACE_BETWEEN_WORDS / 2 * after.size) or gap > narrowest * after.size else ""
