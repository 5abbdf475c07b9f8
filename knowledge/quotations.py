"""Text that a document quotes over several lines, as an amending decision quotes articles: it divides nothing.

Each quoted paragraph may begin with its own “, only the last ends with ”; quotations inside are balanced by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.enumerators import Enumerator, match_enumerator
from knowledge.lines import Line

_OPENS = re.compile(r"^[“「]|(?:[:：]|改为|作为|增加)\s*[“「]")
_LONGEST = 400
"""Lines; what is not closed by then was never meant as a quotation of many paragraphs."""


def quoted_lines(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that begin inside a quotation which an earlier line opened and a later one closes."""
    quoted: set[int] = set()
    outer: Enumerator | None = None
    index = 0
    while index < len(lines):
        outer = match_enumerator(lines[index].text) or outer
        closing = _closing_line(lines, index, outer) if _opens(lines[index].text) else None
        if closing is not None:
            quoted.update(range(index + 1, closing + 1))
        index = (closing or index) + 1
    return quoted


def _opens(text: str) -> bool:
    """Whether a line opens a quotation that it does not close."""
    return _depth(text) > 0 and _OPENS.search(text) is not None


def _closing_line(lines: Sequence[Line], opening: int, outer: Enumerator | None) -> int | None:
    """The line on which the quotation ends that the line `opening` opens.

    Where its ” is missing in print, it ends above the clause that follows `outer`, in which it stands.
    """
    depth = 1
    for index in range(opening + 1, min(opening + _LONGEST, len(lines))):
        text = lines[index].text
        if outer is not None and _follows(text, outer):
            return index - 1
        depth += _depth(text[1:] if text[0] in "“「" else text)
        if depth <= 0:
            return index
    return None


def _follows(text: str, outer: Enumerator) -> bool:
    mark = match_enumerator(text)
    return mark is not None and mark.family is outer.family and mark.value == outer.value + 1


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in "“「") - sum(text.count(mark) for mark in "”」")
