"""What a sentence of ours may state without a quote: the user's own figures, the cited documents' metadata, today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.binding import Fault
from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.references import find_references
from bot.types import Draft, Figure, FigureKind, Quote, SentenceKind
from knowledge.types import DocumentReference
from knowledge.validity import clear_until

_LIST_ITEM: Final = re.compile(r"^\s*(?:[-*•·] |[0-9]{1,2}[.、)]|\([^)]{1,3}\))")
_COUNTED_ITEMS: Final = frozenset("项条个类份处点件部")


@dataclass(frozen=True, slots=True)
class Own:
    """The user's question with the figures in it and in the profile, and the numbers of the profile without unit."""

    question: str
    figures: tuple[Figure, ...]
    numbers: frozenset[Decimal]

    def holds(self, figure: Figure) -> bool:
        """Whether a figure is one of the user's own."""
        return figure.value in self.numbers or any(same_figure(figure, own) for own in self.figures)


def own_figures(question: str, profile: Mapping[str, object]) -> Own:
    """The figures that the user gave, in words or as profile facts."""
    figures, numbers = list(find_figures(question, indefinite=True)), set()
    for value in profile.values():
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float | Decimal):
            numbers.add(Decimal(str(value)))
        elif isinstance(value, date):
            figures.extend(_date_figures(value))
        elif isinstance(value, str):
            figures.extend(find_figures(value, indefinite=True))
    return Own(question, tuple(figures), frozenset(numbers))


def frame_fault(text: str, quotes: Sequence[Quote], own: Own, today: date, counts: frozenset[int]) -> Fault | None:
    """A figure or reference that is neither the user's, nor metadata of a cited document, nor today, nor a count."""
    allowed = _metadata_figures(quotes, today)
    for figure in find_figures(text):
        if own.holds(figure) or any(same_figure(figure, other) for other in allowed):
            continue
        if figure.kind is FigureKind.COUNT and figure.unit in _COUNTED_ITEMS and figure.value in counts:
            continue
        return Fault("figure_not_own", figure.text)
    return reference_fault(text, quotes, own.question)


def reference_fault(text: str, quotes: Sequence[Quote], question: str = "") -> Fault | None:
    """A document number, article or label that neither the cited documents nor the user named."""
    words = (*_titles(quotes), *_addresses(quotes), question)
    allowed = " ".join(fold_width(word).replace(" ", "") for word in words)
    unknown = next((reference for reference in find_references(text) if reference not in allowed), None)
    return None if unknown is None else Fault("reference_unknown", unknown)


def listed_counts(draft: Draft) -> frozenset[int]:
    """The counts that a sentence of ours may state: of list items, of marked sentences, of quotes, of documents."""
    items = sum(_LIST_ITEM.match(fold_width(sentence.text)) is not None for sentence in draft.sentences)
    marked = sum(sentence.kind is not SentenceKind.FRAME and bool(sentence.markers) for sentence in draft.sentences)
    documents = len({quote.source.metadata.doc_id for quote in draft.quotes})
    return frozenset({items, marked, len(draft.quotes), documents})


def _metadata_figures(quotes: Sequence[Quote], today: date) -> list[Figure]:
    figures = list(_date_figures(today))
    for quote in quotes:
        metadata = quote.source.metadata
        verified_until = clear_until(metadata, quote.source.clause)
        for day in (metadata.issued, metadata.effective_from, metadata.effective_to, verified_until):
            figures += _date_figures(day) if day is not None else []
    return figures + [figure for words in _titles(quotes) for figure in find_figures(words)]


def _date_figures(day: date) -> Iterator[Figure]:
    for text in (f"{day.year}年", f"{day.year}年{day.month}月", f"{day.year}年{day.month}月{day.day}日"):
        yield from find_figures(text)
    yield from find_figures(f"{day.month}月{day.day}日")


def _titles(quotes: Sequence[Quote]) -> list[str]:
    words: list[str] = []
    for quote in quotes:
        metadata, clause = quote.source.metadata, quote.source.clause
        words += [metadata.title, *metadata.aliases, *clause.heading_path]
        words += [reference.title for reference in _related_documents(quote)]
    return words


def _addresses(quotes: Sequence[Quote]) -> list[str]:
    words: list[str] = []
    for quote in quotes:
        clause = quote.source.clause
        words += [quote.source.metadata.doc_no or "", clause.label, clause.text]
        words += [reference.doc_no or "" for reference in _related_documents(quote)]
    return words


def _related_documents(quote: Quote) -> tuple[DocumentReference, ...]:
    metadata = quote.source.metadata
    return (*metadata.supersedes, *((metadata.superseded_by,) if metadata.superseded_by else ()))
