"""Calculators for what counts up to a limit only (研发费用加计扣除)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.arithmetic import plain
from bot.eligibility.worked import Given, Worked, money, share, step


@dataclass(frozen=True, slots=True)
class OtherCostLimit:
    """Other costs up to `rate` of all costs, reckoned from the first five items (国家税务总局公告2021年第28号)."""

    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """The smaller of the limit and the actual costs."""
        five_items, actual = given["rd_five_items"], given["rd_other_cost"]
        limit = five_items * self.rate / (1 - self.rate)
        working = step("限额", f"{money(five_items)} × {share(self.rate)} ÷ (1 - {share(self.rate)})", limit)
        return Worked(min(limit, actual), (working, _smaller(name, limit, actual)))


@dataclass(frozen=True, slots=True)
class OverseasLimit:
    """`rate` of what was paid abroad, up to a fraction of the domestic costs (财税〔2018〕64号)."""

    rate: Decimal
    numerator: Decimal
    denominator: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """The smaller of both."""
        paid, domestic = given["rd_entrusted_overseas"], given["rd_domestic_expense"]
        counted = paid * self.rate
        limit = domestic * self.numerator / self.denominator
        fraction = f"{plain(self.numerator)} ÷ {plain(self.denominator)}"
        steps = (
            step("计入的委托境外研发费用", f"{money(paid)} × {share(self.rate)}", counted),
            step("限额", f"{money(domestic)} × {fraction}", limit),
            _smaller(name, limit, counted),
        )
        return Worked(min(limit, counted), steps)


def _smaller(name: str, limit: Decimal, amount: Decimal) -> str:
    return f"{name}取 {money(limit)} 与 {money(amount)} 中较小的：{money(min(limit, amount))}"
