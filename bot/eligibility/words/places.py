"""Where the enterprise is registered: official names of places, chained or short (济南高新区, 历下)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.eligibility.fields import REGION
from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.moods import Mood, Moods
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.types import Clause
from knowledge.divisions import Divisions, PlacePath

_ZONE = re.compile(
    r"(?:市|的)?(?P<zone>(?:国家级?|省级)?(?:高新技术产业开发区|高新技术开发区|高新开发区|经济技术开发区"
    r"|经济开发区|新旧动能转换起步区|高新区|经开区|开发区"
    r"|综合保税区|综保区|保税区|自贸试验区|自贸片区|自贸区|起步区|度假区|科技城|软件园|示范区|工业园区"
    r"|产业园区|工业园|产业园|科技园))"
)
_BEFORE = re.compile(
    r"(?:[在于是再为搁系]|坐落于?|(?<![a-z])in|搁到|属于?|位于|来自|注册地?|地址|落户|坐标|所在地|地区"
    r"|区域|地点|归|:|籍|落在|设在|开在|放在|本部|公司|企业|我们|我司|咱们?|叫)(?:了|的|是|在|:|\s|就)*$"
)
_STRONGLY_BEFORE = re.compile(
    r"(?:[在于再搁]|位于|地址为|地为|注册地?(?:址)?|落户|坐标|所在地|属于?)(?:了|的|是|在|:|\s)*$"
)
_REGISTERED = re.compile("注册|执照|登记|落户")
_BEHIND = re.compile(
    r"\s*(?:市|省|区|县)?(?:这边|这里|本地|当地|这儿|那片)?(?:的(?=企业|公司|厂|团队|小|大|一家|老|科技"
    r"|软件|我们|做|搞|去年|今年|研发|员工|职工|成立|注册|开|一个|个体|高企|[,.;。!?、/|\n\s)]|$)|企业"
    r"|公司|厂|注册|成立|做|搞|从事|一家|人|创业|开|这家|我们|[,.;。!?、/|\n)]|$)"
)
_NOT_BEHIND = re.compile(
    r"\s*(?:市|省|区|县)?(?:那边(?!注册|登记|的?公司|的?企业)|那儿|大学|学院|银行|路(?!演)|街(?!道)|话|菜"
    r"|市场|客户|分公司|办事处|分部|那家|有(?:没有|什么|啥|哪|个|分|家)|政策|补贴|[^,。]{0,6}(?:都|也"
    r"|均)有|的政策|的补贴|的客户)"
)
_NOT_BEFORE = re.compile(r"(?:[去从离往到跑]|卖到|发到|出差|不在|没在|迁出|搬出|搬走|除了|比|像|跟|和)(?:了)?$")
_MOVED_TO = re.compile(r"(?:搬|迁|注册|落户|转|回|挪)到(?:了)?$")
_LEAD = re.compile(
    r"(?:你好|您好|老师|喂|嗯|啊|哦|那个|就是|我们|我司|咱们?|俺们?|公司|企业|本公司|这边|这里|是|的|我|本"
    r"|叫|人|一家|家|个|在|,|\s|领导|请问|想问下?|姓.|情况如下|:|现在|目前|主要)*"
)
_PLACE_BEFORE = re.compile(r"(?:^|[\s,。;!?:、(我们是在于到从去归]|位于|来自|注册|地址|公司|企业)$")
_HOME = "山东省"
"""Short names of counties elsewhere are often plain words (合作, 资源): they count only where the context is plain."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place at its words; `name` is the whole chain.

    `level`: 1 province, 2 city, 3 county or zone. `is_full`: with 市 or 区, or chained.
    """

    name: str
    start: int
    end: int
    level: int
    is_full: bool
    is_home: bool


class PlaceReader:
    """Finds places in a text and tells which of them is where the enterprise is."""

    def __init__(self, divisions: Divisions) -> None:
        self._divisions = divisions
        # People leave 新区 away too, which is no kind that names are known without.
        self._official = {name: name for name in divisions.names if len(name) > 1}
        self._official |= {name[:-2]: name for name in divisions.names if name.endswith("新区") and len(name) > 4}
        self._longest = max(map(len, self._official))
        self._beginnings = frozenset(name[:2] for name in self._official)

    def find(self, key: str) -> tuple[Place, ...]:
        """Every unambiguous place of a folded text, in order."""
        return tuple(self._scan(key))

    def read(self, key: str, clauses: Sequence[Clause], moods: Moods, places: Sequence[Place]) -> Iterator[Reading]:
        """Where the enterprise is: what is said of its registration counts before other words."""
        accepted = [place for place in places if _is_accepted(place, key, clauses, moods)]
        registered = [place for place in accepted if _is_registration(place, key, clauses)]
        chosen = registered or accepted
        for place in (each for each in chosen if not any(_contains(each, other) for other in chosen)):
            is_weak = clause_at(clauses, place.start) in moods.asking
            yield Reading(REGION, place.name, place.start, place.end, is_weak=is_weak)

    def whole(self, key: str) -> Place | None:
        """The place that an answer names which says nothing else."""
        found = [place for place in self.find(key) if place.start <= len(key) - place.end + 4]
        return found[0] if len(found) == 1 else None

    def _scan(self, key: str) -> Iterator[Place]:
        position = 0
        while position < len(key) - 1:
            place = self._at(key, position) if key[position : position + 2] in self._beginnings else None
            if place is not None and not _is_meant(place, key):
                place = None
            if place is not None:
                yield place
            position = position + 1 if place is None else place.end

    def _at(self, key: str, start: int) -> Place | None:
        chain, end = self._longest_chain(key, start, "")
        paths = self._divisions.places(chain) if chain else frozenset()
        path = _narrowed(paths)
        if path is None:
            return None
        zone = _ZONE.match(key, end)
        level, is_full = len(path), key[end - 1] in "省市区县旗" or self._names(key[start:end]) > 1
        if zone is not None and level < 3:
            return Place(_written(path) + zone["zone"], start, zone.end(), 3, True, path[0] == _HOME)
        return Place(_written(path), start, end, level, is_full, path[0] == _HOME)

    def _longest_chain(self, key: str, start: int, chain: str) -> tuple[str, int]:
        """The chain of names from `start` that reaches furthest (青岛|市北, not 青岛市|北), and its end."""
        best = chain, start
        for name in self._names_at(key, start, chain):
            end = start + len(name)
            end += key[end : end + 1] in {" ", "·"} and any(self._names_at(key, end + 1, chain + self._official[name]))
            longer = self._longest_chain(key, end, chain + self._official[name])
            if longer[1] > best[1]:
                best = longer
        return best

    def _names_at(self, key: str, start: int, chain: str) -> Iterator[str]:
        """The names at `start` that lie where the chain before them says, the longest first."""
        for length in range(min(self._longest, len(key) - start), 1, -1):
            name = key[start : start + length]
            if name in self._official and self._lies_below(chain, self._official[name]):
                yield name

    def _lies_below(self, chain: str, name: str) -> bool:
        if not chain:
            return True
        above = self._divisions.places(chain)
        below = self._divisions.places(chain + name)
        return bool(below) and max(map(len, below)) > min(map(len, above)) and below != above

    def _names(self, words: str) -> int:
        """How many names a chain is made of."""
        return 1 if words in self._official else 2


def _narrowed(paths: frozenset[PlacePath]) -> PlacePath | None:
    """The one place that a name means: a city before districts of the same name (东营, 西安), unless one of them is
    in a 直辖市 and as well known (朝阳)."""
    widest = min(paths, key=len, default=None)
    rivals = [path for path in paths if widest and path[: len(widest)] != widest]
    is_plain = all(len(path) > len(widest or ()) and path[0] != path[1] for path in rivals)
    return widest if is_plain else None


def _written(path: PlacePath) -> str:
    return "".join(dict.fromkeys(part for part in path if part))


def _is_meant(place: Place, key: str) -> bool:
    """Whether a short name elsewhere stands where a place does, and not inside other words (评上|高新)."""
    return place.is_full or place.is_home or _PLACE_BEFORE.search(key, 0, place.start) is not None


def _is_accepted(place: Place, key: str, clauses: Sequence[Clause], moods: Moods) -> bool:
    clause = clauses[clause_at(clauses, place.start)]
    before = key[clause.start : place.start]
    if moods.at[place.start] is not Mood.OWN or _NOT_BEHIND.match(key, place.end):
        return False
    if _NOT_BEFORE.search(before) and not _MOVED_TO.search(before):
        return False
    is_plain = place.level < 3 or place.is_full or place.is_home
    if not is_plain:
        return _STRONGLY_BEFORE.search(before) is not None
    is_led = _BEFORE.search(before) is not None or _MOVED_TO.search(before) is not None
    return (
        is_led
        or (_LEAD.fullmatch(before) is not None and _BEHIND.match(key, place.end) is not None)
        or (place.level == 3 and place.is_full and _LEAD.fullmatch(before) is not None)
    )


def _contains(wider: Place, narrower: Place) -> bool:
    return wider.name != narrower.name and narrower.name.startswith(wider.name)


def _is_registration(place: Place, key: str, clauses: Sequence[Clause]) -> bool:
    clause = clauses[clause_at(clauses, place.start)]
    return _REGISTERED.search(key, clause.start, clause.end) is not None
