"""Reads the documents that ship with parkbot: one folder a document, under `documents/`.

`document.yaml` holds the metadata. An original has `text.txt`, its text, and `questions.yaml`, the everyday questions
that each clause answers (clause path → list); a digest has `clauses.yaml` (see digests.py). Everything is checked: a
slip in a shipped file must stop the start, not mislead a reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import yaml

from knowledge.clauses import parse_clauses
from knowledge.digests import read_digest
from knowledge.errors import InvalidDocument
from knowledge.metadata import metadata_from_mapping
from knowledge.normalise import stored_text
from knowledge.types import Clause, Document, SourceKind

SHIPPED_DOCUMENTS = Path(__file__).parent / "documents"

_TIMESTAMP = "tag:yaml.org,2002:timestamp"
# libyaml reads the shipped files about eight times as fast as the Python loader; not every platform's wheel carries it.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]  # either of two classes, known only when run
    """YAML whose dates stay text, so that a wrong one can be named, and whose keys may not repeat."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [resolver for resolver in resolvers if resolver[0] != _TIMESTAMP]
        for first, resolvers in _SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """The mapping of a node. Raises ConstructorError at a key that stands there twice."""
        mapping: dict[object, object] = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(problem="有重复的字段", problem_mark=node.start_mark)
        return mapping


def shipped_documents(folder: Path = SHIPPED_DOCUMENTS) -> tuple[Document, ...]:
    """Every document under `folder`, ordered by id. Raises InvalidDocument naming the file and the field."""
    return tuple(read_document(path.parent) for path in sorted(folder.glob("*/document.yaml")))


def read_document(folder: Path) -> Document:
    """The document of one folder, whose name is its id. Raises InvalidDocument naming the file and the field."""
    metadata_file = folder / "document.yaml"
    metadata = metadata_from_mapping(read_yaml(metadata_file), _name(metadata_file))
    if metadata.doc_id != folder.name:
        raise InvalidDocument(f"{_name(metadata_file)}：字段 doc_id（{metadata.doc_id}）应与文件夹同名")
    if metadata.source_kind is SourceKind.DIGEST:
        clauses_file = folder / "clauses.yaml"
        text, clauses = read_digest(read_yaml(clauses_file), doc_id=metadata.doc_id, where=_name(clauses_file))
        return Document(metadata, text, clauses)
    text = _read_text(folder / "text.txt")
    clauses = parse_clauses(text, doc_id=metadata.doc_id, title=metadata.title)
    return Document(metadata, text, _with_questions(clauses, folder / "questions.yaml"))


def _read_text(path: Path) -> str:
    text = stored_text(_read(path))
    if not text.strip():
        raise InvalidDocument(f"{_name(path)}：没有正文")
    return text


def _with_questions(clauses: tuple[Clause, ...], path: Path) -> tuple[Clause, ...]:
    if not path.exists():
        return clauses
    questions = read_yaml(path) or {}
    if not isinstance(questions, Mapping):
        raise InvalidDocument(f"{_name(path)}：应为“条款路径: 问题列表”的形式")
    unknown = [repr(key) for key in questions if key not in {clause.path for clause in clauses}]
    if unknown:
        raise InvalidDocument(f"{_name(path)}：文件中没有条款 {'、'.join(unknown)}（路径须为带引号的文字）")
    return tuple(
        replace(clause, questions=_question_list(questions[clause.path], f"{_name(path)}：条款 {clause.path} "))
        if clause.path in questions
        else clause
        for clause in clauses
    )


def _question_list(value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise InvalidDocument(f"{what}的问题应为文字列表，实为 {value!r}")
    if len(set(value)) != len(value):
        raise InvalidDocument(f"{what}的问题有重复")
    return tuple(value)


def read_yaml(path: Path) -> object:
    """The content of a YAML file, dates as text. Raises InvalidDocument naming the file and the line."""
    try:
        return yaml.load(_read(path), Loader=_Loader)  # noqa: S506  # made of a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else ""
        problem = getattr(error, "problem", None) or "无法读取"
        raise InvalidDocument(f"{_name(path)}：{line}不是有效的 YAML（{problem}）") from error


def _read(path: Path) -> str:
    try:
        # Line ends are the stored text's own business, so none is translated here.
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise InvalidDocument(f"{_name(path)}：缺少此文件") from error
    except OSError as error:
        raise InvalidDocument(f"{_name(path)}：无法读取（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise InvalidDocument(f"{_name(path)}：不是 UTF-8 编码的文字") from error


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
