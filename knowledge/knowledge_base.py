"""The knowledge base of one data directory: read from memory and the two indexes, changed while it is being read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from knowledge.catalogue import Catalogue
from knowledge.catalogue_writes import INDEX_NAMES
from knowledge.editions import Editions, Holdings
from knowledge.embeddings import Encoder
from knowledge.errors import DiskFull, DocumentNotFound
from knowledge.events import NO_ORIGIN, Change, EventKind, Origin
from knowledge.index_kinds import keyword_kind, vector_kind
from knowledge.index_upkeep import Progress
from knowledge.indexes import Indexes, has_indexes
from knowledge.ingest import synchronise
from knowledge.lock import DataDirectoryLock
from knowledge.readers.recognised_texts import RecognisedTexts
from knowledge.snapshot import Snapshot
from knowledge.types import Clause, ClauseAddress, Document, Hit, Mention

_DATABASE_FILE = "parkbot.db"
_INDEX_FOLDER = "indexes"
_RECOGNISED_FOLDER = "recognised"

FILES_AT_ONCE = 2
"""Files that are read at the same time: each may take 1.5 GiB of address space, 4 GiB with OCR."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A change that is safe in the catalogue: how each document changed, and what kept an index from following.

    `index_failures` are Chinese sentences; the work stays pending, for the next change, check or start to do.
    """

    kinds: tuple[EventKind, ...]
    index_failures: tuple[str, ...] = ()


class KnowledgeBase:
    """The documents, in force or not, and finding them. Safe to use from several threads.

    Readers that need several looks to agree take `snapshot` once and use that.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        holdings: Holdings,
        indexes: Indexes,
        progress: Progress = lambda step: None,
        recognised: RecognisedTexts | None = None,
    ) -> None:
        """Over what the catalogue holds and the indexes that hold its clauses; `recognised` keeps what OCR read."""
        self.recognised = recognised
        self.catalogue = catalogue
        self.indexes = indexes
        self.writing = threading.RLock()  # one change at a time; held also by who decides first what to change
        self.reading = threading.BoundedSemaphore(FILES_AT_ONCE)  # held by who reads a file for it
        self._progress = progress
        self._holdings = holdings
        self._snapshot = Snapshot(holdings.editions(), indexes)

    @property
    def snapshot(self) -> Snapshot:
        """The documents as they stand now; another object after each change."""
        return self._snapshot

    def stored(self) -> Mapping[str, Document]:
        """Each current document by id as its file says it, without what others say of it."""
        return self._holdings.current

    def editions(self) -> tuple[Editions, ...]:
        """The versions of every current document that answer, ordered by id, each as its file says it."""
        return self._holdings.editions()

    def documents(self) -> tuple[Document, ...]:
        """The current version of every document, ordered by id."""
        return self._snapshot.documents()

    def document(self, doc_id: str, version: str | None = None) -> Document:
        """A document, or the stored version of it whose text has this sha256, or the only one that begins so.

        Raises DocumentNotFound.
        """
        current = self._snapshot.find(doc_id)
        if version is not None:
            version = self.catalogue.whole_version(doc_id, version)
        if current is not None and version in (None, current.version):
            return current
        if version is None:
            raise DocumentNotFound(f"没有文件 {doc_id}")
        return self.catalogue.document(doc_id, version)

    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of every current document, in order."""
        return self._snapshot.clauses()

    def clause(self, clause_id: str) -> ClauseAddress:
        """Where `<doc_id>:<path>` leads: a clause, or a 款 or 项 of an article. Raises ClauseNotFound."""
        return self._snapshot.clause(clause_id)

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        """The documents and clauses that the question names by 文号, title, alias or clause label, clauses first."""
        return self._snapshot.exact_lookup(question)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k clauses nearest to the query, best first. Raises IndexUnavailable."""
        return self._snapshot.search(query, k)

    def put(self, document: Document, origin: Origin = NO_ORIGIN) -> Acknowledged:
        """Make this the document's current version. Raises KnowledgeError, and then nothing has changed."""
        return self.put_all((Change(document, origin),))

    def put_all(self, changes: Sequence[Change]) -> Acknowledged:
        """`put` for several documents at once, all or none: one transaction, one catching up, one new snapshot."""
        with self.writing:
            kinds = self.catalogue.put_all(changes)
            self._progress(f"catalogue: {len(changes)} stored")
            self._holdings = self._holdings.with_changes(change.document for change in changes)
            return Acknowledged(kinds, self._follow())

    def remove(self, doc_id: str) -> Acknowledged:
        """Take a document out; its versions stay readable in the catalogue. Raises DocumentNotFound."""
        with self.writing:
            self.catalogue.remove(doc_id)
            self._progress(f"catalogue: {doc_id} removed")
            self._holdings = self._holdings.without(doc_id)
            return Acknowledged((EventKind.REMOVED,), self._follow())

    def restore(self, doc_id: str) -> Acknowledged:
        """Bring a removed document back in its last version. Raises DocumentNotFound where none was removed."""
        with self.writing:
            last = next((item.document for item in self.catalogue.removed() if item.document.doc_id == doc_id), None)
            if last is None:
                raise DocumentNotFound(f"没有已移除的文件 {doc_id}")
            return self.put(last)

    def pending(self) -> tuple[str, ...]:
        """Ids of the documents whose last change an index has not taken in yet."""
        return tuple(sorted({doc_id for name in INDEX_NAMES for doc_id in self.catalogue.pending(name)}))

    def catch_up(self) -> tuple[str, ...]:
        """Have the indexes do what an earlier change left pending; what kept one from it, as Chinese sentences."""
        with self.writing:
            return self.indexes.catch_up(self.catalogue, self._holdings.indexed(), self._progress)

    def rebuild(self) -> None:
        """Make both indexes anew beside those in use, then use them; searches go on meanwhile."""
        with self.writing:
            self.indexes.rebuild(self.catalogue, self._holdings.indexed(), self._progress)

    def _follow(self) -> tuple[str, ...]:
        """Bring indexes and snapshot to what the catalogue has just acknowledged.

        Readers see the change in one assignment, also where an index fails: what is removed must not be cited.
        """
        failures = self.catch_up()
        self._snapshot = Snapshot(self._holdings.editions(), self.indexes)
        self._progress("snapshot: in use")
        return failures


