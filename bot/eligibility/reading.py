"""One policy's `rules.yaml` → its Rule, every entry checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from bot.eligibility.errors import InvalidRules
from bot.eligibility.fields import REGION, Fields
from bot.eligibility.types import (
    Benefit,
    Comparison,
    Condition,
    Field,
    FieldType,
    FieldValue,
    Group,
    Operator,
    Rule,
    ScoreBand,
    ScoreItem,
    Scoring,
)
from knowledge.types import Confidence

_ORDERED = frozenset({FieldType.NUMBER, FieldType.DATE})
_RULE_KEYS = frozenset({"conditions", "groups", "combine", "benefits", "scoring"})
_CONDITION_KEYS = frozenset({
    "id", "clause", "text", "confidence", "field", "op", "value", "manual", "when", "benefits", "group", "refers_to",
    "valid_to", "classification", "individuals",
})  # fmt: skip
_BENEFIT_KEYS = frozenset({"id", "clause", "text", "confidence", "valid_to"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of a rules file and where it stands, for messages."""

    content: Any
    where: str

    def get(self, key: str) -> Any:  # noqa: ANN401  # whatever the file holds
        """The value of a key, None where it is not there."""
        return self.content.get(key)

    def items(self, key: str) -> list[Entry]:
        """The entries of a list, each named by its id."""
        found = self.content.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
            self.refuse(f"{key} 应为列表")
        return [Entry(item, f"{self.where}：{item.get('id') or item.get('clause') or key}") for item in found]

    def refuse(self, message: str) -> NoReturn:
        """Raise InvalidRules, naming the place."""
        raise InvalidRules(f"{self.where}：{message}")

    def check_keys(self, allowed: frozenset[str], needed: frozenset[str] = frozenset()) -> None:
        """Raise InvalidRules unless this is a mapping with all `needed` keys and none but the `allowed`."""
        if not isinstance(self.content, Mapping) or not needed <= set(self.content) <= allowed:
            self.refuse(f"须有 {'、'.join(sorted(needed)) or '内容'}，可有 {'、'.join(sorted(allowed - needed))}")


def read_rule(policy_id: str, entry: Entry, fields: Fields) -> Rule:
    """The rule of one policy. Raises InvalidRules naming the file and the condition."""
    entry.check_keys(_RULE_KEYS)
    groups = {
        str(key): _group(str(key), Entry(value, entry.where)) for key, value in (entry.get("groups") or {}).items()
    }
    rule = Rule(
        policy_id,
        tuple(_condition(item, fields) for item in entry.items("conditions")),
        tuple(_benefit(item) for item in entry.items("benefits")),
        groups,
        _combines_by_any(entry),
        _scoring(entry, fields),
    )
    _check_ids(rule, entry)
    return rule


def _check_ids(rule: Rule, entry: Entry) -> None:
    ids = [*(condition.id for condition in rule.conditions), *(benefit.id for benefit in rule.benefits)]
    if len(set(ids)) != len(ids):
        entry.refuse("编号重复")
    used = {condition.group for condition in rule.conditions} - {None}
    if used != set(rule.groups):
        entry.refuse(f"分组与条件里的不一致：{'、'.join(sorted(map(str, used ^ set(rule.groups))))}")
    unknown = {name for condition in rule.conditions for name in condition.benefits} - {b.id for b in rule.benefits}
    if unknown:
        entry.refuse(f"没有优惠 {'、'.join(sorted(unknown))}")
    if not rule.benefits:
        entry.refuse("没有优惠")


def _group(name: str, entry: Entry) -> Group:
    entry.check_keys(frozenset({"op", "text"}), frozenset({"op"}))
    if entry.get("op") not in {"any", "all"}:
        entry.refuse(f"分组 {name} 的 op 应为 any 或 all")
    return Group(name, entry.get("op") == "any", str(entry.get("text") or ""))


def _combines_by_any(entry: Entry) -> bool:
    if entry.get("combine") not in {None, "any"}:
        entry.refuse("combine 应为 any")
    return bool(entry.get("combine"))


def _condition(entry: Entry, fields: Fields) -> Condition:
    entry.check_keys(_CONDITION_KEYS, frozenset({"id", "text", "confidence"}))
    condition = Condition(
        id=str(entry.get("id")),
        path=str(entry.get("clause") or entry.get("id")),
        text=str(entry.get("text")),
        confidence=_confidence(entry),
        test=_comparison(entry, fields) if "field" in entry.content else None,
        is_manual=entry.get("manual") is True,
        when=tuple(_comparison(item, fields) for item in entry.items("when")),
        benefits=tuple(entry.get("benefits") or ()),
        group=entry.get("group"),
        refers_to=entry.get("refers_to"),
        valid_to=_day(entry.get("valid_to"), entry),
        is_classification=entry.get("classification") is True,
        is_for_individuals=entry.get("individuals") is True,
    )
    can_be_told = condition.test or condition.is_manual or condition.refers_to
    if not can_be_told and condition.confidence is not Confidence.UNCERTAIN:
        entry.refuse("须有 field、manual 或 refers_to 之一")
    return condition


