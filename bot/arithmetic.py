"""Results computed from a share or a yearly count in a clause and the user's own figure, shown with their formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.claims import Claim
from bot.qualifiers import Bound
from bot.types import Figure, FigureKind

_OTHER_AMOUNT = re.compile(
    "营收|收入|销售|利润|资本|资金|贷款|融资|估值|资产|设备|产值|合同|订单|租金|税|补了|给了|拿了|奖了"
)
_RD_WORDS = re.compile("研发|研究|投入|投了|花了|支出|投")
_BOUNDED_ABOVE = re.compile("(低于|不到|不足|少于|小于|-|负)\\s?$")
_BOUNDED_AFTER = re.compile("以下|以内|之内")
_NEAR = 12
_THIS_YEAR = re.compile("(今年|本年度?|这次|现在)[^,。;0-9]{0,8}$")
_WANTS_RESULT = re.compile(
    "(拿到|想拿|要拿|领到|补到|想要|争取).{0,12}(投|花|支出|多少研发)|(得|要|需要|该|至少)(投|花|投入)多少"
)
_MONEY_UNITS = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
_READABLE = Decimal("0.0001")
"""An amount is written in a larger unit where that takes no more than these four decimals."""
_LARGEST_INPUT = Decimal(10) ** 15
"""Nothing is computed from a larger figure: no budget reaches it, and its result would be rounded."""


def computed(claim: Claim, figures: Sequence[Figure], question: str) -> str | None:
    """A sentence with the formula and its result, None where the figures do not fit the claim."""
    figure = claim.figure
    figures = [item for item in figures if 0 < item.value < _LARGEST_INPUT]
    money = _meant([item for item in figures if _may_be_base(item, question)], question)
    if figure.kind is FigureKind.SHARE and len(money) == 1:
        return _inverse(claim, money[0]) if _WANTS_RESULT.search(question) else _product(claim, money[0])
    years = [item for item in figures if item.kind is FigureKind.DURATION and item.unit == "年"]
    if figure.kind is FigureKind.COUNT and "每年" in claim.marks and len(years) == 1:
        return _over_years(claim, years[0])
    return None


def _may_be_base(figure: Figure, question: str) -> bool:
    """Whether a rate may be taken of an amount: it is not revenue, capital or a loan, and no upper bound."""
    before, after = question[: figure.start], question[figure.end :]
    if figure.kind is not FigureKind.MONEY or _BOUNDED_ABOVE.search(before) or _BOUNDED_AFTER.match(after):
        return False
    near = _OTHER_AMOUNT.search(before[-_NEAR:])
    return near is None or _RD_WORDS.search(before[-_NEAR:][near.end() :]) is not None


def _meant(money: list[Figure], question: str) -> list[Figure]:
    """Of several amounts the one said of this year, where exactly one is."""
    current = [item for item in money if _THIS_YEAR.search(question[: item.start])]
    return current if len(money) > 1 and len(current) == 1 else money


def _product(claim: Claim, base: Figure) -> str:
    result = money_text(base.value * claim.figure.value)
    formula = f"{money_text(base.value)}×{share_text(claim.figure.value)}={result}"
    ceiling = Bound.AT_MOST in claim.bounds
    return f"{_subject(claim)}按最高比例测算不超过{formula}" if ceiling else f"{_subject(claim)}测算为{formula}"


def _inverse(claim: Claim, wanted: Figure) -> str:
    result = money_text(wanted.value / claim.figure.value)
    formula = f"{money_text(wanted.value)}÷{share_text(claim.figure.value)}={result}"
    at_most = "按最高比例倒推，最少需要" if Bound.AT_MOST in claim.bounds else "倒推需要"
    return f"{_subject(claim)}{at_most}{formula}"


def _over_years(claim: Claim, years: Figure) -> str:
    unit = claim.figure.unit
    yearly, total = (f"{plain(value)}{unit}" for value in (claim.figure.value, claim.figure.value * years.value))
    bound = "不少于" if Bound.AT_LEAST in claim.bounds else ""
    span = f"{plain(years.value)}年"
    return f"{_subject(claim)}每年{bound}{yearly},{span}合计{bound}{yearly}×{span}={total}"


def _subject(claim: Claim) -> str:
    outer = "".join(condition + "的" for condition in claim.conditions if condition not in claim.subject)
    return f"{outer}{claim.subject}"


def money_text(value: Decimal) -> str:
    """An amount in 元, written in 亿元 or 万元 where it is round enough to read well."""
    for size, unit in _MONEY_UNITS:
        if value >= size and value % (size * _READABLE) == 0:
            return f"{plain(value / size)}{unit}"
    return f"{plain(value)}元"


def share_text(value: Decimal) -> str:
    """A fraction as a percentage: 0.05 → 5%."""
    return f"{plain(value * 100)}%"


def plain(value: Decimal) -> str:
    """A number without exponent and trailing zeros; at most six decimals (a division may not end)."""
    text = f"{value.quantize(Decimal('0.000001')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
