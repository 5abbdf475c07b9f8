"""Official names of places, alone or chained, by administrative belonging (`divisions.yaml`).

历下区, 济南历下 and 山东省济南市历下区 are one place; 市中区 alone is several. What follows a known place (its park or
street) stays inside it; a name that does not lie where the chain says it does is no place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import yaml

from knowledge.normalise import printable, typed_key

DIVISIONS_FILE = Path(__file__).with_name("divisions.yaml")
_DIRECTLY_BELOW = "直辖"

_SEPARATORS = re.compile(r"[\s·,，、/|>\-—_()（）]+")
_COUNTRY = re.compile("^(?:中华人民共和国|中国)")
_PEOPLES = (
    "壮|回|维吾尔|土家|苗|侗|布依|彝|哈尼|傣|傈僳|白|藏|羌|蒙古|朝鲜|哈萨克|柯尔克孜|满|锡伯|达斡尔|鄂伦春|鄂温克|黎|瑶|仫佬|"
    "毛南|京|畲|土|撒拉|保安|东乡|裕固|佤|拉祜|纳西|景颇|布朗|怒|独龙|普米|仡佬|水|塔吉克|阿昌|德昂|基诺|门巴|珞巴|塔塔尔"
)
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族|蒙古|维吾尔|哈萨克|柯尔克孜|各族|联合)*自治[区州县旗]$")
_KIND = re.compile("(?:特别行政区|地区|新区|林区|[省市区县盟])$")
_PROVINCE_KIND = re.compile("(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|[省市])$")
_SHORTEST_NAME = 2
_CITY_DEPTH = 2
_AREA_BEHIND = re.compile(".{0,12}?(?:[区园谷港城镇乡]|基地|街道|中心|高新|经开|综保|自贸)")
"""What may follow a name without its 市 or 县: 济南 + 高新区, but not 山东 + 大学."""
_NOT_INSIDE = re.compile("^(?:以外|之外|外|周边|周围|附近|[或和及与]|等)")

PlacePath = tuple[str, ...]
"""A place from the top down: province, city, county, as far as it goes; the city is empty where there is none."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that a text begins with, the places that bear it, and whether it is the full one (历下区, not 历下)."""

    text: str
    places: tuple[PlacePath, ...]
    is_full: bool


