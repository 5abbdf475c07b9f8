"""Whose facts the words of a text are, and in what mood they stand (`moods.yaml`), character by character.

The speaker's own enterprise is meant until somebody else, a rule or a supposition is named. A supposition and a rule
end with their sentence, somebody else only where the speaker comes back to 我们; plans and the past end with their
clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from bot.eligibility.words.types import Clause
from knowledge.shipped import read_yaml

MOODS_FILE = Path(__file__).with_name("moods.yaml")
_NOT_AN_OBJECT = "(?<![欠给跟和比问让找对帮教与])"
_GROUPS = ("other", "beside", "rule", "hypothetical", "planned", "past", "own", "now")
_CLAUSE_WIDE = re.compile("是(?:年初|去年|以前|当时|之前|原来|去年底)的")
_NOW = re.compile(".{0,2}(?:现在|目前|如今|眼下|当前|今年)")


class Mood(Enum):
    """How the words at a place are meant."""

    OWN = "own"
    OTHER = "other"
    RULE = "rule"
    HYPOTHETICAL = "hypothetical"
    ASIDE = "aside"  # planned, past, or of a part elsewhere
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Moods:
    """The mood of every character of a text, and where corrections and questions stand in it."""

    at: tuple[Mood, ...]
    corrections: tuple[int, ...]
    asking: frozenset[int]
    speaks_of_oneself: bool

    def is_own(self, start: int, *, of_others: bool = False) -> bool:
        """Whether what stands at `start` is stated of the enterprise; `of_others`: its subject may be somebody else."""
        mood = self.at[start]
        return mood is Mood.OWN or (of_others and mood is Mood.OTHER)

    def corrected_between(self, left: int, right: int) -> bool:
        """Whether a correction stands between two places."""
        return any(left < place < right for place in self.corrections)


class MoodReader:
    """Reads the moods of texts by the words of `moods.yaml`."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        guards = {"own": _NOT_AN_OBJECT}
        parts = (f"(?P<{name}>{guards.get(name, '')}(?:{_alternatives(groups[name])}))" for name in _GROUPS)
        self._markers = re.compile("|".join(parts))
        self._correction = re.compile(_alternatives(groups["correction"]))
        self._question, self._asks = (re.compile(_alternatives(groups[name])) for name in ("question", "asks"))
        self._modal, self._own = (re.compile(_alternatives(groups[name])) for name in ("modal", "own"))
        self.affirms, self.denies, self.about, self.wants, self.unsure = (
            tuple(groups[name]) for name in ("affirms", "denies", "about", "wants", "unsure")
        )

    def read(self, key: str, clauses: Sequence[Clause]) -> Moods:
        """The moods of a folded text that is split into `clauses`."""
        at = [Mood.OWN] * (len(key) + 1)
        base, asking = Mood.OWN, set[int]()
        for index, clause in enumerate(clauses):
            if index and clauses[index - 1].sentence != clause.sentence and base is not Mood.OTHER:
                base = Mood.OWN
            base = self._sweep(key, clause, base, at)
            asks = key[clause.end : clause.end + 1] == "?" and not clause.is_heading
            if not clause.is_heading and (self._mark_question(key, clause, at) or asks):
                asking.add(index)
        corrections = tuple(match.start() for match in self._correction.finditer(key))
        return Moods(tuple(at), corrections, frozenset(asking), self._own.search(key) is not None)

    def _sweep(self, key: str, clause: Clause, base: Mood, at: list[Mood]) -> Mood:
        """Write the moods of one clause and return the one that goes on behind it."""
        position, local = clause.start, ""
        for match in self._markers.finditer(key, clause.start, clause.end):
            _fill(at, position, match.start(), Mood.ASIDE if local else base)
            position, group = match.start(), match.lastgroup
            if group in {"beside", "planned", "past"}:
                local = group or ""
            elif group == "now":
                local = local if local == "planned" else ""
                base = Mood.OWN if base is Mood.HYPOTHETICAL and match.start() == clause.start else base
            elif group == "own":
                base = base if base is Mood.HYPOTHETICAL and not _is_now(key, match.end()) else Mood.OWN
            elif base is not Mood.HYPOTHETICAL:
                base = Mood[(group or "").upper()]
        _fill(at, position, clause.end, Mood.ASIDE if local else base)
        if _CLAUSE_WIDE.search(key, clause.start, clause.end):
            _fill(at, clause.start, clause.end, Mood.ASIDE)
        return base

    def _mark_question(self, key: str, clause: Clause, at: list[Mood]) -> bool:
        """Mark from where a clause asks; what stands before it may be stated all the same."""
        asked = self._question.search(key, clause.start, clause.end)
        if asked is None and self._asks.search(key[clause.start : clause.end]) is None:
            return False
        modal = self._modal.search(key, clause.start, clause.end)
        starts = [match.start() for match in (asked, modal) if match is not None]
        start = min(starts, default=clause.start)
        end = next((match.start() for match in self._own.finditer(key, start + 1, clause.end)), clause.end)
        _fill(at, start, end, Mood.ASKED)
        return True


def load_moods(path: Path = MOODS_FILE) -> MoodReader:
    """Read `moods.yaml`."""
    content: Any = read_yaml(path)
    return MoodReader({name: [str(word) for word in group["says"]] for name, group in content.items()})


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(words)


def _fill(at: list[Mood], start: int, end: int, mood: Mood) -> None:
    at[start:end] = [mood] * max(0, end - start)


def _is_now(key: str, position: int) -> bool:
    return _NOW.match(key, position) is not None
