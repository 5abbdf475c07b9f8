"""Whether a sentence denies, permits or promises what its source does.

Operators (不得, 鼓励, 给予) govern the words behind them. A governed word is looked up in the source where it stands in
the most similar surroundings; there it must be governed likewise. Works on width-folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final


class Operator(Enum):
    """What an operator does to the words it governs."""

    DENIAL = "denial"
    HEDGE = "hedge"
    CONDITION = "condition"
    PROMISE = "promise"


_DENIALS: Final = (
    "不得|不予|不能|不应|不再|不宜|不需要?|不必|无需|无须|没有|并非|禁止|严禁|停止|暂停|取消|拒绝"
    "|免征|免收|免缴|免交|免税|免除|免予|免于|除(?=[^,。;]{0,40}外)"
    "|不(?!足|同|断|仅|但|只|动产|定期|限于|良|正当|可抗|论|管|利|变|满|到|等|平衡|锈)"
    "|未(?!来|成年|必)|无(?!形|线|人机|论|偿|障碍|害|纸|缝|关|业|党派|锡|极)"
    "|非(?!营利|居民|公有|国有|金融|税|法|物质|凡|常|遗|上市|正式|专|独立|全日制|典|机动|农|洲|公开|经营)"
)
_HEDGES: Final = (
    "鼓励|支持(?!力度|范围|资金|政策|的)|引导|探索|力争|争取|努力|适时|逐步|倡导|提倡|原则上|优先|择优|酌情"
    "|一次性|首次|累计|减半|暂(?!停|行|住)|分期|按(?:照)?(?:有关|国家)?规定|最高(?=比例|限额|标准|额度)"
    "|(?:超过|超出|低于|高于)(?=部分|[\u4e00-\u9fff]{2})(?![一二三四五六七八九十百千万亿两])"
)
_CONDITIONS: Final = "(?:符合|满足|具备)[^,。;:、()]{0,12}?条件的|有条件的"
_PROMISES: Final = (
    "必须|必需|应当|务必|一定(?!比例|数额|规模|期限|时|程度|条件|范围|的)|一律|保证(?!金|保险|人)|确保|强制|均可|均能|都可以|都能|都会|肯定|必然"
    "|将(?!来|军)|全部|所有|自动|无条件|直接|给予|发放|奖励|补助|补贴|资助|拨付|获得|得到|享受|领取|报销|兑现"
)
_OPERATORS: Final = re.compile(
    f"(?P<DENIAL>{_DENIALS})|(?P<CONDITION>{_CONDITIONS})|(?P<HEDGE>{_HEDGES})|(?P<PROMISE>{_PROMISES})"
)
_BEHIND: Final = re.compile("(?P<DENIAL>的?除外)|(?P<HEDGE>(?<=[级科历称准模度])及?以[上下])")
#: Words between a clause and what it governs that change neither side's surroundings.
_TRANSPARENT: Final = re.compile("(?:可以|能够|应当|继续|予以|已经|已有|可|能|应|均|都|也|将|仍|已|要|须)$")
_BLOCKERS: Final = re.compile(r"[的,。;:、\n]|可以|应当|必须")
_SKIPPED: Final = re.compile(
    r"(?:按照|[以按由对将被再向为予“‘\"'《(]|[^\S\n])*"
)  # a row's last cell governs nothing below
_HAN_PAIR: Final = re.compile(r"[A-Za-z\u3400-\u9fff]{2}")
_NEVER_ADDED: Final = frozenset({Operator.DENIAL, Operator.PROMISE})
_CONTEXT: Final = 12  # characters compared on each side
_CACHED_TEXTS: Final = 1024


@dataclass(frozen=True, slots=True)
class Site:
    """A governed pair of characters at `start`, and where its operator begins and ends."""

    operator: Operator
    start: int
    operator_start: int
    operator_end: int


def polarity_fault(sentence: str, source: str) -> str | None:
    """The words that the sentence denies, promises or no longer only encourages, unlike the source."""
    for site in operator_sites(sentence):
        if site.operator in _NEVER_ADDED and not _agrees(sentence, site, source):
            return sentence[site.operator_start : site.start + 2]
    for site in operator_sites(source):
        if site.operator is Operator.PROMISE:
            continue
        fault = _freed(sentence, source, site)
        if fault is not None:
            return fault
    return None


@lru_cache(maxsize=_CACHED_TEXTS)
def operator_sites(text: str) -> tuple[Site, ...]:
    """Every operator of a text with the words that it governs."""
    return tuple(_sites(text))


def _sites(text: str) -> Iterator[Site]:
    for match in _OPERATORS.finditer(text):
        skipped = _SKIPPED.match(text, match.end())
        start = skipped.end() if skipped else match.end()
        operator = Operator[match.lastgroup or ""]
        if _HAN_PAIR.match(text, start):
            yield Site(operator, start, match.start(), match.end())
        elif match.start() >= 2 and _HAN_PAIR.match(
            text, match.start() - 2
        ):  # nothing behind it: it is known by the words before
            yield Site(operator, match.start() - 2, match.start(), match.end())
    for match in _BEHIND.finditer(text):
        if match.start() >= 2 and _HAN_PAIR.match(text, match.start() - 2):
            yield Site(Operator[match.lastgroup or ""], match.start() - 2, match.start(), match.end())


def _agrees(sentence: str, site: Site, source: str) -> bool:
    """Whether the source governs the site's words likewise where they stand in the most similar surroundings."""
    word = sentence[site.start : site.start + 2]
    places = _most_similar(sentence, site.start, source, word)
    if not places:
        return sentence[site.operator_start : site.operator_end] in source and site.operator_end > site.operator_start
    if site.operator is Operator.DENIAL:  # 不得不 denies twice
        times = _times_governed(sentence, site.start, site.operator)
        return any(_times_governed(source, place, site.operator) == times for place in places)
    return any(_is_governed(source, place, site.operator) for place in places)


