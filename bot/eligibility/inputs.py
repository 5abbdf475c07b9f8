"""What a profile gives for the amount of a benefit, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.eligibility.estimate_types import EstimateRule
from bot.eligibility.types import FieldValue
from bot.eligibility.worked import Given

Values = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The values that the amount is reckoned from, as given, and the names of those not given, likeliest first."""

    used: Values
    missing: tuple[str, ...]

    @property
    def numbers(self) -> Given:
        """The numbers among them; a loss counts as 0."""
        return {name: max(Decimal(0), value) for name, value in self.used.items() if isinstance(value, Decimal)}

    @property
    def losses(self) -> tuple[str, ...]:
        """The fields whose number is below 0."""
        return tuple(name for name, value in self.used.items() if isinstance(value, Decimal) and value < 0)


def find_inputs(rule: EstimateRule, values: Values) -> Inputs:
    """The inputs of a rule. Where an input and what may stand instead are both given, the input wins."""
    missing = tuple(name for name in rule.inputs if name not in values)
    source = rule.inputs
    if missing and rule.instead:
        lacking = tuple(name for name in rule.instead if name not in values)
        if not lacking:
            source, missing = rule.instead, ()
        elif len(lacking) < len(rule.instead):
            source, missing = (*rule.inputs, *rule.instead), (*lacking, *missing)
    beside = tuple(_beside(rule, values))
    names = (*source, *rule.optional)
    used = {name: values[name] for name in names if name in values and name not in _idle(rule, values)}
    return Inputs(used, (*missing, *beside))


def _beside(rule: EstimateRule, values: Values) -> Iterator[str]:
    """What is needed beside an optional input that is given."""
    yield from (other for name, other in rule.goes_with.items() if name in values and other not in values)


def _idle(rule: EstimateRule, values: Values) -> set[str]:
    """What goes with an optional input that is not given has no effect."""
    return {other for name, other in rule.goes_with.items() if name not in values}
