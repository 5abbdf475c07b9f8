"""The nouns of eligibility: Field and Profile in, Rule beside them, Determination out. All frozen.

Money is in 元, shares are fractions (0.05 for 5%), durations in the unit of their field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from knowledge.types import Confidence, Validity

FieldValue = Decimal | bool | str | date
"""A number, a yes or no, one of an enum's words or a text, a day."""


class FieldType(StrEnum):
    """What a field holds."""

    NUMBER = "number"
    BOOL = "bool"
    ENUM = "enum"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that an enterprise can give. `question` asks for it; `values` are an enum's words, none for a place."""

    name: str
    type: FieldType
    question: str
    unit: str | None = None
    values: tuple[str, ...] = ()

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in 元."""
        return self.unit == "元"

    @property
    def is_share(self) -> bool:
        """Whether it is a fraction of something."""
        return self.unit == "小数"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is given of one enterprise, each value of its field's type; what is not given is not there."""

    values: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Interval:
    """A number that is only known to lie from `low` to `high`, both included."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a field: given, or derived from other fields, in which case `derivation` says how."""

    value: FieldValue | Interval
    derivation: str | None = None


class Verdict(StrEnum):
    """Kleene's three values, and what does not count."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Operator(StrEnum):
    """How a fact is compared with a rule's value. EQUALS on a place means belonging to it."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUALS = "=="
    IN = "in"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a field's fact with a value, for IN with several."""

    field: Field
    operator: Operator
    value: FieldValue | tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a policy.

    `path` is the clause that tells it. `test` is None where only people can judge, and with `is_manual` it is for
    reference only. `when`: it applies only where all of these hold. `benefits`: it binds these alone (empty: all).
    `refers_to`: it is as that policy's verdict is. `valid_to`: the last day for which it is known.
    """

    id: str
    path: str
    text: str
    confidence: Confidence
    test: Comparison | None = None
    is_manual: bool = False
    when: tuple[Comparison, ...] = ()
    benefits: tuple[str, ...] = ()
    group: str | None = None
    refers_to: str | None = None
    valid_to: date | None = None
    is_classification: bool = False
    is_for_individuals: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions that count together: one of them is enough (`is_any`), or all are needed."""

    id: str
    is_any: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a policy gives. `path` is the clause that tells it, `valid_to` the last day for which it is known."""

    id: str
    path: str
    text: str
    confidence: Confidence
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """`score` for a value of `field` of at least `at_least`."""

    field: str
    at_least: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item of a scoring table: the best band of its fields counts, 0 where none is reached.

    `path` is the clause that tells it, `gives` the field that its score is, if any. `one_is_enough`: its fields are
    ways of measuring one thing, so that one of them settles it.
    """

    path: str
    bands: tuple[ScoreBand, ...]
    gives: str | None = None
    one_is_enough: bool = False


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scoring table: the sum of its items is the field `gives`."""

    gives: str
    items: tuple[ScoreItem, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The conditions and benefits of one policy. `any_group`: of its groups one is enough, else all are needed."""

    policy_id: str
    conditions: tuple[Condition, ...]
    benefits: tuple[Benefit, ...]
    groups: Mapping[str, Group]
    any_group: bool = False
    scoring: Scoring | None = None


class Reason(StrEnum):
    """Why a verdict is what it is (contract, `reasons`)."""

    OUTSIDE_REGION = "outside_region"
    NOT_YET = "not_yet"
    PERIOD_ENDED = "period_ended"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    HELD = "held"
    SOURCE_UNVERIFIED = "source_unverified"
    CONDITION_FAILED = "condition_failed"
    MISSING_FACTS = "missing_facts"
    MANUAL_CONDITIONS = "manual_conditions"
    NO_TESTABLE_CONDITION = "no_testable_condition"


class Opening(StrEnum):
    """What an unknown condition waits for."""

    MISSING = "missing"  # facts that the enterprise can give
    MANUAL = "manual"  # people, or an official text


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """How a condition stands. `actual` is the enterprise's fact, `opening` what it waits for while unknown, `missing`
    the fields not given on which that rests. `quote` stands word for word in the clause `clause_id`."""

    condition: Condition
    verdict: Verdict
    clause_id: str
    quote: str
    actual: Fact | None = None
    opening: Opening | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenefitResult:
    """How a benefit stands: `verdict` on the day and for the place asked about, `if_in_force` by conditions alone.

    `rests_on` are the conditions that decide by themselves: those still open, or those that fail.
    """

    benefit: Benefit
    verdict: Verdict
    if_in_force: Verdict
    clause_id: str
    quote: str
    rests_on: tuple[ConditionResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many conditions are met, not met, waiting for facts and waiting for people."""

    met: int
    not_met: int
    missing: int
    manual: int


@dataclass(frozen=True, slots=True)
class PolicyNotice:
    """Something the reader must know beside the verdict."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """How one policy stands for one enterprise on one day. `missing` are the fields worth asking for, in the rule's
    order, `next_field` the one that settles most; None where no fact would help. `is_in_doubt`: day or status decide,
    whatever the conditions say."""

    policy_id: str
    title: str
    verdict: Verdict
    validity: Validity
    is_in_doubt: bool
    reasons: tuple[Reason, ...]
    conditions: tuple[ConditionResult, ...]
    benefits: tuple[BenefitResult, ...]
    progress: Progress
    missing: tuple[Field, ...]
    next_field: Field | None
    notices: tuple[PolicyNotice, ...]


@dataclass(frozen=True, slots=True)
class Determination:
    """How policies stand for one enterprise on one day. The same input gives the same `id`."""

    id: str
    rules_version: str
    as_of: date
    results: tuple[PolicyResult, ...]
