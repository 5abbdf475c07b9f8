"""The field dictionary (`fields.yaml`): what an enterprise can be asked, with types, units and the question."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.eligibility.errors import InvalidRules
from bot.eligibility.types import Field, FieldType
from knowledge.shipped import read_yaml

FIELDS_FILE = Path(__file__).with_name("fields.yaml")
REGION = "reg_region"
"""The one enum whose words are the names of places."""
UNITS = frozenset({"元", "小数", "人", "天", "月", "年", "分", "项", "件"})
_KEYS = frozenset({"type", "ask", "unit", "values"})

Fields = Mapping[str, Field]


def load_fields(path: Path = FIELDS_FILE) -> Fields:
    """Every field by name, in the file's order. Raises InvalidRules naming the field."""
    entries = read_yaml(path)
    if not isinstance(entries, Mapping) or not entries:
        raise InvalidRules(f"{path.name}：应为“字段: 说明”的形式")
    return {str(name): _field(str(name), entry, f"{path.name}：字段 {name}") for name, entry in entries.items()}


def _field(name: str, entry: object, where: str) -> Field:
    if not isinstance(entry, Mapping) or not {"type", "ask"} <= set(entry) <= _KEYS:
        raise InvalidRules(f"{where} 须有 type、ask，可有 unit、values")
    if entry["type"] not in set(FieldType):
        raise InvalidRules(f"{where} 的 type 应为 {'、'.join(FieldType)}，实为 {entry['type']}")
    kind, unit, values = FieldType(entry["type"]), entry.get("unit"), tuple(map(str, entry.get("values", ())))
    if (unit in UNITS) != (kind is FieldType.NUMBER):
        raise InvalidRules(f"{where} 的 unit 应为 {'、'.join(sorted(UNITS))} 之一，且只有数字才有")
    if bool(values) != (kind is FieldType.ENUM and name != REGION):
        raise InvalidRules(f"{where} 的 values 只有选项才有")
    if not isinstance(entry["ask"], str) or not entry["ask"].strip():
        raise InvalidRules(f"{where} 没有问题")
    return Field(name, kind, entry["ask"], unit, values)
