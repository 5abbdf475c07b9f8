"""Dates as official documents print them (2023年1月5日, 二〇二三年一月五日, 2023-01-05), and counting on from them.

Patterns are for text folded by `layout.fold`; they hold no groups, so that they can be built into larger ones.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from knowledge.numerals import to_int

_ZERO = "零〇○ΟОOo0"  # zero, its two Chinese rings, and the Greek, Cyrillic and Latin letters that pass for them
_CHINESE_YEAR = rf"[一二]\s*[{_ZERO}九]\s*[{_ZERO}一二三四五六七八九]\s*[{_ZERO}一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d\s?\d|{_CHINESE_YEAR})"
_SMALL = r"(?:[0-3]?\s?\d|[一二三四五六七八九十廿卅元]{1,3})"

DAY = (
    rf"(?:{_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*[日号]"
    rf"|(?:19|20)\d\d(?:-\d{{1,2}}-|/\d{{1,2}}/|\.\d{{1,2}}\.)[0-3]?\d(?!\d))"
)
"""A whole date."""
MONTH = rf"(?:{_YEAR}\s*年\s*{_SMALL}\s*月)"
"""A month of a year."""
YEAR = rf"(?:{_YEAR}\s*年)"
"""A year."""
DAY_OF_SAME_YEAR = rf"(?:{_SMALL}\s*月\s*{_SMALL}\s*[日号])"
"""A date that leaves its year to the date before it."""
PERIOD_END = rf"(?:{DAY}|{MONTH}(?:底|末)?|{YEAR}(?:底|末)?)"
"""A date, or a month or year that means its last day."""
NUMBER = r"(?:\d{1,3}|[零〇○一二三四五六七八九十百两]{1,5})"
"""A count of years, months or days."""

_PARTS = re.compile(rf"({_YEAR})\s*(?:年|[-/.])\s*(?:({_SMALL})\s*(?:月|[-/.])\s*(?:({_SMALL})\s*[日号]?(?!\d))?)?")
_DAY = re.compile(DAY)


def parse_date(words: str) -> date | None:
    """The date that `words` (a match of DAY) prints, None where there is no such day."""
    year, month, day = _numbers(words)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_last_day(words: str) -> date | None:
    """The last day of what `words` (a match of PERIOD_END) prints, None where there is no such day."""
    year, month, day = _numbers(words)
    if not 1 <= (month or 12) <= 12 or not year:
        return None
    month = month or 12
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def dates_in(folded: str, start: int = 0, end: int | None = None) -> list[tuple[date, int, int]]:
    """The whole dates in a stretch of folded text, in order, with their offsets."""
    found = []
    for match in _DAY.finditer(folded, start, len(folded) if end is None else end):
        day = parse_date(match.group())
        if day is not None:
            found.append((day, match.start(), match.end()))
    return found


def last_day_of_years(start: date, years: int) -> date | None:
    """The last day of a period of whole years from `start`: three years from 2026-01-01 end on 2028-12-31."""
    return last_day_of_months(start, 12 * years)


def last_day_of_months(start: date, months: int) -> date | None:
    """The last day of a period of whole months from `start`, None beyond the calendar."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    length = calendar.monthrange(year, month + 1)[1]
    if start.day > length:  # from February 29: the period ends with the month
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - timedelta(days=1)


def parse_number(words: str) -> int | None:
    """The count that `words` (a match of NUMBER) prints, None where it is malformed."""
    try:
        return to_int(words)
    except ValueError:
        return None


def _numbers(words: str) -> tuple[int, int, int]:
    """Year, month and day; zero for a part that is missing or malformed."""
    match = _PARTS.match(words)
    if match is None:
        return 0, 0, 0
    year = re.sub(rf"[{_ZERO}]", "〇", match[1]) if not match[1][0].isdecimal() else match[1]
    return parse_number(year) or 0, _small(match[2]), _small(match[3])


def _small(words: str | None) -> int:
    return parse_number(words.replace("元", "一")) or 0 if words else 0
