"""The last gate before an answer leaves: every sentence is checked against what it rests on, failing closed.

A sentence that does not pass is cut, never mended. A CLAUSE sentence must say what its quotes say, of the same subject
and as firmly; a COMPUTED one must show a formula that is right; a FRAME one must add no fact; a VERDICT must be proved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.binding import Fault, binding_fault, heading_pairs
from bot.claims import claims
from bot.computed import computed_fault
from bot.folding import fold_width
from bot.own_words import Own, frame_fault, listed_counts, own_figures, reference_fault
from bot.polarity import polarity_fault
from bot.provenance import misplaced_words
from bot.references import address_spans
from bot.types import AnswerStatus, Draft, Proof, Quote, Rejection, Sentence, SentenceKind, Verified
from bot.verdicts import verdict_fault
from bot.wording import blanked, character_pairs, content_share
from knowledge.readers.suspicions import addresses_a_machine

#: Share of a sentence's content characters that must stand in its quotes or the titles above them. Verbatim sentences
#: reach 1.0 and shortened ones 0.95; an invented subject of two characters takes a short sentence below.
CONTENT_SHARE: Final = 0.85
_MARKER: Final = re.compile(r"\[([0-9]{1,3})\]")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sentences of one draft may rest on."""

    quotes: Mapping[int, Quote]
    own: Own
    today: date
    counts: frozenset[int]
    question: str
    proof: Proof | None


def verify(draft: Draft, *, question: str, profile: Mapping[str, object], today: date) -> Verified:
    """The draft with only the sentences that pass, quotes used and markers renumbered, and what was cut.

    An `answered` or `partial` draft that keeps no marked sentence of a document comes back without any sentence.
    """
    quotes = {quote.marker: quote for quote in draft.quotes if is_verbatim(quote)}
    known = _Known(quotes, own_figures(question, profile), today, listed_counts(draft), question, draft.proof)
    faults = [(sentence, _sentence_fault(sentence, known)) for sentence in draft.sentences]
    rejections = tuple(Rejection(sentence.text, fault.rule, fault.detail) for sentence, fault in faults if fault)
    kept = [sentence for sentence, fault in faults if fault is None]
    needs_document = draft.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    if needs_document and not any(map(_markers, kept)):
        return Verified(replace(draft, sentences=(), quotes=()), rejections)
    is_said = any(sentence.kind is SentenceKind.VERDICT for sentence in kept)
    return Verified(_renumbered(replace(draft, proof=draft.proof if is_said else None), kept, quotes), rejections)


def is_verbatim(quote: Quote) -> bool:
    """Whether a quote lies inside its clause and is, character for character, the text at its offsets.

    What gives orders to a program is no quote of a rule, verbatim or not.
    """
    clause = quote.source.clause
    if not clause.start <= quote.start < quote.end <= clause.end or addresses_a_machine(quote.text):
        return False
    return clause.text[quote.start - clause.start : quote.end - clause.start] == quote.text


def _sentence_fault(sentence: Sentence, known: _Known) -> Fault | None:
    markers = _markers(sentence)
    broken = [str(marker) for marker in markers if marker not in known.quotes]
    if broken:
        return Fault("quote_broken", "、".join(broken))
    text = _MARKER.sub("", sentence.text)
    if sentence.kind is SentenceKind.VERDICT:
        return verdict_fault(text, known.proof, known.quotes.values(), known.question)
    if sentence.kind is SentenceKind.FRAME:
        return frame_fault(text, list(known.quotes.values()), known.own, known.today, known.counts)
    quotes = [known.quotes[marker] for marker in markers]
    if not quotes:
        return Fault("no_marker", "")
    if sentence.kind is SentenceKind.COMPUTED:
        return computed_fault(text, quotes, known.own)
    return _clause_fault(text, quotes)


def _clause_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    for claim in claims(text):
        fault = binding_fault(text, claim, quotes)
        if fault is not None:
            return fault
    return reference_fault(text, quotes) or _content_fault(text, quotes) or _polarity_fault(text, quotes)


def _content_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    """Words that the quotes lack, or that stand in none of their sentences in this order."""
    folded = fold_width(text)
    figures = [(claim.figure.start, claim.figure.end) for claim in claims(text)]
    words = blanked(folded, [*figures, *address_spans(folded)])
    sources = [fold_width(quote.text) for quote in quotes]
    headings = frozenset().union(*map(heading_pairs, quotes))
    share = content_share(words, headings.union(*map(character_pairs, sources)))
    if share < CONTENT_SHARE:
        return Fault("content_not_quoted", f"{share:.2f}")
    misplaced = misplaced_words(words, sources, headings)
    return None if misplaced is None else Fault("words_misplaced", misplaced)


def _polarity_fault(text: str, quotes: Sequence[Quote]) -> Fault | None:
    source = "\n".join(fold_width(quote.source.clause.text) for quote in quotes)
    words = polarity_fault(fold_width(text), source)
    return None if words is None else Fault("polarity_changed", words)


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
    return replace(draft, sentences=sentences, quotes=tuple(replace(quotes[old], marker=numbers[old]) for old in order))
