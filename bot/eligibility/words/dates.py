"""Days as people name them, counted from the day on which they speak: 去年3月, 上个月20号, 2023年底, 24年5月16日."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from bot.eligibility.words.types import Kind, Quantity
from bot.numerals import CHINESE_DIGIT, parse_numeral, parse_year

YEARS_AGO = {"大前": 3, "前": 2, "去": 1, "上": 1, "今": 0, "本": 0, "明": -1, "后": -2}
HOLIDAYS = {"元旦": 1, "五一": 5, "国庆": 10}
_SMALL = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = rf"(?P<month>{_SMALL})月份?(?!薪|均)"
_DAY = rf"(?P<day>{_SMALL})[日号](?!人)"
_YEAR_BEHIND = (
    r"(?:[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月|底|初|末|度|成立|注册|创|开|办|营|收|研|销|拿|评|认|亏|买|购"
    r"|全年|的时候)"
)
_YEAR = (
    rf"(?P<year>(?:19|20)[0-9]{{2}}|二[零〇]{CHINESE_DIGIT}{{2}}|(?<![0-9])[12][0-9](?=年{_YEAR_BEHIND})"
    rf"|二{CHINESE_DIGIT}(?=年{_YEAR_BEHIND}))"
    r"年(?!度?来|多)度?"
)
_WRITTEN = re.compile(
    rf"(?:(?P<ago>大前|前|去|今|本|明|后)年的?|{_YEAR})(?:(?:的|那会儿)?{_MONTH}(?:{_DAY})?"
    rf"|(?P<end>年?(?:底|末|年末))|(?P<begin>年?初)|(?P<holiday>元旦|五一|国庆))?"
)
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[01]?[0-9])(?:(?P=mark)(?P<day>[0-3]?[0-9]))?(?![0-9%])"
)
_LAST_MONTH = re.compile(rf"(?P<which>上上|上|这|本)个?月(?:的)?(?:{_DAY})?")
_THIS_YEAR = re.compile(rf"{_MONTH}{_DAY}")
_NEAR = {"大前天": 3, "前天": 2, "昨天": 1, "昨日": 1}


def read_day(key: str, start: int, as_of: date) -> Quantity | None:
    """The day, month or year named at `start`; None where there is none, or none that is in the calendar."""
    for word, ago in _NEAR.items():
        if key.startswith(word, start):
            return _quantity(start, start + len(word), date.fromordinal(as_of.toordinal() - ago), "日")
    last = _LAST_MONTH.match(key, start)
    if last is not None:
        back = {"上上": 2, "上": 1}.get(last["which"], 0)
        months = as_of.year * 12 + as_of.month - 1 - back
        return _dated(last, months // 12, months % 12 + 1)
    numeric = _NUMERIC.match(key, start)
    if numeric is not None and numeric["day"]:
        return _dated(numeric, int(numeric["year"]), int(numeric["month"]))
    written = _WRITTEN.match(key, start)
    if written is not None:
        return _of_year(written, as_of)
    if numeric is not None:
        return _dated(numeric, int(numeric["year"]), int(numeric["month"]))
    this_year = _THIS_YEAR.match(key, start)
    return this_year and _latest(this_year, as_of)


def whole_months(since: date, as_of: date) -> int:
    """Months completed from a day to another; a month that begins does not count."""
    months = (as_of.year - since.year) * 12 + as_of.month - since.month
    return months - (as_of.day < since.day)


def _of_year(match: re.Match[str], as_of: date) -> Quantity | None:
    year = as_of.year - YEARS_AGO[match["ago"]] if match["ago"] else _year(match["year"])
    if match["month"]:
        return _dated(match, year, _number(match["month"]))
    if match["holiday"]:
        return _quantity(match.start(), match.end(), date(year, HOLIDAYS[match["holiday"]], 1), "月")
    if match["end"] or match["begin"]:
        return _quantity(match.start(), match.end(), date(year, 12 if match["end"] else 1, 1), "月")
    return _quantity(match.start(), match.end(), date(year, 1, 1), "年")


def _dated(match: re.Match[str], year: int, month: int) -> Quantity | None:
    day = _number(match["day"]) if match["day"] else None
    try:
        return _quantity(match.start(), match.end(), date(year, month, day or 1), "日" if day else "月")
    except ValueError:  # a thirteenth month, a 31st of June
        return None


def _latest(match: re.Match[str], as_of: date) -> Quantity | None:
    """A month and day without a year: the last one that is not in the future."""
    found = _dated(match, as_of.year, _number(match["month"]))
    if found is None or found.day is None or found.day <= as_of:
        return found
    return _dated(match, as_of.year - 1, _number(match["month"]))


def _year(written: str) -> int:
    if len(written) == 2 and written.isdigit():
        return 2000 + int(written)
    if len(written) < 4:
        return 2000 + int("".join(str("零一二三四五六七八九".index(digit)) for digit in written.replace("〇", "零")))
    return parse_year(written) or 0


def _number(written: str) -> int:
    return int(parse_numeral(written) or Decimal(0))


def _quantity(start: int, end: int, day: date, unit: str) -> Quantity:
    return Quantity(Kind.DAY, None, start, end, unit, day)
