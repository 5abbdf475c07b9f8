"""From the inputs of a benefit to its amount, rounded once at the end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from bot.eligibility.estimate_types import Amount, AmountKind, EstimateRule
from bot.eligibility.inputs import Inputs
from bot.eligibility.worked import EXACT, Given, rounded, share, step

LARGEST_NUMBER = Decimal(10) ** 15
"""No enterprise gets near it, and beyond it JSON numbers no longer tell one fen from the next."""
_SMALLEST_NUMBER = 1 / LARGEST_NUMBER
_TAX_RATE = "tax_rate"
_OUT_OF_RANGE = "数值超出可以测算的范围"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount and the steps to it; without one, `refusal` says why."""

    amount: Amount | None
    steps: tuple[str, ...] = ()
    refusal: str = ""


def reckon(rule: EstimateRule, inputs: Inputs) -> Reckoned | None:
    """The amount of a benefit; None while an input is missing."""
    if inputs.missing:
        return None
    given = inputs.numbers
    if not all(number == 0 or _SMALLEST_NUMBER <= number <= LARGEST_NUMBER for number in given.values()):
        return Reckoned(None, refusal=f"{_OUT_OF_RANGE}。")
    with localcontext(EXACT):
        return _reckon(rule, given, has_loss=bool(inputs.losses))


def _reckon(rule: EstimateRule, given: Given, *, has_loss: bool) -> Reckoned:
    worked = rule.calculator(given, rule.amount_of)
    if worked.amount is None:
        return Reckoned(None, refusal=f"{'；'.join(worked.steps)}，没有可以测算的数额。")
    if worked.amount > LARGEST_NUMBER:
        return Reckoned(None, refusal=f"{_OUT_OF_RANGE}。")
    steps = [*(["亏损按 0 计算"] if has_loss else []), *worked.steps]
    if _TAX_RATE in given:
        saved = worked.amount * given[_TAX_RATE]
        steps.append(step("少缴企业所得税", f"{rule.amount_of} × {share(given[_TAX_RATE])}", saved))
    return Reckoned(_amount(rule.kind, rounded(worked.amount)), tuple(steps))


def _amount(kind: AmountKind, figure: Decimal) -> Amount:
    match kind:
        case AmountKind.CEILING:
            return Amount(Decimal(0), figure)
        case AmountKind.FLOOR:
            return Amount(figure, None)
        case AmountKind.EXACT:
            return Amount(figure, figure)
