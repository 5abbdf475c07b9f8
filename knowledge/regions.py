"""Places named in a question, by administrative belonging (`regions.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.divisions import Divisions
from knowledge.types import Level, Metadata

_WITH_OWN_LAW = frozenset({"香港", "澳门", "台湾"})
REGIONS_FILE = Path(__file__).with_name("regions.yaml")


_ZONE_BEHIND = re.compile("市?(?:高新|经开|综保|自贸|高新技术产业开发|经济技术开发|综合保税|自由贸易试验)区")
"""A zone of the city named before it; which of them there are is not known here."""
_WHOLE_ZONES = (
    *(("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区")),
    *(("综合保税区", "综保区"), ("自由贸易试验区", "自贸区")),
)
_DISTRICT_KIND = re.compile("[区县市]$")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a text names it, and the province and the city it belongs to; no city for a province or a zone."""

    name: str
    province: str
    city: str | None = None

    @property
    def area(self) -> str | None:
        """The district or park inside the city, without the city's name; None for the city itself and above."""
        if self.city is None or self.name == self.city:
            return None
        area = re.sub(f"^.*?{self.city}市?", "", self.name)
        return next((area.replace(whole, short) for whole, short in _WHOLE_ZONES if whole in area), area) or None

    @property
    def has_own_law(self) -> bool:
        """Whether the place has tax law and rules of its own, so that national rules say nothing for it."""
        return self.province in _WITH_OWN_LAW


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

    def with_territories(self, names: Iterable[str], divisions: Divisions) -> Regions:
        """These places, the counties of the home province, and the territories of loaded documents.

        A territory that no list knows is taken for a place at home. A park's kind alone (高新区) names the one park of
        that kind, if there is one.
        """
        territories = [self._territory(name, divisions) for name in sorted(set(names)) if len(name) > 1]
        counties = [self._territory("".join(path), divisions) for path in divisions.below(self.home)]
        found = Regions(self.home, {}, frozenset())
        found._places = _by_every_name(counties) | _by_every_name(territories) | self._places
        found._with_suffix_only = self._with_suffix_only
        found._pattern = _pattern(found._places, self._with_suffix_only)
        return found

    def _territory(self, name: str, divisions: Divisions) -> Place:
        known = self.places(name)
        paths = divisions.places(name)
        if len(paths) == 1 and len(path := next(iter(paths))) > 1 and path[1]:
            city = next((place.city for place in self.places(path[1]) if place.city), path[1])
            area = path[2] if len(path) > 2 else re.sub(f"^.*?{city}市?", "", name)
            return Place(area or city, next((place.province for place in self.places(path[0])), path[0]), city)
        if known and known[-1].city is not None:
            return known[-1]
        return Place(name, known[-1].province if known else self.home)

    def places(self, text: str) -> tuple[Place, ...]:
        """The places named in `text`, in order; longer names win (呼和浩特 over 浩特), zones go with their city."""
        found: list[Place] = []
        start = 0
        while (match := self._pattern.search(text, start)) is not None:
            place, start = self._places[match.group()], match.end()
            zone = _ZONE_BEHIND.match(text, start) if place.name == place.city else None
            if zone is not None:
                place, start = Place(f"{place.name}{zone.group()}", place.province, place.city), zone.end()
            found.append(place)
        return tuple(found)

    def covers(self, metadata: Metadata, place: Place | None) -> bool:
        """Whether a rule holds in a place: a national one everywhere, another one only inside its own territory.

        A place that is only a province or a city (or unknown, None) may lie in any of its parts, so their rules are not
        excluded.
        """
        if place is None or metadata.level is Level.NATION or metadata.region is None:
            return True
        own = self.places(metadata.region)
        if own and place.province not in {item.province for item in own}:
            return False
        if metadata.level is Level.PROVINCE or place.city is None:
            return True
        if place.city not in {metadata.region, *(item.city for item in own)} and place.city not in metadata.region:
            return False
        areas = [item.area for item in own if item.area]
        return not areas or place.area is None or any(_is_same_area(place.area, area) for area in areas)


def _is_same_area(one: str, other: str) -> bool:
    """Whether two names are of one area, or of a part of it: 历城 and 历城区, 高新区 and 高新区软件园."""
    shorter, longer = sorted((_DISTRICT_KIND.sub("", one), _DISTRICT_KIND.sub("", other)), key=len)
    return longer.startswith(shorter)


def _by_every_name(places: Sequence[Place]) -> dict[str, Place]:
    """Places by all names that they go by; of a name that several bear, by none of them."""
    named: dict[str, set[Place]] = {}
    for place in dict.fromkeys(places):
        for name in {place.name, place.area or place.name, _DISTRICT_KIND.sub("", place.name)}:
            if len(name) >= _SHORTEST_NAME and not _ZONE_BEHIND.fullmatch(f"{name}区"):
                named.setdefault(name, set()).add(place)
    return {name: found.pop() for name, found in named.items() if len(found) == 1}


def _pattern(places: Mapping[str, Place], with_suffix_only: frozenset[str]) -> re.Pattern[str]:
    names = sorted(places, key=len, reverse=True)
    return re.compile("|".join(f"{name}(?=市)" if name in with_suffix_only else re.escape(name) for name in names))


@cache
def load_regions(path: Path = REGIONS_FILE) -> Regions:
    """Read `regions.yaml`."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Regions(data["home"], data["provinces"], frozenset(data["with_suffix_only"]))
