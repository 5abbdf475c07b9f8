"""Every calculator by the name that `estimates.yaml` gives it as a benefit's method."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.eligibility.calculators_of_limits import OtherCostLimit, OverseasLimit
from bot.eligibility.calculators_of_shares import Amortised, Exempt, PerPiece, Reduced, Share, Whole
from bot.eligibility.calculators_of_taxes import (
    AboveThreshold,
    GainShare,
    LateInterest,
    RefundAbove,
    TaxHoliday,
    TurnoverTax,
)
from bot.eligibility.worked import Calculator

METHODS: Mapping[str, Callable[..., Calculator]] = {
    "share": Share,
    "reduced": Reduced,
    "whole": Whole,
    "exempt": Exempt,
    "per_piece": PerPiece,
    "amortised": Amortised,
    "other_cost_limit": OtherCostLimit,
    "overseas_limit": OverseasLimit,
    "above_threshold": AboveThreshold,
    "gain_share": GainShare,
    "turnover_tax": TurnoverTax,
    "refund_above": RefundAbove,
    "tax_holiday": TaxHoliday,
    "late_interest": LateInterest,
}
