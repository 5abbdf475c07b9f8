"""Whether figures stand with what they were said of, judged apart from parkbot's own verifier, so that a slip shows.

A figure of a marked sentence is bound when it stands in a quote that this very sentence marks, behind the same words.
What the user said and what the cited documents' metadata say is left out of count, and so are formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.types import Answer, Figure
from evals.grounding import metadata_dates, verified_until, without_names
from knowledge.types import Document

_MARKED = re.compile(r"([^\n\[\]]*)((?:\[\d{1,2}\])+)")
_MARKER = re.compile(r"\d+")
_FORMULA = re.compile(r"[×÷=≈]")
_WORDS_BEFORE = re.compile(r"[^\s,.;:!?、。()「」“”《》]{0,2}$")
"""The two characters before a figure (最高, 减按), fewer behind a mark. With more, shortened sentences would fail."""


def unbound_figures(answer: Answer, asked: str, as_of: date, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The figures of marked sentences that stand in none of their quotes behind the same words, as written."""
    cited = sorted({citation.doc_id for citation in answer.citations} & documents.keys())
    metadata = [documents[doc_id].metadata for doc_id in cited]
    own = [asked, *metadata_dates(metadata, as_of), *(verified_until(item, documents) for item in answer.citations)]
    exempt = [figure for text in own for figure in find_figures(fold_width(text), indefinite=True)]

    def placed(text: str) -> list[tuple[Figure, str]]:
        return _placed(without_names(fold_width(text), answer.citations, metadata))

    quotes = {citation.marker: placed(citation.quote) for citation in answer.citations}
    unbound: list[str] = []
    for sentence, markers in marked_sentences(answer.text):
        sources = [item for marker in markers for item in quotes.get(marker, ())]
        for figure, words in placed(sentence):
            if any(same_figure(figure, other) for other in exempt):
                continue
            if not any(same_figure(figure, other) and words == before for other, before in sources):
                unbound.append(words + figure.text)
    return tuple(unbound)


def marked_sentences(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each stretch of text that ends in markers, in half-width forms, with the markers; not those with a formula."""
    for match in _MARKED.finditer(fold_width(text)):
        if not _FORMULA.search(match[1]):
            yield match[1], tuple(int(number) for number in _MARKER.findall(match[2]))


def _placed(text: str) -> list[tuple[Figure, str]]:
    """The figures of a text with the words before each."""
    figures = find_figures(text, indefinite=False)
    return [(figure, found[0]) for figure in figures if (found := _WORDS_BEFORE.search(text[: figure.start]))]
