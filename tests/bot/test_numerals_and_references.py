"""Numerals of any spelling, and the numbers that only address something."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.numerals import is_shorthand, parse_numeral, parse_year
from bot.references import find_references
from knowledge.numerals import to_chinese


@given(st.integers(0, 9999))
def test_a_numeral_below_ten_thousand_reads_back(value: int) -> None:
    assert parse_numeral(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二亿五千万", 250_000_000),
        ("3千5百", 3500),
        ("10,000", 10_000),
        ("万亿", 10**12),
        ("三百五", 350),
        ("廿", None),
    ],
)
def test_a_numeral_has_its_value(text: str, value: int | None) -> None:
    assert parse_numeral(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["十四五", "七八", "", "点五", "1.2.3", "百百"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert parse_numeral(text) is None


def test_a_year_is_read_digit_by_digit() -> None:
    assert (parse_year("二〇二三"), parse_year("2023"), parse_year("二十三")) == (2023, 2023, None)


def test_the_last_digit_of_a_shorthand_counts_tenths() -> None:
    assert (is_shorthand("两万五"), is_shorthand("二十五")) == (True, False)


def test_references_are_found_as_they_are_printed() -> None:
    text = "依据鲁科字〔2023〕4号和2017年第40号公告第三条、第一百二十条之一,以及二、(三)6.办理"
    assert find_references(text) == ("[2023]4号", "2017年第40号", "第三条", "第一百二十条之一", "二、(三)6")
