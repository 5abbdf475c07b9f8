"""The sentences of a clause that give the details asked for, beside those that are likest to the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.detail_shapes import Sought
from bot.details_given import gives
from bot.parts import Part, sentences_of
from bot.types import RankedClause

_ITEM = re.compile(r"\s*[（(][一二三四五六七八九十0-9]{1,3}[）)]")
_LEADS_TO_ITEMS = re.compile(r"[:：]\s*[（(][一1][）)]")


def with_given_details(source: RankedClause, chosen: Sequence[Part], sought: Sequence[Sought]) -> tuple[Part, ...]:
    """The chosen sentences with those that give a detail sought and not given by them; a list with all its items."""
    parts = sentences_of(source)
    taken = list(chosen)
    for each in sought:
        if not any(gives(part.text, each) for part in taken):
            taken += [part for part in parts if part not in taken and gives(part.text, each)]
    taken += [item for item in _items_of(parts, taken) if item not in taken]
    return tuple(sorted(taken, key=lambda part: part.start))


def _items_of(parts: Sequence[Part], taken: Sequence[Part]) -> Iterator[Part]:
    """The further items of a list whose first item stands in the sentence that leads to it (条件:(一)…;(二)…)."""
    within = False
    for part in parts:
        within = (within and _ITEM.match(part.text) is not None) or (
            part in taken and _LEADS_TO_ITEMS.search(part.text) is not None
        )
        if within:
            yield part
