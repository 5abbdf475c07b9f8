"""The nouns of reading: Clause, Quantity and Cue are found in a text, ReadProfile comes out. All frozen.

Every `start` and `end` is an offset into the text as it was written, in Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.eligibility.contradictions import Contradiction
from bot.eligibility.types import FieldValue

BLANK = "□"
"""Stands for each character of a place or a list number, so that no word is found in it."""


class Kind(StrEnum):
    """What a quantity measures."""

    MONEY = "money"  # in 元
    SHARE = "share"  # a fraction
    PEOPLE = "people"
    ITEMS = "items"  # a number with 个, 项, 件 …
    SPAN = "span"  # a length of time; `unit` is 年, 月 or 日
    SCORE = "score"
    NUMBER = "number"  # no unit; `unit` is 汉 where it is written in Chinese numerals
    DAY = "day"  # a day of the calendar; `unit` tells how closely: 年, 月 or 日
    ORDINAL = "ordinal"  # 第二年


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as written. `is_open`: only a bound or a range (800多万, 不到300, 五六十个). `is_rough`: 大概, 左右.

    `day` is set for Kind.DAY, `value` for all others; None where nothing definite is said (十几个). `scale` is 10,000
    where it is written in 万.
    """

    kind: Kind
    value: Decimal | None
    start: int
    end: int
    unit: str = ""
    day: date | None = None
    is_open: bool = False
    is_rough: bool = False
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text between two marks; `sentence` counts from 0.

    `is_heading`: asked by oneself and answered at once (高企？还不是).
    """

    start: int
    end: int
    sentence: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ReadFact:
    """One fact and the exact words that say it.

    `approximate`: 大概, 左右, or a month of founding without its day. It is shown with 大约 to be confirmed.
    """

    field: str
    value: FieldValue
    words: str
    start: int
    end: int
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A field of which something was said, but no value that may be judged by (两千来万, 快两年); it is asked again."""

    field: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be: `message` is a Chinese sentence."""

    field: str
    message: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """What a text states of the speaker's enterprise: each field once, in the order of the words."""

    facts: tuple[ReadFact, ...]
    unsettled: tuple[Unsettled, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def definite(self) -> Mapping[str, FieldValue]:
        """The values that may be judged by; what is only approximate waits for a confirmation."""
        return {fact.field: fact.value for fact in self.facts if not fact.approximate}
