"""From when and until when a rule is in force, by what its text states, its title's planning period, or its date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from knowledge.extraction.dates import last_day_of_months, last_day_of_years
from knowledge.extraction.effect_statements import Count, End, Range, Start, Unit, ends, ranges, starts
from knowledge.extraction.history import HistoryEvent
from knowledge.extraction.layout import Layout, fold
from knowledge.extraction.names import is_guide, is_plan, name_key
from knowledge.extraction.title_lines import Titles
from knowledge.extraction.types import ExtractionFlag, Span
from knowledge.extraction.web_fields import EFFECTIVE_FROM, EFFECTIVE_TO, field_date

_YEARS_IN_TITLE = re.compile(r"(?P<first>(?:19|20)\d\d)\s*年?\s*[-—–~～至]+\s*(?P<last>(?:19|20)\d\d)\s*年?")
_FIVE_YEAR_PLANS = {
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
_FIVE_YEAR_PLAN = re.compile('[“"「]?(?P<name>十[一二三四五六]?五)[”"」]?')
_TAX_RULE = re.compile(r"[税费].*(?:公告|通知)$")
_NAMED_BEFORE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)*)》\s*(?:[(〔][^()]{0,40}[)〕])?\s*(?:已|,|等)?\s*$")


@dataclass(slots=True)
class Period:
    """The first and the last day in force, None where unknown or open; where and how each was found."""

    first: date | None = None
    last: date | None = None
    is_plan: bool = False
    spans: dict[str, Span] = field(default_factory=dict)
    computed: dict[str, str] = field(default_factory=dict)
    flags: list[ExtractionFlag] = field(default_factory=list)


def period_of(layout: Layout, titles: Titles, issued: date | None, history: Sequence[HistoryEvent]) -> Period:
    """The period of validity. Of contradictory statements the later start and the earlier end are taken, and flagged:
    a rule is rather said to be in force too seldom than too often."""
    period = Period()
    begin, end = _own_text(layout, titles)
    about_another = _about_another(titles)
    stated = [found for found in ranges(layout.folded, begin, end) if found.is_stated]
    _set_first(period, list(starts(layout.folded, begin, end, about_another)), stated, issued)
    if period.first is None and "effective_from" not in period.computed:
        _set_first_otherwise(period, layout, titles, issued, history)
    _set_last(period, layout, list(ends(layout.folded, begin, end, about_another)), stated)
    if period.last is None:
        _set_last_by_title(period, titles)
    if period.last is None and _TAX_RULE.search(fold(titles.title)):
        _set_policy_period(period, list(ranges(layout.folded, begin, end)))
    _check_order(period)
    return period


def _own_text(layout: Layout, titles: Titles) -> tuple[int, int]:
    """The letter and the rule, without attachments that are neither."""
    line = titles.rule_line or 0
    following = [index for index in layout.attachments if index > line]
    return 0, layout.lines[following[0]].start if following else len(layout.folded)


def _about_another(titles: Titles) -> Callable[[str], bool]:
    own = {name_key(title) for title in (titles.title, *titles.aliases)}

    def judge(before: str) -> bool:
        match = _NAMED_BEFORE.search(before)
        return match is not None and not any(name_key(match["title"]) in title for title in own)

    return judge


def _set_first(period: Period, found: Sequence[Start], stated: Sequence[Range], issued: date | None) -> None:
    days: dict[date, tuple[str, Span]] = {}
    for start in found:
        day = start.day or _after(issued, start.after)
        if day is None:
            period.computed["effective_from"] = f"“{start.words}”,但文中没有找到成文日期"
            continue
        days.setdefault(day, (start.words, start.span))
        if start.day is None:
            period.computed["effective_from"] = f"按成文日期{issued}和“{start.words}”推算"
    for item in stated:
        days.setdefault(item.first, (item.words, item.span))
    if not days:
        return
    period.first = max(days)
    period.spans["effective_from"] = days[period.first][1]
    if len(days) > 1:
        printed = "、".join(f"{day}(“{words}”)" for day, (words, _) in days.items())
        period.flags.append(
            ExtractionFlag("contradictory_dates", f"施行日期有不同写法:{printed},暂取较晚的{period.first}")
        )


def _after(issued: date | None, count: Count | None) -> date | None:
    if issued is None or count is None:
        return issued
    if count.unit is Unit.DAYS:
        return issued + timedelta(days=count.number)
    months = count.number * (12 if count.unit is Unit.YEARS else 1)
    last = last_day_of_months(issued, months)
    return last + timedelta(days=1) if last else None


def _set_first_otherwise(
    period: Period, layout: Layout, titles: Titles, issued: date | None, history: Sequence[HistoryEvent]
) -> None:
    """The first day by a labelled field or the history; where all is silent, a rule's day of issue."""
    labelled = field_date(layout, EFFECTIVE_FROM)
    effective = [event for event in history if event.kind == "effective"]
    if labelled:
        period.first, period.spans["effective_from"] = labelled
    elif effective:
        period.first, period.spans["effective_from"] = effective[-1].day, effective[-1].span
    elif issued and not is_guide(titles.title):
        period.first = issued
        period.computed["effective_from"] = f"文中没有写明施行日期,以成文日期{issued}为准"


