"""A text made ready for finding words: half-width, simplified, lower case, slips mended; offsets stay.

`knowledge.spelling` mends windows of four characters against the documents; facts hang on shorter words, and only on
those of the lexicon.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.folding import fold_width
from knowledge.normalise import search_key
from knowledge.shipped import read_yaml

SLIPS_FILE = Path(__file__).with_name("slips.yaml")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""They number the items of a list, and are no figures of it."""
LEAST_LENGTH, LONGEST = 3, 6
"""Words of two characters are mended only where `slips.yaml` lists them; long ones have a shorter one inside."""


class Mender:
    """Puts a listed word where a window of text differs from it in one character that sounds alike."""

    def __init__(self, words: Iterable[str], real: Iterable[str], always: Mapping[str, str]) -> None:
        self._words = frozenset(words)
        self._right = self._words | frozenset(real)
        self._lengths = sorted({len(word) for word in self._words})
        self._right_lengths = sorted({len(word) for word in self._right})
        self._always = dict(always)
        self._gapped: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for at in range(len(word)):
                self._gapped[f"{word[:at]}\0{word[at + 1 :]}"].append(word)

    def mend(self, key: str) -> str:
        """`key` with its slips mended; the length stays."""
        for slip, right in self._always.items():
            key = key.replace(slip, right)
        kept = self._covered(key)
        for length in self._lengths:
            for start in range(len(key) - length + 1):
                mended = self._mended(key[start : start + length], start, kept)
                if mended is not None:
                    key = key[:start] + mended + key[start + length :]
                    kept = self._covered(key)
        return key

    def _covered(self, key: str) -> set[int]:
        """The characters of words that are right as they stand."""
        found = set[int]()
        for length in self._right_lengths:
            for start in range(len(key) - length + 1):
                if key[start : start + length] in self._right:
                    found.update(range(start, start + length))
        return found

    def _mended(self, window: str, start: int, kept: set[int]) -> str | None:
        for at in range(len(window)):
            if start + at in kept:
                continue
            for word in self._gapped.get(f"{window[:at]}\0{window[at + 1 :]}", ()):
                if _sound(window[at]) == _sound(word[at]):
                    return word
        return None


def load_mender(words: Iterable[str], path: Path = SLIPS_FILE) -> Mender:
    """The mender of the lexicon's words."""
    content: Any = read_yaml(path)
    long = (word for word in words if LEAST_LENGTH <= len(word) <= LONGEST and not word.isascii())
    return Mender({*long, *content["mended"]["says"]}, content["real"]["says"], content["always"]["says"])


def ready(text: str) -> str:
    """The folded form of a text in which words are found, character for character."""
    return "".join(map(_folded, fold_width(text))).replace("=", ":")


@cache
def _folded(character: str) -> str:
    if character in _CIRCLED:
        return ","
    folded = search_key(character)
    return folded if len(folded) == 1 else character.lower() if len(character.lower()) == 1 else character


@cache
def _sound(character: str) -> str:
    """The usual reading of a Chinese character without its tone, the character itself where it is none."""
    if not "\u4e00" <= character <= "\u9fff":
        return character
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters need no phrase dictionary
    from pypinyin import Style, pinyin

    return pinyin(character, style=Style.NORMAL)[0][0]
