"""Radicals that a PDF's font gives in place of the characters that look the same (⼀ for 一, ⻔ for 门)."""

from __future__ import annotations

import unicodedata
from functools import cache

_RADICALS = (
    "⺟⺠⺩⺬⺮⺶⺼⺽⻁⻄⻅⻆⻉⻋⻌⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⺁⺈⺊⺌⺎⺒⺓⺜⺝⺧⺪⺫"
)
_CHARACTERS = (
    "母民王示竹羊肉臼虎西见角贝车辶長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟厂刀卜小兀巳幺日月牛疋罒"
)
_SUPPLEMENT = dict(zip(_RADICALS, _CHARACTERS, strict=True))
"""CJK Radicals Supplement, which NFKC leaves alone but for two (Unicode's EquivalentUnifiedIdeograph)."""


@cache
def unified_character(character: str) -> str:
    """The character itself, or the one that a radical U+2E80 … 2FDF stands for."""
    if "\u2f00" <= character <= "\u2fdf":
        return unicodedata.normalize("NFKC", character)
    return _SUPPLEMENT.get(character, character)
