"""Validation errors in Chinese, without a word of what was sent: requests are never echoed or logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.schemas import FieldProblem

MAX_FIELD_PROBLEMS = 20
_MAX_FIELD_CHARACTERS = 64
_OWN_CODES = ("blank_question", "question_too_long")

# pydantic's error type → Chinese; the braces are filled from the error's context.
_MESSAGES = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段",
    "model_attributes_type": "应为一个 JSON 对象",
    "dict_type": "应为一个 JSON 对象",
    "list_type": "应为列表",
    "string_type": "应为文字",
    "half_character": "含有不完整的 Unicode 字符",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "最多 {max_length} 个字符",
    "string_pattern_mismatch": "格式不对",
    "too_long": "最多 {max_length} 项",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "date_out_of_range": "应在 2000-01-01 与 2035-12-31 之间",
    "document_date_out_of_range": "应在 1949-10-01 与 2099-12-31 之间",
    "blank": "没有内容",
    "control_character": "含有控制字符",
    "date_format": "应为 YYYY-MM-DD 形式的日期",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "enum": "应为以下之一：{expected}",
    "literal_error": "应为以下之一：{expected}",
    "blank_question": "没有内容",
    "question_too_long": "最多 2000 个字符",
    "json_invalid": "不是有效的 JSON",
}


def request_code(errors: Sequence[Mapping[str, Any]]) -> str:
    """The code of a request that failed validation: a question's own where that is all that is wrong."""
    types = {str(error["type"]) for error in errors}
    return next((code for code in _OWN_CODES if types == {code}), "invalid_request")


def field_problems(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """Which fields are wrong and how, at most `MAX_FIELD_PROBLEMS` of them."""
    return [_field_problem(error) for error in errors[:MAX_FIELD_PROBLEMS]]


def _field_problem(error: Mapping[str, Any]) -> FieldProblem:
    path = [part for part in error["loc"] if part not in ("body", "query", "path")]
    name = ".".join(map(str, path)).encode("utf-8", "replace").decode()[:_MAX_FIELD_CHARACTERS]
    message = _MESSAGES.get(str(error["type"]), "内容不符合要求")
    context = {key: _in_chinese(value) if key == "expected" else value for key, value in error.get("ctx", {}).items()}
    return FieldProblem(field=name, message=message.format(**context))


def _in_chinese(expected: str) -> str:
    """pydantic's list of what may stand somewhere: `'a', 'b' or 'c'`."""
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")
