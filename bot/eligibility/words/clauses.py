"""Where a text divides: sentences at full stops, clauses at lesser marks, lists by strokes and bullets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.eligibility.words.types import Clause

_STRONG = re.compile(r"[。!?\n;]+")
_MARK = re.compile(
    r"\((?![\u4e00-\u9fff]{1,4}\))"
    r"|(?<!\([\u4e00-\u9fff])(?<!\([\u4e00-\u9fff]{2})(?<!\([\u4e00-\u9fff]{3})(?<!\([\u4e00-\u9fff]{4})\)"
    r"|[。!?\n;,、|~…=#→\[\]【】“”\"<>《》:]+|\.{2,}|-{2,}|—+|(?<![0-9])/|/(?![0-9])|[•·●]"
    r"|(?<![A-Za-z0-9.]) +(?![A-Za-z0-9])"
    r"|(?<=[\u4e00-\u9fff)]) +(?=\S)|(?<![a-z]) +(?=[\u4e00-\u9fff])|(?<![0-9])[0-9][).、]"
)
_ANSWER = re.compile(
    r"\s*(?:答:?|大概|大约|约|一共|去年|现在|目前|还|嗯|,)*(?:[0-9一二两三四五六七八九十百千]|是|不是|没"
    r"|有|否|无|在|对|已)"
)
LONGEST_HEADING = 12
"""Characters of a question that its own speaker answers at once: 注册地？济南."""


def split(key: str) -> tuple[Clause, ...]:
    """The clauses of a folded text, in order, none empty."""
    clauses: list[Clause] = []
    start = sentence = 0
    for mark in _MARK.finditer(key):
        is_heading = "?" in mark.group() and mark.start() - start <= LONGEST_HEADING
        is_heading = is_heading and _ANSWER.match(key, mark.end()) is not None
        if key[start : mark.start()].strip():
            clauses.append(Clause(start, mark.start(), sentence, is_heading))
        start = mark.end()
        if _STRONG.search(mark.group()) and not is_heading:
            sentence += 1
    if key[start:].strip():
        clauses.append(Clause(start, len(key), sentence))
    return tuple(clauses)


def clause_at(clauses: Sequence[Clause], position: int) -> int:
    """The index of the clause in which a position lies, or of the last one before it."""
    return max(0, bisect_right([clause.start for clause in clauses], position) - 1)