def _benefit(entry: Entry) -> Benefit:
    entry.check_keys(_BENEFIT_KEYS, frozenset({"id", "text", "confidence"}))
    return Benefit(
        id=str(entry.get("id")),
        path=str(entry.get("clause") or entry.get("id")),
        text=str(entry.get("text")),
        confidence=_confidence(entry),
        valid_to=_day(entry.get("valid_to"), entry),
    )


def _confidence(entry: Entry) -> Confidence:
    if entry.get("confidence") not in set(Confidence):
        entry.refuse("confidence 应为 A、B 或 C")
    return Confidence(entry.get("confidence"))


def _comparison(entry: Entry, fields: Fields) -> Comparison:
    field = _field(entry, fields)
    if entry.get("op") not in set(Operator):
        entry.refuse(f"op 应为 {'、'.join(Operator)}，实为 {entry.get('op')}")
    operator = Operator(entry.get("op"))
    is_ordered = operator not in {Operator.EQUALS, Operator.IN}
    if is_ordered != (field.type in _ORDERED):
        entry.refuse(f"{field.name} 不能用 {operator} 比较")
    value = entry.get("value")
    if operator is Operator.IN:
        if not isinstance(value, list) or not value:
            entry.refuse("op 为 in 时 value 应为列表")
        return Comparison(field, operator, tuple(_value(item, field, entry) for item in value))
    return Comparison(field, operator, _value(value, field, entry))


def _field(entry: Entry, fields: Fields) -> Field:
    name = entry.get("field")
    if name not in fields:
        entry.refuse(f"没有字段 {name}")
    return fields[str(name)]


def _value(value: object, field: Field, entry: Entry) -> FieldValue:
    if field.type is FieldType.NUMBER:
        number = _number(value, entry)
        if field.is_share and not 0 <= number <= 1:
            entry.refuse(f"{field.name} 的单位是小数，{value} 不在 0 到 1 之间")
        return number
    if field.type is FieldType.BOOL and isinstance(value, bool):
        return value
    if field.type is FieldType.DATE:
        day = _day(value, entry)
        if day is not None:
            return day
    is_one_of = field.type is FieldType.ENUM and (value in field.values or field.name == REGION)
    if not is_one_of or not isinstance(value, str):
        entry.refuse(f"{value} 不是 {field.name} 的值")
    return value


def _number(value: object, entry: Entry) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        entry.refuse(f"{value} 应为数字")
    return Decimal(str(value))


def _day(value: object, entry: Entry) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        entry.refuse(f"{value} 应为日期")


def _scoring(entry: Entry, fields: Fields) -> Scoring | None:
    if entry.get("scoring") is None:
        return None
    table = Entry(entry.get("scoring"), f"{entry.where}：scoring")
    table.check_keys(frozenset({"gives", "items"}), frozenset({"gives", "items"}))
    return Scoring(_named(table, "gives", fields), tuple(_score_item(item, fields) for item in table.items("items")))


def _score_item(entry: Entry, fields: Fields) -> ScoreItem:
    entry.check_keys(frozenset({"clause", "bands", "gives", "one_is_enough"}), frozenset({"clause", "bands"}))
    return ScoreItem(
        path=str(entry.get("clause")),
        bands=tuple(_band(item, fields) for item in entry.items("bands")),
        gives=_named(entry, "gives", fields) if entry.get("gives") else None,
        one_is_enough=entry.get("one_is_enough") is True,
    )


def _band(entry: Entry, fields: Fields) -> ScoreBand:
    entry.check_keys(frozenset({"field", "at_least", "score"}), frozenset({"field", "at_least", "score"}))
    field = _field(entry, fields)
    if field.type is not FieldType.NUMBER:
        entry.refuse(f"{field.name} 不是数字")
    return ScoreBand(field.name, _number(entry.get("at_least"), entry), _number(entry.get("score"), entry))


def _named(entry: Entry, key: str, fields: Fields) -> str:
    if entry.get(key) not in fields:
        entry.refuse(f"没有字段 {entry.get(key)}")
    return str(entry.get(key))
