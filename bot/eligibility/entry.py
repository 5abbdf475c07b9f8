"""A piece of a rules file with its place, and the simple values that stand in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from bot.eligibility.errors import InvalidRules
from knowledge.types import Confidence


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


def confidence_of(entry: Entry) -> Confidence:
    """How surely the fact is known. Raises InvalidRules."""
    if entry.get("confidence") not in set(Confidence):
        entry.refuse("confidence 应为 A、B 或 C")
    return Confidence(entry.get("confidence"))


def number_of(value: object, entry: Entry) -> Decimal:
    """A number, with the digits it is written with. Raises InvalidRules."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        entry.refuse(f"{value} 应为数字")
    return Decimal(str(value))


def day_of(value: object, entry: Entry) -> date | None:
    """A day, None where none is given. Raises InvalidRules."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        entry.refuse(f"{value} 应为日期")
