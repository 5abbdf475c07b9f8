"""What people call a document whose full title nobody says: 高新区的细则, 人工智能若干措施, 那个实施细则.

A title is a place, a subject and a kind of rule (齐川市, 促进人工智能产业发展, 若干政策措施). The kind with one of them
names the document, and so does the kind alone after words that point to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from knowledge.extraction.territories import NATION, territory_of_title
from knowledge.names import title_key, without_subtitle
from knowledge.types import Document, Metadata, SourceKind

_KIND = re.compile(
    "(?P<lead>若干|管理|实施|暂行|行动|工作|认定|扶持|奖励|操作)?"
    "(?P<kind>政策措施|措施|政策|细则|办法|规定|条例|方案|意见|计划|规划|指南|指引|通知|公告)$"
)
_TRANSMITTED = re.compile("《(.+)》")
_OFFICE = re.compile("^(?:人民政府|管理委员会|管委会)?(?:办公室)?(?=关于|印发)")
_VERBS = re.compile("^(?:关于|进一步|印发|加快|促进|支持|推动|推进|鼓励|扶持|加强|规范|落实|做好|的)+")
_PURPOSE = re.compile("(?:高质量发展|创新发展|产业发展|发展|产业|专项资金|资金|工作|管理|的)+$")
_FOR_WHOM = re.compile("企业|单位|机构|的|和|与")
_UNIT = re.compile("[^省市县]+?(?:省|市|自治州|县|旗|(?<!自治)区)$")
_CITY = re.compile("(?:[^省市县]{2,7}省)?[^省市县]{2,7}(?:市|自治州)")
_LONGEST_PARK = 3
_PARK = re.compile("高新区|经开区|开发区|示范区|自贸区|保税区|新区|园区|科技园|软件园|产业园|科技城|科学城")
_WHOLE_PARK = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"))
_POINTING = re.compile("(?:[那这](?:个|份|项|部)?|该|上述|[我咱]们的?|园区的?)$")
_OPENS = re.compile("(?:^|[^\\w]|按照?|根据|依据|依照|参照|请问|看看?|查)$")
_SHORTEST = 2
_TELLS_ALONE = 4
"""Characters that tell by themselves: a kind without a word that points to it (若干措施, not 措施), a subject's end."""
_OF_RULES = frozenset({"细则", "办法", "条例"})
"""Kinds that tell a rule, alone or at the end of a longer one; 那个政策 and 行动计划 may be anything."""
_SEVERAL = "若干"
_REMEMBERED = 4096
"""Titles whose parts are remembered: a change of one document leaves the others' as they are."""


class _Parts(NamedTuple):
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    kinds: tuple[str, ...]


class ShortName(NamedTuple):
    """A short name in a question; `is_sure` where its kind tells a rule, so that no other thing can be meant."""

    doc_id: str
    start: int
    end: int
    is_sure: bool


class ShortNames:
    """The short names of a set of documents that only one of them bears; a digest and its original count as one."""

    def __init__(self, documents: Iterable[Document]) -> None:
        claims: dict[str, set[str]] = {}
        kinds: dict[str, set[str]] = {}
        originals = set()
        for document in documents:
            metadata = document.metadata
            policy = metadata.summarises or metadata.doc_id
            parts = _parts(metadata.title, metadata.issuer or "")
            for name in _names(parts):
                claims.setdefault(name, set()).add(policy)
            for kind in parts.kinds:
                kinds.setdefault(kind, set()).add(policy)
            if metadata.source_kind is SourceKind.ORIGINAL:
                originals.add(metadata.doc_id)
        self._names = _unshared(claims, originals)
        self._kinds = _unshared(kinds, originals)
        self._longest = max(map(len, (*self._names, *self._kinds)), default=0)

    def found(self, question: str) -> Iterator[ShortName]:
        """The short names in a question that is folded by `title_key`."""
        for start in range(len(question)):
            for end in range(start + _SHORTEST, min(start + self._longest, len(question)) + 1):
                words = question[start:end]
                doc_id = self._names.get(words)
                if doc_id is None and words in self._kinds and _is_pointed_to(words, question[:start]):
                    doc_id = self._kinds[words]
                if doc_id is not None:
                    yield ShortName(doc_id, start, end, _tells_a_rule(words))


