"""What changed between two wordings: figures, dates and shares taken whole, everything else letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum

from bot.figures import find_figures

_COMPARED = 10_000_000
"""Product of two lengths up to which texts are compared piece by piece, which then takes about a second."""
_RUN = re.compile(r"[0-9A-Za-z]+|[０-９]+|[零〇一二三四五六七八九十百千万亿]+|.", re.DOTALL)


class Part(Enum):
    """What a piece of the difference is."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"


def word_difference(before: str, after: str) -> tuple[tuple[Part, str], ...]:
    """The pieces of both texts in order: without `CAME` they are `before`, without `GONE` they are `after`.

    Texts too long to be compared are one piece each.
    """
    if len(before) * len(after) > _COMPARED:
        return ((Part.GONE, before), (Part.CAME, after))
    return tuple(_pieces(_tokens(before), _tokens(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[Part, str]]:
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Part.SAME, "".join(old[start:end])
            continue
        if start < end:
            yield Part.GONE, "".join(old[start:end])
        if new_start < new_end:
            yield Part.CAME, "".join(new[new_start:new_end])


def _tokens(text: str) -> list[str]:
    """A figure with its unit, a number without one (in 第十二条, in a 文号), a Latin word, or a single character."""
    tokens, position = [], 0
    for figure in find_figures(text, indefinite=True):
        tokens += [*_runs(text[position : figure.start]), text[figure.start : figure.end]]
        position = figure.end
    return [*tokens, *_runs(text[position:])]


def _runs(text: str) -> list[str]:
    return _RUN.findall(text)
