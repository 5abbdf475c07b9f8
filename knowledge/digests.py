"""Reads a digest (摘编): our own summary of a policy, fact by fact, with the official article that each fact rests on.

`clauses.yaml` is a list of clauses in the order of the text, each with `id` (the fact's id, `0` for the opening),
`ref` (the official article, shown as the label), `title`, `text`, `confidence` (A, B or C), and where there is one
`joins` (further facts told in the same clause), `clear_until` (last day for which the fact is clear) and `questions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.errors import InvalidDocument
from knowledge.normalise import stored_text
from knowledge.types import Basis, Clause, Confidence

_BETWEEN_CLAUSES = "\n\n"
_PATH = re.compile(r"0|[cbdptgsk][0-9]+[a-z]?", re.ASCII)
_NEEDED = frozenset({"id", "ref", "title", "text", "confidence"})
_ALLOWED = _NEEDED | {"joins", "clear_until", "questions"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One clause as it is written, before it has a place in the text."""

    path: str
    label: str
    title: str
    text: str
    joins: tuple[str, ...]
    basis: Basis
    questions: tuple[str, ...]


def read_digest(entries: object, *, doc_id: str, where: str) -> tuple[str, tuple[Clause, ...]]:
    """The text of a digest and its clauses. Raises InvalidDocument naming `where` (the file) and the clause."""
    if not isinstance(entries, list) or not entries:
        raise InvalidDocument(f"{where}：应为条款列表")
    read = [_entry(entry, where) for entry in entries]
    paths = [path for entry in read for path in (entry.path, *entry.joins)]
    repeated = sorted({path for path in paths if paths.count(path) > 1})
    if repeated:
        raise InvalidDocument(f"{where}：编号重复 {'、'.join(repeated)}")
    text = _BETWEEN_CLAUSES.join(entry.text for entry in read)
    return text, tuple(_placed(read, doc_id))


def _placed(entries: Sequence[_Entry], doc_id: str) -> Iterator[Clause]:
    start = 0
    for entry in entries:
        end = start + len(entry.text)
        yield Clause(
            doc_id, entry.path, entry.label, (entry.title,), entry.text, start, end,
            entry.questions, entry.joins, entry.basis,
        )  # fmt: skip
        start = end + len(_BETWEEN_CLAUSES)


def _entry(value: object, where: str) -> _Entry:
    if not isinstance(value, Mapping) or not _NEEDED <= set(value) <= _ALLOWED:
        raise InvalidDocument(
            f"{where}：条款须有 {'、'.join(sorted(_NEEDED))}，可有 {'、'.join(sorted(_ALLOWED - _NEEDED))}"
        )
    where = f"{where}：条款 {value['id']} 的"
    path, joins = _path(value["id"], where), tuple(_path(item, where) for item in _list(value, "joins", where))
    questions = tuple(_text(item, f"{where}questions") for item in _list(value, "questions", where))
    if len(set(questions)) != len(questions):
        raise InvalidDocument(f"{where}问题有重复")
    return _Entry(
        path=path,
        label=_text(value["ref"], f"{where}ref"),
        title=_text(value["title"], f"{where}title"),
        text=stored_text(_text(value["text"], f"{where}text")).strip(),
        joins=joins,
        basis=basis_from_mapping(value, where),
        questions=questions,
    )


def basis_from_mapping(value: Mapping[str, object], where: str) -> Basis:
    """What a clause rests on, from its `confidence` and `clear_until`. Raises InvalidDocument."""
    try:
        until = value.get("clear_until")
        return Basis(Confidence(str(value["confidence"])), None if until is None else date.fromisoformat(str(until)))
    except ValueError as error:
        raise InvalidDocument(f"{where} confidence 应为 A、B 或 C，clear_until 应为日期：{error}") from error


def basis_to_mapping(basis: Basis) -> dict[str, str | None]:
    """The mapping that `basis_from_mapping` reads back."""
    until = basis.clear_until
    return {"confidence": basis.confidence.value, "clear_until": until.isoformat() if until else None}


def _list(value: Mapping[str, object], key: str, where: str) -> list[object]:
    items = value.get(key, [])
    if not isinstance(items, list):
        raise InvalidDocument(f"{where} {key} 应为列表")
    return items


def _path(value: object, where: str) -> str:
    if not isinstance(value, str) or not _PATH.fullmatch(value):
        raise InvalidDocument(f"{where}编号应如 c5a、b1、p2，实为 {value!r}")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidDocument(f"{where} 应为非空文字，实为 {value!r}")
    return value
