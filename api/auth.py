"""Who may call: nobody needs a key on this machine's own interface, everybody does elsewhere or through a proxy."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from starlette.datastructures import Headers

from bot.settings import Settings

OPEN_PATHS = frozenset({"/healthz", "/readyz", "/openapi.json", "/docs"})
"""What load balancers and people reading the documentation get without a key."""

_PROXY_HEADERS = frozenset({"forwarded", "x-real-ip", "via"})
_PROXY_PREFIX = "x-forwarded-"


class KeyCheck:
    """Checks the API key of a request against the settings."""

    def __init__(self, settings: Settings) -> None:
        self._is_loopback = settings.is_loopback
        self._keys = tuple(key.encode() for key in settings.clear_keys())

    def refusal(self, path: str, headers: Headers) -> str | None:
        """The problem code that stops this request, or None where it may go on."""
        if path in OPEN_PATHS or (self._is_loopback and not came_through_proxy(headers)):
            return None
        given = given_key(headers)
        if given is None:
            return "missing_api_key"
        return None if _matches(given, self._keys) else "invalid_api_key"


def came_through_proxy(headers: Headers) -> bool:
    """Whether a proxy passed the request on: then it comes from elsewhere, whatever its address says."""
    return any(name in _PROXY_HEADERS or name.startswith(_PROXY_PREFIX) for name in headers)


def given_key(headers: Headers) -> str | None:
    """The key of `Authorization: Bearer` or `X-API-Key`."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key")


def _matches(given: str, keys: Sequence[bytes]) -> bool:
    candidate = given.encode("latin-1", "replace")
    return any([hmac.compare_digest(candidate, key) for key in keys])  # noqa: C419  # every key is compared: equal time
