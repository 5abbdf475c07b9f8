"""Formulas in sentences are read and recomputed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formulas import formulas, is_correct


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("200万元×10%=20万元", 200_000),
        ("2000000元 * 10% = 20万元", 200_000),
        ("100万元÷5%=2000万元", 20_000_000),
        ("(300万元-100万元)×5%=10万元", 100_000),
        ("200万元×(1-10%)=180万元", 1_800_000),
        ("10项×3年=30项", 30),
        ("300万元×25%×20%=15万元", 150_000),
        ("137.5万元×10%=13.75万元", 137_500),
        ("100万元÷3%=3333.33万元", Decimal(1_000_000) / Decimal("0.03")),
    ],
)
def test_a_right_formula_is_right(text: str, value: int | Decimal) -> None:
    (formula,) = formulas(f"测算为{text}。")
    assert formula.value == value
    assert is_correct(formula)


@pytest.mark.parametrize(
    "text", ["200万元×10%=30万元", "200万元×10%=20元", "200万元×10%=20%", "100万元÷3%=3333.43万元"]
)
def test_a_wrong_formula_is_wrong(text: str) -> None:
    (formula,) = formulas(text)
    assert not is_correct(formula)


@pytest.mark.parametrize("text", ["补助20万元", "200万元×10%", "200万元×=20万元", "100万元÷0元=1元"])
def test_what_is_no_formula_gives_none(text: str) -> None:
    assert formulas(text) == ()


@given(st.integers(1, 10_000), st.integers(1, 100), st.integers(-3, 3))
def test_only_the_exact_product_is_right(amount: int, rate: int, error: int) -> None:
    result = Decimal(amount * 100 * rate) + error
    (formula,) = formulas(f"{amount}万元×{rate}%={result}元")
    assert is_correct(formula) == (error == 0)
