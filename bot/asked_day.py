"""The day whose rules a question asks for, where it says so in words: 2025年的时候, 去年12月, 2028年."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

_THAT_YEAR = re.compile(r"(?<!到)(?<!至)(20[0-9]{2})年(那时|的时候|当时|时|那会儿|那年|期间)")
_NAMED = re.compile(
    r"(?<![到至从自截]|[-~0-9])(?P<year>20[0-9]{2}|(?<!过)去|(?<![以之此当目先])前|2[0-9](?=年[0-9]{1,2}月))年度?"
    r"(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下]半年))?"
    r"(?!底|末|之?前|以前|以后|后|起|版|第|那版|那一版|的那版|度)"
)
_QUARTERS = {name: number for names in ("一二三四", "1234") for number, name in enumerate(names, 1)}
_TODAY_MEANT = re.compile(
    "现在|目前|今年|如今|眼下|还(能|可以|有|给|算|管)|明年|以后|(?<![特创高])新(的|办法|政策|规)|最新"
)
_OF_THE_ENTERPRISE = re.compile(
    "(我们|我司|咱们?|公司|企业)?(的|就|才|刚)?"
    "(营收|营业收入|销售收入|收入|利润|成立|注册|拿|取得|获|通过|入库|评上|认定(的|了|为)|亏|赚|挣|投|花|招|应纳税所得额)"
)
"""Behind a year: what it tells of the enterprise, not the day whose rules are asked for."""


def day_meant(text: str, today: date) -> date | None:
    """The day that a question sets itself to: the end of 2025年的时候, the beginning of a coming year."""
    then = None if _TODAY_MEANT.search(text) else _THAT_YEAR.search(text)
    if then is not None:
        return date(int(then[1]), 12, 31)
    coming = [year for year in _years(text, today) if year > today.year]
    return date(coming[0], 1, 1) if len(coming) == 1 else None


def past_day(text: str, today: date) -> date | None:
    """The last day of the past year, month or the very day that a question is about.

    None where it speaks of today as well, or where the year is told of the enterprise (去年营收5000万).
    """
    if _TODAY_MEANT.search(text):
        return None
    days = {
        day
        for match in _NAMED.finditer(text)
        if not _OF_THE_ENTERPRISE.match(text, match.end()) and (day := _last_day(match, today)) is not None
    }
    return days.pop() if len(days) == 1 and min(days) < today else None


def says_when(text: str) -> bool:
    """Whether a text sets itself to a day at all, be it today: then the day of the talk before is not meant."""
    return any(pattern.search(text) for pattern in (_TODAY_MEANT, _THAT_YEAR, _NAMED))


def _years(text: str, today: date) -> Iterator[int]:
    return (_year(match["year"], today) for match in _NAMED.finditer(text))


def _year(written: str, today: date) -> int:
    ago = {"去": 1, "前": 2}.get(written)
    if ago is not None:
        return today.year - ago
    return int(written) if len(written) > 2 else 2000 + int(written)


def _last_day(match: re.Match[str], today: date) -> date | None:
    """The last day of what is named; None for a day that is not in the calendar."""
    year, month = _year(match["year"], today), _last_month(match)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"] or last)
    return date(year, month, day) if 1 <= day <= last else None


def _last_month(match: re.Match[str]) -> int:
    if match["quarter"]:
        return 3 * _QUARTERS[match["quarter"]]
    if match["half"]:
        return 6 if match["half"] == "上半年" else 12
    return int(match["month"] or 12)
