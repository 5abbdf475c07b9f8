"""The last gate before an answer leaves: every sentence is checked against what it rests on, failing closed.

A sentence that does not pass is cut, never mended. What each kind of sentence must fulfil stands at `_sentence_fault`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.binding import Fault, binding_fault, heading_pairs, qualifier_fault, subject_fault, supporting
from bot.claims import claims
from bot.computed import Formula, formulas, is_correct
from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.polarity import polarity_fault
from bot.provenance import misplaced_words
from bot.qualifiers import Bound
from bot.references import address_spans, find_references
from bot.types import (
    AnswerStatus,
    Draft,
    Figure,
    FigureKind,
    Quote,
    Rejection,
    Sentence,
    SentenceKind,
    Verified,
)
from bot.wording import blanked, character_pairs, content_share

#: Share of a sentence's content characters that must stand in its quotes. Verbatim sentences reach 1.0, shortened ones
#: 0.95 and more; an invented subject of two characters in a short sentence falls below.
CONTENT_SHARE: Final = 0.85
_MARKER: Final = re.compile(r"\[([0-9]{1,3})\]")
_CEILING: Final = re.compile("最高|不超过|上限|封顶|最多|至多")
_LIST_ITEM: Final = re.compile(r"^\s*(?:[-*•·] |[0-9]{1,2}[.、)]|\([^)]{1,3}\))")
_COUNTED_ITEMS: Final = frozenset("项条个类份处点件部")


@dataclass(frozen=True, slots=True)
class _Known:
    """What a draft may rest on beside its quotes: the user's own figures and words, and today."""

    quotes: Mapping[int, Quote]
    own_figures: tuple[Figure, ...]
    own_numbers: frozenset[Decimal]
    question: str
    today: date
    listed: frozenset[int]


def verify(draft: Draft, *, question: str, profile: Mapping[str, object], today: date) -> Verified:
    """The draft with only the sentences that pass, quotes used and markers renumbered, and what was cut.

    An `answered` or `partial` draft that keeps no marked sentence of a document comes back without any sentence.
    """
    quotes = {quote.marker: quote for quote in draft.quotes if is_verbatim(quote)}
    known = _Known(quotes, *_own_figures(question, profile), question, today, _listed_counts(draft))
    kept: list[Sentence] = []
    rejections: list[Rejection] = []
    for sentence in draft.sentences:
        fault = _sentence_fault(sentence, known)
        if fault is None:
            kept.append(sentence)
        else:
            rejections.append(Rejection(sentence.text, fault.rule, fault.detail))
    if draft.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL} and not any(map(_rests_on_document, kept)):
        return Verified(replace(draft, sentences=(), quotes=()), tuple(rejections))
    return Verified(_renumbered(draft, kept, quotes), tuple(rejections))


def is_verbatim(quote: Quote) -> bool:
    """Whether a quote lies inside its clause and is, character for character, the text at its offsets."""
    clause = quote.source.clause
    if not clause.start <= quote.start < quote.end <= clause.end:
        return False
    return clause.text[quote.start - clause.start : quote.end - clause.start] == quote.text


def _sentence_fault(sentence: Sentence, known: _Known) -> Fault | None:
    """CLAUSE and COMPUTED sentences must follow from their quotes, FRAME sentences must add no fact."""
    markers = _markers(sentence)
    missing = [marker for marker in markers if marker not in known.quotes]
    if missing:
        return Fault("quote_broken", "、".join(map(str, missing)))
    quotes = [known.quotes[marker] for marker in markers]
    text = _MARKER.sub("", sentence.text)
    if sentence.kind is SentenceKind.FRAME:
        return _frame_fault(text, known)
    if not quotes:
        return Fault("no_marker", "")
    if sentence.kind is SentenceKind.COMPUTED:
        return _computed_fault(text, quotes, known)
    return _clause_fault(text, quotes)


def _clause_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    for claim in claims(text):
        fault = binding_fault(text, claim, quotes)
        if fault is not None:
            return fault
    return _reference_fault(text, quotes, "") or _content_fault(text, quotes) or _polarity_fault(text, quotes)


def _content_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    pairs = frozenset().union(*(heading_pairs(quote) | character_pairs(fold_width(quote.text)) for quote in quotes))
    folded = fold_width(text)
    figures = [(figure.start, figure.end) for figure in find_figures(text)]
    words = blanked(folded, [*figures, *address_spans(folded)])
    share = content_share(words, pairs)
    if share < CONTENT_SHARE:
        return Fault("content_not_quoted", f"{share:.2f}")
    background = frozenset().union(*map(heading_pairs, quotes))
    misplaced = misplaced_words(words, [fold_width(quote.text) for quote in quotes], background)
    return None if misplaced is None else Fault("words_misplaced", misplaced)


def _polarity_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    source = "\n".join(fold_width(quote.source.clause.text) for quote in quotes)
    words = polarity_fault(fold_width(text), source)
    return None if words is None else Fault("polarity_changed", words)


def _reference_fault(text: str, quotes: Sequence[Quote], question: str) -> Fault | None:
    """A document number, article or label that neither the cited documents nor the user named."""
    allowed = " ".join(fold_width(words).replace(" ", "") for words in (*_metadata_words(quotes), question))
    for reference in find_references(text):
        if reference not in allowed:
            return Fault("reference_unknown", reference)
    return None


