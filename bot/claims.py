"""What each figure of a clause is said of: its subject, the words that bound it, and the figures that go with it.

「对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助」 makes two claims: 5% of
符合条件的企业研发投入, at most; 10% of 集成电路领域企业研发投入, which inherits 符合条件的 through 其中.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from bot.figures import find_figures
from bot.folding import fold_width
from bot.placement import Companion, Place, place_figure
from bot.qualifiers import BOUND_WORDS, CONDITIONS, MARKS, Bound, figure_bounds
from bot.segments import Span, without
from bot.types import Figure, FigureKind
from bot.units_of_meaning import (
    Unit,
    enumerated_examples,
    has_content,
    is_framing,
    is_outer,
    is_topic,
    shares_subject,
    tidy_subject,
    units,
)
from bot.wording import blanked, character_pairs, foreign_runs

_CACHED_TEXTS: Final = 4096
_NEIGHBOURS: Final = 6  # figures further away are told apart by their own sentences
_LIST_ITEM: Final = re.compile(r"\s*(?:\([^)]{1,3}\)|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure with what it is said of.

    `subject` is what the figure measures, `wording` the same width-folded and without the figures in it; `bounds`,
    `marks` and `conditions` bind it, `companions` are the figures it cannot stand without (the threshold of its tier,
    the other end of its range). `scope` are the spans of the text that the claim rests on, `start`/`end` its sentence.
    `distinctions` holds, once per competing figure of the same kind, the words that tell this one from it.
    """

    figure: Figure
    subject: str
    wording: str
    bounds: frozenset[Bound]
    marks: frozenset[str]
    conditions: tuple[str, ...]
    companions: tuple[Companion, ...]
    scope: tuple[Span, ...]
    start: int
    end: int
    distinctions: tuple[tuple[str, ...], ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Words that tell this figure from its competitors, in order, each once."""
        return tuple(dict.fromkeys(term for terms in self.distinctions for term in terms))


@lru_cache(maxsize=_CACHED_TEXTS)
def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text, one for each of its figures, in order."""
    folded = fold_width(text)
    figures = find_figures(text)
    examples = enumerated_examples(folded)
    found: list[Claim] = []
    own_spans: list[tuple[Span, ...]] = []
    previous: list[Unit] = []
    lead: tuple[Span, ...] = ()
    for sentence_units in units(folded, figures):
        lead = _lead(folded, lead, sentence_units)
        for index, unit in enumerate(sentence_units):
            before = sentence_units[:index] or (previous[-1:] if is_outer(folded, unit) else [])
            list_start = before[-1].start if before and not before[-1].figures else unit.start
            for place in (place_figure(folded, unit, number, list_start) for number in range(len(unit.figures))):
                own = without((place.zone,), (*place.without, *examples))
                own_spans.append(own)
                claim = _claim(text, folded, place, own, before, examples, sentence_units)
                found.append(replace(claim, scope=(*lead, *claim.scope)))
        previous = sentence_units
    return tuple(_with_distinctions(folded, found, own_spans))


def _lead(folded: str, lead: tuple[Span, ...], sentence_units: Sequence[Unit]) -> tuple[Span, ...]:
    """The lead words (…:) that hold for the list items below them, none for a sentence outside a list."""
    start, end = sentence_units[0].start, sentence_units[-1].end
    if folded[end : end + 1] == ":" or folded[start:end].endswith(":"):
        return ((start, end),)
    return lead if _LIST_ITEM.match(folded, start) or folded[start - 1 : start] in {";", "。"} else ()


def _claim(
    text: str,
    folded: str,
    place: Place,
    own: tuple[Span, ...],
    before: Sequence[Unit],
    examples: Sequence[Span],
    sentence_units: Sequence[Unit],
) -> Claim:
    figure = place.figure
    inherited, conditions_only = _inherited(folded, place, own, before)
    inherited = without(inherited, place.without)
    scope = (*without(inherited, examples), *own)
    subject_spans = _subject_spans(folded, place, own, inherited)
    wording = " ".join(folded[start:end] for start, end in (*inherited, *own))
    outer = " ".join(folded[start:end] for start, end in conditions_only)
    binding = " ".join(folded[start:end] for start, end in _binding(folded, inherited, own))
    return Claim(
        figure=figure,
        subject=_subject(text, place, subject_spans),
        wording=" ".join(tidy_subject(folded[start:end]) for start, end in without(subject_spans, examples)),
        bounds=figure_bounds(folded, figure, place.since) | place.ends,
        marks=frozenset(match.group() for match in MARKS.finditer(binding)),
        conditions=tuple(dict.fromkeys(match.group() for match in CONDITIONS.finditer(f"{outer} {wording}"))),
        companions=place.companions,
        scope=(*without(conditions_only, examples), *scope),
        start=sentence_units[0].start,
        end=sentence_units[-1].end,
    )


def _inherited(
    folded: str, place: Place, own: tuple[Span, ...], before: Sequence[Unit]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of earlier units that a claim rests on, and those that only lend their conditions (through 其中)."""
    subject_known = _has_own_subject(folded, place, own) and not shares_subject(folded, place.zone)
    inherited: list[Span] = []
    contiguous = True
    for position in range(len(before) - 1, -1, -1):
        unit = before[position]
        span = (unit.start, unit.end)
        if is_outer(folded, place.zone) and unit.figures:
            head = [(earlier.start, earlier.end) for earlier in before[max(0, position - 1) : position]]
            return tuple(reversed(inherited)), (*(frame for frame in head if is_framing(folded, frame)), span)
        if unit.figures and not unit.is_time_frame and subject_known:
            break
        named = not unit.figures and (contiguous or position == 0) and is_topic(folded, span)
        included = named or is_framing(folded, span) or unit.is_time_frame or not subject_known
        contiguous = contiguous and included
        if included:
            inherited.extend(reversed(without((span,), ((item.start, item.end) for item in unit.figures))))
            subject_known = subject_known or (has_content(folded[slice(*span)]) and not unit.is_time_frame)
    return tuple(reversed(inherited)), ()


def _has_own_subject(folded: str, place: Place, own: tuple[Span, ...]) -> bool:
    figure = place.figure
    before = "".join(folded[start : min(end, figure.start)] for start, end in own if start < figure.start)
    if has_content(before):
        return True
    behind = "".join(folded[max(start, figure.end) : end] for start, end in own if end > figure.end)
    return figure.kind is FigureKind.COUNT and has_content(behind)


def _binding(folded: str, inherited: Iterable[Span], own: Iterable[Span]) -> list[Span]:
    """Spans whose marks bind the figure: its own words and the framing before them (力争到2025年,…)."""
    return [*(span for span in inherited if is_framing(folded, span)), *own]


def _subject_spans(folded: str, place: Place, own: tuple[Span, ...], inherited: tuple[Span, ...]) -> list[Span]:
    """Spans of the words that name what the figure measures: its own unit's, or the nearest unit's that has any."""
    figure = place.figure
    spans = [(start, min(end, figure.start)) for start, end in own if start < figure.start]
    if figure.kind is FigureKind.COUNT:
        spans += [(max(start, figure.end), end) for start, end in own if end > figure.end]
    if _has_own_subject(folded, place, own):
        return spans
    named = [span for span in inherited if has_content(folded[slice(*span)])]
    return (named if place.is_listed else named[-1:]) or spans


def _subject(text: str, place: Place, spans: Sequence[Span]) -> str:
    """The subject as it reads, figures inside it included (最近一年销售收入)."""
    before = [span for span in spans if span[1] <= place.figure.start]
    if before and not place.is_listed:
        spans = [(before[0][0], before[-1][1]), *spans[len(before) :]]
    return "".join(tidy_subject(text[start:end]) for start, end in spans)


def _with_distinctions(folded: str, found: list[Claim], own_spans: list[tuple[Span, ...]]) -> Iterable[Claim]:
    pairs = [character_pairs(" ".join(folded[slice(*span)] for span in spans)) for spans in own_spans]
    for index, claim in enumerate(found):
        low, high = max(0, index - _NEIGHBOURS), index + _NEIGHBOURS + 1
        distinctions = [
            terms
            for other, other_pairs in zip(found[low:high], pairs[low:high], strict=True)
            if (terms := distinguishing_terms(claim, other, other_pairs))
        ]
        yield replace(claim, distinctions=tuple(dict.fromkeys(distinctions)))


def distinguishing_terms(claim: Claim, other: Claim, other_pairs: frozenset[str]) -> tuple[str, ...]:
    """Words of a claim's subject that the words of a competing claim lack; none where the two do not compete."""
    return _telling_words(claim.wording, other_pairs) if _compete(claim, other) else ()


def _compete(claim: Claim, other: Claim) -> bool:
    if claim.figure.kind is not other.figure.kind or claim.figure.kind is FigureKind.DATE:
        return False
    return (claim.figure.value, claim.figure.unit) != (other.figure.value, other.figure.unit)


def _telling_words(wording: str, pairs: frozenset[str]) -> tuple[str, ...]:
    bare = blanked(wording, [match.span() for pattern in (MARKS, BOUND_WORDS) for match in pattern.finditer(wording)])
    return tuple(bare[start:end] for start, end in foreign_runs(bare, pairs) if end - start > 1)
