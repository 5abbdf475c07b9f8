"""A bare answer (14, 三成五, 在的, 历下) read against the field that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.eligibility.fields import REGION
from bot.eligibility.types import Field, FieldType
from bot.eligibility.words.amounts import AmountReader
from bot.eligibility.words.choices import named_values
from bot.eligibility.words.flags import FlagReader
from bot.eligibility.words.meanings import as_asked
from bot.eligibility.words.moods import MoodReader
from bot.eligibility.words.places import Place
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind, Quantity
from bot.numerals import CHINESE_DIGIT, parse_numeral

_YES = re.compile(
    r"(?:嗯|哦|啊|呃|对|那个|当然|都|已经|现在|目前|,|\s)*(?:是的?|对的?|有的?|在的?|嗯|没错|是啊|当然"
    r"|确实|可不|有效|拿了|拿到了|取得了|通过了|办了|属于|算是?|yes|y|ok|√|✓"
    r"|有一[个份件])(?:[,。!\s啊呀呢的了吧哈嘛]|在|是|有|$)"
)
_NO = re.compile(
    r"(?:嗯|哦|啊|呃|那个|都|现在|目前|暂时|还|也|,|\s|我们)*(?:不是|没有?|不|未|无|否|没呢|还没|从没"
    r"|从来没|不在|都不|no|n(?![a-z])|×|✗|过期|暂无)"
)
_NONE = re.compile(
    "(?:一[个件项份]?)?(?:也|都)?(?:没有?|无|零|0|〇)(?:[个件项份呢的了啊,。!]|$)|一[个件项]?(?:也|都)没"
)
_NOT_MEANT = re.compile(
    "没(?:问题|错|事|到期|过期)|不(?:好意思|清楚|知道|确定|太)|有(?:点|些|没有)|是(?:不是|否|吗)|对(?:不|了)|不过"
)
_DOUBLE = re.compile("没(?:到期|过期)|未(?:到期|过期)")
_BARE_DIGIT = re.compile(rf"(?:就|有|是|共|一共|才|也就|嗯|,|\s)*(?P<digit>{CHINESE_DIGIT})(?:个|吧|啊|呢|了|。|$)")
_TAKES = {
    "元": "money",
    "小数": "share",
    "人": "people",
    "天": "days",
    "月": "age",
    "年": "years",
    "分": "score",
    "项": "items",
    "件": "items",
}
_HUNDRED = Decimal(100)
_AGE_FIELDS = frozenset({"established_months", "established_days"})


class AnswerReader:
    """Reads answers. Only what nothing else in the text claims is taken for one."""

    def __init__(self, moods: MoodReader, amounts: AmountReader, flags: FlagReader) -> None:
        self._unsure = re.compile("|".join(moods.unsure))
        self._amounts, self._flags = amounts, flags

    def read(self, scene: Scene, field: Field, left: Sequence[Quantity], place: Place | None) -> Iterator[Reading]:
        """What the text answers to the question for `field`; `left` are amounts that no word claimed."""
        if self._unsure.search(scene.key):
            return
        if field.name == REGION:
            if place is not None:
                yield Reading(REGION, place.name, place.start, place.end)
        elif field.type is FieldType.BOOL:
            yield from self._flags.answer(scene, field) or _yes_or_no(scene, field)
        elif field.type is FieldType.ENUM:
            yield from named_values(scene, field) or _one_of(scene, field)
        elif field.type is FieldType.TEXT:
            yield from _text(scene, field)
        else:
            yield from self._amount(scene, field, left)

    def _amount(self, scene: Scene, field: Field, left: Sequence[Quantity]) -> Iterator[Reading]:
        takes = "day" if field.type is FieldType.DATE else _TAKES[field.unit or ""]
        fitting = [found for item in left if (found := _as_field(field, takes, item)) is not None]
        none = _NONE.match(scene.key) if takes in {"people", "items"} else None
        if none is None and len(fitting) == 1:
            (item,) = fitting
            yield self._reading(scene, field, takes, item)
        elif none is not None:
            yield Reading(field.name, Decimal(0), none.start(), none.end())
        elif (
            not fitting
            and (digit := _BARE_DIGIT.match(scene.key))
            and takes in {"people", "items", "years", "age", "score"}
        ):
            value = parse_numeral(digit["digit"])
            yield Reading(field.name, value, digit.start("digit"), digit.end("digit"))

    def _reading(self, scene: Scene, field: Field, takes: str, item: Quantity) -> Reading:
        if takes == "age" and item.kind is not Kind.NUMBER:
            if item.is_open:
                return Reading(field.name, None, item.start, item.end)
            return self._amounts.reading(scene, as_asked("age", "established_months"), item, item.start, item.end)
        if item.is_open:
            return Reading(field.name, None, item.start, item.end)
        if takes in {"years", "days", "age"} and item.kind is Kind.NUMBER:
            return Reading(field.name, item.value, item.start, item.end, item.is_rough)
        if takes == "share":
            return Reading(field.name, item.value, item.start, item.end, item.is_rough)
        meaning = as_asked(takes if takes != "people" else "items", field.name)
        return self._amounts.reading(scene, meaning, item, item.start, item.end)


def _as_field(field: Field, takes: str, item: Quantity) -> Quantity | None:
    """An amount as the field counts it, None where it measures something else."""
    if field.name == "loss_year" and item.kind is Kind.DAY and item.day is not None:
        return replace(item, kind=Kind.NUMBER, value=Decimal(item.day.year))
    if takes == "share":
        return _as_share(item)
    kinds = {
        "money": {Kind.MONEY, Kind.NUMBER},
        "people": {Kind.PEOPLE, Kind.ITEMS, Kind.NUMBER},
        "items": {Kind.ITEMS, Kind.NUMBER},
        "score": {Kind.SCORE, Kind.NUMBER},
        "days": {Kind.SPAN, Kind.NUMBER},
        "age": {Kind.SPAN, Kind.NUMBER} | ({Kind.DAY} if field.name in _AGE_FIELDS else set()),
        "years": {Kind.SPAN, Kind.ORDINAL, Kind.NUMBER},
        "day": {Kind.DAY},
    }[takes]
    if item.kind not in kinds:
        return None
    if takes == "days" and item.kind is Kind.SPAN and item.unit != "日":
        return replace(item, is_open=True)
    if takes == "years" and item.kind in {Kind.SPAN, Kind.ORDINAL}:
        return replace(item, kind=Kind.NUMBER) if item.unit == "年" else replace(item, is_open=True)
    if field.name == "inv_months" and item.kind is Kind.SPAN and item.value is not None:
        return replace(item, kind=Kind.NUMBER, value=item.value * (12 if item.unit == "年" else 1))
    return item


def _as_share(item: Quantity) -> Quantity | None:
    """A share as it is; a bare number from 1 to 100 counts in hundredths (占25), one below 1 as a fraction."""
    if item.kind is Kind.SHARE:
        return item
    if item.kind is not Kind.NUMBER or item.value is None or not 0 <= item.value <= _HUNDRED:
        return None
    return item if item.value < 1 else replace(item, value=item.value / _HUNDRED)


def _yes_or_no(scene: Scene, field: Field) -> Iterator[Reading]:
    clause = scene.clauses[0]
    words = scene.key[clause.start :]
    double = _DOUBLE.search(words)
    if double is not None:
        yield Reading(
            field.name, field.name == "hnte_valid", clause.start + double.start(), clause.start + double.end()
        )
        return
    for pattern, value in ((_NO, False), (_YES, True)):
        match = pattern.match(words)
        if match is not None and not _NOT_MEANT.match(words):
            yield Reading(field.name, value, clause.start, clause.start + max(1, match.end()))
            return


def _one_of(scene: Scene, field: Field) -> Iterator[Reading]:
    """The value that the words of an answer begin with or contain, where only one does."""
    named = [value for value in field.values if value[:2] in scene.key or (len(value) == 1 and value in scene.key)]
    if len(named) == 1:
        word = named[0] if named[0] in scene.key else named[0][: 2 if len(named[0]) > 1 else 1]
        start = scene.key.find(word)
        if not re.search("(?:不是|没|非)$", scene.key[max(0, start - 2) : start]):
            yield Reading(field.name, named[0], start, start + len(word))


_TRADE = re.compile(
    r"(?:我们|是|做|搞|属于|行业|主要|的|就|嗯|呃|,|\s)*(?P<trade>[\u4e00-\u9fffa-z0-9]{2,15}?)(?:的|行业"
    r"|这块|业务|吧|类|,|。|\s|$)"
)


def _text(scene: Scene, field: Field) -> Iterator[Reading]:
    match = _TRADE.match(scene.key)
    if match is not None and len(scene.key) <= 20:
        yield Reading(field.name, match["trade"], match.start("trade"), match.end("trade"))
