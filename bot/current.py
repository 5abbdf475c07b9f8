"""Answers from the knowledge base as it stands: documents may come and go while questions are being answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from bot.pipeline import Pipeline
from bot.types import Answer, Question
from knowledge.snapshot import Snapshot


class _Changing(Protocol):
    """What changes: `knowledge.knowledge_base.KnowledgeBase`."""

    @property
    def snapshot(self) -> Snapshot:
        """The documents as they stand now; another object after each change."""


class CurrentPipeline:
    """A pipeline over the present snapshot, made anew when a question comes after a change.

    A question is answered from one snapshot from beginning to end. Several threads may ask.
    """

    def __init__(self, knowledge_base: _Changing, make: Callable[[Snapshot], Pipeline]) -> None:
        """Make the first pipeline at once."""
        self._knowledge_base = knowledge_base
        self._make = make
        self._making = threading.Lock()
        snapshot = knowledge_base.snapshot
        self._made = (snapshot, make(snapshot))

    def answer(self, question: Question) -> Answer:
        """The verified answer to one question."""
        return self._current().answer(question)

    def _current(self) -> Pipeline:
        snapshot, pipeline = self._made
        if snapshot is self._knowledge_base.snapshot:
            return pipeline
        with self._making:
            snapshot = self._knowledge_base.snapshot
            if snapshot is not self._made[0]:
                self._made = (snapshot, self._make(snapshot))
            return self._made[1]
