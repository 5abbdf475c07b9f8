"""Golden questions: what is asked and what a right answer holds, read from `golden/<set>.<half>.jsonl` and checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from bot.types import AnswerStatus, GapDetail, Verdict
from evals.sets import CATEGORIES

GOLDEN_FOLDER = Path(__file__).parent / "golden"

KEYS = frozenset(
    {"id", "category", "question", "history", "as_of", "region", "note"}
    | {"status", "clauses", "all_clauses", "facts", "forbidden", "gaps", "notices"}
)
OPTIONAL_KEYS = frozenset({"verdict"})
CITING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
"""The statuses under which an answer cites clauses."""


class GoldenInvalid(ValueError):
    """There is no such set, or a line of it cannot be judged; the message names file, line and key."""

    code = "invalid_golden_set"


class Half(StrEnum):
    """The halves that people tune on (the second was written later), and the one that is run for its totals only."""

    DEV = "dev"
    DEV2 = "dev2"
    TEST = "test"

    @property
    def is_open(self) -> bool:
        """Whether its questions may be read and shown."""
        return self is not Half.TEST


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One golden question (the keys are described in `golden/README.md`).

    `history` holds the earlier user questions, oldest first; each entry of `facts` is a set of alternatives.
    `verdict` is None where the question is not one of the yes/no set.
    """

    id: str
    category: str
    question: str
    history: tuple[str, ...]
    as_of: date
    region: str | None
    status: frozenset[AnswerStatus]
    clauses: tuple[str, ...]
    all_clauses: bool
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    gaps: frozenset[GapDetail]
    notices: frozenset[str]
    note: str
    verdict: Verdict | None = None

    @property
    def asked(self) -> str:
        """Everything that the user said, the conversation included."""
        return "\n".join((*self.history, self.question))


def golden_path(set_name: str, half: Half, folder: Path = GOLDEN_FOLDER) -> Path:
    """Where one half of a set lies."""
    return folder / f"{set_name}.{half}.jsonl"


def load_golden(set_name: str, half: Half, folder: Path = GOLDEN_FOLDER) -> tuple[GoldenQuestion, ...]:
    """The questions of one half, in file order. Raises GoldenInvalid."""
    path = golden_path(set_name, half, folder)
    if not path.is_file():
        raise GoldenInvalid(f"没有题集 {set_name}（找不到 {path.name}）")
    questions: list[GoldenQuestion] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            questions.append(parse_golden(line, f"{path.name}:{number}"))
    repeated = {item.id for item in questions if sum(other.id == item.id for other in questions) > 1}
    if repeated:
        raise GoldenInvalid(f"{path.name}: id used twice: {', '.join(sorted(repeated))}")
    return tuple(questions)


def parse_golden(line: str, where: str) -> GoldenQuestion:
    """One line of a golden file. Raises GoldenInvalid, which names `where` and the key."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldenInvalid(f"{where}: not JSON: {error.msg}") from None
    if not isinstance(row, dict) or set(row) - OPTIONAL_KEYS != KEYS:
        allowed = f"{', '.join(sorted(KEYS))}, and perhaps {', '.join(OPTIONAL_KEYS)}"
        raise GoldenInvalid(f"{where}: keys must be exactly {allowed}")
    try:
        question = _from_row(row)
    except (ValueError, TypeError) as error:
        raise GoldenInvalid(f"{where}: {error}") from None
    _check(question, where)
    return question


def _from_row(row: Mapping[str, object]) -> GoldenQuestion:
    region = row["region"]
    return GoldenQuestion(
        id=_text(row, "id"),
        category=_text(row, "category"),
        question=_text(row, "question"),
        history=_texts(row["history"], "history"),
        as_of=date.fromisoformat(_text(row, "as_of")),
        region=None if region is None else _text(row, "region"),
        status=frozenset(AnswerStatus(item) for item in _texts(row["status"], "status")),
        clauses=_texts(row["clauses"], "clauses"),
        all_clauses=row["all_clauses"] is True,
        facts=_facts(row["facts"]),
        forbidden=_texts(row["forbidden"], "forbidden"),
        gaps=frozenset(GapDetail(item) for item in _texts(row["gaps"], "gaps")),
        notices=frozenset(_texts(row["notices"], "notices")),
        note=str(row["note"]),
        verdict=Verdict(_text(row, "verdict")) if "verdict" in row else None,
    )


def _text(row: Mapping[str, object], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be a text")
    return value


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{key} must be a list of texts")
    return tuple(value)


def _facts(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise ValueError("facts must be a list")
    return tuple((item,) if isinstance(item, str) else _texts(item, "facts") for item in value)


def _check(question: GoldenQuestion, where: str) -> None:
    if question.category not in CATEGORIES:
        raise GoldenInvalid(f"{where}: unknown category {question.category}")
    if not question.status:
        raise GoldenInvalid(f"{where}: no acceptable status")
    if question.status <= CITING and not question.clauses:
        raise GoldenInvalid(f"{where}: an answer that cites needs an acceptable clause")
    if not question.status & CITING and (question.clauses or question.facts):
        raise GoldenInvalid(f"{where}: clauses and facts need a status that cites")
