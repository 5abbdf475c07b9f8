"""What people type, checked by the same rules as requests of the web service, before anything is opened."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from api.command_line.failures import WRONG_USAGE, CommandFailed
from api.requests import AskRequest, QuestionText
from api.validation import field_problems, request_code

_QUERY: TypeAdapter[str] = TypeAdapter(QuestionText)


def ask_request(fields: Mapping[str, object]) -> AskRequest:
    """The request of these fields, those that are None left out. Raises CommandFailed with `WRONG_USAGE`."""
    try:
        return AskRequest.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise _refused(error) from None


def search_query(text: str) -> str:
    """The query, cleaned like a question. Raises CommandFailed with `WRONG_USAGE`."""
    try:
        return _QUERY.validate_python(text)
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> CommandFailed:
    errors = error.errors()
    problems = field_problems([dict(detail) for detail in errors])
    message = "；".join(f"{_NAMES.get(problem.field, problem.field)}：{problem.message}" for problem in problems)
    return CommandFailed(request_code([dict(detail) for detail in errors]), message, WRONG_USAGE)


_NAMES = {"": "内容", "question": "问题", "session_id": "--session", "as_of": "--as-of", "region": "--region"}
