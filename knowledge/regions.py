"""Places named in a question, by administrative belonging (`regions.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.types import Level, Metadata

REGIONS_FILE = Path(__file__).with_name("regions.yaml")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a text names it, and the province and the city it belongs to; no city for a province or a zone."""

    name: str
    province: str
    city: str | None = None


class Regions:
    """Finds the places that a text names."""

    def __init__(self, home: str, provinces: Mapping[str, Mapping[str, Any]], with_suffix_only: frozenset[str]) -> None:
        self.home = home
        self._places: dict[str, Place] = {}
        for province, parts in provinces.items():
            for name in (province, *parts["zones"]):
                self._places.setdefault(name, Place(name, province))
            for city in parts["cities"]:
                self._places.setdefault(city, Place(city, province, city))
            for city, districts in parts.get("districts", {}).items():
                for name in districts:
                    self._places.setdefault(name, Place(name, province, city))
        self._with_suffix_only = with_suffix_only
        self._pattern = _pattern(self._places, with_suffix_only)

    def with_territories(self, names: Iterable[str]) -> Regions:
        """These places and the territories of loaded documents that are not among them, taken for places at home."""
        unknown = {name for name in names if len(name) > 1 and not self.places(name)}
        found = Regions(self.home, {}, frozenset())
        found._places = self._places | {name: Place(name, self.home, name) for name in sorted(unknown)}
        found._with_suffix_only = self._with_suffix_only
        found._pattern = _pattern(found._places, self._with_suffix_only)
        return found

    def places(self, text: str) -> tuple[Place, ...]:
        """The places named in `text`, in order; longer names win (呼和浩特 over 浩特)."""
        return tuple(self._places[match.group()] for match in self._pattern.finditer(text))

    def covers(self, metadata: Metadata, place: Place | None) -> bool:
        """Whether a rule holds in a place: a national one everywhere, another one only inside its own territory.

        A place that is only a province (or unknown, None) may lie in any of its cities, so their rules are not
        excluded.
        """
        if place is None or metadata.level is Level.NATION or metadata.region is None:
            return True
        own = self.places(metadata.region)
        if own and place.province not in {item.province for item in own}:
            return False
        if metadata.level is Level.PROVINCE or place.city is None:
            return True
        return place.city in metadata.region


def _pattern(places: Mapping[str, Place], with_suffix_only: frozenset[str]) -> re.Pattern[str]:
    names = sorted(places, key=len, reverse=True)
    return re.compile("|".join(f"{name}(?=市)" if name in with_suffix_only else re.escape(name) for name in names))


@cache
def load_regions(path: Path = REGIONS_FILE) -> Regions:
    """Read `regions.yaml`."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Regions(data["home"], data["provinces"], frozenset(data["with_suffix_only"]))
