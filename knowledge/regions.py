"""Places named in a question, by administrative belonging (`regions.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

REGIONS_FILE = Path(__file__).with_name("regions.yaml")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a text names it, and the province it belongs to."""

    name: str
    province: str


class Regions:
    """Finds the places that a text names."""

    def __init__(self, home: str, provinces: dict[str, dict[str, list[str]]], with_suffix_only: frozenset[str]) -> None:
        self.home = home
        self._province_of: dict[str, str] = {}
        for province, parts in provinces.items():
            for name in (province, *parts["cities"], *parts["zones"]):
                self._province_of.setdefault(name, province)
        names = sorted(self._province_of, key=len, reverse=True)
        alternatives = (f"{name}(?=市)" if name in with_suffix_only else re.escape(name) for name in names)
        self._pattern = re.compile("|".join(alternatives))

    def places(self, text: str) -> tuple[Place, ...]:
        """The places named in `text`, in order; longer names win (呼和浩特 over 浩特)."""
        return tuple(Place(match.group(), self._province_of[match.group()]) for match in self._pattern.finditer(text))


def load_regions(path: Path = REGIONS_FILE) -> Regions:
    """Read `regions.yaml`."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Regions(data["home"], data["provinces"], frozenset(data["with_suffix_only"]))
