"""The nouns of one question's path: Question → Understanding → Evidence → Draft → Answer. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from knowledge.absent_texts import AbsentText
from knowledge.regions import Place
from knowledge.subjects import Subject
from knowledge.types import Clause, Confidence, Mention, Metadata, Validity


class AnswerStatus(StrEnum):
    """The closed list of what an answer can be (contract, "POST /v1/ask")."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_ANSWER = "no_answer"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFY = "clarify"
    GREETING = "greeting"


class Detail(StrEnum):
    """The kind of fact a question asks for."""

    AMOUNT = "amount"  # how much, which rate
    CAP = "cap"  # the most one enterprise can get
    DEADLINE = "deadline"  # by when to apply
    CHANNEL = "channel"  # where and how to apply, which materials, whom to call
    CONDITION = "condition"  # what one must fulfil
    DURATION = "duration"  # how long something takes
    NAMES = "names"  # which enterprises or people, by name
    DATE = "date"  # when issued, from when to when
    COUNT = "count"  # how many (targets)
    LIST = "list"  # all of something
    DEFINITION = "definition"  # what is …
    YES_NO = "yes_no"
    METADATA = "metadata"  # 文号, title, issuer
    CONTENT = "content"  # what does it say, the default


class Verdict(StrEnum):
    """What a yes/no question comes to: `unstated` where the documents do not say, or it is not verified."""

    YES = "yes"
    NO = "no"
    UNSTATED = "unstated"


class GapDetail(StrEnum):
    """What the documents do not give (contract, `gaps`)."""

    CAP = "cap"
    DEADLINE = "deadline"
    CHANNEL = "channel"
    CONDITION = "condition"
    AMOUNT = "amount"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation, as far as later questions need it.

    `topic` is the standalone form of the question, `clause_ids` what its answer cited, best first.
    """

    question: str
    topic: str
    clause_ids: tuple[str, ...]
    status: AnswerStatus


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, with everything the caller said beside it. `today` is the date in Asia/Shanghai."""

    text: str
    today: date
    as_of: date | None = None
    region: str | None = None
    profile: Mapping[str, object] = field(default_factory=dict)
    top_k: int = 3
    history: tuple[Turn, ...] = ()


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"  # value in 元
    SHARE = "share"  # value as a fraction: 0.05 for 5%
    DATE = "date"  # value as YYYYMMDD, YYYYMM or YYYY
    DURATION = "duration"  # value in the unit given
    COUNT = "count"  # a number with a measure word (10家, 18项, 万家)
    NUMBER = "number"  # a bare number


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found in Chinese text: `source[start:end] == text`; `unit` is the measure word, canonical."""

    kind: FigureKind
    value: Decimal
    unit: str
    text: str
    start: int
    end: int


class Intent(StrEnum):
    """What a turn is, decided before any search."""

    POLICY = "policy"
    GREETING = "greeting"
    OUT_OF_SCOPE = "out_of_scope"
    CIRCUMSTANCES = "circumstances"  # only says what the enterprise is or has
    ABOUT_BOT = "about_bot"  # asks about the assistant as if it were a person
    VENTING = "venting"  # tells how one feels, asks nothing
    SINGLE_CASE = "single_case"  # asks about one enterprise, person or application
    RULE_BREAKING = "rule_breaking"


class RegionReading(StrEnum):
    """How the place in a question relates to the documents' territory."""

    UNSPECIFIED = "unspecified"
    INSIDE = "inside"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question made standalone and typed.

    `text` is the cleaned question (simplified, half-width, typos mended), `standalone` the same with what a follow-up
    left out, `search_text` the standalone question with official terms added, `own_search_text` that of the words of a
    follow-up alone; `tells` is whether these name a subject, `asks_own_detail` whether they ask for a detail,
    `only_states` whether they ask nothing. `place` is where the enterprise is. `clause_ids` are those that the turn
    which a follow-up goes on from rested on, `document_names` and `document_numbers` the documents, `subjects` the
    policies asked for by name, `figures` the user's own numbers, `circumstances` what the user said of their own
    enterprise earlier, `absent_text` the instrument asked about whose text is not there, `absent_laws` the national
    laws of which that is true, `mentions` the documents and clauses named outright. `past_day` is the past day that
    the question is about; rules are taken as they stood then.
    """

    question: Question
    intent: Intent
    text: str
    standalone: str
    search_text: str
    asks: frozenset[Detail]
    as_of: date
    region: RegionReading = RegionReading.UNSPECIFIED
    region_name: str | None = None
    place: Place | None = None
    clause_ids: tuple[str, ...] = ()
    document_names: tuple[str, ...] = ()
    document_numbers: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    figures: tuple[Figure, ...] = ()
    circumstances: str = ""
    absent_text: AbsentText | None = None
    mentions: tuple[Mention, ...] = ()
    past_day: date | None = None
    is_follow_up: bool = False
    absent_laws: tuple[str, ...] = ()
    own_search_text: str = ""
    tells: bool = True
    asks_own_detail: bool = False
    only_states: bool = False

    @property
    def document_of_talk(self) -> str | None:
        """The document that a follow-up goes on with."""
        return self.clause_ids[0].partition(":")[0] if self.clause_ids else None

    @property
    def day(self) -> date:
        """The day whose rules are asked for."""
        return self.past_day or self.as_of


@dataclass(frozen=True, slots=True)
class RankedClause:
    """A clause with its document's metadata, how it stands on the day asked about, and how well it was found.

    `score` ranks clauses of one search, `confidence` in 0 … 1 can be compared between questions. `in_doubt`: what it
    says may not be stated as a fact for that day (待核). `version` is that of the text that the clause stands in.
    """

    clause: Clause
    metadata: Metadata
    validity: Validity
    score: float
    confidence: float
    in_doubt: bool = False
    version: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether it is a fact of a digest that was never known for sure (C)."""
        return self.clause.basis is not None and self.clause.basis.confidence is Confidence.UNCERTAIN


