"""The words around a found word that may affirm or deny it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.finding import Found
from bot.eligibility.words.moods import Mood
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind

_JOINS = re.compile(r"(?:和|及|与|跟|或|以及|还有|也|、|,|或者)?")
_OF_THE_NEXT = re.compile("(?:没有?|无|不是|非|未|有|是|还没|也没)$")
_COUNTED = frozenset({Kind.ITEMS, Kind.MONEY, Kind.SHARE, Kind.PEOPLE, Kind.NUMBER})
_BEFORE, _AFTER = 10, 16
"""How far, in characters, the words that affirm or deny may stand from what they speak of."""


class Window(NamedTuple):
    """The words before and behind, and the next clause where it names nothing of its own."""

    before: str
    after: str
    continued: str


def window_of(scene: Scene, found: Sequence[Found], index: int, *, whole_clause: bool) -> Window:
    """The words around a found word, up to the next one, an amount or a mark."""
    item, clause = found[index], scene.clause(found[index].start)
    if whole_clause:
        continued = _continued(scene, found, index)
        return Window(scene.key[clause.start : item.start], scene.key[item.end : clause.end], continued)
    start = clause.start
    while start and scene.key[start - 1] == "、":
        start = scene.clause(start - 2).start
    left = max([start, item.start - _BEFORE, *(other.end for other in found[:index])])
    right = min([clause.end, item.end + _AFTER, *(other.start for other in found[index + 1 :])])
    amounts = [q for q in scene.quantities if q.kind in _COUNTED and q.value != 1]
    left = max([left, *(q.end for q in amounts if q.end <= item.start)])
    right = min([right, *(q.start for q in amounts if q.start >= item.end and not q.is_open)])
    after = scene.key[item.end : right]
    if any(other.start == right for other in found):
        after = _OF_THE_NEXT.sub("", after)
    return Window(scene.key[left : item.start], after, _continued(scene, found, index))


def _continued(scene: Scene, found: Sequence[Found], index: int) -> str:
    """The next clause, where it names nothing of its own: 检测报告，有的."""
    number = clause_at(scene.clauses, found[index].start)
    if number + 1 == len(scene.clauses):
        return ""
    following = scene.clauses[number + 1]
    has_own = any(following.start <= other.start < following.end for other in found[index + 1 :])
    has_own = has_own or any(True for _ in scene.lexicon.cue_finder.find(scene.key[following.start : following.end]))
    has_own = has_own or any(item.kind is not Kind.DAY for item in scene.quantities_in(following))
    is_asked = scene.moods.at[following.start] is not Mood.OWN
    if has_own or is_asked or following.sentence != scene.clauses[number].sentence:
        return ""
    return scene.key[following.start : min(following.end, following.start + _AFTER)]


def is_half_of(scene: Scene, found: Sequence[Found], index: int) -> bool:
    """Whether the next word says the same thing over again (上市/新三板：否): what is said stands behind it."""
    if index + 1 == len(found):
        return False
    item, following = found[index], found[index + 1]
    between, before = scene.key[item.end : following.start], scene.key[scene.clause(item.start).start : item.start]
    is_same = {flag.field for flag in scene.lexicon.flags[item.word]} == {
        flag.field for flag in scene.lexicon.flags[following.word]
    }
    return is_same and not before.strip() and re.fullmatch("[/或和及、]", between) is not None


def is_listed_with(scene: Scene, left: Found, right: Found) -> bool:
    """Whether two words stand in one list: 软著和检测报告."""
    return scene.key[left.end : right.start] in {"和", "与", "、", "及", "跟"}


def is_joined(scene: Scene, left: Found, right: Found) -> bool:
    """Whether nothing but a joining word stands between."""
    return _JOINS.fullmatch(scene.key[left.end : right.start]) is not None
