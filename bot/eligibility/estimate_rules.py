"""Reads how amounts are reckoned (`documents/<doc_id>/estimates.yaml`, beside the rule) and checks every entry.

Rates and thresholds stand there and nowhere in the code, each as the benefit's own clause tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from bot.eligibility.calculators import METHODS
from bot.eligibility.calculators_of_taxes import Stage
from bot.eligibility.entry import Entry
from bot.eligibility.estimate_types import AmountKind, EstimateRule
from bot.eligibility.fields import Fields
from bot.eligibility.types import Rule
from bot.eligibility.worked import Calculator
from knowledge.shipped import SHIPPED_DOCUMENTS, read_yaml

ESTIMATES_FILE = "estimates.yaml"
_NEEDED = frozenset({"amount_of", "kind", "inputs", "method", "formula"})
_KEYS = _NEEDED | {"instead", "optional", "goes_with", "figures", "assumptions"}

EstimateRules = Mapping[str, EstimateRule]
"""`policy/benefit` → how its amount is reckoned."""


def load_estimate_rules(
    rules: Mapping[str, Rule], fields: Fields, folder: Path = SHIPPED_DOCUMENTS
) -> dict[str, EstimateRule]:
    """Every benefit whose amount can be estimated. Raises InvalidRules naming the file and the benefit."""
    found = (
        rule
        for path in sorted(folder.glob(f"*/{ESTIMATES_FILE}"))
        for rule in _read_file(path.parent.name, read_yaml(path), rules, fields)
    )
    return {rule.benefit: rule for rule in found}


def _read_file(policy_id: str, content: object, rules: Mapping[str, Rule], fields: Fields) -> Iterator[EstimateRule]:
    file = Entry(content, f"{policy_id}/{ESTIMATES_FILE}")
    if not isinstance(content, Mapping) or policy_id not in rules:
        file.refuse("应为“优惠: 说明”的形式，并且旁边有判断规则")
    known = {benefit.id for benefit in rules[policy_id].benefits}
    for name, entry in content.items():
        if name not in known:
            file.refuse(f"没有优惠 {name}")
        yield _read(f"{policy_id}/{name}", Entry(entry, f"{file.where}：{name}"), fields)


def _read(benefit: str, entry: Entry, fields: Fields) -> EstimateRule:
    entry.check_keys(_KEYS, _NEEDED)
    if entry.get("kind") not in set(AmountKind):
        entry.refuse(f"kind 应为 {'、'.join(AmountKind)}")
    return EstimateRule(
        benefit=benefit,
        amount_of=str(entry.get("amount_of")),
        kind=AmountKind(entry.get("kind")),
        inputs=_names(entry, "inputs", fields),
        calculator=_calculator(entry),
        formula=str(entry.get("formula")),
        instead=_names(entry, "instead", fields),
        optional=_names(entry, "optional", fields),
        goes_with=_pairs(entry, fields),
        assumptions=tuple(map(str, entry.get("assumptions") or ())),
    )


def _names(entry: Entry, key: str, fields: Fields) -> tuple[str, ...]:
    names = tuple(entry.get(key) or ())
    unknown = [str(name) for name in names if name not in fields]
    if unknown:
        entry.refuse(f"没有字段 {'、'.join(unknown)}")
    return names


def _pairs(entry: Entry, fields: Fields) -> Mapping[str, str]:
    pairs = {str(name): str(other) for name, other in (entry.get("goes_with") or {}).items()}
    unknown = [name for pair in pairs.items() for name in pair if name not in fields]
    if unknown:
        entry.refuse(f"没有字段 {'、'.join(unknown)}")
    return pairs


def _calculator(entry: Entry) -> Calculator:
    method = METHODS.get(entry.get("method"))
    if method is None:
        entry.refuse(f"method 应为 {'、'.join(METHODS)} 之一")
    figures = {str(name): _figure(value) for name, value in (entry.get("figures") or {}).items()}
    try:
        return method(**figures)
    except TypeError:
        entry.refuse(f"figures 不合 {entry.get('method')} 的需要")


def _figure(value: object) -> object:
    """A number, the name of a field, amounts by field, or the stages of a tax holiday."""
    if isinstance(value, Mapping):
        return {str(name): Decimal(str(number)) for name, number in value.items()}
    if isinstance(value, list):
        return tuple(_stage(item) for item in value)
    return value if isinstance(value, str) else Decimal(str(value))


def _stage(item: Mapping[str, object]) -> Stage:
    last = item.get("last")
    return Stage(Decimal(str(item["first"])), None if last is None else Decimal(str(last)), Decimal(str(item["rate"])))
