"""Comparisons of a rules file: the operator fits the field, and so does the value."""

from __future__ import annotations

from bot.eligibility.entry import Entry, day_of, number_of
from bot.eligibility.fields import REGION, Fields
from bot.eligibility.types import Comparison, Field, FieldType, FieldValue, Operator

_ORDERED = frozenset({FieldType.NUMBER, FieldType.DATE})


def read_comparison(entry: Entry, fields: Fields) -> Comparison:
    """The comparison that an entry's `field`, `op` and `value` make. Raises InvalidRules."""
    field = field_of(entry, fields)
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


def field_of(entry: Entry, fields: Fields) -> Field:
    """The field that an entry names. Raises InvalidRules."""
    name = entry.get("field")
    if name not in fields:
        entry.refuse(f"没有字段 {name}")
    return fields[str(name)]


def _value(value: object, field: Field, entry: Entry) -> FieldValue:
    if field.type is FieldType.NUMBER:
        number = number_of(value, entry)
        if field.is_share and not 0 <= number <= 1:
            entry.refuse(f"{field.name} 的单位是小数，{value} 不在 0 到 1 之间")
        return number
    if field.type is FieldType.BOOL and isinstance(value, bool):
        return value
    if field.type is FieldType.DATE:
        day = day_of(value, entry)
        if day is not None:
            return day
    is_one_of = field.type is FieldType.ENUM and (value in field.values or field.name == REGION)
    if not is_one_of or not isinstance(value, str):
        entry.refuse(f"{value} 不是 {field.name} 的值")
    return value
