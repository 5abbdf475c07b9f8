"""Mends typing slips against the words of the documents themselves: 极成电路 → 集成电路, 孵化栽体 → 孵化载体.

A window of four characters that no document has, and that differs from one the documents have in a single character
that sounds or looks alike, is a slip. Sound: pinyin without tones, with the near pairs that input methods confuse.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

WINDOW = 4
"""Shorter windows mend too much: 技术公关 is a slip of 技术攻关, 公关 alone is a word."""

# Groups of characters that look alike and are mistyped or misread for each other.
_LOOK_ALIKE = (
    "栽载裁戴|支文|特持待侍诗|晴睛情清请|未末|已己巳|人入|土士|千干于|大太犬|日曰目|天夭|冶治|拔拨|析折拆|侯候|辩辨辫|戊戌戍|免兔|准淮|徒徙|密蜜|粱梁"
    "|健建键|连联|牵索|投没|众重|元无|体休|问间|历厉|技枝|材村|汇江|域城|券卷|坚竖|贷货贸|贴贻|管营|研砑|息熄|链练|推准|申甲由|助肋|补朴|奖浆|园圆|区匹|院阮|验险检|训圳|导异|创仓|测侧|标际|项顶|高亭|幕募|育肓|孵浮"
)
# Characters so common that a window with one of them is rather other words than a slip.
_ORDINARY = frozenset("的是有在能会可以要了不没多少谁哪几和与按给从到把被对都也还吗呢么个这那就很上下大小年月日")
_NEAR_SOUNDS = ((re.compile(r"ng$"), "n"), (re.compile(r"^(z|c|s)h"), r"\1"), (re.compile(r"^l"), "n"))


class Speller:
    """Knows the wording of the documents and mends slips of it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._with_gap: dict[tuple[int, str], set[str]] = defaultdict(set)
        for text in texts:
            for run in re.findall(r"[\u4e00-\u9fff]+", text):
                for start in range(len(run) - WINDOW + 1):
                    self._add(run[start : start + WINDOW])

    def _add(self, window: str) -> None:
        if window in self._known:
            return
        self._known.add(window)
        for gap in range(WINDOW):
            self._with_gap[gap, window[:gap] + window[gap + 1 :]].add(window)

    def mend(self, text: str, fixed: Iterable[str] = ()) -> str:
        """`text` with its slips mended, at most one for each place; the length stays. Words in `fixed` are no slips."""
        kept = {at for word in fixed for match in re.finditer(re.escape(word), text) for at in range(*match.span())}
        position = 0
        while position + WINDOW <= len(text):
            window = text[position : position + WINDOW]
            mended = None if window in self._known else self._mended(window)
            if mended is not None and not any(
                at in kept for at in range(position, position + WINDOW) if mended[at - position] != text[at]
            ):
                text = text[:position] + mended + text[position + WINDOW :]
            position += 1
        return text

    def _mended(self, window: str) -> str | None:
        for gap in range(WINDOW):
            for known in sorted(self._with_gap.get((gap, window[:gap] + window[gap + 1 :]), ())):
                if _confusable(window[gap], known[gap]):
                    return known
        return None


def _confusable(left: str, right: str) -> bool:
    if left in _ORDINARY or right in _ORDINARY:
        return False
    return bool(_sounds(left) & _sounds(right)) or any(left in group and right in group for group in _look_alike())


@cache
def _look_alike() -> tuple[str, ...]:
    return tuple(_LOOK_ALIKE.split("|"))


@cache
def _sounds(character: str) -> frozenset[str]:
    """The readings of a character, without tones and with near sounds made equal."""
    # The phrase dictionary is 40,000 entries that single characters do not need.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(_near_sound(reading) for reading in (readings[0] if readings else ()))


def _near_sound(reading: str) -> str:
    for pattern, replacement in _NEAR_SOUNDS:
        reading = pattern.sub(replacement, reading)
    return reading
