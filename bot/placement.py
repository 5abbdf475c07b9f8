"""Where a figure stands among the others of its unit: beside them (13%、服务6%) or with them (a tier, a range)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.qualifiers import Bound, figure_bounds
from bot.segments import Span
from bot.types import Figure, FigureKind
from bot.units_of_meaning import Unit

_SEPARATOR: Final = re.compile(r"[、和及与或;]")
_RANGE_JOIN: Final = re.compile(r"(?:\(含\)|及?以上|及?以下|不满|不超过|至|到|-|~|,|\s)*(?:不满|不超过|不足)?")
_RESPECTIVELY: Final = "分别"


@dataclass(frozen=True, slots=True)
class Companion:
    """A figure that another cannot stand without, with its own bounds."""

    figure: Figure
    bounds: frozenset[Bound]


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its unit: the span it governs, the spans taken out of it, where its own words begin."""

    figure: Figure
    zone: Span
    without: tuple[Span, ...]
    since: int
    companions: tuple[Companion, ...]
    ends: frozenset[Bound]  # which end of a range it is
    is_listed: bool  # one of 「A、B分别给予X、Y」


def place_figure(folded: str, unit: Unit, index: int, list_start: int) -> Place:
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
    return Place(figure, (start, end), (*(without or ()), *blanks), since, companions, ends, without is not None)


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
