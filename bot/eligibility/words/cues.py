"""The words of a text beside which amounts may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.eligibility.words.binding import Cue
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind

_DENOMINATOR = re.compile(
    r"占(?:了|到|比|我们|公司|企业|全部|同期|整个|全年|当年|总|的|全|当期|境内|境外|成本|费用|支出|收入|营业)*$"
)
_DENIED = re.compile("(?:没有?|无|不)(?:约定|做|买|搞)?$|(?:加上|包括|含|算上|连)了?$")
_NOTHING_BETWEEN = re.compile("(?:及|或)?(?:以上)?的?(?:学历)?的?")
_DAYS = frozenset({"day", "year"})
_PEOPLE_ALONE = "人"
"""A word of its own only where a clause begins with it: 人三十三个."""


def find_cues(scene: Scene) -> Iterator[Cue]:
    """The words of the lexicon in order; wholes (占收入的) and what is denied or counted in (含派遣) are left out."""
    things = [item for item in scene.quantities if item.value != 1 or item.kind is not Kind.ITEMS]
    taken = {place for item in things for place in range(item.start, item.end)}
    last: Cue | None = None
    for found in scene.lexicon.cue_finder.find(scene.key):
        cue = Cue(found.word, found.start, found.end, scene.lexicon.cues[found.word])
        before = scene.key[max(0, found.start - 8) : found.start]
        if found.word == _PEOPLE_ALONE and found.start != scene.clause(found.start).start:
            continue
        if found.start in taken or _DENOMINATOR.search(before) or _DENIED.search(before):
            continue
        if last is None or not _is_only_its_noun(scene, last, cue):
            yield from _by_slot(cue)
            last = cue


def _by_slot(cue: Cue) -> Iterator[Cue]:
    """A word that takes a day as well as an amount (7月1号买的，花了76万) is offered once for each."""
    days = tuple(meaning for meaning in cue.meanings if meaning.takes in _DAYS)
    others = tuple(meaning for meaning in cue.meanings if meaning.takes not in _DAYS)
    yield from (replace(cue, meanings=part) for part in (days, others) if part)


def _is_only_its_noun(scene: Scene, left: Cue, right: Cue) -> bool:
    """Whether a word for the staff only ends the one before it: 本科及以上学历|人员."""
    if left.end == right.start and right.word in scene.lexicon.heads:
        return True
    is_staff = any(meaning.field == "staff_total" for meaning in right.meanings)
    is_part = any(meaning.takes == "people" and meaning.field != "staff_total" for meaning in left.meanings)
    return is_staff and is_part and _NOTHING_BETWEEN.fullmatch(scene.key[left.end : right.start]) is not None
