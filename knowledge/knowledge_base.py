"""The read path: documents, clauses and search, all from memory and the two indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from knowledge.addresses import resolve_address
from knowledge.catalogue import Catalogue
from knowledge.embeddings import Encoder
from knowledge.errors import ClauseNotFound, DocumentNotFound
from knowledge.fusion import fuse
from knowledge.index_kinds import keyword_kind, vector_kind
from knowledge.index_upkeep import Progress
from knowledge.indexes import Indexes, has_indexes
from knowledge.ingest import synchronise
from knowledge.lock import DataDirectoryLock
from knowledge.lookup import ExactLookup
from knowledge.types import Clause, ClauseAddress, Document, Hit, Mention

CANDIDATES = 100
"""Clauses that each leg puts up. The same for every k, so that a longer list begins with the shorter one."""

_DATABASE_FILE = "parkbot.db"
_INDEX_FOLDER = "indexes"


class KnowledgeBase:
    """The documents, in force or not, and finding them. Safe to use from several threads."""

    def __init__(self, catalogue: Catalogue, documents: Sequence[Document], indexes: Indexes) -> None:
        """Over the catalogue's current `documents` and the indexes that hold their clauses."""
        self.catalogue = catalogue
        self.indexes = indexes
        self._documents: Mapping[str, Document] = {document.doc_id: document for document in documents}
        self._clauses: Mapping[str, Clause] = {clause.clause_id: clause for clause in _clauses(documents)}
        self._lookup = ExactLookup(documents)

    def documents(self) -> tuple[Document, ...]:
        """The current version of every document, ordered by id."""
        return tuple(self._documents.values())

    def document(self, doc_id: str, version: str | None = None) -> Document:
        """A document, or the stored version of it whose text has this sha256. Raises DocumentNotFound."""
        current = self._documents.get(doc_id)
        if current is not None and version in (None, current.version):
            return current
        if version is None:
            raise DocumentNotFound(f"没有文件 {doc_id}")
        return self.catalogue.document(doc_id, version)

    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of every current document, in order."""
        return tuple(self._clauses.values())

    def clause(self, clause_id: str) -> ClauseAddress:
        """Where `<doc_id>:<path>` leads: a clause, or a 款 or 项 of an article. Raises ClauseNotFound."""
        clause = self._clauses.get(clause_id)
        if clause is not None:
            return ClauseAddress(clause, clause.path, clause.start, clause.end)
        doc_id, _, path = clause_id.partition(":")
        document = self._documents.get(doc_id)
        address = resolve_address(document.clauses, path) if document else None
        if address is None:
            raise ClauseNotFound(f"没有条款 {clause_id}")
        return address

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        """The documents and clauses that the question names by 文号, title, alias or clause label, clauses first."""
        return self._lookup.mentions(question)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k clauses nearest to the query by words and by meaning, best first; fewer where fewer have any score.

        Raises IndexUnavailable when an index does not answer in time.
        """
        candidates = max(k, CANDIDATES)
        lexical = self.indexes.keyword.search(query, candidates)
        semantic = self.indexes.vector.search(query, candidates)
        return fuse(self._known(lexical), self._known(semantic), k)

    def _known(self, scored: list[tuple[str, float]]) -> list[tuple[str, float]]:
        return [(clause_id, score) for clause_id, score in scored if clause_id in self._clauses]


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
    is where this process serves, for commands that find the directory locked. Raises DataDirectoryInUse,
    DataDirectoryDamaged, DatabaseUnavailable or IndexUnavailable.
    """
    root = data_directory / _INDEX_FOLDER
    with ExitStack() as stack:
        stack.enter_context(DataDirectoryLock(data_directory, address))
        catalogue = stack.enter_context(_catalogue(data_directory, root, database_url))
        synchronise(catalogue, documents, progress)
        current = catalogue.documents()
        kinds = (keyword_kind(), vector_kind(encoder, chroma_url))
        indexes = Indexes(kinds, root, catalogue, _clauses(current), progress)
        stack.callback(indexes.close)
        yield KnowledgeBase(catalogue, current, indexes)


def _catalogue(data_directory: Path, root: Path, database_url: str | None) -> Catalogue:
    if database_url is not None:
        return Catalogue(database_url)
    url = URL.create("sqlite", database=str(data_directory / _DATABASE_FILE))
    return Catalogue(url, must_exist=has_indexes(root))


def _clauses(documents: Iterable[Document]) -> tuple[Clause, ...]:
    return tuple(clause for document in documents for clause in document.clauses)
