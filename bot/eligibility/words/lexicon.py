"""Which words name which field (`lexicon.yaml`), checked against the fields of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.eligibility.errors import InvalidRules
from bot.eligibility.fields import Fields
from bot.eligibility.words.finding import WordFinder
from knowledge.shipped import read_yaml

LEXICON_FILE = Path(__file__).with_name("lexicon.yaml")
TAKES = frozenset(
    {"money", "share", "people", "items", "score", "age", "span", "months", "days", "years", "ordinal", "day", "year"}
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an amount beside a word is. `field` None: no fact of a profile. `of_others`: others may be its subject."""

    takes: str
    field: str | None
    near: str | None
    unless: str | None
    periods: frozenset[str]
    not_periods: frozenset[str]
    implies: str | None
    of_others: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes or no: words around `says` that affirm or deny it. `near`: sets of contexts, one of which is needed."""

    field: str
    says: tuple[str, ...]
    affirmed: tuple[str, ...]
    denied: tuple[str, ...]
    topics: tuple[str, ...]
    near: tuple[frozenset[str], ...]
    if_yes: bool | Decimal | None
    if_no: bool | Decimal | None
    only_listed: bool
    whole_clause: bool
    needs_day_of_this_year: bool
    of_this_year: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enum and the words for it."""

    field: str
    value: str
    says: tuple[str, ...]
    near: str | None
    of_others: bool


class Lexicon:
    """All words, ready for finding."""

    def __init__(
        self,
        contexts: Mapping[str, Sequence[str]],
        clause_contexts: frozenset[str],
        heads: frozenset[str],
        alone: tuple[Meaning, ...],
        cues: Mapping[str, tuple[Meaning, ...]],
        flags: Sequence[Flag],
        choices: Sequence[Choice],
        trades: Sequence[str],
    ) -> None:
        self.contexts = {name: tuple(words) for name, words in contexts.items()}
        self.clause_contexts = clause_contexts
        self.heads, self.alone = heads, alone
        self.cues = cues
        self.flags = {word: [flag for flag in flags if word in flag.says] for flag in flags for word in flag.says}
        self.choices = {word: choice for choice in choices for word in choice.says}
        self.trades = frozenset(trades)
        self.cue_finder, self.flag_finder = WordFinder(cues), WordFinder(self.flags)
        self.choice_finder = WordFinder(self.choices)

    def is_near(self, context: str, words: str) -> bool:
        """Whether words tell a context."""
        return any(word in words for word in self.contexts[context])

    @property
    def all_words(self) -> Iterator[str]:
        """Every word without a gap, for the mending of slips."""
        yield from (word for word in (*self.cues, *self.flags, *self.choices) if "*" not in word)


def load_lexicon(fields: Fields, path: Path = LEXICON_FILE) -> Lexicon:
    """Read the words. Raises InvalidRules naming the entry that is not well formed."""
    content: Any = read_yaml(path)
    cues: dict[str, tuple[Meaning, ...]] = {}
    for entry in content["cues"]:
        meanings = tuple(_meaning(item, fields, entry) for item in entry["means"])
        for word in _words(entry):
            if word in cues:
                raise InvalidRules(f"{path.name}：词“{word}”出现两次")
            cues[word] = meanings
    lexicon = Lexicon(
        content["contexts"],
        frozenset(content["clause_contexts"]),
        frozenset(content["heads"]),
        tuple(_meaning(item, fields, item) for item in content["alone"]),
        cues,
        [_flag(entry, fields) for entry in content["flags"]],
        [_choice(entry, fields) for entry in content["choices"]],
        [word for entry in content["trades"] for word in _words(entry)],
    )
    _check_contexts(lexicon, path)
    return lexicon


def _words(entry: Mapping[str, Any]) -> tuple[str, ...]:
    if not entry.get("says") or not entry.get("reason"):
        raise InvalidRules(f"词表条目须有 says 和 reason：{entry}")
    return tuple(str(word).lower() for word in entry["says"])


def _meaning(item: Mapping[str, Any], fields: Fields, entry: Mapping[str, Any]) -> Meaning:
    if item["takes"] not in TAKES or not {item.get("field"), item.get("implies")} - {None} <= set(fields):
        raise InvalidRules(f"词表条目的 takes 或 field 不对：{entry}")
    return Meaning(
        item["takes"],
        item.get("field"),
        item.get("near"),
        item.get("unless"),
        frozenset(item.get("period", ())),
        frozenset(item.get("not_period", ())),
        item.get("implies"),
        item.get("of_others", False),
    )


def _flag(entry: Mapping[str, Any], fields: Fields) -> Flag:
    says = _words(entry)
    if entry["field"] not in fields:
        raise InvalidRules(f"没有字段 {entry['field']}")
    return Flag(
        entry["field"],
        says,
        tuple(map(str, entry["affirmed"])),
        tuple(map(str, entry["denied"])),
        tuple(entry.get("topics", ())),
        tuple(frozenset(names) for names in entry.get("near", ())),
        _value(entry.get("if_yes", True)),
        _value(entry.get("if_no", False)),
        entry.get("only_listed", False),
        entry.get("whole_clause", False),
        entry.get("near_day") == "this_year",
        entry.get("of_this_year", False),
    )


def _value(written: bool | int | None) -> bool | Decimal | None:
    return written if isinstance(written, bool) or written is None else Decimal(written)


def _choice(entry: Mapping[str, Any], fields: Fields) -> Choice:
    if entry["value"] not in fields[entry["field"]].values:
        raise InvalidRules(f"{entry['value']} 不是 {entry['field']} 的值")
    return Choice(entry["field"], entry["value"], _words(entry), entry.get("near"), entry.get("of_others", False))


def _check_contexts(lexicon: Lexicon, path: Path) -> None:
    used = {name for meanings in lexicon.cues.values() for item in meanings for name in (item.near, item.unless)}
    used |= {name for flags in lexicon.flags.values() for flag in flags for names in flag.near for name in names}
    used |= {meaning.near for meaning in lexicon.alone}
    used |= {choice.near for choice in lexicon.choices.values()}
    unknown = used - {None} - set(lexicon.contexts)
    if unknown:
        raise InvalidRules(f"{path.name}：没有说明情形 {'、'.join(map(str, unknown))}")
