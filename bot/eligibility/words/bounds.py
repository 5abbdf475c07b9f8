"""Whether an amount as written is a value, only a bound or a range (不到300, 5%-6%), or rough (大概, 左右)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.eligibility.words.types import Kind, Quantity

_OPEN_BEFORE = re.compile(
    r"(?:(?<!不)超过的?|超出的?|超(?=$)|不到|没到|还没到|不足|将?近|接近|(?<!很)快(?:要|到)?|刚过"
    r"|(?<![不通经])过|多于|少于|逾|至少|最多|最少|不低于|不少于|高于|低于|大于|小于|突破|(?<!读)破|没满"
    r"|不满|未满|不超|大几|小|上限|下限|起码|[><≥≤])了? ?$"
)
_ROUGH_BEFORE = re.compile(
    "(?:[~≈]|大概|大约|差不多|约(?:摸)?|估计|也就|大致|可能|基本上|估摸着?"
    "|左不过)(?:[是有在去年一共个就合计占吧的了花收做]{0,4}) ?$"
)
_OPEN_AFTER = re.compile(
    r" ?(?:\+|的?[以之]?(?!上下)[上下内](?!市|半年|个月|海|游|班|面)|出头|开外|往上|往下|挂零|不到|打底|起步|朝上"
    r"|大几|好几|挂点零)"
)
_ROUGH_AFTER = re.compile(r" ?(?:[个元块人]*)(?:左右|上下|的样子|这样子?|差不多|大概)")
_STRICT_RANGE = re.compile(r" ?(?:到|至|[-~—]+|或者?) ?")


def with_bounds(key: str, quantity: Quantity) -> Quantity:
    """The amount, marked as open or rough by the words around it."""
    before, start = key[max(0, quantity.start - 8) : quantity.start], quantity.start
    is_open = quantity.is_open
    if quantity.kind is not Kind.DAY:
        is_open = is_open or bool(_OPEN_BEFORE.search(before) or _OPEN_AFTER.match(key, quantity.end))
        following = key[quantity.end : quantity.end + 2]
        is_open = is_open or (quantity.kind in {Kind.SPAN, Kind.SHARE} and following[:1] in {"多", "余", "来"})
        is_open = is_open or (quantity.kind is Kind.SHARE and before.endswith(("日", "天")))  # 日万分之五
    is_rough = bool(_ROUGH_BEFORE.search(before) or _ROUGH_AFTER.match(key, quantity.end))
    return replace(quantity, is_open=is_open, is_rough=is_rough, start=start)


def with_ranges(key: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Both ends of a range (500到800万, 5%-6%) are open."""
    in_range = set[int]()
    for index, (left, right) in enumerate(pairwise(found)):
        is_day = Kind.DAY in {left.kind, right.kind}
        if not is_day and _STRICT_RANGE.fullmatch(key, left.end, right.start):
            in_range |= {index, index + 1}
    for index, quantity in enumerate(found):
        if index in in_range:
            upper = found[index + 1] if index + 1 in in_range and quantity.kind is Kind.NUMBER else quantity
            yield replace(quantity, kind=upper.kind, is_open=True)
        else:
            yield quantity
