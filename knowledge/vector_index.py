"""The semantic index: vectors of the clauses in Chroma. The only file that imports chromadb.

Several vectors stand for a clause: its text under its heading path, and each of its everyday questions. Chroma keeps
them; they are searched in a `VectorTable`, which is exact and faster than Chroma's graph.
"""

from __future__ import annotations

import itertools
import threading
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.deadline import within
from knowledge.embeddings import Encoder
from knowledge.errors import IndexUnavailable, KnowledgeError
from knowledge.fingerprints import clause_digest
from knowledge.types import Clause
from knowledge.vector_table import VectorTable

SPACE = "ip"
"""How Chroma compares vectors, which nobody asks of it. With `cosine` it would scale each one, which moves last digits;
with the inner product it gives back, bit for bit, what was put in."""

READ_AT_ONCE, NAMED_AT_ONCE = 10_000, 1_000
"""Records read, and ids named, in one call: Chroma names each in an SQL statement, which takes 32,766 at most."""

VECTORS_AT_ONCE = 2_000
"""Vectors read in one call: bounds what reading them takes beside the table itself."""

_QUERY_SECONDS = 5.0  # counting takes 2 ms; the rest is for a machine under load
_READ_SECONDS = 30.0  # 59,000 vectors take 2 s, 10 s from a server
_WRITE_SECONDS = 120.0
_COLLECTION = "clauses"
_COLLECTION_FILE = "collection"  # names this index's collection on a Chroma server
_CONFIGURATION = {"hnsw": {"space": SPACE, "max_neighbors": 4, "ef_construction": 10, "ef_search": 10}}
"""The smallest graph that Chroma builds well, for it cannot do without: half the time of its own default."""

_Result = TypeVar("_Result")
_Vectors = tuple[list[str], NDArray[np.float32]]
"""The clause id of each row, and the rows."""


class VectorIndex:
    """One Chroma collection: in the index's own directory, or on a Chroma server. Usable from several threads."""

    def __init__(self, directory: Path, encoder: Encoder, chroma_url: str | None = None) -> None:
        """Open the collection that belongs to `directory`, making an empty one if there is none.

        Raises IndexUnavailable when Chroma cannot be opened or reached, or the collection is one that scales vectors.
        """
        self._encoder = encoder
        self._table: VectorTable | None = None  # what Chroma holds, or None until somebody searches
        self._turn = threading.Lock()  # held by who changes Chroma, or reads all of it
        self._client = _guarded(_WRITE_SECONDS, lambda: _client(directory, chroma_url))
        try:
            self._collection = _guarded(_WRITE_SECONDS, lambda: self._open(_collection_name(directory, chroma_url)))
        except BaseException:
            self._client.close()
            raise

    def records(self) -> int:
        """How many vectors the index holds."""
        return int(_guarded(_QUERY_SECONDS, self._collection.count))

    def digests(self, doc_ids: Collection[str] | None = None) -> dict[str, str]:
        """Clause id → digest of what the index holds, of some documents or of all."""
        if doc_ids is None:
            return self._held(None)
        held: dict[str, str] = {}
        for names in _parts(sorted(doc_ids), NAMED_AT_ONCE):
            held |= self._held({"doc_id": {"$in": names}})
        return held

    def update(self, removed: Collection[str], clauses: Sequence[Clause]) -> None:
        """Drop the removed clause ids, then add these clauses; a clause that changes is named in both.

        A kill half-way leaves clauses out, never a clause with some of its vectors. The encoding has no deadline.
        """
        with self._turn:
            changed = None  # also where Chroma fails: what it did is not known, and is read before the next search
            try:
                changed = self._change(removed, clauses)
            finally:
                self._table = changed

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """The k best (clause id, cosine of the clause's nearest vector), best first, equals by clause id; only cosines
        above zero.

        Raises IndexUnavailable when Chroma, which the first search reads, does not answer in time.
        """
        vector = self._encoder.encode([query])[0]
        if not vector.any() or k < 1:
            return []
        table = self._table
        if table is None:
            table = _guarded(_READ_SECONDS, self._read)  # it may have to wait for a change to end
        return table.nearest(vector, k)

    def close(self) -> None:
        """Let go of Chroma's files or connection."""
        self._client.close()

    def _open(self, name: str) -> Any:  # noqa: ANN401  # chromadb's types change between its releases
        collection = self._client.get_or_create_collection(name, configuration=_CONFIGURATION, embedding_function=None)
        # An existing collection keeps its own space without a word, whatever is asked for here.
        space = collection.configuration_json["hnsw"]["space"]
        if space != SPACE:
            raise IndexUnavailable(f"向量索引的距离应为 {SPACE}，实为 {space}，请重建索引。")
        return collection

    def _held(self, where: Mapping[str, Any] | None) -> dict[str, str]:
        """Clause id → digest of the vectors that fit `where`, read page by page."""
        held: dict[str, str] = {}
        for start in itertools.count(step=READ_AT_ONCE):
            page = self._page(where, start)
            held |= {metadata["clause_id"]: metadata["digest"] for metadata in page}
            if len(page) < READ_AT_ONCE:
                break
        return held

    def _page(self, where: Mapping[str, Any] | None, start: int) -> list[Mapping[str, str]]:
        found = _guarded(
            _WRITE_SECONDS,
            lambda: self._collection.get(where=where, include=["metadatas"], limit=READ_AT_ONCE, offset=start),
        )
        return list(found["metadatas"])

    def _delete(self, where: Mapping[str, Any]) -> None:
        _guarded(_WRITE_SECONDS, lambda: self._collection.delete(where=where))

    def _change(self, removed: Collection[str], clauses: Sequence[Clause]) -> VectorTable | None:
        """Change what Chroma holds. The table that then holds the same; None where nobody has searched yet, or where
        Chroma holds something else, as when a write that was given up is done after all."""
        for names in _parts(sorted(removed), NAMED_AT_ONCE):
            self._delete({"clause_id": {"$in": names}})
        limit = _guarded(_QUERY_SECONDS, self._client.get_max_batch_size)
        added = [self._add(batch) for batch in _batches(clauses, limit)]
        if self._table is None:
            return None
        owners = [owner for batch, _ in added for owner in batch]
        table = self._table.changed(removed, owners, [vectors for _, vectors in added])
        return table if len(table) == self.records() else None

    def _add(self, clauses: Sequence[Clause]) -> _Vectors:
        texts = [texts_of(clause) for clause in clauses]
        vectors = self._encoder.encode([text for group in texts for text in group])
        ids, metadatas = [], []
        for clause, group in zip(clauses, texts, strict=True):
            ids += [f"{clause.clause_id}#{number}" for number in range(len(group))]
            metadata = {"clause_id": clause.clause_id, "doc_id": clause.doc_id, "digest": clause_digest(clause)}
            metadatas += [metadata] * len(group)
        _guarded(_WRITE_SECONDS, lambda: self._collection.upsert(ids=ids, embeddings=vectors, metadatas=metadatas))
        return _owners(ids), vectors

    def _read(self) -> VectorTable:
        """The table of all that Chroma holds, read page by page unless somebody has just done so."""
        with self._turn:
            if self._table is None:
                owners: list[str] = []
                vectors = np.empty((self.records(), self._encoder.dimension), dtype=np.float32)
                for start in range(0, len(vectors), VECTORS_AT_ONCE):
                    page, found = self._vectors_from(start)
                    vectors[len(owners) : len(owners) + len(page)] = found
                    owners += page
                self._table = VectorTable(owners, vectors[: len(owners)])
            return self._table

    def _vectors_from(self, start: int) -> _Vectors:
        found = _guarded(
            _READ_SECONDS,
            lambda: self._collection.get(include=["embeddings"], limit=VECTORS_AT_ONCE, offset=start),
        )
        return _owners(found["ids"]), np.asarray(found["embeddings"], dtype=np.float32)


