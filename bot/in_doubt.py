"""Answers from clauses that may not be stated as facts for the day asked about (待核): what is open, without figures.

A clause is in doubt when the fact base is unsure of it (C), or when it was verified up to a day that is past.
"""

from __future__ import annotations

from bot.corpus import Corpus
from bot.figures import find_figures
from bot.folding import fold_width
from bot.messages import GAPS, IN_DOUBT_SINCE
from bot.segments import segment_spans, sentence_spans
from bot.types import (
    AnswerStatus,
    Draft,
    Evidence,
    Gap,
    GapDetail,
    Quote,
    RankedClause,
    Sentence,
    SentenceKind,
    Understanding,
)
from bot.written_dates import written_day
from knowledge.validity import clear_until

_SHORTEST_QUOTE = 4
"""Characters of a quote that still tells what it is about."""


def compose_in_doubt(understanding: Understanding, evidence: Evidence, corpus: Corpus) -> Draft:
    """Says which rule is in doubt and since when; uncertain clauses say themselves, without figures, what is open."""
    best = evidence.kept[0]
    quotes: list[Quote] = []
    sentences: list[Sentence] = []
    for source in _spoken_for(best, understanding, corpus):
        if source.is_uncertain:
            quotes.append(_whole(source, len(quotes) + 1))
            sentences.append(Sentence(source.clause.text, SentenceKind.CLAUSE, (len(quotes),)))
        elif (quote := _without_figures(source, len(quotes) + 1)) is not None:
            quotes.append(quote)
            sentences.append(Sentence(_doubt(source), SentenceKind.FRAME, (quote.marker,)))
    gap = Gap(GapDetail.OTHER, GAPS[GapDetail.OTHER])
    return Draft(AnswerStatus.PARTIAL, tuple(sentences), tuple(quotes), (gap,))


def _spoken_for(best: RankedClause, understanding: Understanding, corpus: Corpus) -> list[RankedClause]:
    """The best clause, behind the uncertain one of its document, if there is one: that says what is open by now."""
    if best.is_uncertain:
        return [best]
    clauses = corpus.documents[best.clause.doc_id].clauses
    uncertain = [item for item in (corpus.ranked(c, understanding, 0.0, 0.0) for c in clauses) if item.is_uncertain]
    return [*uncertain[:1], best]


def _doubt(source: RankedClause) -> str:
    until = clear_until(source.metadata, source.clause)
    assert until is not None, "a clause in doubt that is not uncertain was clear until some day"
    return IN_DOUBT_SINCE.format(title=f"《{source.metadata.title}》", until=written_day(until))


def _whole(source: RankedClause, marker: int) -> Quote:
    return Quote(marker, source, source.clause.start, source.clause.end, source.clause.text)


def _without_figures(source: RankedClause, marker: int) -> Quote | None:
    """The longest run of the clause without a figure, whole comma segments if there are such."""
    clause = source.clause
    folded = fold_width(clause.text)
    segments = [span for sentence in sentence_spans(folded) for span in segment_spans(folded, sentence)]
    figures = [(figure.start, figure.end) for figure in find_figures(clause.text)]
    plain = [span for span in segments if not any(span[0] < end and start < span[1] for start, end in figures)]
    edges = [0, *(edge for span in figures for edge in span), len(folded)]
    between = list(zip(edges[::2], edges[1::2], strict=True))
    for spans in (plain, between):
        start, end = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
        text = clause.text[start:end].strip(" ，,。；;：:（(）)")
        if len(text) >= _SHORTEST_QUOTE:
            start = clause.start + clause.text.index(text, start)
            return Quote(marker, source, start, start + len(text), text)
    return None
