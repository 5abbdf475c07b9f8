"""The values of enums that a text names (小规模, 查账, 合伙企业)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.eligibility.types import Field
from bot.eligibility.words.finding import Found
from bot.eligibility.words.lexicon import Choice
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene

_DENIED_BEFORE = re.compile(
    r"(?:不是|没有?|并非|非|不算|不属于|不再是|还不|未|不用|不按|不做|不走|没法|无法|不能|没办法)(?:什么"
    r"|做|搞|按|成为|转|变成|升|办|注册|一般)?$"
)
_DENIED_BEHIND = re.compile(
    r"(?:倒|也|都|的|还|就|我们|,)?(?:不是|没有|没|不算|谈不上|不沾边)(?=[,。!?;呢啊的了过做办]|$)"
)
_OF_ONESELF = re.compile("(?:我们?|咱们?|我司|公司|自己).{0,4}(?:是|属于|算)")
_BETWEEN_TWO = re.compile("[^,。;]{0,2}(?:还是|或者?|和|与|跟|及|/|、|升|比)[^,。;]{0,2}")
_BECAME = re.compile("[^,。;]{0,2}(?:(?:转|变|改|升|换|注册|登记)(?:成|为|到|了|作)|改|转|变)[^,。;]{0,2}")


def read_choices(scene: Scene) -> Iterator[Reading]:
    """Every value that is affirmed of the enterprise."""
    found = list(scene.lexicon.choice_finder.find(scene.key))
    for item in found:
        choice = scene.lexicon.choices[item.word]
        if _is_told(scene, choice, item) and not _is_one_of_several(scene, item, found):
            yield from _chosen(scene, choice, item)


def named_values(scene: Scene, field: Field) -> list[Reading]:
    """The value of an enum that an answer names by one of its words; none where it names several."""
    found = scene.lexicon.choice_finder.find(scene.key)
    of_field = [item for item in found if scene.lexicon.choices[item.word].field == field.name]
    values = {scene.lexicon.choices[item.word].value for item in of_field}
    if len(values) != 1 or _DENIED_BEFORE.search(scene.key[: of_field[0].start]):
        return []
    return [Reading(field.name, values.pop(), of_field[0].start, of_field[0].end)]


def _is_told(scene: Scene, choice: Choice, item: Found) -> bool:
    """Whether the sentence tells the context that a choice needs; its clause must not be about oneself."""
    if choice.near is None:
        return True
    clause = scene.clause_words(item.start)
    is_of_oneself = _OF_ONESELF.search(clause) is not None and not scene.lexicon.is_near(choice.near, clause)
    return not is_of_oneself and scene.lexicon.is_near(choice.near, scene.sentence_words(item.start, whole=True))


def _chosen(scene: Scene, choice: Choice, item: Found) -> Iterator[Reading]:
    before, behind = scene.key[max(0, item.start - 6) : item.start], scene.key[item.end : item.end + 5]
    is_denied = _DENIED_BEFORE.search(before) or _DENIED_BEHIND.match(behind)
    if not is_denied and scene.moods.is_own(item.start, of_others=choice.of_others):
        is_weak = scene.is_asked_about(item.start)
        yield Reading(choice.field, choice.value, item.start, item.end, is_weak=is_weak)


def _is_one_of_several(scene: Scene, item: Found, found: Sequence[Found]) -> bool:
    """小规模还是一般纳税人: both are named and none is said."""
    choices = scene.lexicon.choices
    for other in found:
        first, second = sorted((other, item), key=lambda each: each.start)
        is_pair = choices[other.word].field == choices[item.word].field and choices[other.word] != choices[item.word]
        between = scene.key[first.end : second.start]
        if is_pair and first is item and _BECAME.fullmatch(between):
            return True
        if is_pair and not _BECAME.fullmatch(between) and _BETWEEN_TWO.fullmatch(between):
            return True
    return False
