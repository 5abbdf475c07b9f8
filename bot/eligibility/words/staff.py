"""The whole staff, where no word names it: 我们28个人, 全是本科以上."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.eligibility.words.binding import Cue, Pairs
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind, Quantity

_PASSING = re.compile(
    r"(?<!差不)(?:招|缺|差|走|裁|来|离职|增加|减少|多|培训|派|解决|安排|请|找|给|管|每|辞|补|带"
    r"|搬)了?(?:个|约|大概|最多|至少)?$"
)
IN_ALL = re.compile("(?:一共|总共|全公司|拢共|合计)(?:有|是|就)?$")
_TODAY = re.compile("(?:现在|目前|如今|眼下)(?:有|是|一共|共|都)*$")
_PERSON = frozenset({"人", "个人", "号人", "口人", "口子", "号"})
_ALL = re.compile("(?:全都?|都|全部都?|清一色|百分百)(?:是|为|有|属于|干|在)?$")
_WHOLE = frozenset({"bachelor_ratio", "rd_staff_ratio", "sci_staff_ratio"})


def standing_alone(
    scene: Scene, free: Sequence[Quantity], readings: Sequence[Reading], staff: str
) -> Iterator[Reading]:
    """People whom no word claims are the staff: 我们28个人. A later number counts where it is said to be today's."""
    field = "inv_headcount" if free and scene.is_near("invested", free[0].start) else staff
    is_known = any(reading.field == field for reading in readings)
    in_all = [item for item in free if item.kind is Kind.PEOPLE and IN_ALL.search(scene.key, 0, item.start)]
    free = in_all[:1] if len(in_all) == 1 and not scene.moods.corrections else free
    earlier: Quantity | None = None
    for quantity in free:
        if is_known and not IN_ALL.search(scene.key, 0, quantity.start):
            continue
        if not _is_staff(scene, quantity, earlier):
            continue
        yield Reading(
            field, None if quantity.is_open else quantity.value, quantity.start, quantity.end, quantity.is_rough
        )
        earlier = quantity


def _is_staff(scene: Scene, quantity: Quantity, earlier: Quantity | None) -> bool:
    before = scene.key[scene.clause(quantity.start).start : quantity.start]
    is_person = quantity.kind is Kind.PEOPLE and quantity.unit in _PERSON
    if earlier is not None:
        is_person = is_person or (quantity.kind is Kind.ITEMS and quantity.unit == "个")
        return is_person and scene.moods.corrected_between(earlier.start, quantity.end)
    was_people = any(item.kind is Kind.PEOPLE and item.start < quantity.start for item in scene.quantities)
    is_today = quantity.kind is Kind.ITEMS and quantity.unit == "个" and was_people and _TODAY.match(before) is not None
    return (is_person or is_today) and _PASSING.search(before) is None


def all_of_them(scene: Scene, cues: Sequence[Cue], pairs: Pairs) -> Iterator[Reading]:
    """全是本科以上: the whole staff."""
    used = {cue.start for cue in pairs.values()}
    for cue in cues:
        field = next((item.field for item in cue.meanings if item.takes == "share" and item.field in _WHOLE), None)
        match = _ALL.search(scene.key, max(0, cue.start - 5), cue.start)
        if field and match and cue.start not in used and scene.moods.is_own(cue.start):
            yield Reading(field, Decimal(1), match.start(), cue.end)
