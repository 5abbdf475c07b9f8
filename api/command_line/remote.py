"""The way in through the service that holds the data directory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import quote

import httpx

from api.command_line.failures import CommandFailed
from api.command_line.loading import refused_entry
from api.problems import REFUSED_FILE

if TYPE_CHECKING:
    from api.command_line.doors import Json
    from api.eligibility_schemas import EligibilityRequest
    from api.estimate_schemas import EstimateRequest
    from api.requests import AskRequest, MetadataValues

_TIMEOUT_SECONDS = 120.0
_READING_SECONDS = 3600.0  # recognising a long scan takes seconds a page; the service has limits of its own
_STARTING_SECONDS = 60.0  # how long a service that is still opening its knowledge base is waited for
_PAUSE_SECONDS = 0.2


class RemoteDoor:
    """Answers from the running service. Raises CommandFailed with the code and detail of its problem documents."""

    def __init__(self, address: str, keys: tuple[str, ...], transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Authorization": f"Bearer {keys[0]}"} if keys else {}
        # The service is on this machine: a proxy named in the environment must not be asked.
        self._client = httpx.Client(
            base_url=address, headers=headers, timeout=_TIMEOUT_SECONDS, trust_env=False, transport=transport
        )
        self._address = address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, request: AskRequest, *, trace: bool) -> Json:
        """The response of POST /v1/ask."""
        body = request.model_dump(mode="json", exclude_none=True)
        return self._call("POST", "/v1/ask", params={"trace": trace}, json=body)

    def determine(self, request: EligibilityRequest) -> Json:
        """The response of POST /v1/eligibility."""
        return self._call("POST", "/v1/eligibility", json=request.model_dump(mode="json", exclude_none=True))

    def estimate(self, request: EstimateRequest) -> Json:
        """The response of POST /v1/estimate."""
        return self._call("POST", "/v1/estimate", json=request.model_dump(mode="json", exclude_none=True))

    def search(self, query: str, k: int) -> Json:
        """The response of GET /v1/search."""
        return self._call("GET", "/v1/search", params={"q": query, "k": k})

    def documents(self, *, include_removed: bool = False) -> Json:
        """The response of GET /v1/documents."""
        return self._call("GET", "/v1/documents", params={"all": True} if include_removed else {})

    def document(self, doc_id: str, version: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}."""
        return self._call(
            "GET", f"/v1/documents/{quote(doc_id, safe='')}", params={"version": version} if version else {}
        )

    def differences(self, doc_id: str, earlier: str | None, later: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}/diff."""
        versions = {name: value for name, value in (("from", earlier), ("to", later)) if value is not None}
        return self._call("GET", f"/v1/documents/{quote(doc_id, safe='')}/diff", params=versions)

    def load(
        self,
        files: Iterable[tuple[str, bytes]],
        doc_id: str | None,
        *,
        confirm: bool,
        metadata: MetadataValues,
        replace_clean: bool = False,
        accepted: frozenset[str] = frozenset(),
    ) -> Iterator[Json]:
        """The responses of POST /v1/admin/documents, one a file in their order; a refused file has `error`."""
        fields: dict[str, Any] = {"confirm": str(confirm).lower()} | ({"doc_id": doc_id} if doc_id is not None else {})
        if metadata.model_fields_set:
            fields["metadata"] = metadata.model_dump_json(exclude_unset=True)
        if replace_clean:
            fields["replace_clean"] = "true"
        if accepted:
            fields["accept"] = sorted(accepted)
        for name, data in files:
            try:
                yield self._call(
                    "POST", "/v1/admin/documents", files={"file": (name, data)}, data=fields, timeout=_READING_SECONDS
                )
            except CommandFailed as failure:
                if failure.code not in REFUSED_FILE:
                    raise
                yield refused_entry(failure.code, str(failure))

    def correct(self, doc_id: str, metadata: MetadataValues) -> Json:
        """The response of PATCH /v1/admin/documents/{doc_id}."""
        body = metadata.model_dump(mode="json", exclude_unset=True)
        return self._call("PATCH", f"/v1/admin/documents/{quote(doc_id, safe='')}", json=body)

    def remove(self, doc_id: str) -> Json:
        """The response of DELETE /v1/admin/documents/{doc_id}."""
        return self._call("DELETE", f"/v1/admin/documents/{quote(doc_id, safe='')}")

    def restore(self, doc_id: str) -> Json:
        """The response of POST /v1/admin/documents/{doc_id}/restore."""
        return self._call("POST", f"/v1/admin/documents/{quote(doc_id, safe='')}/restore")

    def check(self) -> Json:
        """Whether the database and both indexes agree."""
        return self._call("GET", "/v1/maintenance/check")

    def rebuild(self) -> Json:
        """Make both indexes anew, and check them."""
        return self._call("POST", "/v1/maintenance/rebuild")

    def _call(self, method: str, path: str, **content: Any) -> Json:  # noqa: ANN401  # httpx's own keyword arguments
        deadline = time.monotonic() + _STARTING_SECONDS
        while True:
            response = self._send(method, path, **content)
            body = _body(response)
            if response.is_success:
                return body
            code = str(body.get("code", "unavailable"))
            if code != "not_ready" or time.monotonic() > deadline:
                raise CommandFailed(code, str(body.get("detail", f"服务 {self._address} 的回应不可识别")))
            time.sleep(_PAUSE_SECONDS)

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401
        try:
            return self._client.request(method, path, **content)
        except httpx.HTTPError as error:
            raise CommandFailed(
                "unavailable", f"服务 {self._address} 没有响应（{type(error).__name__}），请看它的日志或重新启动它。"
            ) from error


def _body(response: httpx.Response) -> Json:
    try:
        body = response.json()
    except ValueError:
        return {}
    return cast("Json", body) if isinstance(body, dict) else {}
