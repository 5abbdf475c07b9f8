"""Fields of business that a text names (`fields.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

FIELDS_FILE = Path(__file__).with_name("fields.yaml")


class Fields:
    """Tells whether a text names a field of business."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._pattern = re.compile("|".join(map(_as_pattern, words)))

    def are_named(self, text: str) -> bool:
        """Whether a text (a search key) names a field of business."""
        return bool(self._pattern.search(text))


@cache
def load_fields(path: Path = FIELDS_FILE) -> Fields:
    """Read `fields.yaml`."""
    return Fields(tuple(str(word) for words in yaml.safe_load(path.read_text(encoding="utf-8")) for word in words))


def _as_pattern(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