class Divisions:
    """Which places a name means, and whether they lie in a territory."""

    def __init__(self, divisions: Mapping[str, Mapping[str, str]], areas: Mapping[str, str]) -> None:
        """Over province → city → names of counties, and place → names of its areas."""
        self._full: dict[str, list[PlacePath]] = {}
        self._short: dict[str, list[PlacePath]] = {}
        for place in _paths(divisions):
            self._add(place[-1], place)
        self._longest = max(len(name) for names in (self._full, *map(str.split, areas.values())) for name in names)
        for chain, names in areas.items():
            (place,) = self.places(chain)
            above = (*place, "") if len(place) == 1 else place
            for name in names.split():
                self._full.setdefault(name, []).append((*above, name))

    @property
    def names(self) -> frozenset[str]:
        """Every name that a place bears, the full one and the short one (历下区, 历下)."""
        return frozenset((*self._full, *self._short))

    def places(self, text: str) -> frozenset[PlacePath]:
        """The places that the whole of `text` can mean; none where it is no official name."""
        as_written = unicodedata.normalize("NFKC", printable(text))
        return self._places(as_written) or self._places(typed_key(text))  # 乾县 is not 干县 in traditional characters

    def lies_in(self, text: str, territory: str) -> bool | None:
        """Whether a place lies in a territory; None where it is unknown, wider, or several of which only some do."""
        answers = {_lies_in(place, wider) for place in self.places(text) for wider in self.places(territory)}
        return answers.pop() if len(answers) == 1 else None

    def below(self, province: str) -> tuple[PlacePath, ...]:
        """The counties and districts of a province."""
        (top,) = self.places(province)
        paths = {path for paths in self._full.values() for path in paths if len(path) > _CITY_DEPTH and path[:1] == top}
        return tuple(sorted(paths))

    def provinces(self, text: str) -> frozenset[str]:
        """The provinces (香港特别行政区, 澳门特别行政区 and 台湾省 among them) that a place can lie in."""
        return frozenset(place[0] for place in self.places(text))

    def _places(self, text: str) -> frozenset[PlacePath]:
        cleaned = _COUNTRY.sub("", _SEPARATORS.sub("", text))
        readings = [*self._readings(cleaned, ())] if cleaned else []
        fewest = min((left for _, left in readings), default=0)
        return frozenset(place for place, left in readings if left == fewest)

    def _add(self, name: str, place: PlacePath) -> None:
        self._full.setdefault(name, []).append(place)
        is_province = len(place) == 1
        short = _PROVINCE_KIND.sub("", name) if is_province else _AUTONOMOUS.sub("", name)
        if name.endswith("自治州"):
            self._full.setdefault(f"{short}州", []).append(place)
        if short == name:
            short = _KIND.sub("", name)
        if short != name and len(short) >= _SHORTEST_NAME:
            self._short.setdefault(short, []).append(place)

    def _readings(self, text: str, above: PlacePath) -> Iterator[tuple[PlacePath, int]]:
        """Every way to read a chain below `above`: the place it ends at, and how many characters follow its name."""
        for name in self._beginnings(text):
            rest = text[len(name.text) :]
            for place in name.places:
                if not _is_below(place, above):
                    continue
                if not rest:
                    yield place, 0
                    continue
                deeper = [*self._readings(rest, place)]
                yield from deeper
                if not deeper and self._may_follow(rest, name, place):
                    yield place, len(rest)

    def _may_follow(self, rest: str, name: _Name, place: PlacePath) -> bool:
        if _NOT_INSIDE.match(rest) or self._names_another_place(rest, place):
            return False
        return name.is_full or _AREA_BEHIND.match(rest) is not None

    def _names_another_place(self, text: str, place: PlacePath) -> bool:
        """Whether a text names by their full name only places that are not where the chain puts them (济南市崂山区)."""
        starts = range(len(text))
        named = [name for start in starts for name in self._beginnings(text[start:]) if name.is_full]
        return any(
            len(name.text) > _SHORTEST_NAME and not any(_may_be_near(other, place) for other in name.places)
            for name in named
        )

    def _beginnings(self, text: str) -> Iterator[_Name]:
        for length in range(min(self._longest, len(text)), 1, -1):
            begins = text[:length]
            if begins in self._full:
                yield _Name(begins, tuple(self._full[begins]), is_full=True)
            if begins in self._short:
                yield _Name(begins, tuple(self._short[begins]), is_full=False)


def load_divisions(path: Path = DIVISIONS_FILE) -> Divisions:
    """Read `divisions.yaml`."""
    data = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # safe ones
    return Divisions(data["divisions"], data["areas"])


def _paths(divisions: Mapping[str, Mapping[str, str]]) -> Iterator[PlacePath]:
    for province, cities in divisions.items():
        yield (province,)
        for city, counties in cities.items():
            above = (province, "") if city == _DIRECTLY_BELOW else (province, city)
            if city not in {_DIRECTLY_BELOW, province}:
                yield above
            yield from ((*above, county) for county in counties.split())


def _is_below(place: PlacePath, above: PlacePath) -> bool:
    return place[: len(above)] == above and len(place) > len(above)


def _may_be_near(one: PlacePath, other: PlacePath) -> bool:
    """Whether two places are in one city, as far as their cities are known."""
    cities = {place[1] for place in (one, other) if len(place) > 1} - {""}
    return one[0] == other[0] and len(cities) <= 1


def _lies_in(place: PlacePath, territory: PlacePath) -> bool | None:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(place, territory, strict=False)))
    if shared == len(territory):
        return True
    return None if shared == len(place) else False
