"""Shares in Chinese text: 5%, 3‰, 百分之五, 三分之一, 1/3, 一半, 五成, 5个百分点. The value is the fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.numerals import NUMERAL, parse_numeral
from bot.types import Figure, FigureKind

_PREFIXED_SHARE: Final = re.compile(rf"(?P<base>百|千|万)分之(?P<numeral>{NUMERAL})")
_FRACTION: Final = re.compile(
    r"(?P<bottom>[二三四五六七八九十两]+)分之(?P<top>[一二三四五六七八九十两]+)"
    r"|(?P<left>[0-9]{1,3})/(?P<right>[0-9]{1,3})(?![0-9/])"
)
SHARE_UNIT: Final = re.compile(r" ?(?:(?P<sign>[%‰])|个百分点|成(?![立为果员本功长熟效绩就交品套型分年人都因份]))")
_HALF: Final = "一半"
_BASES: Final = {"百": 100, "千": 1000, "万": 10_000}


def read_named_share(folded: str, start: int) -> Figure | None:
    """The share that is written around its numeral (百分之五, 三分之一, 1/3) or as a word, at `start`."""
    if folded.startswith(_HALF, start):
        return _share(folded, Decimal("0.5"), start, start + len(_HALF))
    match = _PREFIXED_SHARE.match(folded, start)
    if match is not None:
        value = parse_numeral(match["numeral"])
        return None if value is None else _share(folded, value / _BASES[match["base"]], start, match.end())
    match = _FRACTION.match(folded, start)
    if match is None:
        return None
    top, bottom = parse_numeral(match["top"] or match["left"]), parse_numeral(match["bottom"] or match["right"])
    if not top or not bottom or top >= bottom or (start and folded[start - 1] == "/"):
        return None
    return _share(folded, top / bottom, start, match.end())


def read_share(folded: str, start: int, numeral_end: int, value: Decimal) -> Figure | None:
    """The share whose sign or word (%, ‰, 成, 个百分点) stands behind a numeral that begins at `start`."""
    match = SHARE_UNIT.match(folded, numeral_end)
    if match is None:
        return None
    points = match.group().endswith("百分点")
    base = {"%": 100, "‰": 1000, None: 100 if points else 10}[match["sign"]]
    return _share(folded, value / base, start, match.end(), "百分点" if points else "")


def _share(folded: str, value: Decimal, start: int, end: int, unit: str = "") -> Figure:
    return Figure(FigureKind.SHARE, value, unit, folded[start:end], start, end)
