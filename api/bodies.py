"""Request bodies read strictly: JSON in UTF-8 and nothing else, so that what is refused is refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.problems import ProblemRaised


class _StrictRequest(Request):
    """A request whose JSON holds no NaN and no Infinity."""

    async def json(self) -> object:
        if not hasattr(self, "_json"):
            self._json = _read_json(await self.body(), self.constant)
        return self._json

    def constant(self, name: str) -> float:
        """What NaN or Infinity is read as. Raises ValueError: the standard has no such numbers."""
        raise ValueError(f"{name} is not JSON")


class _RequestWithConstants(_StrictRequest):
    """A request that may hold NaN and Infinity, for whoever reads on to name the field that does."""

    def constant(self, name: str) -> float:
        """The number that Python reads."""
        return float(name)


class JsonRoute(APIRoute):
    """A route whose body, if it takes one, must be `application/json` that Python and the standard both accept."""

    request_class: ClassVar[type[_StrictRequest]] = _StrictRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, reading bodies through `_StrictRequest`."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle_strictly(request: Request) -> Response:
            if takes_body and not _is_json(request.headers.get("content-type", "")):
                raise ProblemRaised("unsupported_media_type")
            return await handle(self.request_class(request.scope, request.receive))

        return handle_strictly


class ProfileRoute(JsonRoute):
    """A route that takes a profile: a field that is NaN or Infinity is to be named, not the whole body refused."""

    request_class = _RequestWithConstants


class MultipartRoute(APIRoute):
    """A route whose body, if it takes one, must be `multipart/form-data`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, refusing other bodies by name."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle_forms(request: Request) -> Response:
            media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if takes_body and media_type != "multipart/form-data":
                raise ProblemRaised("unsupported_media_type", "请求体须为 multipart/form-data。")
            return await handle(request)

        return handle_forms


def _is_json(content_type: str) -> bool:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    is_json = media_type == "application/json" or (
        media_type.startswith("application/") and media_type.endswith("+json")
    )
    charsets = [
        value.strip("\"'") for name, _, value in (item.partition("=") for item in parameters) if name == "charset"
    ]
    return is_json and all(charset in {"utf-8", "utf8"} for charset in charsets)


def _read_json(body: bytes, constant: Callable[[str], float]) -> object:
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=constant)
    except (
        ValueError,
        RecursionError,
    ):  # not UTF-8, not JSON, NaN, a number of thousands of digits, or nested too deep
        raise ProblemRaised("invalid_json") from None
