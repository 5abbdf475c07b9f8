"""The way in that opens the data directory itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from api.presenting import (
    present_check,
    present_rebuild,
    present_reply,
    present_search,
)
from api.presenting_documents import (
    present_correction,
    present_differences,
    present_document,
    present_documents,
    present_removal,
    present_restoration,
)
from api.presenting_eligibility import present_eligibility
from api.presenting_estimate import present_estimate
from api.presenting_loads import present_load, present_loads
from bot.assistant import Assistant
from bot.build import build
from bot.conversation import ConversationStore
from knowledge.errors import DiskFull
from knowledge.knowledge_base import open_documents

if TYPE_CHECKING:
    from api.command_line.doors import Json
    from api.eligibility_schemas import EligibilityRequest
    from api.estimate_schemas import EstimateRequest
    from api.requests import AskRequest, MetadataValues
    from bot.settings import Settings

_IN_MEMORY = "sqlite://"


@contextmanager
def open_local_door(settings: Settings) -> Iterator[LocalDoor]:
    """Open the data directory for one command. Raises DataDirectoryInUse and the other errors of `build`."""
    with build(settings) as assistant:
        yield LocalDoor(assistant)


@contextmanager
def open_documents_door(settings: Settings) -> Iterator[LocalDoor]:
    """Only the documents, for a full disk: see `open_documents`."""
    with (
        open_documents(settings.data, database_url=settings.database_url) as knowledge_base,
        ConversationStore(_IN_MEMORY) as conversations,
    ):
        yield LocalDoor(Assistant(knowledge_base, conversations, _refuse, _refuse))


def _refuse(question: object = None) -> NoReturn:
    raise DiskFull("磁盘已满，只能查阅文件。")


class LocalDoor:
    """Answers from the open assistant, in the shapes of the web service."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, request: AskRequest, *, trace: bool) -> Json:
        """The response of POST /v1/ask."""
        return present_reply(self._assistant, request, trace=trace).model_dump(mode="json")

    def determine(self, request: EligibilityRequest) -> Json:
        """The response of POST /v1/eligibility."""
        return present_eligibility(self._assistant, request).model_dump(mode="json")

    def estimate(self, request: EstimateRequest) -> Json:
        """The response of POST /v1/estimate."""
        return present_estimate(self._assistant, request).model_dump(mode="json")

    def search(self, query: str, k: int) -> Json:
        """The response of GET /v1/search."""
        return present_search(self._assistant, query, k).model_dump(mode="json")

    def documents(self, *, include_removed: bool = False) -> Json:
        """The response of GET /v1/documents."""
        return present_documents(self._assistant, include_removed=include_removed).model_dump(mode="json")

    def document(self, doc_id: str, version: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}."""
        return present_document(self._assistant, doc_id, version).model_dump(mode="json")

    def differences(self, doc_id: str, earlier: str | None, later: str | None) -> Json:
        """The response of GET /v1/documents/{doc_id}/diff."""
        return present_differences(self._assistant, doc_id, earlier, later).model_dump(mode="json")

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
        wishes: dict[str, Any] = {
            "confirm": confirm,
            "values": metadata.values(),
            "replace_clean": replace_clean,
            "accepted": accepted,
        }
        if doc_id is None:
            results = present_loads(self._assistant, files, **wishes)
        else:
            results = (present_load(self._assistant, file, doc_id, **wishes) for file in files)
        return (result.model_dump(mode="json") for result in results)

    def correct(self, doc_id: str, metadata: MetadataValues) -> Json:
        """The response of PATCH /v1/admin/documents/{doc_id}."""
        return present_correction(self._assistant, doc_id, metadata.values()).model_dump(mode="json")

    def remove(self, doc_id: str) -> Json:
        """The response of DELETE /v1/admin/documents/{doc_id}."""
        return present_removal(self._assistant, doc_id).model_dump(mode="json")

    def restore(self, doc_id: str) -> Json:
        """The response of POST /v1/admin/documents/{doc_id}/restore."""
        return present_restoration(self._assistant, doc_id).model_dump(mode="json")

    def check(self) -> Json:
        """Whether the database and both indexes agree."""
        return present_check(self._assistant).model_dump(mode="json")

    def rebuild(self) -> Json:
        """Make both indexes anew, and check them."""
        return present_rebuild(self._assistant).model_dump(mode="json")
