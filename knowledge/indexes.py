"""The two derived indexes of one data directory, open for searching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.index_kinds import KEYWORD, VECTOR, Index, IndexKind
from knowledge.index_upkeep import Progress, caught_up, clear_superseded, ready_index, rebuilt_index
from knowledge.manifest import index_in_use
from knowledge.types import Clause


def has_indexes(root: Path) -> bool:
    """Whether an index was ever finished under `root`."""
    return any(index_in_use(root, name) for name in (KEYWORD, VECTOR))


class Indexes:
    """The lexical and the semantic index under one folder. Searches may run in several threads."""

    def __init__(
        self,
        kinds: Iterable[IndexKind],
        root: Path,
        catalogue: Catalogue,
        clauses: Sequence[Clause],
        progress: Progress,
    ) -> None:
        """Bring the indexes under `root` to `clauses`, the catalogue's current ones, and open them."""
        self._kinds = tuple(kinds)
        self._root = root
        self._open: dict[str, Index] = {}
        try:
            for kind in self._kinds:
                self._open[kind.name] = ready_index(kind, root, catalogue, clauses, progress)
                clear_superseded(kind, root)
        except BaseException:
            self.close()
            raise

    @property
    def keyword(self) -> Index:
        """The lexical index; its scores are BM25."""
        return self._open[KEYWORD]

    @property
    def vector(self) -> Index:
        """The semantic index; its scores are cosines."""
        return self._open[VECTOR]

    def catch_up(self, catalogue: Catalogue, clauses: Sequence[Clause], progress: Progress) -> tuple[str, ...]:
        """Do what the catalogue says is pending, in the open indexes side by side; `clauses` are its current ones.

        An index that fails keeps its work pending and the other goes on. What kept it, as Chinese sentences.
        """

        def catch_up(kind: IndexKind) -> str | None:
            try:
                self._catch_up(kind, catalogue, clauses, progress)
            except (KnowledgeError, OSError, ValueError) as error:  # tantivy says ValueError, also of a full disk
                return f"索引 {kind.name} 尚未更新：{error}"
            return None

        with ThreadPoolExecutor(len(self._kinds), "catch-up") as pool:
            return tuple(failure for failure in pool.map(catch_up, self._kinds) if failure is not None)

    def _catch_up(self, kind: IndexKind, catalogue: Catalogue, clauses: Sequence[Clause], progress: Progress) -> None:
        before = self._open[kind.name]
        self._open[kind.name] = caught_up(kind, before, self._root, catalogue, clauses, progress)
        if self._open[kind.name] is not before:
            clear_superseded(kind, self._root)

    def rebuild(self, catalogue: Catalogue, clauses: Sequence[Clause], progress: Progress) -> None:
        """Make both indexes anew beside those in use, then use them; searches go on meanwhile.

        The old ones stay open for the searches under way; their directories are removed at the next start.
        """
        for kind in self._kinds:
            self._open[kind.name] = rebuilt_index(kind, self._root, clauses, progress)
            catalogue.settle(kind.name)

    def close(self) -> None:
        """Let go of the indexes' files and connections."""
        for index in self._open.values():
            index.close()
