"""Everyday words to the official words of policy documents, read from `lexicon.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.errors import InvalidDocument
from knowledge.normalise import search_key

# libyaml reads the lexicon seven times as fast as the Python loader; not every platform's wheel carries it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEXICON_FILE = Path(__file__).with_name("lexicon.yaml")


@dataclass(frozen=True, slots=True)
class Expansion:
    """An everyday word found in a text and the official words that stand for the same thing."""

    says: str
    means: tuple[str, ...]


class Lexicon:
    """Finds everyday words in a question; official words are searched beside them, never instead of them."""

    def __init__(self, meanings: dict[str, tuple[str, ...]]) -> None:
        self._meanings = meanings
        words = sorted(meanings, key=len, reverse=True)
        self._pattern = re.compile("|".join(_as_pattern(word) for word in words)) if words else None

    def expansions(self, text: str) -> tuple[Expansion, ...]:
        """The everyday words in `text` (a search key), in order of appearance, each once."""
        if self._pattern is None:
            return ()
        found = dict.fromkeys(match.group() for match in self._pattern.finditer(text))
        return tuple(Expansion(word, means) for word in found if (means := self._meanings[word]))


@cache
def load_lexicon(path: Path = LEXICON_FILE) -> Lexicon:
    """Read the lexicon. Raise InvalidDocument when an entry lacks `says`, `means` or `reason`."""
    meanings: dict[str, tuple[str, ...]] = {}
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader):  # noqa: S506  # a safe loader
        if not (entry.get("says") and entry.get("means") and entry.get("reason")):
            raise InvalidDocument(f"词表条目不完整：{entry}。每条都要有 says、means 和 reason。")
        for word in entry["says"]:
            key = search_key(str(word))
            meanings[key] = tuple(dict.fromkeys((*meanings.get(key, ()), *map(str, entry["means"]))))
        for word in entry.get("guards", ()):  # found before the word inside it, and means nothing
            meanings.setdefault(search_key(str(word)), ())
    return Lexicon(meanings)


def _as_pattern(word: str) -> str:
    """Latin entries are whole words: IC is not in ICP."""
    escaped = re.escape(word)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if word.isascii() and word.isalnum() else escaped
