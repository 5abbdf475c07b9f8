"""Amounts that are none of today: where a change began, what is still lacking, an article (一个)."""

from __future__ import annotations

import re

from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Quantity

_FROM = re.compile("[从由][^,]{0,6}$")
_UP_TO = re.compile(r"[^,。;0-9]{0,8}?(?:到|至|成|为)(?:了|现在的?|目前的?|去年的?|今年的?|如今的?)*")
_AT_AN_END = re.compile("(?:年初|年末|年底|期初|期末)(?:数|是|为|有)?$")
_CHANGE = re.compile(
    "(?:还差|差|缺|还要|再来|再有|再补|再申请|再招|多招了?|多了|少了|增加了?|减少了?|新增了?|涨了|降了|少招了?|多出)$"
)
_NOT_ONE = re.compile("[^,。;]{0,5}(?:也|都)(?:还)?没")
_ARTICLE = re.compile("一(?:个|件|项|名|位|人|家|本|天|个人)")
_ONLY_ONE = re.compile("(?:有|只|就|才|仅|共|剩|拿了?|拿到|授权|取得|[,。;:、]|是|^)$")
_ENDS = re.compile(r"[,。;!?、\s吧呢了]|$")


def was_before(scene: Scene, index: int) -> bool:
    """Whether an amount is where a change began (从50人减到31人), or one end of a year whose mean is given."""
    item = scene.quantities[index]
    if _ARTICLE.match(scene.key, item.start) and item.value == 1 and not _is_number_one(scene, item):
        return True
    if _NOT_ONE.match(scene.key, item.end) and item.value == 1:
        return True
    if _CHANGE.search(scene.key, max(0, item.start - 6), item.start):
        return True
    if _AT_AN_END.search(scene.key, 0, item.start) and "平均" in scene.sentence_words(item.start, whole=True):
        return True
    if index + 1 == len(scene.quantities):
        return False
    item, following = scene.quantities[index], scene.quantities[index + 1]
    before = scene.key[scene.clause(item.start).start : item.start]
    return _FROM.search(before) is not None and _UP_TO.fullmatch(scene.key[item.end : following.start]) is not None


def _is_number_one(scene: Scene, item: Quantity) -> bool:
    """Whether 一个 counts (只有一个, 发明一件) and is no article (一个人能申请吗, 一件发明奖多少)."""
    clause = scene.clause(item.start)
    is_last = _ENDS.match(scene.key, item.end) is not None and item.start > clause.start
    return is_last or (_ONLY_ONE.search(scene.key[clause.start : item.start]) is not None and item.start > clause.start)