def subjects_of(metadata: Metadata) -> tuple[str, ...]:
    """What a title says that its document is about, with fewer and fewer words around it: 低空经济发展, 低空经济."""
    return _parts(metadata.title, metadata.issuer or "").subjects


def _unshared(claims: Mapping[str, set[str]], originals: set[str]) -> Mapping[str, str]:
    """Name → the one document that bears it, where that is an original: a digest has everyday names of its own."""
    single = {name: next(iter(doc_ids)) for name, doc_ids in claims.items() if len(doc_ids) == 1}
    return {name: doc_id for name, doc_id in single.items() if doc_id in originals}


def _is_pointed_to(kind: str, before: str) -> bool:
    if not _tells_a_rule(kind):
        return False
    return bool(_POINTING.search(before) or (len(kind) >= _TELLS_ALONE and _OPENS.search(before)))


def _tells_a_rule(name: str) -> bool:
    kind = _KIND.search(name)
    return kind is not None and (kind["kind"] in _OF_RULES or kind["lead"] == _SEVERAL)


def _names(parts: _Parts) -> Iterator[str]:
    """Place and kind, subject and kind, or all three, with 的 before the kind or without."""
    about = [*parts.places, *parts.subjects]
    about += [f"{place}{subject}" for place in parts.places for subject in parts.subjects]
    for words in about:
        for kind in parts.kinds:
            yield f"{words}{kind}"
            yield f"{words}的{kind}"


@lru_cache(_REMEMBERED)
def _parts(whole_title: str, issuer: str) -> _Parts:
    title = without_subtitle(title_key(whole_title))
    transmitted = _TRANSMITTED.search(title)
    title = without_subtitle(transmitted[1]) if transmitted else title
    place = _place(title)
    title = _OFFICE.sub("", title.removeprefix(title_key(issuer)).removeprefix(place))
    kind = _KIND.search(title)
    if kind is None:
        return _Parts((), (), ())
    return _Parts(tuple(_places(place)), tuple(_subjects(title[: kind.start()])), tuple(_kinds(kind)))


def _place(title: str) -> str:
    """The place that a title begins with: a territory, or a park that is one."""
    _, place = territory_of_title(title, "")
    if not place or place == NATION or not title.startswith(place):
        return ""
    if place[-1] in "省市区县旗州盟" or _PARK.search(place, max(0, len(place) - _LONGEST_PARK)):
        return place
    wider = _CITY.match(title)  # 齐川市科技企业孵化器 is the subject of 齐川市's rule
    return wider.group() if wider else ""


def _kinds(match: re.Match[str]) -> set[str]:
    """若干政策措施 → also 若干措施, 若干政策, 政策措施; 实施细则 → also 细则."""
    lead, kind = match["lead"] or "", match["kind"]
    shorter = ("政策", "措施") if kind == "政策措施" else ()
    return {f"{lead}{kind}", kind, *(f"{lead}{half}" for half in shorter if lead)}


def _places(place: str) -> set[str]:
    """A place in whole, by its narrowest unit, and as it is said: 望河高新区 → also 高新区."""
    if not place:
        return set()
    narrowest = _UNIT.search(place)
    said = {place, narrowest.group() if narrowest else place}
    said |= {name.replace(whole, short) for name in said for whole, short in _WHOLE_PARK}
    said |= {match.group() for name in said for match in _PARK.finditer(name) if name.endswith(match.group())}
    said |= {name[:-1] for name in said if name[-1] in "省市县" and len(name) > _SHORTEST}
    return said


def _subjects(words: str) -> set[str]:
    """What a rule is about, in whole, without the verbs before it, the purpose behind it and for whom it is."""
    bare = _VERBS.sub("", words).rstrip("的")
    told, last = {bare, _PURPOSE.sub("", bare)}, _FOR_WHOM.split(bare)[-1]
    told |= {last} if len(last) >= _TELLS_ALONE else set()
    return {subject for subject in told if len(subject) >= _SHORTEST}
