"""Answers from the knowledge base as it stands: documents may come and go while questions are being answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from bot.pipeline import Pipeline
from bot.types import Answer, Question
from knowledge.snapshot import Snapshot

T = TypeVar("T")


class _Changing(Protocol):
    """What changes: `knowledge.knowledge_base.KnowledgeBase`."""

    @property
    def snapshot(self) -> Snapshot:
        """The documents as they stand now; another object after each change."""


class Current(Generic[T]):
    """What is made of the present snapshot, made anew when it is asked for after a change. Several threads may ask."""

    def __init__(self, knowledge_base: _Changing, make: Callable[[Snapshot], T]) -> None:
        """Make the first one at once."""
        self._knowledge_base = knowledge_base
        self._make = make
        self._making = threading.Lock()
        snapshot = knowledge_base.snapshot
        self._made = (snapshot, make(snapshot))

    def get(self) -> T:
        """What was made of the snapshot as it stands now."""
        snapshot, made = self._made
        if snapshot is self._knowledge_base.snapshot:
            return made
        with self._making:
            snapshot = self._knowledge_base.snapshot
            if snapshot is not self._made[0]:
                self._made = (snapshot, self._make(snapshot))
            return self._made[1]


class CurrentPipeline:
    """A pipeline over the present snapshot. A question is answered from one snapshot from beginning to end."""

    def __init__(self, knowledge_base: _Changing, make: Callable[[Snapshot, Pipeline | None], Pipeline]) -> None:
        """Make the first pipeline at once; each later one is made from the snapshot and the one before."""
        self._make = make
        self._latest: Pipeline | None = None
        self._current = Current(knowledge_base, self._next)

    def _next(self, snapshot: Snapshot) -> Pipeline:
        """The pipeline that follows the latest; `Current` makes one at a time."""
        self._latest = self._make(snapshot, self._latest)
        return self._latest

    def answer(self, question: Question) -> Answer:
        """The verified answer to one question."""
        return self._current.get().answer(question)
