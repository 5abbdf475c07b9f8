"""Things that questions ask for and documents seldom state (`asked_things.yaml`): an address, a person, a template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.folding import fold_width
from bot.types import Gap, GapDetail

ASKED_THINGS_FILE = Path(__file__).with_name("asked_things.yaml")


@dataclass(frozen=True, slots=True)
class AskedThing:
    """One kind of thing: how a question asks for it, how a text gives it (None: no policy text does), its gap."""

    name: str
    asks: re.Pattern[str]
    shows: re.Pattern[str] | None
    gap: Gap

    def is_shown(self, text: str) -> bool:
        """Whether a text gives such a thing."""
        return self.shows is not None and self.shows.search(fold_width(text).lower()) is not None


def unshown_things(question: str, said: str) -> tuple[Gap, ...]:
    """What a question (a search key) asks for and a text does not give, as gaps in the order of the file."""
    return tuple(thing.gap for thing in load_asked_things() if thing.asks.search(question) and not thing.is_shown(said))


@cache
def load_asked_things(path: Path = ASKED_THINGS_FILE) -> tuple[AskedThing, ...]:
    """Read `asked_things.yaml`, in its order. Raises KeyError or re.error at a wrong entry."""
    return tuple(_thing(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


def _thing(entry: dict[str, object]) -> AskedThing:
    shows = _either(entry["shows"])
    asks = _either(entry["asks"])
    if asks is None:
        raise KeyError("asks")
    return AskedThing(str(entry["thing"]), asks, shows, Gap(GapDetail(str(entry["gap"])), str(entry["says"])))


def _either(patterns: object) -> re.Pattern[str] | None:
    """One pattern for a list of alternatives; None for an empty list."""
    assert isinstance(patterns, list), "alternatives are a list"
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
