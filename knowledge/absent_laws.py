"""National laws that a question names and whose text is not in the knowledge base (`absent_laws.yaml`: titles only)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge.errors import InvalidDocument
from knowledge.normalise import search_key
from knowledge.types import Metadata

ABSENT_LAWS_FILE = Path(__file__).with_name("absent_laws.yaml")
_GOES_ON = "(?!人|院|官|务|治|庭|典|援|学|子|律(?!师)|规(?!定)|定(?=代表|存款|盈余|资本))"
"""Behind a name: characters with which 法 belongs to the next word (有限公司法人, 合同法定代表人)."""


class AbsentLaws:
    """Finds the laws that a text names, without those whose text is loaded, whole or as a digest."""

    def __init__(self, names: Mapping[str, str], loaded: Iterable[Metadata] = ()) -> None:
        """`names`: what a law is called → its title."""
        known = [search_key(name) for metadata in loaded for name in (metadata.title, *metadata.aliases)]
        self._titles = {name: title for name, title in names.items() if not _is_known(name, title, known)}
        # A name of a loaded law is matched too, so that no shorter one is found inside it (所得税法 in 企业所得税法).
        laws = [name for name in {*names, *known} if name.endswith(("法", "法典"))]
        ordered = sorted(laws, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)) or "(?!)")

    def named(self, text: str) -> tuple[str, ...]:
        """The titles of the missing laws that a text (a search key) names, in order, each once."""
        found = (
            self._titles.get(match.group())
            for match in self._pattern.finditer(text)
            if re.match(_GOES_ON, text[match.end() :])
        )
        return tuple(dict.fromkeys(title for title in found if title is not None))

    def without_names(self, text: str) -> str:
        """The text without the names of missing laws."""
        return self._pattern.sub(lambda match: " " if match.group() in self._titles else match.group(), text)


def _is_known(name: str, title: str, known: Iterable[str]) -> bool:
    """Whether a loaded document is this law, rests on it (专利法及实施细则) or is called so."""
    return any(key == name or title in key for key in known)


def load_absent_laws(loaded: Iterable[Metadata] = (), path: Path = ABSENT_LAWS_FILE) -> AbsentLaws:
    """Read `absent_laws.yaml`; `loaded` are the documents that are there. Raises InvalidDocument at a wrong file."""
    return AbsentLaws(_names(path), loaded)


@cache
def _names(path: Path) -> Mapping[str, str]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        names = {str(title): str(title) for title in data["titles"]}
        names |= {str(short): str(title) for short, title in data["short"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidDocument(f"absent_laws.yaml：缺少 {error}") from error
    return {search_key(name): title for name, title in names.items()}