def _freed(sentence: str, source: str, site: Site) -> str | None:
    """The word that the source governs and the sentence says without its operator."""
    word = source[site.start : site.start + 2]
    position = sentence.find(word)
    while position >= 0:
        if not _is_governed(sentence, position, site.operator):
            places = _most_similar(sentence, position, source, word)
            if places and all(_is_governed(source, place, site.operator) for place in places):
                return source[min(site.operator_start, site.start) : site.start + 2]
        position = sentence.find(word, position + 1)
    return None


def _most_similar(text: str, position: int, source: str, word: str) -> list[int]:
    best, places = -1, list[int]()
    place = source.find(word)
    while place >= 0:
        score = _similarity(text, position, source, place)
        if score > best:
            best, places = score, []
        if score == best:
            places.append(place)
        place = source.find(word, place + 1)
    return places


def _similarity(left: str, left_at: int, right: str, right_at: int) -> int:
    """Equal characters around two positions, operators directly before them left out."""
    ahead = 0
    while (
        ahead < _CONTEXT
        and left[left_at + ahead : left_at + ahead + 1] == right[right_at + ahead : right_at + ahead + 1] != ""
    ):
        ahead += 1
    left_before, right_before = _before_operator(left, left_at), _before_operator(right, right_at)
    behind = 0
    while (
        behind < _CONTEXT
        and behind < min(left_before, right_before)
        and left[left_before - behind - 1] == right[right_before - behind - 1]
    ):
        behind += 1
    return ahead + behind


def _before_operator(text: str, position: int) -> int:
    before = [site.operator_start for site in operator_sites(text) if site.operator_start < site.start == position]
    start = min(before, default=position)
    transparent = _TRANSPARENT.search(text, max(0, start - 2), start)
    return transparent.start() if transparent else start


def _is_governed(text: str, position: int, operator: Operator) -> bool:
    return _times_governed(text, position, operator) > 0


def _times_governed(text: str, position: int, operator: Operator) -> int:
    """How many operators of a kind reach the words at a position: those in front, up to 的, a mark or a modal."""
    times = 0
    for site in operator_sites(text):
        if site.operator is not operator:
            continue
        in_front = site.start >= site.operator_end and site.operator_end <= position
        if site.start == position or (in_front and not _BLOCKERS.search(text, site.operator_end, position)):
            times += 1
    return times
