"""What a calculator gives: an exact amount, and the steps that led to it as a person would write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol

from bot.arithmetic import plain, share_text

Given = Mapping[str, Decimal]
"""The numbers that a calculator works with, by field: amounts in 元 and none below 0."""

FEN = Decimal("0.01")
EXACT = Context(prec=100)
"""Digits enough that no intermediate result of numbers below 1e15 is rounded before the end."""


@dataclass(frozen=True, slots=True)
class Worked:
    """An amount in 元 before rounding; None where the benefit is over, and the one step says so."""

    amount: Decimal | None
    steps: tuple[str, ...]


class Calculator(Protocol):
    """From the given numbers to an amount called `name`. Pure."""

    def __call__(self, given: Given, name: str) -> Worked:
        """The amount and its steps."""


def rounded(value: Decimal) -> Decimal:
    """To the fen, half up."""
    return value.quantize(FEN, ROUND_HALF_UP)


def money(value: Decimal) -> str:
    """An amount in 元 as steps show it, to the fen: 12500元."""
    return f"{plain(rounded(value))}元"


def share(value: Decimal) -> str:
    """A share as steps show it: 0.05 → 5%."""
    return share_text(value)


def step(name: str, expression: str, value: Decimal) -> str:
    """One line of the working: 名称 = 式子 = 结果, with ≈ where the result is shown rounded."""
    sign = "=" if value == rounded(value) else "≈"
    return f"{name} = {expression} {sign} {money(value)}"
