"""Calculators for amounts that are a share of another one, or a fixed amount a piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.arithmetic import plain
from bot.eligibility.worked import Given, Worked, money, share, step


@dataclass(frozen=True, slots=True)
class Share:
    """`base` × `part` × `rate`: 研发费用 × 100%, 应纳税所得额 × 25% × 20% (财政部 税务总局公告2023年第12号第三条).

    `usual_rate` is the one that would apply without the benefit: a step then shows what that saves.
    """

    base: str
    rate: Decimal
    part: Decimal | None = None
    usual_rate: Decimal | None = None

    def __call__(self, given: Given, name: str) -> Worked:
        """The share."""
        factors = [self.rate] if self.part is None else [self.part, self.rate]
        amount = given[self.base]
        for factor in factors:
            amount *= factor
        expression = " × ".join([money(given[self.base]), *(share(factor) for factor in factors)])
        return Worked(amount, (step(name, expression, amount), *self._saved(given[self.base])))

    def _saved(self, base: Decimal) -> tuple[str, ...]:
        if self.usual_rate is None:
            return ()
        expression = f"{money(base)} × ({share(self.usual_rate)} - {share(self.rate)})"
        return (step(f"比按 {share(self.usual_rate)} 计算少缴", expression, base * (self.usual_rate - self.rate)),)


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left to pay of `base` once `reduction` of it is waived."""

    base: str
    reduction: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """The rest."""
        base = given[self.base]
        amount = base * (1 - self.reduction)
        return Worked(amount, (step(name, f"{money(base)} × (1 - {share(self.reduction)})", amount),))


@dataclass(frozen=True, slots=True)
class Whole:
    """All of `base`, in one year."""

    base: str

    def __call__(self, given: Given, name: str) -> Worked:
        """The whole amount."""
        return Worked(given[self.base], (f"{name} = {money(given[self.base])}",))


@dataclass(frozen=True, slots=True)
class Exempt:
    """Nothing to pay."""

    def __call__(self, given: Given, name: str) -> Worked:
        """Nothing."""
        return Worked(Decimal(0), (f"免征，{name} = {money(Decimal(0))}",))


@dataclass(frozen=True, slots=True)
class PerPiece:
    """So much for each piece: field of the count → 元 (专利法实施细则第九十三条)."""

    amounts: Mapping[str, Decimal]

    def __call__(self, given: Given, name: str) -> Worked:
        """The sum over the pieces."""
        amount = sum((each * given[count] for count, each in self.amounts.items()), Decimal(0))
        terms = (f"{money(each)} × {plain(given[count])}" for count, each in self.amounts.items())
        return Worked(amount, (step(name, " + ".join(terms), amount),))


@dataclass(frozen=True, slots=True)
class Amortised:
    """`rate` of a cost, spread evenly over the years of its amortisation (财政部 税务总局公告2023年第7号)."""

    rate: Decimal

    def __call__(self, given: Given, name: str) -> Worked:
        """The amount of one year."""
        cost, years = given["intangible_cost"], given["amortization_years"]
        amount = cost * self.rate / years
        return Worked(amount, (step(name, f"{money(cost)} × {share(self.rate)} ÷ {plain(years)}", amount),))