@contextmanager
def open_knowledge_base(
    data_directory: Path,
    *,
    encoder: Encoder,
    documents: Iterable[Document],
    chroma_url: str | None = None,
    database_url: str | None = None,
    address: str | None = None,
    progress: Progress = lambda step: None,
) -> Iterator[KnowledgeBase]:
    """The knowledge base of a data directory, brought to the shipped `documents`; the directory is locked meanwhile.

    The first time this builds the catalogue and the indexes; later it opens them and does what is pending. `address`
    is where this process serves, for commands that find the directory locked. Raises DataDirectoryInUse, DiskFull,
    DataDirectoryDamaged, DatabaseUnavailable or IndexUnavailable.
    """
    root = data_directory / _INDEX_FOLDER
    with ExitStack() as stack:
        stack.enter_context(DataDirectoryLock(data_directory, address))
        catalogue = stack.enter_context(_catalogue(data_directory, root, database_url))
        synchronise(catalogue, documents, progress)
        holdings = catalogue.holdings()
        kinds = (keyword_kind(), vector_kind(encoder, chroma_url))
        indexes = Indexes(kinds, root, catalogue, holdings.indexed(), progress)
        stack.callback(indexes.close)
        yield KnowledgeBase(
            catalogue, holdings, indexes, progress, RecognisedTexts(data_directory / _RECOGNISED_FOLDER)
        )


@contextmanager
def open_documents(data_directory: Path, *, database_url: str | None = None) -> Iterator[KnowledgeBase]:
    """The documents of a data directory whose disk is full: nothing is written, not even what SQLite needs to share a
    database, and there are no indexes to search. The directory is locked meanwhile.

    Raises DataDirectoryInUse, DataDirectoryDamaged, DatabaseUnavailable, or DiskFull where a process was killed in the
    middle of writing: then the database needs room to be put in order.
    """
    root = data_directory / _INDEX_FOLDER
    with ExitStack() as stack:
        stack.enter_context(DataDirectoryLock(data_directory, writes_nothing=True))
        catalogue = stack.enter_context(Catalogue(database_url or _unshared(data_directory), must_exist=True))
        indexes = Indexes((), root, catalogue, (), lambda step: None)
        yield KnowledgeBase(catalogue, catalogue.holdings(), indexes)


def _unshared(data_directory: Path) -> URL:
    """The database as a file that nobody changes (the lock sees to it), which SQLite opens without a file beside it."""
    file = (data_directory / _DATABASE_FILE).absolute()
    log = file.with_name(f"{_DATABASE_FILE}-wal")
    if not file.exists() or (log.exists() and log.stat().st_size > 0):
        raise DiskFull(f"数据目录 {data_directory} 所在的磁盘已满，请清理出至少 200 MB 空间后再试。")
    return URL.create("sqlite", database=file.as_uri(), query={"mode": "ro", "immutable": "1", "uri": "true"})


def _catalogue(data_directory: Path, root: Path, database_url: str | None) -> Catalogue:
    if database_url is not None:
        return Catalogue(database_url)
    url = URL.create("sqlite", database=str(data_directory / _DATABASE_FILE))
    return Catalogue(url, must_exist=has_indexes(root))
