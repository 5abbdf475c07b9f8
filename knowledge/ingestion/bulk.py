"""Many files at once: read ahead in processes of their own while what was read is stored, a batch at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

from knowledge.corrections import NOTHING_SET, Values
from knowledge.ingestion.applying import apply_all
from knowledge.ingestion.preparing import read_document, reading_once, settle
from knowledge.ingestion.shelf import Shelf
from knowledge.ingestion.types import Outcome, Preparation, ReadFile, Reading
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.reading import ReaderProcess
from knowledge.readers.recognised_texts import RecognisedTexts

READERS = 2
"""Processes that read; storing keeps one core busy, so more than two would wait (2 cores)."""

READ_AHEAD = 8
"""Files read before they are stored: bounds memory at so many files of 50 MB."""

BATCH_FILES, BATCH_CLAUSES = 100, 4000
"""A batch is stored once it has so many files or clauses: each costs one commit and one look at every clause."""

NamedFile = tuple[str, bytes]


def prepare_all(
    knowledge_base: KnowledgeBase,
    files: Iterable[NamedFile],
    values: Values = NOTHING_SET,
    *,
    replace_clean: bool = False,
    accepted: frozenset[str] = frozenset(),
) -> Iterator[Preparation]:
    """What loading each file would do, one after another, as if those before it were loaded. Nothing changes.

    `values` are set by hand in each (see `knowledge.corrections`); `replace_clean` and `accepted`: see
    `Reading`.
    """
    shelf = Shelf.of(knowledge_base)
    for reading in _readings(files, values, knowledge_base.recognised):
        preparation = settle(shelf, replace(reading, replace_clean=replace_clean, accepted=accepted))
        if preparation.changes and preparation.document is not None:
            shelf.add(preparation.document, is_doubtful=reading.is_doubtful)
        yield preparation


def load_all(
    knowledge_base: KnowledgeBase,
    files: Iterable[NamedFile],
    values: Values = NOTHING_SET,
    *,
    replace_clean: bool = False,
    accepted: frozenset[str] = frozenset(),
) -> Iterator[Outcome]:
    """Load the files in their order; the outcomes come batch by batch, each when it is safe."""
    batch: list[Preparation] = []
    clauses = 0
    for preparation in prepare_all(knowledge_base, files, values, replace_clean=replace_clean, accepted=accepted):
        batch.append(preparation)
        clauses += len(preparation.document.clauses) if preparation.document else 0
        if len(batch) >= BATCH_FILES or clauses >= BATCH_CLAUSES:
            yield from apply_all(knowledge_base, batch)
            batch, clauses = [], 0
    if batch:
        yield from apply_all(knowledge_base, batch)


def _readings(files: Iterable[NamedFile], values: Values, texts: RecognisedTexts | None) -> Iterator[Reading]:
    """Every file as it was read, in order, a few ahead of the one asked for."""
    with ExitStack() as processes, ThreadPoolExecutor(READERS, "read-file") as pool:
        readers = _Readers(processes, texts)
        ahead: deque[Future[Reading]] = deque()
        for name, data in files:
            ahead.append(pool.submit(readers.read, name, data, values))
            if len(ahead) >= READ_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


class _Readers:
    """A reading process for each thread that asks."""

    def __init__(self, processes: ExitStack, texts: RecognisedTexts | None) -> None:
        self._processes = processes
        self._texts = texts
        self._own = threading.local()
        self._opening = threading.Lock()

    def read(self, name: str, data: bytes, values: Values) -> Reading:
        """The file as this thread's process reads it."""
        read: ReadFile | None = getattr(self._own, "read", None)
        if read is None:
            with self._opening:
                read = reading_once(self._processes.enter_context(ReaderProcess()).read, self._texts)
            self._own.read = read
        return read_document(name, data, read, values)
