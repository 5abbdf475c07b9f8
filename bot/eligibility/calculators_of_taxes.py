"""Calculators for taxes and interest: gains, thresholds, turnover, refunds, tax holidays, late payment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.arithmetic import plain
from bot.eligibility.worked import Given, Worked, money, share, step

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class AboveThreshold:
    """`rate` of the year's income from technology transfer above `threshold` (企业所得税法实施条例第九十条)."""

    threshold: Decimal
    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """From the income, or from revenue, cost and taxes."""
        income, before = _transfer_income(given)
        above = max(_NOTHING, income - self.threshold)
        steps = (
            *before,
            _difference("超过免税额的部分", [income, self.threshold], above),
            step(name, f"{money(above)} × {share(self.rate)}", above * self.rate),
        )
        return Worked(above * self.rate, steps)


def _transfer_income(given: Given) -> tuple[Decimal, tuple[str, ...]]:
    if "tech_transfer_income" in given:
        return given["tech_transfer_income"], ()
    parts = [given[f"tech_transfer_{part}"] for part in ("revenue", "cost", "taxes")]
    income = max(_NOTHING, parts[0] - parts[1] - parts[2])
    return income, (_difference("技术转让所得", parts, income),)


@dataclass(frozen=True, slots=True)
class GainShare:
    """`rate` of the gain from a transfer of shares (财税〔2016〕101号第一条)."""

    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """From income, cost and taxes."""
        parts = [given[part] for part in ("equity_transfer_income", "equity_cost", "equity_taxes")]
        gain = max(_NOTHING, parts[0] - parts[1] - parts[2])
        working = step(name, f"{money(gain)} × {share(self.rate)}", gain * self.rate)
        return Worked(gain * self.rate, (_difference("股权转让所得", parts, gain), working))


@dataclass(frozen=True, slots=True)
class TurnoverTax:
    """`rate` of the sales without tax, reckoned from receipts that include it where only those are given."""

    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """From vat_period_sales, else from gross_receipts."""
        sales, before = self._sales(given)
        amount = sales * self.rate
        return Worked(amount, (*before, step(name, f"{money(sales)} × {share(self.rate)}", amount)))

    def _sales(self, given: Given) -> tuple[Decimal, tuple[str, ...]]:
        if "vat_period_sales" in given:
            return given["vat_period_sales"], ()
        receipts = given["gross_receipts"]
        sales = receipts / (1 + self.rate)
        return sales, (step("不含税销售额", f"{money(receipts)} ÷ (1 + {share(self.rate)})", sales),)


@dataclass(frozen=True, slots=True)
class RefundAbove:
    """The VAT on software above `rate` of its sales (财税〔2011〕100号第一、四条)."""

    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """From output tax, input tax and sales."""
        parts = [given["soft_output_vat"], given["soft_input_vat"]]
        due = max(_NOTHING, parts[0] - parts[1])
        kept = given["soft_sales"] * self.rate
        refund = max(_NOTHING, due - kept)
        steps = (
            _difference("当期软件产品应纳增值税", parts, due),
            step(f"实际税负 {share(self.rate)} 的部分", f"{money(given['soft_sales'])} × {share(self.rate)}", kept),
            _difference(name, [due, kept], refund),
        )
        return Worked(refund, steps)


@dataclass(frozen=True, slots=True)
class Stage:
    """The tax rate from one year of profit to another, both included; without a last one from there on."""

    first: Decimal
    last: Decimal | None
    rate: Decimal

    def holds_in(self, year: Decimal) -> bool:
        """Whether the year lies in it."""
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class TaxHoliday:
    """A rate that depends on the year since the first profit (财政部等公告2020年第45号第三、四条)."""

    stages: tuple[Stage, ...]

    def __call__(self, given: Given, name: str) -> Worked:
        """The tax, or nothing to say once every stage is over."""
        income, year = given["taxable_income"], given["profit_year"]
        stage = next((each for each in self.stages if each.holds_in(year)), None)
        if stage is None:
            return Worked(None, (f"获利年度起第 {plain(year)} 年，优惠期已经结束",))
        working = step(name, f"{money(income)} × {share(stage.rate)}", income * stage.rate)
        return Worked(income * stage.rate, (f"获利年度起第 {plain(year)} 年，税率 {share(stage.rate)}", working))


@dataclass(frozen=True, slots=True)
class LateInterest:
    """Interest on a late payment (保障中小企业款项支付条例第十七条): `daily_rate`, or the agreed yearly one."""

    daily_rate: Decimal
    days_of_year: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """By the agreed rate where there is one, which counts no less than the prime rate of then."""
        principal, days = given["overdue_amount"], given["overdue_days"]
        if "agreed_rate" not in given:
            amount = principal * self.daily_rate * days
            expression = f"{money(principal)} × {share(self.daily_rate)} × {plain(days)}"
            return Worked(amount, (step(name, expression, amount),))
        rate = max(given["agreed_rate"], given["lpr_1y"])
        amount = principal * rate * days / self.days_of_year
        chosen = f"年利率取 {share(given['agreed_rate'])} 与 {share(given['lpr_1y'])} 中较高的：{share(rate)}"
        expression = f"{money(principal)} × {share(rate)} × {plain(days)} ÷ {plain(self.days_of_year)}"
        return Worked(amount, (chosen, step(name, expression, amount)))


def _difference(name: str, parts: list[Decimal], result: Decimal) -> str:
    """What is left of the first part; below 0 it counts as 0."""
    expression = " - ".join(money(part) for part in parts)
    if parts[0] < sum(parts[1:], _NOTHING):
        return f"{name}：{expression} 小于 0，按 0 计算"
    return step(name, expression, result)
