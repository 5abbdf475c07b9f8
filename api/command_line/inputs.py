"""What people type, checked by the same rules as requests of the web service, before anything is opened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from api.command_line.failures import WRONG_USAGE, CommandFailed
from api.command_line.field_names import FIELD_NAMES
from api.requests import AskRequest, MetadataValues, QuestionText
from api.validation import field_problems, request_code

_QUERY: TypeAdapter[str] = TypeAdapter(QuestionText)


def ask_request(fields: Mapping[str, object]) -> AskRequest:
    """The request of these fields, those that are None left out. Raises CommandFailed with `WRONG_USAGE`."""
    try:
        return AskRequest.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise refused(error, _NAMES) from None


def search_query(text: str) -> str:
    """The query, cleaned like a question. Raises CommandFailed with `WRONG_USAGE`."""
    try:
        return _QUERY.validate_python(text)
    except ValidationError as error:
        raise refused(error, _NAMES) from None


def metadata_values(pairs: Sequence[str]) -> MetadataValues:
    """The values of `field=value` pairs; a field may be named in Chinese, and an empty value takes away what is there.

    Raises CommandFailed with `WRONG_USAGE`.
    """
    given: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        field = _FIELDS.get(name.strip())
        if not equals or field is None:
            problem = f"没有字段 {name}" if equals else f"“{pair}”应写成 字段=值"
            known = "、".join(f"{key}（{label}）" for key, label in FIELD_NAMES.items())
            raise CommandFailed("invalid_request", f"{problem}。可以设置的字段：{known}。", WRONG_USAGE)
        given[field] = _listed(value) if field in _LISTS else value
    try:
        return MetadataValues.model_validate(given)
    except ValidationError as error:
        raise refused(error, _NAMES) from None


def _listed(value: str) -> list[str]:
    return [item for item in re.split("[;；]", value) if item.strip()]


def refused(error: ValidationError, names: Mapping[str, str]) -> CommandFailed:
    """What is wrong with a request, its fields called by the `names` that they have on the command line."""
    errors = [dict(detail) for detail in error.errors()]
    problems = field_problems(errors)
    message = "；".join(f"{names.get(problem.field, problem.field)}：{problem.message}" for problem in problems)
    return CommandFailed(request_code(errors), message, WRONG_USAGE)


_NAMES = {"": "内容", "question": "问题", "session_id": "--session", "as_of": "--as-of", "region": "--region"}
_FIELDS = {**{key: key for key in FIELD_NAMES}, **{label: key for key, label in FIELD_NAMES.items()}}
_LISTS = frozenset({"supersedes", "aliases"})
