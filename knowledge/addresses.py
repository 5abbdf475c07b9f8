"""Paths → places in a document: a clause, or a 款 or 项 inside an article (`28.2.3` lies in clause `28`).

A 款 is a paragraph of an article that is no 项 or 目; the paragraph after the 项 is the next 款. 项 and 目 are counted
as printed. The text of a 款 goes to the next 款, that of a 项 to the next 项 or 款.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.enumerators import Enumerator, Family, match_enumerator
from knowledge.lines import Line, split_lines
from knowledge.nesting import Nesting
from knowledge.types import Clause, ClauseAddress

_ADDRESS = re.compile(r"(?:\.[0-9]+)+")
_INLINE_STOP = re.compile(r"[：:；;。]\s*")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a 款 (one number), 项 or 目 (more) begins in the article's text."""

    numbers: tuple[int, ...]
    start: int


def resolve_address(clauses: Sequence[Clause], path: str) -> ClauseAddress | None:
    """Where `path` leads in a document with these `clauses`: a clause, a 款 or 项 of an article, or nowhere (None).

    The first place counts where an article prints a number twice. A fact of a digest that is told together with others
    leads to the clause that tells it. Offsets are those of the document.
    """
    article: Clause | None = None
    for clause in clauses:
        if path == clause.path or path in clause.joins:
            return ClauseAddress(clause, clause.path, clause.start, clause.end)
        if path.startswith(f"{clause.path}.") and (article is None or len(clause.path) > len(article.path)):
            article = clause
    if article is None or not _is_article(article) or not _ADDRESS.fullmatch(path, len(article.path)):
        return None
    numbers = tuple(int(number) for number in path[len(article.path) + 1 :].split("."))
    return _find(article, numbers, path)


def _is_article(clause: Clause) -> bool:
    mark = match_enumerator(clause.text)
    return mark is not None and mark.family is Family.ARTICLE


def _find(article: Clause, numbers: tuple[int, ...], path: str) -> ClauseAddress | None:
    marks = [*_marks(article.text), _Mark((), len(article.text))]
    for index, mark in enumerate(marks):
        if mark.numbers != numbers:
            continue
        end = next(after.start for after in marks[index + 1 :] if len(after.numbers) <= len(numbers))
        end = mark.start + len(article.text[mark.start : end].rstrip())
        return ClauseAddress(article, path, article.start + mark.start, article.start + end)
    return None


def _marks(text: str) -> Iterator[_Mark]:
    """All 款, 项 and 目 of an article's text, in order."""
    opening = match_enumerator(text)
    assert opening is not None, "an article begins with its enumerator"
    lines = split_lines(text)
    paragraph = 0
    nesting = Nesting()
    for index, line in enumerate(lines):
        start = opening.end if index == 0 else line.start
        if index == 0 and _is_title_line(lines, opening.end):
            continue
        item = None if line.is_table_row else match_enumerator(text, start)
        if not paragraph or (item is None and not line.is_table_row):
            paragraph += 1
            nesting.reset()
            yield _Mark((paragraph,), start)
        items = [item] if item else []
        for mark in [*items, *_inline_items(text, line, item)]:
            yield _Mark((paragraph, *_numbers(nesting, mark)), mark.start)


def _is_title_line(lines: Sequence[Line], words_start: int) -> bool:
    """Whether an article's first line is its title alone, above a paragraph: then it is no 款."""
    first = lines[0]
    title = Line(first.text[words_start - first.start :], words_start, first.end)
    return len(lines) > 1 and (not title.text or (title.may_be_heading and match_enumerator(lines[1].text) is None))


def _numbers(nesting: Nesting, mark: Enumerator) -> tuple[int, ...]:
    return tuple(int(number) for number in nesting.place(mark).path)


def _inline_items(text: str, line: Line, opening: Enumerator | None) -> Iterator[Enumerator]:
    """The 项 of a list inside one line (下列条件:(一)…;(二)…): they count on from one, or from the line's own."""
    last = opening
    for stop in _INLINE_STOP.finditer(text, line.start, line.end):
        mark = match_enumerator(text, stop.end()) if stop.end() < line.end else None
        if mark is None or mark.family is Family.ARTICLE:
            continue
        begins = mark.value == 1 and (last is None or last.family is not mark.family)
        if begins or (last is not None and last.family is mark.family and mark.value == last.value + 1):
            last = mark
            yield mark
