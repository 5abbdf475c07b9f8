"""What surrounds every request: an id, a log line, security headers, the key, the body limit, a safe end."""

from __future__ import annotations

import asyncio
import re
import time
import traceback
import uuid
from contextlib import suppress

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import KeyCheck
from api.problems import ProblemRaised, problem_response

MAX_BODY_BYTES = 1024 * 1024
MAX_FILE_BYTES = 50 * 1024 * 1024
_FILE_PATH = "/v1/admin/documents"

# What is read and dropped before a refusal, so that a client that sends first and reads then learns why.
_DRAINED_BYTES, _DRAINED_SECONDS = 80 * MAX_BODY_BYTES, 5.0

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}

log = structlog.get_logger("parkbot.api")


class RequestFrame:
    """Outermost: gives each request an id, logs it without its text, and turns what nobody caught into a 500."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.monotonic()
        status = 0

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in _SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_framed)
        except Exception as error:
            _log_failure(error, request_id)
            if status:  # the answer has begun: cut it off rather than pretend that it is whole
                raise
            await problem_response("internal_error", request_id=request_id)(scope, receive, send_framed)
        finally:
            _log_request(scope, status, time.monotonic() - started, request_id)


class KeyGate:
    """Stops requests that need a key and bring none, before their body is read."""

    def __init__(self, app: ASGIApp, check: KeyCheck) -> None:
        self.app = app
        self.check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one request, or refuse it."""
        if scope["type"] == "http":
            host = scope["client"][0] if scope.get("client") else None
            code = self.check.refusal(scope["path"], Headers(scope=scope), host)
            if code is not None:
                await problem_response(code, request_id=scope["state"]["request_id"])(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Refuses bodies over `MAX_BODY_BYTES` (files: `MAX_FILE_BYTES`), by their declared length or as they come in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A file comes in a form, whose own words take less than any other body may have.
        most, code = MAX_BODY_BYTES, "body_too_large"
        if scope["path"] == _FILE_PATH:
            most, code = MAX_FILE_BYTES + MAX_BODY_BYTES, "too_large"
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            await _drain(receive)
            await problem_response(code, request_id=scope["state"]["request_id"])(scope, receive, send)
            return
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                if message.get("more_body", False):
                    await _drain(receive)
                raise ProblemRaised(code)
            return message

        await self.app(scope, receive_limited, send)


async def _drain(receive: Receive) -> None:
    dropped = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_DRAINED_SECONDS):
            more = True
            while more and dropped < _DRAINED_BYTES:
                message = await receive()
                dropped += len(message.get("body", b""))
                more = message.get("more_body", False)


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _log_request(scope: Scope, status: int, seconds: float, request_id: str) -> None:
    # The route's template, never the path or the query: they carry ids and questions.
    route = scope.get("route")
    log.info(
        "request",
        method=scope["method"],
        route=getattr(route, "path", None),
        status=status,
        took_ms=round(seconds * 1000, 1),
        request_id=request_id,
    )


def _log_failure(error: Exception, request_id: str) -> None:
    # Where it happened, not what was said: an exception's message may quote the question.
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("internal_error", error=type(error).__name__, frames=frames[-15:], request_id=request_id)
