"""The day whose rules a question asks for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked_day import day_meant, past_day
from tests.bot.invented import TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("去年12月样机怎么补", date(2025, 12, 31)),
        ("2024年6月样机怎么补", date(2024, 6, 30)),
        ("2024年2月样机怎么补", date(2024, 2, 29)),
        ("24年5月样机怎么补", date(2024, 5, 31)),
        ("2024年6月15日样机怎么补", date(2024, 6, 15)),
        ("2026年5月样机怎么补", date(2026, 5, 31)),
        ("2026年6月样机怎么补", None),
        ("2024年13月样机怎么补", None),
        ("2024年2月30日样机怎么补", None),
        ("2024年2月和2024年3月样机怎么补", None),
        ("2024年5月样机怎么补,2024年5月的", date(2024, 5, 31)),
        ("今年和2024年样机怎么补", None),
        ("2025年第三季度样机怎么补", date(2025, 9, 30)),
        ("去年四季度样机怎么补", date(2025, 12, 31)),
        ("2024年1季度样机怎么补", date(2024, 3, 31)),
        ("去年上半年样机怎么补", date(2025, 6, 30)),
        ("2024年下半年样机怎么补", date(2024, 12, 31)),
        ("按2024年第7号公告样机怎么补", None),
    ],
)
def test_a_month_or_a_day_of_the_past_is_meant_to_its_end(text, day):
    assert past_day(text, TODAY) == day


@given(st.dates(date(2000, 1, 1), TODAY - timedelta(days=1)))
def test_every_day_before_today_can_be_asked_about(day):
    assert past_day(f"{day.year}年{day.month}月{day.day}日样机怎么补", TODAY) == day


@given(st.text(alphabet="2024去前以年月日度13底到样机怎么补营收现在", max_size=16))
def test_a_past_day_is_past_and_a_meant_one_is_not_in_the_past_by_itself(text):
    past, meant = past_day(text, TODAY), day_meant(text, TODAY)
    assert past is None or past < TODAY
    assert meant is None or meant > TODAY or "年" in text


@pytest.mark.parametrize("text", ["2024年的时候样机怎么补", "2024年那时样机怎么补", "样机2024年期间怎么补"])
def test_a_year_told_as_then_is_the_day(text):
    assert day_meant(text, TODAY) == date(2024, 12, 31)


def test_then_beside_now_is_no_day():
    assert day_meant("2024年的时候能补,现在还能补吗", TODAY) is None
