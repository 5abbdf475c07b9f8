"""Statements of the first and the last day in force, one at a time, in a rule signed on 2026-01-10."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import ExtractedMetadata, extract_metadata

ISSUED = date(2026, 1, 10)


def rule(statement: str, title: str = "齐川市创新券管理办法") -> ExtractedMetadata:
    return extract_metadata(f"{title}\n第一条 目的。\n第二条 {statement}\n齐川市科学技术局\n2026年1月10日\n")


@pytest.mark.parametrize(
    ("statement", "first", "last"),
    [
        ("本办法自2026年2月1日起施行。", "2026-02-01", None),
        ("本办法自2026年2月1日起实施,有效期3年。", "2026-02-01", "2029-01-31"),
        ("本办法自2026年2月1日起施行，有效期为五年，由市科技局负责解释。", "2026-02-01", "2031-01-31"),
        ("本办法自2026年2月1日起施行。有效期2年。", "2026-02-01", "2028-01-31"),
        ("本办法自2026年2月1日起执行，有效期18个月。", "2026-02-01", "2027-07-31"),
        ("本办法自发布之日起施行，有效期至2028年12月31日。", "2026-01-10", "2028-12-31"),
        ("本办法自印发之日起30日后施行。", "2026-02-09", None),
        ("本办法自公布之日起满三十日施行，有效期1年。", "2026-02-09", "2027-02-08"),
        ("本办法于2026年2月1日起正式实施，执行期限暂定三年。", "2026-02-01", "2029-01-31"),
        ("本办法有效期自2026年2月1日起至2028年1月31日止。", "2026-02-01", "2028-01-31"),
        ("本办法执行期限为2026年2月1日至2028年1月31日。", "2026-02-01", "2028-01-31"),
        ("本办法自2026年2月1日起施行至2028年1月31日。", "2026-02-01", "2028-01-31"),
        ("本办法自2026年2月1日起试行，试行期两年。", "2026-02-01", "2028-01-31"),
        ("本办法自2026年2月1日起试行一年。", "2026-02-01", "2027-01-31"),
        ("本政策执行至2027年12月31日。", "2026-01-10", "2027-12-31"),
        ("本办法自2026年2月1日起施行，2028年12月31日自动失效。", "2026-02-01", "2028-12-31"),
        ("本办法有效期至2028年底。", "2026-01-10", "2028-12-31"),
        ("本办法由市科技局负责解释。", "2026-01-10", None),
        ("获得的创新券有效期1年。", "2026-01-10", None),
        ("高新技术企业资格自颁发证书之日起有效期为三年。", "2026-01-10", None),
        ("申报截止日期为2026年9月30日，逾期不予受理。", "2026-01-10", None),
        ("申报时间为2026年3月1日至2026年10月15日。", "2026-01-10", None),
        ("《某条例》自2020年1月1日起施行，各单位应当遵守。", "2026-01-10", None),
        ("自2020年1月1日起施行的有关规定继续有效。", "2026-01-10", None),
        ("本办法自2026年2月1日起施行，其中第三条自2026年7月1日起施行。", "2026-02-01", None),
    ],
)
def test_a_statement_gives_its_days(statement: str, first: str | None, last: str | None) -> None:
    found = rule(statement)
    assert str(found.effective_from) == str(first)
    assert str(found.effective_to) == str(last)
    assert found.flags == ()


def test_an_article_number_that_recognition_set_close_to_the_words_is_no_reference() -> None:
    articles = "第一条目的。\n第二条本办法自2026年2月1日起施行，有效期2年。"
    found = extract_metadata(f"齐川市创新券管理办法\n{articles}\n齐川市科学技术局\n2026年1月10日\n")
    assert (str(found.effective_from), str(found.effective_to)) == ("2026-02-01", "2028-01-31")


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(1, 10))
def test_a_validity_of_years_ends_the_day_before_the_anniversary(start: date, years: int) -> None:
    found = rule(f"本办法自{start.year}年{start.month}月{start.day}日起施行，有效期{years}年。")
    assert found.effective_from == start
    assert found.effective_to is not None
    after = found.effective_to + timedelta(days=1)
    assert after.year == start.year + years
    assert (after.month, after.day) == (
        (3, 1) if (start.month, start.day) == (2, 29) and not is_leap(after.year) else (start.month, start.day)
    )
    assert f"有效期{years}年" in found.computed["effective_to"]


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@given(st.integers(1, 365))
def test_days_after_the_issue_are_counted_on_and_shown_as_computed(count: int) -> None:
    found = rule(f"本办法自发布之日起{count}日后施行。")
    assert found.effective_from == ISSUED + timedelta(days=count)
    assert str(ISSUED) in found.computed["effective_from"]


@pytest.mark.parametrize(
    "title",
    ["齐川市创新券申报指南", "创新券政策问答", "齐川市科学技术局会议纪要", "关于开展2026年创新券申报工作的通知"],
)
def test_guides_answers_minutes_and_calls_take_effect_on_no_day(title: str) -> None:
    assert rule("请按时提交材料。", title).effective_from is None


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("齐川市数字经济行动计划(2026-2028年)", date(2028, 12, 31)),
        ("齐川市数字经济行动计划（2026—2028年）", date(2028, 12, 31)),
        ("齐川市2026年至2028年人才工作方案", date(2028, 12, 31)),
        ("齐川市“十五五”科技创新规划", date(2030, 12, 31)),
    ],
)
def test_a_plan_ends_with_the_period_in_its_title(title: str, last: date) -> None:
    found = rule("落实责任。", title)
    assert (found.effective_to, found.is_plan) == (last, True)
    assert "effective_to" in found.computed


def test_a_stated_end_beats_the_period_in_the_title() -> None:
    found = rule("本方案有效期至2027年6月30日。", "齐川市人才工作方案(2026-2028年)")
    assert (found.effective_to, found.is_plan) == (date(2027, 6, 30), False)


@pytest.mark.parametrize(
    ("statements", "first", "last"),
    [
        ("本办法自2026年2月1日起施行。\n第三条 本办法自2026年5月1日起施行。", date(2026, 5, 1), None),
        ("本办法有效期至2028年12月31日。\n第三条 本办法有效期至2027年12月31日。", ISSUED, date(2027, 12, 31)),
        ("本办法自2026年2月1日起施行，有效期至2025年12月31日。", None, None),
    ],
)
def test_contradictory_days_are_flagged_and_the_shorter_validity_taken(
    statements: str, first: date | None, last: date | None
) -> None:
    found = rule(statements)
    assert [flag.code for flag in found.flags] == ["contradictory_dates"]
    assert (found.effective_from, found.effective_to) == (first, last)
