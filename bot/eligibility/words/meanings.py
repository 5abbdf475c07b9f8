"""What an amount is beside a word of the lexicon: by what it measures, its period and its surroundings."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.eligibility.words.binding import Cue
from bot.eligibility.words.lexicon import Meaning
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind, Quantity
from bot.eligibility.words.values import is_shorthand, unit_beside

_KINDS = {
    "money": {Kind.MONEY, Kind.NUMBER},
    "share": {Kind.SHARE, Kind.NUMBER},
    "people": {Kind.PEOPLE, Kind.ITEMS, Kind.NUMBER},
    "items": {Kind.ITEMS, Kind.NUMBER},
    "score": {Kind.SCORE, Kind.NUMBER},
    "age": {Kind.SPAN, Kind.DAY},
    "span": {Kind.SPAN},
    "months": {Kind.SPAN},
    "days": {Kind.SPAN},
    "years": {Kind.SPAN},
    "ordinal": {Kind.ORDINAL},
    "day": {Kind.DAY},
    "year": {Kind.DAY},
}
_PEOPLE_UNITS = frozenset({"个", "名", "位"})
_NO_THINGS = frozenset({"台", "套", "次", "家", "笔", "款", "张", "条", "枚"})
_WHOLE = frozenset({"bachelor_ratio", "rd_staff_ratio", "sci_staff_ratio"})
_OF_A_RULE = re.compile(
    "的?(?:这条|那条|这个|那个)?(?:线|标准|要求|门槛|红线|部分|上限|限额|额度|档位?|条件|优惠|就行|才行"
    "|才能|才够|加计|扣除|税前|返|减免|减半|免税|税率|补助|奖励|后补)"
)
_RIGHTS = frozenset({"ip_class1", "ip_class2", "invention_patents", "utility_patents", "design_patents"})
_NOT_GRANTED = re.compile("在审|实审|实质审查|受理|申请中|未授权|没授权|没下|公示|待授权|审查阶段|初审")
_ONESELF = re.compile("我|咱|俺|自己")
_IS_ENOUGH = re.compile("就能|就可以|就算|才能|才算|才行|就行|即可|起码|法定|封顶|为限")


def fits(quantity: Quantity, cue: Cue) -> bool:
    """Whether a word takes amounts of this kind at all."""
    return any(takes(meaning, quantity) for meaning in cue.meanings)


def states(quantity: Quantity, cue: Cue) -> bool:
    """Whether a word takes it as a fact of a profile."""
    return any(meaning.field is not None and takes(meaning, quantity) for meaning in cue.meanings)


def takes(meaning: Meaning, quantity: Quantity) -> bool:
    """Whether a meaning takes amounts of this kind and unit."""
    if quantity.kind not in _KINDS[meaning.takes]:
        return False
    if meaning.takes == "people" and quantity.kind is Kind.ITEMS:
        return quantity.unit in _PEOPLE_UNITS
    if meaning.takes == "items" and meaning.field is not None and quantity.unit in _NO_THINGS:
        return False
    if meaning.takes == "days" and quantity.unit != "日":
        return False
    if meaning.takes == "share" and quantity.kind is Kind.NUMBER:
        return quantity.value is not None and 0 < quantity.value < 1
    return True


def meaning_of(scene: Scene, quantity: Quantity, cue: Cue) -> Meaning | None:
    """The first meaning that fits the amount, its period and its surroundings; a bare number is money last of all."""
    is_behind = cue.start >= quantity.end and not scene.key[quantity.end : cue.start].endswith("的")
    if (
        quantity.kind is Kind.SHARE and is_behind and not scene.is_near("of_revenue", quantity.start)
    ):  # 三分之一是研发: of the staff
        of_staff = next((item for item in cue.meanings if item.takes == "people" and item.field in _WHOLE), None)
        if of_staff is not None:
            return replace(of_staff, takes="share")
    period = scene.periods.of(quantity.start, quantity.end)
    name = period.name if period else ""
    fitting = [
        meaning
        for meaning in cue.meanings
        if takes(meaning, quantity)
        and (not meaning.periods or name in meaning.periods)
        and any(scene.is_near(meaning.near, place) for place in (quantity.start, cue.start))
        and not (meaning.unless and scene.is_near(meaning.unless, quantity.start))
    ]
    if quantity.kind is Kind.NUMBER and not (unit_beside(scene, quantity, cue) or is_shorthand(scene, quantity)):
        fitting.sort(key=lambda meaning: meaning.takes == "money")
    chosen = next(iter(fitting), None)
    return None if chosen is None or name in chosen.not_periods else chosen


def is_stated(scene: Scene, quantity: Quantity, cue: Cue, meaning: Meaning) -> bool:
    """Whether an amount is said of the enterprise itself, and not as what a rule asks for."""
    if _OF_A_RULE.match(scene.key, quantity.end):
        return False
    clause = scene.clause(quantity.start)
    is_of_oneself = _ONESELF.search(scene.key, clause.start, clause.end) is not None
    if not is_of_oneself and _IS_ENOUGH.search(scene.key, quantity.end, clause.end):
        return False
    if meaning.field in _RIGHTS and _NOT_GRANTED.search(scene.clause_words(quantity.start)):
        return False
    return all(scene.moods.is_own(place, of_others=meaning.of_others) for place in (quantity.start, cue.start))


def as_asked(meaning_takes: str, field: str) -> Meaning:
    """The meaning of an answer to a question that asked for a field."""
    return Meaning(meaning_takes, field, None, None, frozenset(), frozenset(), None, of_others=False)


def is_about(scene: Scene, meaning: Meaning, item: Quantity) -> bool:
    """Whether an amount without a word is what its sentence is about."""
    if not takes(meaning, item) or item.kind is Kind.NUMBER or _OF_A_RULE.match(scene.key, item.end):
        return False
    is_stated = scene.moods.is_own(item.start, of_others=meaning.of_others)
    period = scene.periods.of(item.start, item.end)
    is_then = not meaning.periods or (period is not None and period.name in meaning.periods)
    return is_stated and is_then and scene.is_near(meaning.near, item.start)
