"""Dates and times in Chinese text: 2023年1月5日, 二〇二三年十月, 2025年底, 2023-2025年, 2024-01-01, 5月31日, 17:00.

The unit tells how to read the value: 20230105 with 年月日, 202310 with 年月, 531 with 月日, 1700 with 时.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from bot.numerals import CHINESE_DIGIT, parse_numeral, parse_year
from bot.types import Figure, FigureKind

_YEAR: Final = rf"(?:(?:19|20)[0-9]{{2}}|[一二][零〇九]{CHINESE_DIGIT}{{2}})"
_SMALL: Final = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE: Final = re.compile(
    rf"(?P<year>{_YEAR}) ?年(?:度(?!假)| ?(?P<month>{_SMALL}) ?月(?: ?(?P<day>{_SMALL}) ?[日号])?)?"
    r"(?P<part>初|中(?!央|国|小|等|型|期))?"
    rf"|(?P<month_only>{_SMALL}) ?月(?: ?(?P<day_only>{_SMALL}) ?[日号])?"
    r"|(?P<iso_year>(?:19|20)[0-9]{2})(?P<separator>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=separator)"
    r"(?P<iso_day>[0-3]?[0-9])(?![0-9])"
    r"|(?P<short_year>(?:19|20)[0-9]{2})[-/](?P<short_month>0[1-9]|1[0-2])(?![0-9年])"
    r"|(?P<hour>[0-2]?[0-9])(?::(?P<minute>[0-5][0-9])(?![0-9])|时(?:(?P<minutes>[0-5]?[0-9])分)?(?!间|候|代|期))"
)
_RANGE_YEAR: Final = re.compile(rf"(?P<year>(?:19|20)[0-9]{{2}})(?= ?(?:-|~|至|到){{1,2}} ?{_YEAR} ?年)")


def written_day(day: date) -> str:
    """A day as answers write it: 2023年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_date(folded: str, start: int) -> Figure | None:
    """The date or time that begins at `start` of width-folded text, None where there is none."""
    ranged = _RANGE_YEAR.match(folded, start)
    if ranged is not None:
        return Figure(FigureKind.DATE, Decimal(ranged["year"]), "年", folded[start : ranged.end()], start, ranged.end())
    match = _DATE.match(folded, start)
    if match is None:
        return None
    dated = _date_value(match)
    if dated is None:
        return None
    value, unit = dated
    return Figure(
        FigureKind.DATE, Decimal(value), unit + (match["part"] or ""), folded[start : match.end()], start, match.end()
    )


def _date_value(match: re.Match[str]) -> tuple[int, str] | None:
    """The value and the unit that tells how to read it, None for a thirteenth month."""
    if match["hour"]:
        return int(match["hour"]) * 100 + int(match["minute"] or match["minutes"] or 0), "时"
    year = match["year"] or match["iso_year"] or match["short_year"]
    month = match["month"] or match["month_only"] or match["iso_month"] or match["short_month"]
    day = match["day"] or match["day_only"] or match["iso_day"]
    value, unit = (parse_year(year) or 0, "年") if year else (0, "")
    for part, name, most in ((month, "月", 12), (day, "日", 31)):
        number = parse_numeral(part) if part else None
        if number is None:
            continue
        if not 1 <= number <= most:
            return None
        value, unit = value * 100 + int(number), unit + name
    return value, unit