def _set_last(period: Period, layout: Layout, found: Sequence[End], stated: Sequence[Range]) -> None:
    days: dict[date, tuple[str, Span, bool]] = {}
    for end in found:
        day = end.day or _lasting(period.first, end.lasts)
        if day is not None:
            days.setdefault(day, (end.words, end.span, end.day is None))
        elif end.lasts and period.first is None:
            period.computed["effective_to"] = f"“{end.words}”,但没有找到施行日期"
    for item in stated:
        days.setdefault(item.last, (item.words, item.span, False))
    labelled = None if days else field_date(layout, EFFECTIVE_TO)
    if labelled:
        period.last, period.spans["effective_to"] = labelled
    if not days:
        return
    period.last = min(days)
    words, period.spans["effective_to"], worked_out = days[period.last]
    if worked_out:
        period.computed["effective_to"] = f"按施行日期{period.first}和“{words}”推算"
    if len(days) > 1:
        printed = "、".join(f"{day}(“{said}”)" for day, (said, _, _) in days.items())
        period.flags.append(
            ExtractionFlag("contradictory_dates", f"有效期有不同写法:{printed},暂取较早的{period.last}")
        )


def _lasting(first: date | None, lasts: Count | None) -> date | None:
    if first is None or lasts is None or not lasts.number:
        return None
    counted = last_day_of_years if lasts.unit is Unit.YEARS else last_day_of_months
    return counted(first, lasts.number)


def _set_last_by_title(period: Period, titles: Titles) -> None:
    """The last day of the planning period that the title names."""
    title = fold(titles.title)
    years = _YEARS_IN_TITLE.search(title)
    five = _FIVE_YEAR_PLAN.search(title) if is_plan(title) and not years else None
    last = int(years["last"]) if years and not is_guide(title) else None
    if five and five["name"] in _FIVE_YEAR_PLANS:
        last = _FIVE_YEAR_PLANS[five["name"]] + 4
    named = years.group() if years else five["name"] if five else ""
    if last is not None:
        period.last, period.is_plan = date(last, 12, 31), True
        period.computed["effective_to"] = f"文中没有写明截止日期,按标题中的规划期“{named}”推算"


def _set_policy_period(period: Period, found: Sequence[Range]) -> None:
    """A tax rule that states no period of its own lasts as long as the relief that it grants."""
    if not found:
        return
    longest = max(found, key=lambda item: item.last)
    period.last, period.spans["effective_to"] = longest.last, longest.span
    period.computed["effective_to"] = f"文中没有写明有效期,按政策期间“{longest.words}”推算"
    if "effective_from" in period.computed:
        period.first = min(item.first for item in found)
        period.computed["effective_from"] = f"文中没有写明施行日期,按政策期间“{longest.words}”推算"


def _check_order(period: Period) -> None:
    if period.first and period.last and period.last < period.first:
        words = f"截止日期{period.last}早于施行日期{period.first},两者都不采用,效力按不明处理"
        period.flags.append(ExtractionFlag("contradictory_dates", words))
        period.first = period.last = None
        period.is_plan = False
