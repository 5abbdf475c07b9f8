"""Every error that leaves the service, as RFC 9457 problem details with a stable `code` and a Chinese `detail`.

This is the one place where the errors of other folders become HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.schemas import FieldProblem, Problem
from api.validation import field_problems, request_code
from bot.eligibility.errors import ProfileRefused
from bot.errors import BotError
from knowledge.errors import UNREADABLE_CODES, KnowledgeError
from knowledge.ingestion.types import ACCEPTABLE

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 1

ANY_OPERATION = ("missing_api_key", "invalid_api_key", "internal_error", "disk_full", "not_ready", "unavailable")
"""What any operation on the knowledge base can answer."""

ANY_BODY = ("body_too_large", "unsupported_media_type", "invalid_json", "invalid_request")
"""What any operation that takes a body can answer."""

ADMIN_OPERATION = (*ANY_OPERATION, "admin_key_needed")
"""What any operation that changes the knowledge base can answer."""

REFUSED_FILE = (
    *sorted(UNREADABLE_CODES),
    "doc_id_taken",
    "doc_id_of_digest",
    "invalid_doc_id",
    "older_version",
    "clause_too_long",
    "doubtful_over_clean",
    *ACCEPTABLE,
    "invalid_correction",
)
"""Why a file is not loaded."""

# code → (HTTP status, title, detail when the error brings none). Documented in README.md, which a test compares.
CODES: dict[str, tuple[int, str, str]] = {
    "missing_api_key": (401, "缺少密钥", "请在请求头 Authorization: Bearer 或 X-API-Key 中带上访问密钥。"),
    "invalid_api_key": (401, "密钥无效", "访问密钥不对，请与服务管理员核对。"),
    "admin_key_needed": (
        403,
        "需要管理密钥",
        "载入、更正和移除文件要用管理密钥（设置 PARKBOT_ADMIN_KEYS）。",
    ),
    "not_found": (404, "路径不存在", "没有这个路径，接口列表见 /docs。"),
    "document_not_found": (404, "没有这份文件", "没有这份文件。"),
    "no_earlier_version": (404, "没有更早的版本", "这份文件没有更早的版本，无从比较。"),
    "clause_not_found": (404, "没有这个条款", "没有这个条款。"),
    "answer_not_found": (404, "没有这个回答", "没有这个回答。"),
    "conversation_not_found": (404, "没有这个对话", "没有这个对话。"),
    "method_not_allowed": (405, "方法不对", "这个路径不接受该方法，可用的方法见响应头 Allow。"),
    "body_too_large": (413, "请求体过大", "请求体不能超过 1 MiB。"),
    "unsupported_media_type": (415, "内容类型不对", "请求体须为 UTF-8 编码的 application/json。"),
    "invalid_json": (422, "不是有效的 JSON", "请求体不是有效的 JSON。"),
    "blank_question": (422, "问题为空", "问题里没有内容，请写下想咨询的事项。"),
    "question_too_long": (422, "问题过长", "问题最多 2000 个字符，请精简或分几次提问。"),
    "invalid_request": (422, "请求不符合要求", "请求中有不符合要求的内容，见 errors。"),
    "invalid_profile": (422, "企业情况不符合要求", "企业情况中有不符合要求的内容，见 errors。"),
    "contradictory_facts": (422, "企业情况互相矛盾", "企业情况中有互相矛盾的内容，见 errors。"),
    "policy_not_found": (404, "没有这项政策", "没有这项政策，或者没有它的判断规则。"),
    "benefit_not_found": (404, "没有这项优惠", "这项政策没有这项优惠。"),
    "internal_error": (500, "服务内部错误", "服务出现内部错误，请稍后再试；若一直如此，请把 request_id 告诉管理员。"),
    "disk_full": (507, "磁盘已满", "服务器的磁盘已满，什么也没有改变；请管理员清理磁盘空间。"),
    "not_ready": (503, "服务尚未就绪", "知识库正在打开，请稍后再试。"),
    "unavailable": (503, "服务暂时不可用", "服务暂时不可用，请稍后再试。"),
}
CODES |= dict.fromkeys(REFUSED_FILE, (422, "文件不能载入", "这份文件不能载入。"))
CODES["invalid_correction"] = (422, "更正不成立", "人工设置的值互相矛盾，如到期早于施行。")
CODES["too_large"] = (413, "文件过大", "文件不能超过 50 MB，请拆分后再载入。")
_NAMING_A_PATH = frozenset({"disk_full"})  # their own words are for who has the disk before them
_CODE_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}

log = structlog.get_logger("parkbot.api")


class ProblemRaised(HTTPException):
    """Stop the request with this problem."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        if code not in CODES:
            log.error("unavailable", code=code)  # whose detail may name a path
            code, detail = "unavailable", None
        status, _, default = CODES[code]
        super().__init__(status, detail or default, headers)
        self.code = code
        self.errors = errors


def problem_response(
    code: str,
    detail: str | None = None,
    *,
    request_id: str,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The problem document of a code of `CODES`."""
    status, title, default = CODES[code]
    body = Problem(
        type=f"urn:parkbot:problem:{code}",
        title=title,
        status=status,
        code=code,
        detail=default if code in _NAMING_A_PATH else detail or default,
        request_id=request_id,
        errors=list(errors),
    )
    sent = dict(headers or {})
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    if status == HTTPStatus.UNAUTHORIZED:
        sent.setdefault("WWW-Authenticate", "Bearer")
    return JSONResponse(body.model_dump(), status, sent, MEDIA_TYPE)


def declared(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The error responses of an operation for OpenAPI, with an example of each code."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        status, title, detail = CODES[code]
        problem = Problem(type=f"urn:parkbot:problem:{code}", title=title, status=status, code=code, detail=detail)
        response = by_status.setdefault(
            status, {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"examples": {}}}}
        )
        content = response["content"][MEDIA_TYPE]
        content["schema"] = {"$ref": "#/components/schemas/Problem"}
        content["examples"][code] = {"summary": title, "value": problem.model_dump()}
    return by_status


def handle_problems(app: FastAPI) -> None:
    """Register the handlers that turn every error into a problem document."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(KnowledgeError, _domain_error)
    app.add_exception_handler(BotError, _domain_error)


def request_id_of(request: Request) -> str:
    """The id that `api.middleware` gave this request."""
    return str(request.state.request_id)


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    request_id = request_id_of(request)
    if isinstance(error, ProblemRaised):
        return problem_response(
            error.code, error.detail, request_id=request_id, errors=error.errors, headers=error.headers
        )
    code = _CODE_OF_STATUS.get(error.status_code, "invalid_request")
    return problem_response(code, request_id=request_id, headers=error.headers)


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = field_problems(error.errors())
    return problem_response(request_code(error.errors()), request_id=request_id_of(request), errors=problems)


async def _domain_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KnowledgeError | BotError)
    if error.code in CODES:
        errors = _profile_problems(error) if isinstance(error, ProfileRefused) else []
        return problem_response(error.code, str(error), request_id=request_id_of(request), errors=errors)
    log.error("unavailable", code=error.code, request_id=request_id_of(request))
    return problem_response("unavailable", request_id=request_id_of(request))


def _profile_problems(error: ProfileRefused) -> list[FieldProblem]:
    return [FieldProblem(field=f"profile.{field}", message=message) for field, message in error.problems]
