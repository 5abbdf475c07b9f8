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
from bot.qualifiers import BOUND_WORDS, CONDITIONS, MARKS, Bound, figure_bounds
from bot.segments import Span
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
_SEPARATOR: Final = re.compile(r"[、和及与或;]")
_RANGE_JOIN: Final = re.compile(r"(?:\(含\)|及?以上|及?以下|不满|不超过|至|到|-|~|—|,|\s)*(?:不满|不超过|不足)?")
_LIST_ITEM: Final = re.compile(r"\s*(?:\([^)]{1,3}\)|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)")
_RESPECTIVELY: Final = "分别"


@dataclass(frozen=True, slots=True)
class Companion:
    """A figure that another cannot stand without, with its own bounds."""

    figure: Figure
    bounds: frozenset[Bound]


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


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure in its unit: the span it governs, the spans taken out of it, where its own words begin."""

    figure: Figure
    zone: Span
    without: tuple[Span, ...]
    since: int
    companions: tuple[Companion, ...]
    ends: frozenset[Bound]  # which end of a range it is
    is_listed: bool  # one of 「A、B分别给予X、Y」


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
            for place in (_place(folded, unit, number, list_start) for number in range(len(unit.figures))):
                own = _without((place.zone,), (*place.without, *examples))
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
    place: _Place,
    own: tuple[Span, ...],
    before: Sequence[Unit],
    examples: Sequence[Span],
    sentence_units: Sequence[Unit],
) -> Claim:
    figure = place.figure
    inherited, conditions_only = _inherited(folded, place, own, before)
    inherited = _without(inherited, place.without)
    scope = (*_without(inherited, examples), *own)
    subject_spans = _subject_spans(folded, place, own, inherited)
    wording = " ".join(folded[start:end] for start, end in (*inherited, *own))
    outer = " ".join(folded[start:end] for start, end in conditions_only)
    binding = " ".join(folded[start:end] for start, end in _binding(folded, inherited, own))
    return Claim(
        figure=figure,
        subject=_subject(text, place, subject_spans),
        wording=" ".join(tidy_subject(folded[start:end]) for start, end in _without(subject_spans, examples)),
        bounds=figure_bounds(folded, figure, place.since) | place.ends,
        marks=frozenset(match.group() for match in MARKS.finditer(binding)),
        conditions=tuple(dict.fromkeys(match.group() for match in CONDITIONS.finditer(f"{outer} {wording}"))),
        companions=place.companions,
        scope=(*_without(conditions_only, examples), *scope),
        start=sentence_units[0].start,
        end=sentence_units[-1].end,
    )


def _place(folded: str, unit: Unit, index: int, list_start: int) -> _Place:
    """Where a figure stands among the others of its unit: beside them (13%、服务6%) or together with them (a tier)."""
    figure = unit.figures[index]
    segment = next(span for span in unit.segments if span[0] <= figure.start < span[1])
    beside = [other for other in unit.figures if other is not figure and _are_beside(folded, figure, other, segment)]
    earlier = [other for other in unit.figures[:index] if other not in beside]
    start, end = unit.start, segment[1]
    without = _respectively(folded, figure, [*beside, figure], list_start)
    if without is None:
        start = max([start, *(other.end for other in beside if other.end <= figure.start)])
        following = min((other.start for other in beside if other.start >= figure.end), default=None)
        if following is not None:
            separator = _SEPARATOR.search(folded, figure.end, following)
            end = separator.start() if separator else following
    earlier = [other for other in earlier if not any(low <= other.start < high for low, high in without or ())]
    before = [other.end for other in earlier if other.start >= segment[0]]
    since = max([segment[0], start, *before])
    partner = unit.figures[index + 1 : index + 2] if index + 1 < len(unit.figures) else ()
    ranged = tuple(other for other in partner if _is_range(folded, figure, other))
    blanks = tuple((other.start, other.end) for other in unit.figures)
    ends = _range_ends(folded, unit, index)
    companions = tuple(Companion(other, _own_bounds(folded, unit, other)) for other in (*earlier, *ranged))
    return _Place(figure, (start, end), (*(without or ()), *blanks), since, companions, ends, without is not None)


def _range_ends(folded: str, unit: Unit, index: int) -> frozenset[Bound]:
    figures = unit.figures
    if figures[index].kind is FigureKind.DATE:  # 自 and 至 tell
        return frozenset()
    lower = index + 1 < len(figures) and _is_range(folded, figures[index], figures[index + 1])
    upper = index > 0 and _is_range(folded, figures[index - 1], figures[index])
    return frozenset(end for end, holds in ((Bound.LOWER_END, lower), (Bound.UPPER_END, upper)) if holds)


def _own_bounds(folded: str, unit: Unit, figure: Figure) -> frozenset[Bound]:
    ends = [other.end for other in unit.figures if other.end <= figure.start]
    starts = [span[0] for span in unit.segments if span[0] <= figure.start]
    bounds = figure_bounds(folded, figure, max([*starts, *ends]))
    return bounds | _range_ends(folded, unit, unit.figures.index(figure))


def _are_beside(folded: str, figure: Figure, other: Figure, segment: Span) -> bool:
    """Whether two figures of a kind stand side by side, each with words of its own."""
    if other.kind is not figure.kind or not segment[0] <= other.start < segment[1]:
        return False
    first, second = sorted((figure, other), key=lambda item: item.start)
    return _SEPARATOR.search(folded, first.end, second.start) is not None


def _is_range(folded: str, lower: Figure, upper: Figure) -> bool:
    return lower.kind is upper.kind and _RANGE_JOIN.fullmatch(folded, lower.end, upper.start) is not None


def _respectively(folded: str, figure: Figure, beside: Sequence[Figure], start: int) -> tuple[Span, ...] | None:
    """For 「A、B分别给予X、Y」: the spans of the list items that belong to the other figures."""
    ordered = sorted(beside, key=lambda item: item.start)
    marker = folded.rfind(_RESPECTIVELY, start, ordered[0].start)
    if marker < 0 or len(ordered) < 2:
        return None
    items = _list_items(folded, start, marker - 1 if folded[marker - 1] == "," else marker)[-len(ordered) :]
    if len(items) != len(ordered):
        return None
    return tuple(item for item, owner in zip(_cores(folded, items), ordered, strict=True) if owner is not figure)


def _list_items(folded: str, start: int, end: int) -> list[Span]:
    items, begin = [], start
    for match in _SEPARATOR.finditer(folded, start, end):
        items.append((begin, match.start()))
        begin = match.end()
    return [*items, (begin, end)]


def _cores(folded: str, items: list[Span]) -> list[Span]:
    """The items without what they share: 对首次认定的国家级、省级、市级企业 gives 国家级, 省级, 市级."""
    (first_start, first_end), (last_start, last_end) = items[0], items[-1]
    shared = folded[first_end - 1]
    opening = max(folded.rfind(word, first_start, first_end) for word in ("的", "对", "为"))
    first = (opening + 1 if opening >= 0 else first_start, first_end)
    closing = folded.find(shared, last_start, last_end)
    return [first, *items[1:-1], (last_start, closing + 1 if closing >= 0 else last_end)]


def _inherited(
    folded: str, place: _Place, own: tuple[Span, ...], before: Sequence[Unit]
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
            inherited.extend(reversed(_without((span,), ((item.start, item.end) for item in unit.figures))))
            subject_known = subject_known or (has_content(folded[slice(*span)]) and not unit.is_time_frame)
    return tuple(reversed(inherited)), ()


def _has_own_subject(folded: str, place: _Place, own: tuple[Span, ...]) -> bool:
    figure = place.figure
    before = "".join(folded[start : min(end, figure.start)] for start, end in own if start < figure.start)
    if has_content(before):
        return True
    behind = "".join(folded[max(start, figure.end) : end] for start, end in own if end > figure.end)
    return figure.kind is FigureKind.COUNT and has_content(behind)


def _binding(folded: str, inherited: Iterable[Span], own: Iterable[Span]) -> list[Span]:
    """Spans whose marks bind the figure: its own words and the framing before them (力争到2025年,…)."""
    return [*(span for span in inherited if is_framing(folded, span)), *own]


def _subject_spans(folded: str, place: _Place, own: tuple[Span, ...], inherited: tuple[Span, ...]) -> list[Span]:
    """Spans of the words that name what the figure measures: its own unit's, or the nearest unit's that has any."""
    figure = place.figure
    spans = [(start, min(end, figure.start)) for start, end in own if start < figure.start]
    if figure.kind is FigureKind.COUNT:
        spans += [(max(start, figure.end), end) for start, end in own if end > figure.end]
    if _has_own_subject(folded, place, own):
        return spans
    named = [span for span in inherited if has_content(folded[slice(*span)])]
    return (named if place.is_listed else named[-1:]) or spans


def _subject(text: str, place: _Place, spans: Sequence[Span]) -> str:
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
            if _compete(claim, other) and (terms := _telling_words(claim.wording, other_pairs))
        ]
        yield replace(claim, distinctions=tuple(dict.fromkeys(distinctions)))


def _compete(claim: Claim, other: Claim) -> bool:
    if claim.figure.kind is not other.figure.kind or claim.figure.kind is FigureKind.DATE:
        return False
    return (claim.figure.value, claim.figure.unit) != (other.figure.value, other.figure.unit)


def _telling_words(wording: str, pairs: frozenset[str]) -> tuple[str, ...]:
    bare = blanked(wording, [match.span() for pattern in (MARKS, BOUND_WORDS) for match in pattern.finditer(wording)])
    return tuple(bare[start:end] for start, end in foreign_runs(bare, pairs) if end - start > 1)


def _without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with others cut out of them."""
    left = list(spans)
    for begin, stop in taken:
        parts: list[Span] = []
        for start, end in left:
            if stop <= start or begin >= end:
                parts.append((start, end))
                continue
            parts += [(start, begin)] if start < begin else []
            parts += [(stop, end)] if stop < end else []
        left = parts
    return tuple(left)
