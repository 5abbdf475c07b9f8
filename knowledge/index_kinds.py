"""The two kinds of derived index, seen alike: what an index can do and how one is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.embeddings import Encoder
from knowledge.keyword_index import KeywordIndex
from knowledge.types import Clause
from knowledge.vector_index import VectorIndex, drop_collection, vector_settings

KEYWORD, VECTOR = "keyword", "vector"

SMALL_KEYWORD_INDEX = 2000
"""Clauses below which a changed lexical index is made anew, which takes less than a second: BM25 would otherwise go on
counting replaced clauses until tantivy merges them away, and rank by the index's past."""


class Index(Protocol):
    """What both indexes can do; `KeywordIndex` and `VectorIndex` say more."""

    def records(self) -> int:
        """How many records the index holds; tells a truncated index from a whole one."""

    def digests(self, doc_ids: Collection[str] | None = None) -> dict[str, str]:
        """Clause id → digest of what the index holds, of some documents or of all."""

    def update(self, removed: Collection[str], clauses: Sequence[Clause]) -> None:
        """Drop the removed clause ids, then add these clauses."""

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """The k best (clause id, score above zero), best first."""

    def close(self) -> None:
        """Let go of files and connections."""


@dataclass(frozen=True, slots=True)
class IndexKind:
    """How to get an index of one kind: `open` opens or makes that of a directory, `drop` frees what lies outside it.

    From `catch_up_from` clauses on, changes are made in place; a smaller index is made anew.
    """

    name: str
    settings: Mapping[str, str]
    catch_up_from: int
    open: Callable[[Path], Index]
    drop: Callable[[Path], None]


def keyword_kind() -> IndexKind:
    """The lexical index."""
    return IndexKind(KEYWORD, KeywordIndex.settings, SMALL_KEYWORD_INDEX, KeywordIndex, lambda directory: None)


def vector_kind(encoder: Encoder, chroma_url: str | None) -> IndexKind:
    """The semantic index of one encoder, embedded or on a Chroma server."""
    return IndexKind(
        VECTOR,
        vector_settings(encoder, chroma_url),
        0,
        lambda directory: VectorIndex(directory, encoder, chroma_url),
        lambda directory: drop_collection(directory, chroma_url),
    )
