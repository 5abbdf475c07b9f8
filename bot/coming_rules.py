"""Questions on what will hold some day: whether a rule goes on, changes or is dropped. No document foretells that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.messages import LATER_UNKNOWN, LATER_UNKNOWN_SINCE, NEW_RULE_UNKNOWN
from bot.types import Gap, GapDetail, RankedClause, Understanding
from bot.written_dates import written_day
from knowledge.types import Validity

_CHANGE = (
    "延续|延长|续期|续上|接着(实施|执行|有)|取消|停掉|停止执行|作废|废止|变严|变松|变(高|低|多|少|化|动)|收紧|放宽|放开|严格"
    "|涨|上调|下调|提高|提到|升到|升至|降(?=到|至|低|成|为|吗|不|$)|加码(?=吗|$)|扩大|砍掉|(改|调|减|增|提|升|放宽|扩)(整)?(成|到|至|为)"
    "|(出|出台|搞|发|推出)(个|一个)?(新|二期|第二期|下一)|新(一)?(轮|期)|下(一)?(轮|期|阶段)|再来(一|几)|还有(下|第二|新)"
)
_FORETELL = "会不会|是不是(要|会)|会(?!议|计|员|展)|可能|估计|预计|预测|估摸|猜|听说要|打算|将要|快要|要不要"
_COMING = (
    "明年|后年|(?<!了)(?<!之)以后|将来|未来|今后|往后|后续|到期(了|后|之后|以后)|期满|下(个)?年度"
    "|[一二三两四五六七八九十几]年(后|之后|以后)"
)
_ASKS = re.compile(
    f"({_FORETELL}).{{0,14}}({_CHANGE})|({_COMING}).{{0,16}}({_CHANGE})|({_CHANGE}).{{0,8}}({_COMING}|可能性|(的)?概率|几率)"
)
_OF_ONESELF = re.compile(
    "(利润|收入|营收|人数|人员|占比|资产|销售额|流水)[^,]{0,4}(涨|降|减|增|提高|变|扩大|升)"
    "|(我们?|我司|咱们?|公司|企业|厂|员工|团队)[^,]{0,10}(会不会|以后|将来|明年|打算|可能|还会)[^,]{0,6}(取消|提高|扩大|涨|变|延长|增加|改)"
)
"""What the enterprise itself will do, or what becomes of it, is no change of a rule."""
_YEAR = re.compile(
    "(?:(?<![0-9])(?P<year>20[0-9]{2}|[23][0-9])年|(?P<word>明年|后年))(?P<after>底?(到期)?(之后|以后|后))?"
)
_NEXT_YEARS = {"明年": 1, "后年": 2}
_PRESUPPOSES = re.compile(
    "(涨|提高?|升|降|调|改|放宽|扩大|减|增加?|上调|下调)(整)?(到|成|至|为)(多少|几|百分之几|什么)"
)
_NEW_RULE = re.compile("(?<![特创高])新(的)?(标准|规定|政策|比例|办法|细则|版本|规)")


def later_gap(understanding: Understanding, source: RankedClause, said: str) -> Gap | None:
    """What the documents cannot tell of a coming day: that a rule goes on beyond its known end, or changes."""
    text, metadata, today = understanding.text, source.metadata, understanding.question.today
    asked = _asks_of_change(text, today, said)
    end = metadata.effective_to
    if end is not None and end >= today and (asked or any(day > end for day in _days_named(text, today))):
        title = f"《{metadata.title}》"
        return Gap(GapDetail.OTHER, LATER_UNKNOWN_SINCE.format(title=title, until=written_day(end)))
    if asked:
        return Gap(GapDetail.OTHER, LATER_UNKNOWN)
    is_ended = source.validity in {Validity.EXPIRED, Validity.SUPERSEDED, Validity.PERIOD_ENDED}
    if is_ended and _NEW_RULE.search(text) and not _NEW_RULE.search(said):
        return Gap(GapDetail.OTHER, NEW_RULE_UNKNOWN)
    return None


def foretells(text: str) -> bool:
    """Whether a question asks to foretell what becomes of a rule."""
    return bool(_ASKS.search(text)) and not _OF_ONESELF.search(text)


def _asks_of_change(text: str, today: date, said: str) -> bool:
    """Whether it asks for a change to come, of which the clause itself does not speak (重组现有实验室)."""
    presupposed = _PRESUPPOSES.search(text) is not None and _is_later(text, today)
    match = _ASKS.search(text)
    told = match is not None and any(word in said for word in re.findall(_CHANGE_WORD, match.group()))
    return presupposed or (foretells(text) and not told)


_CHANGE_WORD = "取消|提高|扩大|放宽|调整|降低|加码"


def _is_later(text: str, today: date) -> bool:
    """Whether a question names a coming year."""
    return any(day.year > today.year for day in _days_named(text, today))


def _days_named(text: str, today: date) -> Iterator[date]:
    """The first days of the coming years that a question names; 2027年以后 begins with the year after."""
    for match in _YEAR.finditer(text):
        year = _NEXT_YEARS.get(match["word"], 0) + today.year if match["word"] else 2000 + int(match["year"][-2:])
        if year > today.year:
            yield date(year + bool(match["after"]), 1, 1)
