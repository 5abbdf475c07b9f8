"""Whether a figure of a sentence is said of the same subject, under the same conditions, as in the quoted clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.claims import Claim, claims, distinguishing_terms
from bot.figures import same_figure
from bot.folding import fold_width
from bot.placement import Companion
from bot.references import address_spans
from bot.types import Figure, FigureKind, Quote
from bot.wording import blanked, character_pairs, content_share, foreign_runs

#: Share of the subject's characters that a shortened sentence must keep. Mutation tests: dropping the words that narrow
#: a subject (新认定的国家级孵化器 → 孵化器) falls below it, the plan's own shortenings stay above.
SUBJECT_KEPT: Final = 0.5
#: Share of the words that tell a figure from a competing one (集成电路领域) that must be kept.
DISTINCTION_KEPT: Final = 0.5
_CACHED_TEXTS: Final = 1024
_LABEL: Final = re.compile(r"\s*第[一二三四五六七八九十百零0-9]{1,7}条(?=\s)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a sentence is refused: a stable rule name and what exactly is wrong."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim of a quoted clause, the character pairs of the words it rests on, headings included, and its clause."""

    claim: Claim
    pairs: frozenset[str]
    clause_text: str


def supporting(figure: Figure, quotes: Sequence[Quote]) -> Iterator[Supported]:
    """The claims inside the quotes that carry the same figure."""
    for quote in quotes:
        clause = quote.source.clause
        background = heading_pairs(quote)
        for claim, pairs in _claims_with_pairs(clause.text):
            inside = quote.start <= clause.start + claim.figure.start and clause.start + claim.figure.end <= quote.end
            if inside and same_figure(claim.figure, figure):
                yield Supported(claim, pairs | background, clause.text)


def heading_pairs(quote: Quote) -> frozenset[str]:
    """Character pairs of the titles above a clause, which a sentence may name as its subject."""
    return _heading_pairs(quote.source.metadata.title, *quote.source.clause.heading_path)


def binding_fault(text: str, claim: Claim, quotes: Sequence[Quote]) -> Fault | None:
    """What keeps the quotes from supporting a claim of the sentence `text`, None where one of them does."""
    faults = [_fault(text, claim, support) for support in supporting(claim.figure, quotes)]
    if not faults:
        return Fault("figure_not_quoted", claim.figure.text)
    return None if None in faults else faults[0]


def qualifier_fault(text: str, beside: Sequence[Claim], source: Claim) -> Fault | None:
    """Which condition or companion figure of the quoted claim is missing in the sentence or among the claims beside."""
    folded = fold_width(text)
    for condition in source.conditions:
        if condition not in folded:
            return Fault("condition_dropped", condition)
    for companion in source.companions:
        if not any(_is_companion(claim, companion) for claim in beside):
            return Fault("companion_dropped", companion.figure.text)
    return None


def subject_fault(pairs: frozenset[str], source: Claim) -> Fault | None:
    """Whether words with these character pairs keep the subject, and what tells it from the other figures' subjects."""
    if content_share(source.wording, pairs) < SUBJECT_KEPT:
        return Fault("subject_dropped", source.subject)
    for terms in source.distinctions:
        if content_share(" ".join(terms), pairs) < DISTINCTION_KEPT:
            return Fault("subject_widened", "、".join(terms))
    return None


def rival_fault(pairs: frozenset[str], beside: Sequence[Claim], support: Supported) -> Fault | None:
    """The words of another figure's subject that a sentence names although it leaves that figure out."""
    for rival in claims(support.clause_text):
        if any(same_figure(rival.figure, claim.figure) for claim in beside):
            continue
        terms = distinguishing_terms(rival, support.claim, support.pairs)
        if terms and content_share(" ".join(terms), pairs) >= DISTINCTION_KEPT:
            return Fault("subject_changed", "、".join(terms))
    return None


def _fault(text: str, claim: Claim, support: Supported) -> Fault | None:
    source = support.claim
    if claim.bounds != source.bounds:
        return Fault("bound_changed", f"{claim.figure.text}: {_listed(claim.bounds)} ≠ {_listed(source.bounds)}")
    folded = fold_width(text)
    words = [folded[start:end] for start, end in claim.scope]
    scope = " ".join(words)
    for mark in source.marks - claim.marks:
        if mark not in scope:
            return Fault("mark_dropped", mark)
    foreign = [folded[start:end] for start, end in _foreign(folded, claim, support.pairs)]
    if foreign:
        return Fault("subject_changed", "、".join(foreign))
    if claim.figure.kind is FigureKind.DATE:
        return None
    together = {companion.figure.start for companion in claim.companions}
    beside = [other for other in claims(text) if other.figure.start in together]
    return qualifier_fault(text, beside, source) or subject_fault(character_pairs(scope), source)


def _is_companion(claim: Claim, companion: Companion) -> bool:
    return same_figure(claim.figure, companion.figure) and claim.bounds == companion.bounds


def _foreign(folded: str, claim: Claim, pairs: frozenset[str]) -> Iterator[tuple[int, int]]:
    figures = [(other.figure.start, other.figure.end) for other in claims(folded)]
    spoken = blanked(folded, [*figures, *address_spans(folded)])
    for start, end in claim.scope:
        for begin, stop in foreign_runs(spoken[start:end], pairs):
            yield start + begin, start + stop


@lru_cache(maxsize=_CACHED_TEXTS)
def _claims_with_pairs(text: str) -> tuple[tuple[Claim, frozenset[str]], ...]:
    folded = fold_width(text)
    label = _LABEL.match(folded)  # 第一条 is no part of what the first sentence speaks of
    folded = blanked(folded, [label.span()] if label else [])
    return tuple(
        (claim, character_pairs(" ".join(folded[start:end] for start, end in claim.scope))) for claim in claims(folded)
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def _heading_pairs(*headings: str) -> frozenset[str]:
    return character_pairs(fold_width(" ".join(headings)))


def _listed(bounds: frozenset[str]) -> str:
    return "".join(sorted(bounds)) or "-"
