"""Finds known words in a text, the longest first. A `*` in a word stands for up to four other characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ANYTHING = r"[\u4e00-\u9fff]{0,4}?"


@dataclass(frozen=True, slots=True)
class Found:
    """A word at its place; `word` is as the list has it."""

    word: str
    start: int
    end: int


class WordFinder:
    """Finds the words of one list. Words are grouped by their first character: only few are tried at each place."""

    def __init__(self, words: Mapping[str, object]) -> None:
        groups: dict[str, list[str]] = defaultdict(list)
        for word in words:
            groups[word[0]].append(word)
        self._patterns = {first: _pattern(group) for first, group in groups.items()}
        self._words = {first: sorted(group, key=_weight, reverse=True) for first, group in groups.items()}

    def find(self, key: str) -> Iterator[Found]:
        """The words of a folded text in order; they do not overlap."""
        position = 0
        while position < len(key):
            pattern = self._patterns.get(key[position])
            match = pattern.match(key, position) if pattern else None
            if match is None:
                position += 1
                continue
            yield Found(self._words[key[position]][(match.lastindex or 1) - 1], position, match.end())
            position = match.end()


def _weight(word: str) -> tuple[int, int]:
    """Longer words first; of equally long ones those that reach further."""
    gaps = word.count("*")
    return len(word) - gaps, gaps


def _pattern(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=_weight, reverse=True)
    return re.compile("|".join(f"({_as_pattern(word)})" for word in ordered))


def _as_pattern(word: str) -> str:
    escaped = _ANYTHING.join(map(re.escape, word.split("*")))
    return rf"(?<![a-z]){escaped}(?![a-z])" if word.isascii() and word.isalpha() else escaped
