"""A document's metadata to and from plain mappings, the form of `document.yaml` and of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from knowledge.errors import InvalidDocument
from knowledge.types import DocumentReference, Level, Metadata, SourceKind, Status

_Enum = TypeVar("_Enum", bound=StrEnum)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_REFERENCE_KEYS = ("title", "doc_no", "doc_id")
_LEFT_OUT_WHERE_EMPTY = ("by_hand", "amends", "amended_by")


def metadata_from_mapping(mapping: object, where: str) -> Metadata:
    """Metadata from a mapping whose keys are its field names and whose dates are ISO strings.

    Raises InvalidDocument naming `where` (the file) and the field: unknown or missing keys and wrong values are never
    guessed at.
    """
    if not isinstance(mapping, Mapping):
        raise InvalidDocument(f"{where}：应为“字段: 值”的形式")
    unknown = [str(key) for key in mapping if key not in _READERS]
    if unknown:
        raise InvalidDocument(f"{where}：不认识的字段 {'、'.join(unknown)}")
    for key in ("doc_id", "title"):
        if mapping.get(key) is None:
            raise InvalidDocument(f"{where}：缺少字段 {key}")
    values = {key: _READERS[key](value, f"{where}：字段 {key} ") for key, value in mapping.items() if value is not None}
    metadata = Metadata(**values)  # type: ignore[arg-type]  # the readers give each field its type
    _check_period(metadata, where)
    return metadata


def metadata_to_mapping(metadata: Metadata) -> dict[str, object]:
    """The mapping that `metadata_from_mapping` reads back, made of strings, lists, mappings and None only."""
    mapping = {field.name: _plain(getattr(metadata, field.name)) for field in fields(metadata)}
    for name in _LEFT_OUT_WHERE_EMPTY:
        if not mapping[name]:
            del mapping[name]  # without it content hashes stay what earlier versions wrote
    return mapping


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DocumentReference):
        plain = {key: getattr(value, key) for key in _REFERENCE_KEYS}
        return plain | ({"ended_from": value.ended_from.isoformat()} if value.ended_from else {})
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _check_period(metadata: Metadata, where: str) -> None:
    start, end = metadata.effective_from, metadata.effective_to
    if start and end and end < start:
        raise InvalidDocument(f"{where}：字段 effective_to（{end}）早于 effective_from（{start}）")


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidDocument(f"{what}应为非空文字，实为 {value!r}")
    return value


def _date(value: object, what: str) -> date:
    try:
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # the form is right, but there is no such day
    raise InvalidDocument(f"{what}应为 2023-01-05 这样的日期，实为 {value!r}")


def _one_of(kind: type[_Enum]) -> Callable[[object, str], _Enum]:
    def read(value: object, what: str) -> _Enum:
        if value not in list(kind):
            raise InvalidDocument(f"{what}应为 {'、'.join(kind)} 之一，实为 {value!r}")
        return kind(str(value))

    return read


def _texts(value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidDocument(f"{what}应为列表，实为 {value!r}")
    return tuple(_text(item, what) for item in value)


def _reference(value: object, what: str) -> DocumentReference:
    known = {*_REFERENCE_KEYS, "ended_from"}
    if not isinstance(value, Mapping) or not set(value) <= known or value.get("title") is None:
        raise InvalidDocument(f"{what}应含 title，可含 doc_no、doc_id、ended_from，实为 {value!r}")
    title, doc_no, doc_id = (None if value.get(key) is None else _text(value[key], what) for key in _REFERENCE_KEYS)
    ended_from = value.get("ended_from")
    return DocumentReference(title or "", doc_no, doc_id, None if ended_from is None else _date(ended_from, what))


def _references(value: object, what: str) -> tuple[DocumentReference, ...]:
    if not isinstance(value, list):
        raise InvalidDocument(f"{what}应为列表，实为 {value!r}")
    return tuple(_reference(item, what) for item in value)


_READERS: dict[str, Callable[[object, str], object]] = {
    "doc_id": _text,
    "title": _text,
    "doc_no": _text,
    "issuer": _text,
    "level": _one_of(Level),
    "region": _text,
    "issued": _date,
    "effective_from": _date,
    "effective_to": _date,
    "status": _one_of(Status),
    "supersedes": _references,
    "superseded_by": _reference,
    "topics": _texts,
    "aliases": _texts,
    "source_kind": _one_of(SourceKind),
    "source": _text,
    "summarises": _text,
    "by_hand": _texts,
    "amends": _references,
    "amended_by": _references,
}
