from __future__ import annotations

import pytest

from knowledge.extraction import extract_metadata

NOTICE = """望河区科技人才公寓管理办法

第一条 符合条件的博士每月给予租房补贴1500元。
第二条 本办法自{first}起施行。

望河区科学技术局
{signed}
"""


def codes(text: str) -> list[str]:
    return [flag.code for flag in extract_metadata(text).flags]


@pytest.mark.parametrize(
    ("first", "signed"),
    [("2026年2月30日", "2026年1月5日"), ("2026年3月1日", "2026年13月5日"), ("2026年3月1日", "二〇二六年二月三十日")],
)
def test_a_date_that_does_not_exist_is_flagged_where_it_counts(first: str, signed: str) -> None:
    assert codes(NOTICE.format(first=first, signed=signed)) == ["impossible_date"]


def test_the_flag_names_each_date_once() -> None:
    (flag,) = extract_metadata(NOTICE.format(first="2026年2月30日", signed="2026年 2 月 30 日")).flags
    assert flag.text == "文中的日期2026年2月30日不存在,请核对"


def test_a_field_of_the_head_is_looked_at_too() -> None:
    text = "成文日期：2026-02-30\n" + NOTICE.format(first="2026年3月1日", signed="2026年2月5日")
    assert codes(text) == ["impossible_date"]


def test_days_that_exist_and_dates_elsewhere_are_left_alone() -> None:
    leap = NOTICE.format(first="2028年2月29日", signed="2026年1月5日")
    assert codes(leap) == []
    assert codes(leap.replace("租房补贴", "（例如2026年2月30日的单据）租房补贴")) == []
