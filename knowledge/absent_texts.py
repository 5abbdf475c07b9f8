"""Instruments known by name whose official text is not in the knowledge base (`absent_texts.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import InvalidDocument
from knowledge.normalise import search_key
from knowledge.types import Metadata

ABSENT_TEXTS_FILE = Path(__file__).with_name("absent_texts.yaml")


@dataclass(frozen=True, slots=True)
class AbsentText:
    """An instrument by name: how people call it (search keys), the clause that names it, what only its text settles."""

    name: str
    says: tuple[str, ...]
    clause_id: str | None
    unknown: str
    ask: str
    titles: tuple[str, ...]


class AbsentTexts:
    """Finds the instruments that a question names, without those whose text was loaded meanwhile."""

    def __init__(self, texts: Iterable[AbsentText], loaded: Iterable[Metadata] = ()) -> None:
        titles = [search_key(metadata.title) for metadata in loaded]
        self._texts = tuple(
            text for text in texts if not any(word in title for word in text.titles for title in titles)
        )

    def named(self, text: str) -> AbsentText | None:
        """The instrument that a text (a search key) names, by the longest of its names; None where it names none."""
        found = [(len(word), item) for item in self._texts for word in item.says if word in text]
        return max(found, key=lambda pair: pair[0])[1] if found else None


def load_absent_texts(loaded: Iterable[Metadata] = (), path: Path = ABSENT_TEXTS_FILE) -> AbsentTexts:
    """Read `absent_texts.yaml`; `loaded` are the documents that are there. Raises InvalidDocument at a wrong entry."""
    return AbsentTexts([_text(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))], loaded)


def _text(entry: dict[str, object]) -> AbsentText:
    try:
        return AbsentText(
            name=str(entry["name"]),
            says=_keys(entry["says"]),
            clause_id=str(entry["clause"]) if "clause" in entry else None,
            unknown=str(entry["unknown"]),
            ask=str(entry["ask"]),
            titles=_keys(entry["title"]),
        )
    except (KeyError, TypeError) as error:
        raise InvalidDocument(f"absent_texts.yaml：条目 {entry} 缺少 {error}") from error


def _keys(words: object) -> tuple[str, ...]:
    if not isinstance(words, list):
        raise TypeError("列表")
    return tuple(search_key(str(word)) for word in words)
