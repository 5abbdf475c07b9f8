"""The two ways in for a command: through the service that holds the data directory, or by opening the data itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from api.command_line.failures import CommandFailed
from knowledge.errors import DataDirectoryInUse, DiskFull
from knowledge.lock import current_owner

if TYPE_CHECKING:
    from api.eligibility_schemas import EligibilityRequest
    from api.estimate_schemas import EstimateRequest
    from api.requests import AskRequest, MetadataValues
    from bot.settings import Settings

Json = dict[str, Any]

_PATIENCE_SECONDS = 15.0  # another command holds the data directory for a second or two
_PAUSE_SECONDS = 0.2


class Door(Protocol):
    """What commands need. Both ways give the same JSON as the web service, and the same failures."""

    def ask(self, request: AskRequest, *, trace: bool) -> Json:
        """The response of POST /v1/ask."""

    def determine(self, request: EligibilityRequest) -> Json:
        """The response of POST /v1/eligibility."""

    def estimate(self, request: EstimateRequest) -> Json:
        """The response of POST /v1/estimate."""

    def search(self, query: str, k: int) -> Json:
        """The response of GET /v1/search."""

    def documents(self, *, include_removed: bool = False) -> Json:
        """The response of GET /v1/documents."""

    def document(self, doc_id: str, version: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}."""

    def differences(self, doc_id: str, earlier: str | None, later: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}/diff."""

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

    def correct(self, doc_id: str, metadata: MetadataValues) -> Json:
        """The response of PATCH /v1/admin/documents/{doc_id}."""

    def remove(self, doc_id: str) -> Json:
        """The response of DELETE /v1/admin/documents/{doc_id}."""

    def restore(self, doc_id: str) -> Json:
        """The response of POST /v1/admin/documents/{doc_id}/restore."""

    def check(self) -> Json:
        """Whether the database and both indexes agree."""

    def rebuild(self) -> Json:
        """Make both indexes anew, and check them."""


@contextmanager
def open_door(settings: Settings) -> Iterator[Door]:
    """Go through the service that holds the data directory if there is one, else open the data.

    Waits a while for another command to finish with it. Raises CommandFailed.
    """
    with ExitStack() as stack:
        yield _enter(settings, stack)


@contextmanager
def open_reading_door(settings: Settings) -> Iterator[Door]:
    """`open_door` for a command that only looks up documents: it works on a full disk too, and says so.

    Raises CommandFailed.
    """
    with ExitStack() as stack:
        try:
            door = _enter(settings, stack)
        except DiskFull as failure:
            from api.command_line.local import open_documents_door

            door = stack.enter_context(open_documents_door(settings))
            print(f"注意：{failure}", file=sys.stderr)  # noqa: T201  # beside what was asked for
        yield door


def _enter(settings: Settings, stack: ExitStack) -> Door:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        owner = current_owner(settings.data)
        if owner is not None and owner.address is not None:
            from api.command_line.remote import RemoteDoor

            return stack.enter_context(RemoteDoor(owner.address, settings.clear_admin_keys() or settings.clear_keys()))
        if owner is None:
            from api.command_line.local import open_local_door

            try:
                return stack.enter_context(open_local_door(settings))
            except DataDirectoryInUse:
                pass  # somebody else was faster
        if time.monotonic() > deadline:
            raise CommandFailed(
                DataDirectoryInUse.code, f"数据目录 {settings.data} 正被另一个命令使用，请等它结束后再试。"
            )
        time.sleep(_PAUSE_SECONDS)
