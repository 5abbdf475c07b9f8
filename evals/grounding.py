"""Where the figures of an answer come from, judged apart from parkbot's own verifier, so that a slip in one shows.

A figure of the answer body is grounded when it stands in a cited quote, in what the user said, in the metadata of the
cited documents, or is the result of a formula shown in the answer whose inputs are grounded and whose result is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.types import Answer, Citation, Figure, FigureKind
from knowledge.types import Document, Metadata
from knowledge.validity import clear_until

_MARKER = re.compile(r"\[\d{1,2}\]")
_LIST_NUMBER = re.compile(r"(?m)^\s*(?:\d{1,2}[.、)]|[(]\d{1,2}[)])\s*")
_LIST_ITEM = re.compile(r"(?m)^\s*(?:\d{1,2}[.、)]|[(]\d{1,2}[)]|[-•·])")
_TIMES = re.compile(r"\s*[(]?\s*[×x*乘]\s*[(]?\s*", re.IGNORECASE)
_DIVIDED = re.compile(r"\s*[)]?\s*[÷/]\s*[(]?\s*")
_EQUALS = re.compile(r"\s*[)]?\s*(?:[=≈]|等于|约为)\s*约?\s*")
_HAN = re.compile("[一-鿿]")
_ROUNDING = Decimal("0.005")  # a result shown to three digits is right


def body(answer_text: str) -> str:
    """The answer's text without markers and list numbers, in half-width forms."""
    return _LIST_NUMBER.sub("", _MARKER.sub("", fold_width(answer_text)))


def fabricated_figures(answer: Answer, asked: str, as_of: date, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The figures of the answer body that nothing grounds, as written. `documents` are keyed by id."""
    cited = {citation.doc_id for citation in answer.citations}
    metadata = [documents[doc_id].metadata for doc_id in sorted(cited) if doc_id in documents]
    text = without_names(body(answer.text), answer.citations, metadata)
    figures = find_figures(text, indefinite=False)
    sources = [asked, *(citation.quote for citation in answer.citations), *metadata_dates(metadata, as_of)]
    sources += [verified_until(citation, documents) for citation in answer.citations]
    known = [figure for source in sources for figure in find_figures(fold_width(source), indefinite=True)]
    known += computed_figures(text, figures, known)
    listed = {len(_LIST_ITEM.findall(fold_width(answer.text))), len(answer.citations)}
    return tuple(figure.text for figure in figures if not _grounded(figure, known) and not _counts(figure, listed))


def computed_figures(text: str, figures: Sequence[Figure], known: Sequence[Figure]) -> list[Figure]:
    """The results of the right formulas in `text` (a × b = c, a ÷ b = c) whose inputs are `known`."""
    results: list[Figure] = []
    for left, right, result in zip(figures, figures[1:], figures[2:], strict=False):
        operator, equals = text[left.end : right.start], text[right.end : result.start]
        if not _EQUALS.fullmatch(equals) or not all(_grounded(item, known) for item in (left, right)):
            continue
        value = _apply(operator, left.value, right.value)
        if value is not None and abs(value - result.value) <= abs(value) * _ROUNDING:
            results.append(result)
    return results


def _apply(operator: str, left: Decimal, right: Decimal) -> Decimal | None:
    if _TIMES.fullmatch(operator):
        return left * right
    return left / right if _DIVIDED.fullmatch(operator) and right else None


def _grounded(figure: Figure, known: Iterable[Figure]) -> bool:
    return any(same_figure(figure, other) or _same_date(figure, other) or _same_bare(figure, other) for other in known)


def _same_date(figure: Figure, other: Figure) -> bool:
    """2023年 and 2023年1月 are grounded by 2023年1月5日."""
    if FigureKind.DATE not in (figure.kind, other.kind) or figure.kind is not other.kind:
        return False
    return str(other.value).startswith(str(figure.value)) and len(str(figure.value)) >= len("2023")


def _same_bare(figure: Figure, other: Figure) -> bool:
    """A bare number of the user (投了300) and the same number with a unit, either way round."""
    return FigureKind.NUMBER in (figure.kind, other.kind) and figure.value == other.value


def _counts(figure: Figure, listed: set[int]) -> bool:
    return figure.kind is FigureKind.COUNT and figure.value in listed


def without_names(text: str, citations: Iterable[Citation], metadata: Iterable[Metadata]) -> str:
    """`text` without titles, document numbers and labels: metadata, whose numerals are no figures."""
    names = {name for item in metadata for name in (item.title, item.doc_no, *item.aliases) if name}
    names |= {name for item in citations for name in (item.title, item.doc_no, item.label, *item.heading_path) if name}
    names = {name for name in names if _HAN.search(name)}  # an everyday name may be a bare figure (5%)
    for name in sorted(names, key=len, reverse=True):
        # A space keeps the words on both sides from joining into a figure.
        text = text.replace(fold_width(name), " ")
    return text


def verified_until(citation: Citation, documents: Mapping[str, Document]) -> str:
    """The day up to which a cited clause is known, which the answer gives as the day from which it is in doubt."""
    document = documents.get(citation.doc_id)
    clause = (
        next((item for item in document.clauses if item.clause_id == citation.clause_id), None) if document else None
    )
    until = clear_until(document.metadata, clause) if document and clause else None
    return f"{until.year}年{until.month}月{until.day}日" if until else ""


def metadata_dates(metadata: Iterable[Metadata], as_of: date) -> list[str]:
    """Texts with the days that documents say of themselves, and today."""
    days = [as_of]
    for item in metadata:
        days += [day for day in (item.issued, item.effective_from, item.effective_to) if day is not None]
    # The period in a title (2023-2025年) names years that are metadata too.
    return [f"{day.year}年{day.month}月{day.day}日" for day in days] + [item.title for item in metadata]
