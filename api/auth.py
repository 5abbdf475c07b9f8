"""Who may call: nobody needs a key on this machine's own interface, everybody does elsewhere or through a proxy."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from bot.settings import LOOPBACK_HOSTS, Settings

OPEN_PATHS = frozenset({"/healthz", "/readyz", "/openapi.json", "/docs"})
"""What load balancers and people reading the documentation get without a key."""

ADMIN_PATHS = "/v1/admin/"
"""Everything below changes the knowledge base."""

_PROXY_HEADERS = frozenset({"forwarded", "x-real-ip", "via"})
_PROXY_PREFIX = "x-forwarded-"


class KeyCheck:
    """Checks the API key of a request against the settings."""

    def __init__(self, settings: Settings) -> None:
        self._is_loopback = settings.is_loopback
        self._admin_keys = tuple(key.encode() for key in settings.clear_admin_keys())
        self._keys = tuple(key.encode() for key in settings.clear_keys()) + self._admin_keys

    def refusal(self, path: str, headers: Headers, client_host: str | None) -> str | None:
        """The problem code that stops this request, or None where it may go on."""
        is_admin = path.startswith(ADMIN_PATHS)
        if path in OPEN_PATHS or self._needs_no_key(headers, is_admin=is_admin):
            return None
        given = given_key(headers)
        if given is None:
            return "missing_api_key"
        if not _matches(given, self._keys):
            return "invalid_api_key"
        if is_admin and not self._may_change(given, headers, client_host):
            return "admin_key_needed"
        return None

    def _needs_no_key(self, headers: Headers, *, is_admin: bool) -> bool:
        if not self._is_loopback or came_through_proxy(headers):
            return False
        return not (is_admin and comes_from_foreign_page(headers))

    def _may_change(self, given: str, headers: Headers, client_host: str | None) -> bool:
        """Whether a valid key may change documents: an admin key; without any set, each key used on this machine."""
        if self._admin_keys:
            return _matches(given, self._admin_keys)
        is_here = client_host is not None and client_host in LOOPBACK_HOSTS
        return is_here and not came_through_proxy(headers) and not comes_from_foreign_page(headers)


def came_through_proxy(headers: Headers) -> bool:
    """Whether a proxy passed the request on: then it comes from elsewhere, whatever its address says."""
    return any(name in _PROXY_HEADERS or name.startswith(_PROXY_PREFIX) for name in headers)


def comes_from_foreign_page(headers: Headers) -> bool:
    """Whether a browser sends this for a page that is not of this machine: such a page can send a form anywhere."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).hostname not in LOOPBACK_HOSTS


def given_key(headers: Headers) -> str | None:
    """The key of `Authorization: Bearer` or `X-API-Key`."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key")


def _matches(given: str, keys: Sequence[bytes]) -> bool:
    candidate = given.encode("latin-1", "replace")
    return any([hmac.compare_digest(candidate, key) for key in keys])  # noqa: C419  # every key is compared: equal time
