"""The stretch of time that an amount belongs to: 去年, 今年, 近三年, 三季度, 8月份."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.types import Clause

_WORDS = re.compile(
    r"(?P<three_years>20[0-9]{2}年?[-~至到—]20[0-9]{2}年?|(?:近|最近|过去|这|前)(?:三|3)(?:个会计)?年度?"
    r"|(?:三|3)年(?:合计|平均|累计|加起来|合起来|下来)|(?:三|3)个会计年度)"
    r"|(?P<last_year>去年|上年度?|上一(?:个)?(?:会计|纳税)?年度?|前一年度?|近一年|最近一年|近1年|过去一年|近12个月)"
    r"|(?P<before>大前年|(?<![之以目])前年|(?:上|前)(?:一|1)?(?:任|届))"
    r"|(?P<next>明年|后年|来年)"
    r"|(?P<half>上半年|下半年|前三季度|前三个季度|前[0-9一二三四五六七八九十]+个月|1-[0-9]+月"
    r"|截[止至]到?(?:20[0-9]{2}年|今年)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})?月?(?:底|末|份)?|到现在"
    r"|到目前|[0-9]+月底)"
    r"|(?P<quarter>[一二三四1-4]季度?|本季|季(?=销售|收入|营业|开票)|这个?季|上个?季|每个?季|每季"
    r"|一个?季度|单季|季度|按季|q[1-4]|(?<![0-9])[1-4]q)"
    r"|(?P<month>每个?月|(?<![十百零立了满才刚])一个?月|月均|月(?=销售|收入|营业|流水|开票)|单月"
    r"|(?<![0-9])(?:1[0-2]|0?[1-9])月份?(?![0-9])|(?<![十二三])(?:十[一二]?|[一二三四五六七八九])月份?"
    r"|本月|这个?月|上个?月|当月|按月)"
    r"|(?P<once>按次|这次|这一次|这笔|单笔)"
    r"|(?P<this_year>今年|本年度?|当年)"
    r"|(?<![0-9])(?P<year>(?:20)?[12][0-9])年度?"
)
_FOUNDED = re.compile("成立|注册|创办|创立|开业|设立|执照|登记|开办|开的|办的|发的|拿的|到期|过期|买|购")
_STAYS = frozenset({"last_year", "quarter", "month", "once", "half", "before"})
"""What goes on holding in the next clauses of a sentence: 去年营收800万，研发50万."""
_FOR_ALL = re.compile("(?:都|均|全|以上|上面|这些)[^,]{0,4}$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a text names."""

    name: str
    start: int
    end: int
    clause: int


class Periods:
    """The stretches of time of one text."""

    def __init__(self, key: str, clauses: Sequence[Clause], as_of: date) -> None:
        self._key, self._clauses = key, clauses
        self._found = [found for match in _WORDS.finditer(key) if (found := self._period(match, as_of)) is not None]

    def of(self, start: int, end: int) -> Period | None:
        """The one that holds for the amount there: named before it in its clause, else behind, else above."""
        own = clause_at(self._clauses, start)
        before = [item for item in self._found if item.clause == own and item.end <= start]
        behind = [item for item in self._found if item.start >= end and self._refers_back(item, own, end)]
        above = [
            item
            for item in self._found
            if item.clause < own and item.name in _STAYS and self._sentence(item.clause) == self._sentence(own)
        ]
        found = before or behind[:1] or above
        return found[-1] if found else None

    def _period(self, match: re.Match[str], as_of: date) -> Period | None:
        index = clause_at(self._clauses, match.start())
        clause = self._clauses[index]
        is_year = match["year"] or match["before"]
        if is_year and _FOUNDED.search(self._key, match.end(), min(clause.end, match.end() + 6)):
            return None
        name = match.lastgroup or ""
        if match["year"]:
            name = _year_name(int(match["year"]) % 100 + 2000, as_of)
        return Period(name, match.start(), match.end(), index)

    def _refers_back(self, item: Period, own: int, end: int) -> bool:
        """Whether a later 去年 says it of an amount: in brackets behind it, or of all (都是去年的)."""
        if self._sentence(item.clause) != self._sentence(own):
            return False
        if re.fullmatch(r"[(\s]?(?:是|为)?", self._key[end : item.start]):
            return True
        return bool(_FOR_ALL.search(self._key, 0, item.start))

    def _sentence(self, index: int) -> int:
        return self._clauses[index].sentence


def _year_name(year: int, as_of: date) -> str:
    names = {1: "last_year", 0: "this_year"}
    return names.get(as_of.year - year, "before" if year < as_of.year else "next")
