"""Sentences of a text and their comma segments, as spans. Works on width-folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

Span = tuple[int, int]

_SENTENCE_END: Final = re.compile(r"[。!?;\n]+")
_OPENING: Final = "(《“‘「[〈"
_CLOSING: Final = ")》”’」]〉"
_BREAK: Final = re.compile(r"[,:" + re.escape(_OPENING + _CLOSING) + "]")


def sentence_spans(folded: str) -> list[Span]:
    """Spans between 。!?; and line ends, without the marks, blank ones left out."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(folded):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(folded)))
    return [(begin, end) for begin, end in spans if folded[begin:end].strip()]


def segment_spans(folded: str, sentence: Span) -> list[Span]:
    """Spans of a sentence between commas and colons that stand outside brackets and quotation marks."""
    spans, depth = [], 0
    start, end = sentence
    for match in _BREAK.finditer(folded, start, end):
        mark = match.group()
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            spans.append((start, match.start()))
            start = match.end()
    spans.append((start, end))
    return [(begin, stop) for begin, stop in spans if folded[begin:stop].strip()]


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with others cut out of them."""
    left = list(spans)
    for begin, stop in taken:
        parts: list[Span] = []
        for start, end in left:
            if stop <= start or begin >= end:
                parts.append((start, end))
                continue
            parts += [(start, begin)] if start < begin else []
            parts += [(stop, end)] if stop < end else []
        left = parts
    return tuple(left)
