"""Mends typing slips against the words of the documents themselves: 极成电路 → 集成电路, 孵化栽体 → 孵化载体.

A window of four characters that no document has, and that differs from one the documents have in a single character
that sounds or looks alike, is a slip. Sound: pinyin without tones, with the near pairs that input methods confuse.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

WINDOW = 4
"""Shorter windows mend too much: 技术公关 is a slip of 技术攻关, 公关 alone is a word."""

_FIRST, _LAST = 0x4E00, 0x9FFF
_BITS, _CHARACTER = 16, 0xFFFF
_SHIFTS = range(_BITS * (WINDOW - 1), -1, -_BITS)
_NO_WINDOWS = np.empty(0, np.uint64)
_ABOVE_ALL = np.uint64(2**64 - 1)  # no window has this number: a search that runs past the last one ends here

# Groups of characters that look alike and are mistyped or misread for each other.
_LOOK_ALIKE = (
    "栽载裁戴|支文|特持待侍诗|晴睛情清请|未末|已己巳|人入|土士|千干于|大太犬|日曰目|天夭|冶治|拔拨|析折拆|侯候|辩辨辫|戊戌戍|免兔|准淮|徒徙|密蜜|粱梁"
    "|健建键|连联|牵索|投没|众重|元无|体休|问间|历厉|技枝|材村|汇江|域城|券卷|坚竖|贷货贸|贴贻|管营|研砑|息熄|链练|推准|申甲由|助肋|补朴|奖浆|园圆|区匹|院阮|验险检|训圳|导异|创仓|测侧|标际|项顶|高亭|幕募|育肓|孵浮"
)
# Characters so common that a window with one of them is rather other words than a slip.
_ORDINARY = frozenset("的是有在能会可以要了不没多少谁哪几和与按给从到把被对都也还吗呢么个这那就很上下大小年月日")
_NEAR_SOUNDS = ((re.compile(r"ng$"), "n"), (re.compile(r"^(z|c|s)h"), r"\1"), (re.compile(r"^l"), "n"))


class Speller:
    """Knows the wording of the documents and mends slips of it.

    A window is kept as one number, 16 bits for each character: 8 bytes where four-character strings took 500.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        known = _distinct(np.concatenate([_NO_WINDOWS, *(_windows(text) for text in texts)]))
        self._known = np.append(known, _ABOVE_ALL)
        self._characters = _characters(known)
        self._alike: dict[str, tuple[int, ...]] = {}  # filled as characters are asked about

    def mend(self, text: str, fixed: Iterable[str] = ()) -> str:
        """`text` with its slips mended, at most one for each place; the length stays. Words in `fixed` are no slips."""
        kept = {at for word in fixed for match in re.finditer(re.escape(word), text) for at in range(*match.span())}
        position = 0
        while position + WINDOW <= len(text):
            mended = self._mended(text[position : position + WINDOW])
            if mended is not None and not any(
                at in kept for at in range(position, position + WINDOW) if mended[at - position] != text[at]
            ):
                text = text[:position] + mended + text[position + WINDOW :]
            position += 1
        return text

    def _mended(self, window: str) -> str | None:
        """The first known window that differs from this one in a character that may be confused; None if it is known
        itself, or is no Chinese wording at all."""
        points = [ord(character) for character in window]
        if not all(_FIRST <= point <= _LAST for point in points):
            return None
        code = sum(point << shift for point, shift in zip(points, _SHIFTS, strict=True))
        others = [
            code + ((other - point) << shift)
            for character, point, shift in zip(window, points, _SHIFTS, strict=True)
            for other in self._alike_of(character)
        ]
        known = self._known_among([code, *others])
        return None if code in known else _characters_of(known[0]) if known else None

    def _known_among(self, codes: Sequence[int]) -> list[int]:
        asked = np.array(codes, np.uint64)
        found: list[int] = asked[self._known[np.searchsorted(self._known, asked)] == asked].tolist()
        return found

    def _alike_of(self, character: str) -> tuple[int, ...]:
        """The characters that are typed or misread for this one, those that sound alike among the documents' own."""
        alike = self._alike.get(character)
        if alike is None:
            alike = self._alike[character] = tuple(sorted(map(ord, self._confusable_with(character))))
        return alike

    def _confusable_with(self, character: str) -> set[str]:
        if character in _ORDINARY:
            return set()
        alike = {other for sound in _sounds(character) for other in self._by_sound.get(sound, ())}
        alike |= {other for group in _look_alike() if character in group for other in group}
        return alike - _ORDINARY - {character}

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        """The documents' characters by each of their sounds; made at first use, for it takes a tenth of a second."""
        found: dict[str, list[str]] = defaultdict(list)
        for character in self._characters:
            for sound in _sounds(character):
                found[sound].append(character)
        return found


def _windows(text: str) -> NDArray[np.uint64]:
    """The windows of a text as numbers; none lies across a sign or anything but a Chinese character."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(points) < WINDOW:
        return _NO_WINDOWS
    is_chinese = (points >= _FIRST) & (points <= _LAST)
    count = len(points) - WINDOW + 1
    codes, whole = np.zeros(count, np.uint64), np.ones(count, np.bool_)
    for offset in range(WINDOW):
        codes = (codes << np.uint64(_BITS)) | points[offset : offset + count]
        whole &= is_chinese[offset : offset + count]
    return _distinct(codes[whole])


def _distinct(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number once, in order; numpy's own `unique` takes fifty times as long."""
    ordered = np.sort(codes)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=_ABOVE_ALL))]


def _characters(windows: NDArray[np.uint64]) -> str:
    """The characters of these windows, in order."""
    is_there = np.zeros(_CHARACTER + 1, np.bool_)
    for shift in _SHIFTS:
        is_there[(windows >> np.uint64(shift)) & np.uint64(_CHARACTER)] = True
    return "".join(map(chr, np.flatnonzero(is_there).tolist()))


def _characters_of(code: int) -> str:
    return "".join(chr(code >> shift & _CHARACTER) for shift in _SHIFTS)


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
