"""`parkbot eligibility`: the profile from a file or from answers, one question at a time, and the request it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from api.command_line.failures import WRONG_USAGE, CommandFailed
from api.command_line.inputs import refused
from api.eligibility_schemas import EligibilityRequest
from bot.eligibility.errors import ProfileRefused
from bot.eligibility.types import Field, FieldType
from bot.figures import find_figures
from bot.types import FigureKind
from knowledge.errors import InvalidDocument
from knowledge.shipped import read_yaml

if TYPE_CHECKING:
    from api.command_line.doors import Door, Json

REFUSALS = frozenset({"invalid_profile", "contradictory_facts"})
_YES = frozenset({"是", "有", "对", "y", "yes", "true", "1"})
_NO = frozenset({"否", "不是", "没有", "无", "n", "no", "false", "0"})
Answered = Callable[[Field], str | None]
"""Asks one question; blank passes over it, None ends the asking."""


def read_profile_file(path: Path) -> dict[str, object]:
    """The profile of a YAML (or JSON) file. Raises CommandFailed with `WRONG_USAGE`."""
    if not path.is_file():
        raise CommandFailed("profile_not_found", f"没有文件 {path}", WRONG_USAGE)
    try:
        content = read_yaml(path)
    except InvalidDocument as error:
        raise CommandFailed("invalid_profile", str(error), WRONG_USAGE) from None
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise CommandFailed("invalid_profile", f"{path.name}：应为“字段: 值”的形式", WRONG_USAGE)
    return {str(name): value for name, value in content.items()}


def eligibility_request(
    profile: Mapping[str, object], policies: Sequence[str] | None, as_of: str | None
) -> EligibilityRequest:
    """The request for these policies (None or none: all). Raises CommandFailed with `WRONG_USAGE`."""
    fields = {"profile": dict(profile), "policies": list(policies) if policies else None, "as_of": as_of}
    try:
        return EligibilityRequest.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise refused(error, _NAMES) from None


_NAMES = {"as_of": "--as-of", "policies": "--policy"}


def ask_until_settled(
    door: Door,
    request: EligibilityRequest,
    fields: Mapping[str, Field],
    answered: Answered,
    tell: Callable[[str], None],
) -> tuple[EligibilityRequest, Json]:
    """Ask the question that settles most, again and again, until none is left; the last request and its response."""
    passed: set[str] = set()
    response = door.determine(request)
    while (name := _next_field(response["results"], passed)) is not None:
        answer = answered(fields[name])
        if answer is None:
            break
        if not answer.strip():
            passed.add(name)
            continue
        try:
            value = read_answer(answer, fields[name])
            tried = request.model_copy(update={"profile": {**request.profile, name: value}})
            response, request = door.determine(tried), tried
        except (CommandFailed, ProfileRefused) as failure:  # by way of the service, or here
            if failure.code not in REFUSALS:
                raise
            tell(str(failure))
    return request, response


def _next_field(results: Iterable[Json], passed: set[str]) -> str | None:
    """The question that most policies wait for; where it was passed over, another of their missing facts."""
    wanted: Counter[str] = Counter()
    for result in results:
        missing = [item["field"] for item in result["missing"] if item["field"] not in passed]
        following = result["next_question"]
        if following is not None and following["field"] in missing:
            wanted[following["field"]] += 1
        elif missing:
            wanted[missing[0]] += 1
    return max(wanted, key=lambda name: wanted[name], default=None)


def read_answer(text: str, field: Field) -> object:
    """What a person typed as a value of the field: 800万 and 5% too. Raises CommandFailed `invalid_profile`."""
    cleaned = text.strip()
    match field.type:
        case FieldType.BOOL:
            return _yes_or_no(cleaned)
        case FieldType.NUMBER:
            return _number(cleaned, field)
        case FieldType.ENUM if field.values and cleaned.isdecimal() and 0 < int(cleaned) <= len(field.values):
            return field.values[int(cleaned) - 1]
        case _:
            return cleaned


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise CommandFailed("invalid_profile", "请回答“是”或“否”。")
    return text.lower() in _YES


def _number(text: str, field: Field) -> int | float:
    figures = find_figures(text.lstrip("-−负"))
    if len(figures) != 1 or (figures[0].kind is FigureKind.SHARE and not field.is_share):
        raise CommandFailed("invalid_profile", "请只写一个数字，如 800万、5%、30。")
    value = -figures[0].value if text[0] in "-−负" else figures[0].value
    return int(value) if value == value.to_integral_value() else float(value)