def _owners(ids: Sequence[str]) -> list[str]:
    """The clause of each vector."""
    return [vector_id.rpartition("#")[0] for vector_id in ids]


def vector_settings(encoder: Encoder, chroma_url: str | None) -> Mapping[str, str]:
    """What a vector index depends on beside its clauses."""
    return {
        "engine": "chroma",
        "space": SPACE,
        "place": chroma_url or "embedded",
        "encoder": encoder.fingerprint,
        "dimension": str(encoder.dimension),
    }


def texts_of(clause: Clause) -> list[str]:
    """The texts whose vectors stand for a clause; never empty."""
    return ["\n".join([*clause.heading_path, clause.text]), *clause.questions]


def drop_collection(directory: Path, chroma_url: str | None) -> None:
    """Delete what belongs to `directory` on a Chroma server; an embedded index lies in the directory itself."""
    if chroma_url is None or not (directory / _COLLECTION_FILE).exists():
        return
    client = _guarded(_WRITE_SECONDS, lambda: _client(directory, chroma_url))
    try:
        name = _collection_name(directory, chroma_url)
        names = _guarded(_QUERY_SECONDS, lambda: {collection.name for collection in client.list_collections()})
        if name in names:
            _guarded(_WRITE_SECONDS, lambda: client.delete_collection(name))
    finally:
        client.close()


def _client(directory: Path, chroma_url: str | None) -> Any:  # noqa: ANN401
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if chroma_url is None:
        return chromadb.PersistentClient(path=str(directory), settings=settings)
    url = urlsplit(chroma_url)
    secure = url.scheme == "https"
    return chromadb.HttpClient(
        host=url.hostname or "localhost", port=url.port or (443 if secure else 8000), ssl=secure, settings=settings
    )


def _collection_name(directory: Path, chroma_url: str | None) -> str:
    """A name of its own for each index on a server, which others may use too; written down before it is used."""
    if chroma_url is None:
        return _COLLECTION
    file = directory / _COLLECTION_FILE
    if not file.exists():
        file.write_text(f"parkbot-{uuid.uuid4().hex}", encoding="utf-8")
    return file.read_text(encoding="utf-8")


def _parts(names: Sequence[str], size: int) -> list[list[str]]:
    return [list(names[start : start + size]) for start in range(0, len(names), size)]


def _batches(clauses: Sequence[Clause], limit: int) -> list[list[Clause]]:
    """Clauses in batches of at most `limit` vectors; a clause is never parted, so a batch that fails loses it whole."""
    batches: list[list[Clause]] = [[]]
    size = 0
    for clause in clauses:
        vectors = 1 + len(clause.questions)
        if size + vectors > limit and batches[-1]:
            batches.append([])
            size = 0
        batches[-1].append(clause)
        size += vectors
    return [batch for batch in batches if batch]


def _guarded(seconds: float, call: Callable[[], _Result]) -> _Result:
    """A Chroma call with a deadline, whose failures, which have no common type, become IndexUnavailable."""
    try:
        return within(seconds, call)
    except KnowledgeError:
        raise
    except Exception as error:
        raise IndexUnavailable(f"向量索引无法使用（{error}）。请重启服务；若仍如此，请重建索引。") from error