@dataclass(frozen=True, slots=True)
class RejectedClause:
    """A clause that was found but not used, and why: shown to staff in the trace."""

    clause_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may be cited (`kept`, best first), what is worth reading beside it, and what was rejected.

    `confidence` in 0 … 1 is how surely the best kept clause is about the question. `is_enumeration`: the kept clauses
    are the parts that the question asks to have listed, all of them, in the document's order. `lacks` says what the
    document does not have, where it was asked for outright (第十条). `is_elsewhere`: only a rule of another place is
    about the question.
    """

    kept: tuple[RankedClause, ...]
    related: tuple[RankedClause, ...]
    rejected: tuple[RejectedClause, ...]
    confidence: float
    is_enumeration: bool = False
    lacks: str | None = None
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a document: `document_text[start:end] == text`, the span lying inside `source.clause`."""

    marker: int
    source: RankedClause
    start: int
    end: int
    text: str


class SentenceKind(StrEnum):
    """What a sentence of an answer rests on, which decides how it is verified."""

    CLAUSE = "clause"  # on the quotes it marks: every figure bound to its subject in one of them
    COMPUTED = "computed"  # a result with its formula: inputs from a marked quote and from the user
    FRAME = "frame"  # our own words: no figure but the user's, the documents' metadata and today
    VERDICT = "verdict"  # 可以, 不可以 and their like: must follow from the draft's proof


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item) of a draft. `markers` are the quotes it rests on, shown as [1][2] at its end."""

    text: str
    kind: SentenceKind
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A detail that the documents do not give."""

    detail: GapDetail
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know beside the answer."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on a yes/no question (a search key), the words that say it, and the verbatim words that prove it.

    `by_figures`: a figure was held against a bound. `is_of_text`: the verdict only says what the text states
    (上限不是…), so it is true of a rule that holds no longer too.
    """

    asked: str
    verdict: Verdict
    saying: str
    words: str
    by_figures: bool = False
    is_of_text: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification. `proof` is there where its first sentence is a verdict."""

    status: AnswerStatus
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()
    gaps: tuple[Gap, ...] = ()
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A sentence that did not pass verification, and the rule it broke."""

    sentence: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A draft of which every remaining sentence passed, and what was cut."""

    draft: Draft
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as it leaves parkbot (contract, `citations`). `marker` is 0 for related clauses; `version` is the sha256
    of the text that `start` and `end` count in."""

    marker: int
    clause_id: str
    doc_id: str
    title: str
    doc_no: str | None
    label: str
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    source_kind: str
    validity: Validity
    effective_to: date | None
    version: str


@dataclass(frozen=True, slots=True)
class StageTrace:
    """What one stage decided and how long it took, for staff and for evaluation."""

    stage: str
    took_ms: float
    found: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer. `topic` is the standalone question, kept for follow-ups; `verdict` what a yes/no question
    comes to, None where it was no such question or nothing proves one."""

    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    gaps: tuple[Gap, ...]
    notices: tuple[Notice, ...]
    follow_ups: tuple[str, ...]
    missing: tuple[Mapping[str, str], ...]
    topic: str
    took_ms: int
    engine: str = "extractive"
    model: str | None = None
    trace: tuple[StageTrace, ...] = ()
    verdict: Verdict | None = None