def _computed_fault(text: str, quotes: Sequence[Quote], known: _Known) -> Fault | None:
    shown = formulas(text)
    if not shown:
        return Fault("no_formula", "")
    spans = [(formula.start, formula.end) for formula in shown]
    for formula in shown:
        fault = _formula_fault(text, formula, quotes, known)
        if fault is not None:
            return fault
    results = [result for formula in shown for result in formula.results]
    for claim in claims(text):
        figure = claim.figure
        inside = any(start <= figure.start < end for start, end in spans)
        if inside or _is_own(figure, known) or any(same_figure(figure, result) for result in results):
            continue
        fault = _input_fault(text, figure, quotes)
        if fault is not None:
            return fault
    return _reference_fault(text, quotes, known.question)


def _formula_fault(text: str, formula: Formula, quotes: Sequence[Quote], known: _Known) -> Fault | None:
    if not is_correct(formula):
        return Fault("wrong_result", text[formula.start : formula.end])
    for figure in formula.inputs:
        if _is_own(figure, known) or (figure.kind is FigureKind.NUMBER and figure.value == 1):
            continue
        fault = _input_fault(text, figure, quotes)
        if fault is not None:
            return fault
    return None


def _input_fault(text: str, figure: Figure, quotes: Sequence[Quote]) -> Fault | None:
    """A figure that goes into a formula: quoted, its subject and conditions named, a ceiling called a ceiling."""
    pairs = character_pairs(fold_width(text))
    faults: list[Fault | None] = []
    for support in supporting(figure, quotes):
        source = support.claim
        ceiling = Bound.AT_MOST in source.bounds and not _CEILING.search(text)
        fault = Fault("bound_changed", figure.text) if ceiling else None
        faults.append(fault or qualifier_fault(text, claims(text), source) or subject_fault(pairs, source))
    if not faults:
        return Fault("figure_not_quoted", figure.text)
    return None if None in faults else faults[0]


def _frame_fault(text: str, known: _Known) -> Fault | None:
    quotes = list(known.quotes.values())
    metadata = _metadata_figures(quotes, known.today)
    for figure in find_figures(text):
        if _is_own(figure, known) or any(same_figure(figure, other) for other in metadata):
            continue
        if figure.kind is FigureKind.COUNT and figure.unit in _COUNTED_ITEMS and int(figure.value) in known.listed:
            continue
        return Fault("figure_not_own", figure.text)
    return _reference_fault(text, quotes, known.question)


def _is_own(figure: Figure, known: _Known) -> bool:
    return figure.value in known.own_numbers or any(same_figure(figure, own) for own in known.own_figures)


def _own_figures(question: str, profile: Mapping[str, object]) -> tuple[tuple[Figure, ...], frozenset[Decimal]]:
    """The user's own figures in words, and the bare numbers of the profile."""
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
    return tuple(figures), frozenset(numbers)


def _metadata_figures(quotes: Sequence[Quote], today: date) -> list[Figure]:
    figures = [*_date_figures(today)]
    for quote in quotes:
        metadata = quote.source.metadata
        for day in (metadata.issued, metadata.effective_from, metadata.effective_to):
            figures += _date_figures(day) if day is not None else []
    for words in _titles(quotes):
        figures += find_figures(words)
    return figures


def _date_figures(day: date) -> Iterator[Figure]:
    for text in (f"{day.year}年", f"{day.year}年{day.month}月", f"{day.year}年{day.month}月{day.day}日"):
        yield from find_figures(text)


def _titles(quotes: Sequence[Quote]) -> list[str]:
    words: list[str] = []
    for quote in quotes:
        metadata, clause = quote.source.metadata, quote.source.clause
        named = (*metadata.supersedes, *((metadata.superseded_by,) if metadata.superseded_by else ()))
        words += [metadata.title, *metadata.aliases, *clause.heading_path, *(reference.title for reference in named)]
    return words


def _metadata_words(quotes: Sequence[Quote]) -> list[str]:
    words = _titles(quotes)
    for quote in quotes:
        metadata, clause = quote.source.metadata, quote.source.clause
        named = (*metadata.supersedes, *((metadata.superseded_by,) if metadata.superseded_by else ()))
        words += [metadata.doc_no or "", clause.label, clause.text, *(item.doc_no or "" for item in named)]
    return words


def _listed_counts(draft: Draft) -> frozenset[int]:
    """The counts that a sentence of ours may state: of list items, of marked sentences, of quotes, of documents."""
    items = sum(_LIST_ITEM.match(sentence.text) is not None for sentence in draft.sentences)
    marked = sum(map(_rests_on_document, draft.sentences))
    documents = len({quote.source.metadata.doc_id for quote in draft.quotes})
    return frozenset({items, marked, len(draft.quotes), documents})


def _rests_on_document(sentence: Sentence) -> bool:
    return bool(sentence.markers)


def _markers(sentence: Sentence) -> tuple[int, ...]:
    written = (int(number) for number in _MARKER.findall(sentence.text))
    return tuple(dict.fromkeys((*written, *sentence.markers)))


def _renumbered(draft: Draft, kept: Sequence[Sentence], quotes: Mapping[int, Quote]) -> Draft:
    """Quotes that a sentence uses, numbered 1 … n in order of first appearance, in texts too."""
    order = list(dict.fromkeys(marker for sentence in kept for marker in _markers(sentence)))
    numbers = {marker: index for index, marker in enumerate(order, start=1)}
    sentences = tuple(
        replace(
            sentence,
            text=_MARKER.sub(lambda match: f"[{numbers[int(match[1])]}]", sentence.text),
            markers=tuple(numbers[marker] for marker in sentence.markers),
        )
        for sentence in kept
    )
    return replace(draft, sentences=sentences, quotes=tuple(replace(quotes[m], marker=numbers[m]) for m in order))
