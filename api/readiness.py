"""Opens the assistant off the event loop, so that the service is alive while the knowledge base is being built."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import structlog

from api.problems import ProblemRaised
from bot.assistant import Assistant

OpenAssistant = Callable[[], AbstractContextManager[Assistant]]

log = structlog.get_logger("parkbot.api")


class Readiness:
    """Holds the assistant once it is open, or why it could not be opened.

    The assistant is opened and closed in one thread of its own: the lock of the data directory belongs to the thread
    that took it.
    """

    def __init__(self, open_assistant: OpenAssistant, on_opened: Callable[[Exception | None], None]) -> None:
        self._context = open_assistant()
        self._on_opened = on_opened
        self._thread = ThreadPoolExecutor(1, "open-assistant")
        self._opening: asyncio.Future[None] | None = None
        self._assistant: Assistant | None = None

    @property
    def assistant(self) -> Assistant:
        """The open assistant. Raises the problem `not_ready` before that."""
        if self._assistant is None:
            raise ProblemRaised("not_ready")
        return self._assistant

    def start(self) -> None:
        """Begin to open; returns at once."""
        self._opening = asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    async def close(self) -> None:
        """Wait for an opening under way, then close what is open."""
        if self._opening is not None:
            await self._opening
        if self._assistant is not None:
            self._assistant = None
            await asyncio.get_running_loop().run_in_executor(self._thread, self._context.__exit__, None, None, None)
        self._thread.shutdown()

    def _open(self) -> None:
        try:
            self._assistant = self._context.__enter__()
        except Exception as error:  # whoever started the service decides what to do about it
            log.error("not_opened", code=getattr(error, "code", "internal_error"), error=type(error).__name__)
            self._on_opened(error)
            return
        log.info("ready")
        self._on_opened(None)
