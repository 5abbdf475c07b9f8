"""Amounts as people say and type them."""

from decimal import Decimal

import pytest

from bot.eligibility.words.quantities import find_quantities
from bot.eligibility.words.types import Kind
from tests.bot.eligibility.words.reading import DAY


def only(text):
    (quantity,) = find_quantities(text, DAY)
    return quantity


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.2个亿", Kind.MONEY, "120000000"),
        ("800个w", Kind.MONEY, "8000000"),
        ("十九万八", Kind.MONEY, "198000"),
        ("两万一", Kind.MONEY, "21000"),
        ("3万2，", Kind.MONEY, "32000"),
        ("两百万零五千", Kind.MONEY, "2005000"),
        ("¥3,650,000", Kind.MONEY, "3650000"),
        ("5200千元", Kind.MONEY, "5200000"),
        ("四成五", Kind.SHARE, "0.45"),
        ("三成半", Kind.SHARE, "0.35"),
        ("五点四个点", Kind.SHARE, "0.054"),
        ("三分之一", Kind.SHARE, "0.3333"),
        ("四十二号人", Kind.PEOPLE, "42"),
        ("一年零两个月", Kind.SPAN, "14"),
        ("两个半月", Kind.SPAN, "2.5"),
        ("82分", Kind.SCORE, "82"),
        ("第二年", Kind.ORDINAL, "2"),
        ("两百九十八", Kind.NUMBER, "298"),
    ],
)
def test_an_amount_has_one_kind_and_value(text, kind, value):
    quantity = only(text)
    assert (quantity.kind, quantity.is_open) == (kind, False)
    assert round(quantity.value, 4) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "800多万",
        "两千来万",
        "五六十个人",
        "不到300人",
        "三百万出头",
        "十几个",
        "一半以上",
        "快两年",
        "30+人",
        "≥500万",
        "超过60%",
        "小两千万",
    ],
)
def test_a_bound_is_open(text):
    assert only(text).is_open


@pytest.mark.parametrize("text", ["5%到6%", "800-1000万", "三十至五十人"])
def test_both_ends_of_a_range_are_open(text):
    assert [quantity.is_open for quantity in find_quantities(text, DAY)] == [True, True]


@pytest.mark.parametrize("text", ["大概8万", "8万左右", "约8万", "8万上下"])
def test_rough_words_leave_the_number(text):
    quantity = only(text)
    assert (quantity.value, quantity.is_open, quantity.is_rough) == (80_000, False, True)


@pytest.mark.parametrize(
    "text", ["一般纳税人", "万一", "新三板", "十分感谢", "一共", "近三年", "前五项", "13800138000", "19号公告", "一下"]
)
def test_words_with_a_numeral_inside_are_no_amounts(text):
    assert find_quantities(text, DAY) == ()


@pytest.mark.parametrize(
    ("text", "day", "unit"),
    [
        ("去年3月", "2025-03-01", "月"),
        ("前年七月份", "2024-07-01", "月"),
        ("上个月20号", "2026-10-20", "日"),
        ("4月18号", "2026-04-18", "日"),
        ("12月18号", "2025-12-18", "日"),
        ("2023年底", "2023-12-01", "月"),
        ("24年5月16日", "2024-05-16", "日"),
        ("二〇二四年六月十八日", "2024-06-18", "日"),
        ("2024/3/1", "2024-03-01", "日"),
        ("2022年", "2022-01-01", "年"),
    ],
)
def test_a_day_counts_from_the_day_on_which_it_is_said(text, day, unit):
    quantity = only(text)
    assert (quantity.kind, quantity.day.isoformat(), quantity.unit) == (Kind.DAY, day, unit)
