"""Words that bind a figure: bounds (最高, 以上, 左右), marks (力争, 每年, 按规定) and conditions (符合条件的)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.types import Figure, FigureKind


class Bound(StrEnum):
    """How a figure limits what it measures. 以上 and 以下 stand for themselves: whether they include it varies."""

    AT_MOST = "≤"
    BELOW = "<"
    AT_LEAST = "≥"
    ABOVE = ">"
    UP = "以上"
    DOWN = "以下"
    ABOUT = "左右"
    INCLUDED = "含"
    WITHIN = "内"
    FROM = "起"
    UNTIL = "止"
    MORE = "余"
    LOWER_END = "区间下限"
    UPPER_END = "区间上限"


_BEFORE: Final = (
    (
        Bound.AT_MOST,
        "不得超过|不得高于|不得多于|不得大于|不超过|不高于|不多于|不大于|不超出|未超过|没有超过|最高|最多|至多|最长|最大|≤|上限为?|封顶",
    ),
    (
        Bound.AT_LEAST,
        "不得低于|不得少于|不得短于|不得小于|不低于|不少于|不小于|不短于|不应低于|不应少于|至少|最低|最少|最短|≥|下限为?",
    ),
    (Bound.BELOW, "低于|不足|小于|未满|不满|少于|未达到|没有达到|不到|短于|没到|<"),
    (Bound.ABOVE, "超过|高于|大于|多于|突破|逾|长于|>"),
    (Bound.ABOUT, "大约|将近|约(?!定|束|谈|占)|近(?=[0-9一二三四五六七八九十百千万亿]*$)"),
)
_AFTER: Final = (
    (Bound.UP, "及以上|以上"),
    (Bound.DOWN, "及以下|以下"),
    (Bound.WITHIN, "以内|之内|内(?!部|容|外|地)"),
    (Bound.ABOUT, "左右|上下"),
    (Bound.AT_MOST, "(?:为|的)?(?:上限|最高限额)|封顶"),
    (Bound.INCLUDED, r"\(含(?:本数|[^)]{0,6})?\)|含本数"),
)
_BEFORE_PATTERN: Final = re.compile("|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEFORE))
_AFTER_PATTERN: Final = re.compile(" ?(?:" + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _AFTER) + ")")
BOUND_WORDS: Final = re.compile("|".join(words for _, words in (*_BEFORE, *_AFTER)))
_DATE_BEFORE: Final = re.compile(r"(?:(?P<FROM>自|从|由)|(?P<UNTIL>到|至|截至|截止到?|-|~)) ?$")
_DATE_AFTER: Final = re.compile(
    r" ?(?:(?P<FROM>起|以后|之后|后|始)|(?P<UNTIL>以前|之前|前(?!沿|述|款|条)|为?止|底前|末前|底之前)|[底末])"
)
_MORE: Final = re.compile("[余多]")
_NO_APPROXIMATION: Final = frozenset({FigureKind.DATE, FigureKind.DURATION, FigureKind.NUMBER})

#: Words that change what a figure promises; each must be kept, as it is, beside the figure.
MARKS: Final = re.compile(
    r"力争|争取|努力|预计|计划(?=到|在|新建|建设|达到)|拟(?=到|在|新建|建设|达到|给予)"
    r"|每[年月日次家户人项个件季亩台套周期]|年均|人均|户均|按年|按月|逐年"
    r"|一次性|首次|累计|合计|总计|平均|连续|单个|单项|单家|同一"
    r"|原则上|择优|酌情|视情|优先|(?:可以|可)?按(?:照)?(?:有关|相关|国家)?规定|减按|分期|部分(?!门)|超出部分|超过部分"
)
CONDITIONS: Final = re.compile(
    r"(?:符合|满足|具备)[^,。;:、()]{0,16}?(?:条件|要求|标准|规定)(?=的|之一|者)|有条件的|有困难的|(?<=经)认定(?=的)"
)
OUTER: Final = re.compile(r"^[ ]*(?:\([^)]{1,4}\))?其中[,:]?")


def figure_bounds(folded: str, figure: Figure, since: int) -> frozenset[Bound]:
    """Bounds of a figure: words right behind it, or before it from `since` (the last figure or the segment's start)."""
    found = set(_bounds_before(folded, figure, since))
    position = figure.end
    after = _DATE_AFTER if figure.kind is FigureKind.DATE else _AFTER_PATTERN
    while (match := after.match(folded, position)) is not None:
        found.update(Bound[name] for name, group in match.groupdict().items() if group)
        position = match.end()
    if _MORE.search(figure.text):
        found.add(Bound.MORE)
    return frozenset(found)


def _bounds_before(folded: str, figure: Figure, since: int) -> list[Bound]:
    if figure.kind is FigureKind.DATE:
        match = _DATE_BEFORE.search(folded, since, figure.start)
        return [] if match is None else [Bound[name] for name, group in match.groupdict().items() if group]
    words = [match.lastgroup for match in _BEFORE_PATTERN.finditer(folded, since, figure.start)]
    bounds = [Bound[name] for name in words if name]
    if figure.kind in _NO_APPROXIMATION:
        bounds = [bound for bound in bounds if bound is not Bound.ABOUT or "约" in folded[since : figure.start]]
    return bounds
