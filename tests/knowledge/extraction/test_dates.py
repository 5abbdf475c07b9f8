"""Dates in every print, and counting on from them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction.dates import dates_in, last_day_of_months, last_day_of_years, parse_last_day
from knowledge.numerals import to_chinese

days = st.dates(date(1949, 10, 1), date(2099, 12, 31))


def in_chinese(day: date, zero: str) -> str:
    year = "".join((zero, *"一二三四五六七八九")[int(digit)] for digit in str(day.year))
    return f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日"


@given(days, st.sampled_from("〇○零ΟO"))
def test_a_date_in_chinese_numerals_is_read_back(day: date, zero: str) -> None:
    assert [found for found, _, _ in dates_in(f"某局 {in_chinese(day, zero)}")] == [day]


@given(
    days,
    st.sampled_from(["{y}年{m}月{d}日", "{y} 年 {m} 月 {d} 日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}"]),
)
def test_a_date_in_figures_is_read_back_with_its_place(day: date, form: str) -> None:
    printed = form.format(y=day.year, m=day.month, d=day.day)
    text = f"于{printed},某局"
    assert dates_in(text) == [(day, 1, 1 + len(printed))]


@pytest.mark.parametrize("text", ["2023年13月1日", "2023年2月30日", "2023年1月", "第2023号", "20230105"])
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert dates_in(text) == []


@given(days, st.integers(1, 20))
def test_a_period_of_years_ends_the_day_before_its_anniversary(start: date, years: int) -> None:
    last = last_day_of_years(start, years)
    assert last is not None
    if (start.month, start.day) == (2, 29):
        assert (last.month, last.day) == (2, 28)
    else:
        assert last + timedelta(days=1) == start.replace(year=start.year + years)


def test_periods_end_where_the_contract_says() -> None:
    assert last_day_of_years(date(2026, 1, 1), 3) == date(2028, 12, 31)
    assert last_day_of_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert last_day_of_years(date(9000, 1, 1), 999) is None


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("2028年12月31日", date(2028, 12, 31)),
        ("2028年2月", date(2028, 2, 29)),
        ("2028年底", date(2028, 12, 31)),
        ("2028年14月", None),
    ],
)
def test_a_month_or_a_year_means_its_last_day(words: str, last: date | None) -> None:
    assert parse_last_day(words) == last
