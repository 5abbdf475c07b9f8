"""The nouns of an estimate: the EstimateRule beside a policy's rule, and the Estimate that leaves parkbot. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bot.eligibility.types import Field, FieldValue, PolicyNotice
from bot.eligibility.worked import Calculator
from bot.types import Citation


class AmountKind(StrEnum):
    """What an amount is: due as it stands, never more than that, or never less."""

    EXACT = "exact"
    CEILING = "ceiling"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class EstimateRule:
    """How the amount of one benefit is reckoned.

    `benefit` is `policy/benefit`. All of `inputs` are needed; where one is not given, all of `instead` do as well.
    `optional` ones are used where given, and those of `goes_with` then need another field beside them. `assumptions`
    are what the formula takes for granted.
    """

    benefit: str
    amount_of: str
    kind: AmountKind
    inputs: tuple[str, ...]
    calculator: Calculator
    formula: str
    instead: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    goes_with: Mapping[str, str] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` 元, both rounded to the fen; `high` is None where there is no upper end."""

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a benefit comes to for one enterprise on one day (contract, "POST /v1/estimate").

    `amount` is None where none can be given; `if_in_force` is then the amount for reference where only the day or the
    status of the policy is in doubt. `amount_of`, `kind` and `formula` are None for a benefit that has no amount.
    """

    benefit: str
    amount: Amount | None
    amount_of: str | None
    kind: AmountKind | None
    if_in_force: Amount | None
    formula: str | None
    steps: tuple[str, ...]
    inputs: Mapping[str, FieldValue]
    assumptions: tuple[str, ...]
    missing: tuple[Field, ...]
    citations: tuple[Citation, ...]
    notices: tuple[PolicyNotice, ...]
