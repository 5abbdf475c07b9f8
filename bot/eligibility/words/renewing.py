"""Amounts without a word of their own that go on with the last one: corrected, of another year, of oneself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.eligibility.words.binding import Pairs
from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.meanings import states
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.staff import IN_ALL
from bot.eligibility.words.types import Kind, Quantity

_SHARE_OF_IT = re.compile(
    "(?:大概|约|也就|只|就)?(?:占比?|比例|比重|占到|占了|强度)(?:[\u4e00-\u9fff]{0,8})(?:的|是|为|有)?"
)
_ANEW = re.compile(
    r"(?:哦|啊|呃|嗯|那|就|其实|实际|应该|现在|如今|目前|眼下|到|只|准确|正确的?|得|改成|改为|更正为?"
    r"|已?授权的?|有效的|已?下证的?|总共|一共|共|才|是|有|为|达到|了"
    r"|我们?|咱们?|我司|俺们?|自己|公司|单体|全年|年末|的|去年|今年|上年|前年|本年|(?:20)?[12][0-9]年度?"
    r"|[0-9]{1,2}月(?:底|份)?|近三年|近一年|合起来|单年|占|也)*"
)
FARTHEST_CLAUSE = 2
"""An amount without a word of its own goes on from the last clause or the one before: 对手5000万，我们才800万."""
_THAT_IS = re.compile("也就是|就是说|相当于|折合|换算|即")


def bind_again(scene: Scene, pairs: Pairs, today: Sequence[Quantity]) -> set[Quantity]:
    """Give amounts that no word claimed the last word that was used: corrected, of another year, or of oneself.

    Returns the amounts that so take the place of an earlier one.
    """
    renewed = set[Quantity]()
    for quantity in today:
        if quantity in pairs or quantity.kind is Kind.DAY:
            continue
        earlier = [item for item in scene.quantities if item.start < quantity.start and item in pairs]
        earlier = [item for item in earlier if states(quantity, pairs[item])]
        if earlier and _takes_over(scene, earlier[-1], quantity):
            pairs[quantity] = replace(pairs[earlier[-1]], start=quantity.start, end=quantity.start)
            if _SHARE_OF_IT.fullmatch(_before(scene, quantity)) is None:
                renewed.add(quantity)
    return renewed


def _takes_over(scene: Scene, earlier: Quantity, quantity: Quantity) -> bool:
    if not scene.moods.is_own(quantity.start):
        return False
    before = _before(scene, quantity)
    if scene.moods.corrected_between(earlier.end, quantity.start) or _THAT_IS.search(
        scene.key, earlier.end, quantity.start
    ):
        return True
    left, right = (clause_at(scene.clauses, item.start) for item in (earlier, quantity))
    if quantity.kind is Kind.SHARE and _SHARE_OF_IT.fullmatch(before):
        return scene.is_same_sentence(earlier, quantity)
    if quantity.kind is Kind.PEOPLE and IN_ALL.search(before):
        return False
    return 0 < right - left <= FARTHEST_CLAUSE and before != "" and _ANEW.fullmatch(before) is not None


def _before(scene: Scene, quantity: Quantity) -> str:
    """The words of an amount's clause before it."""
    return scene.key[scene.clause(quantity.start).start : quantity.start].strip()
