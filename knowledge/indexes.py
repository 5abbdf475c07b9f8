"""The two derived indexes of one data directory, open for searching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.index_kinds import KEYWORD, VECTOR, Index, IndexKind
from knowledge.index_upkeep import Progress, clear_superseded, ready_index, rebuilt_index
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

    def rebuild(self, clauses: Sequence[Clause], progress: Progress) -> None:
        """Make both indexes anew beside those in use, then use them; searches go on meanwhile.

        The old ones stay open for the searches under way; their directories are removed at the next start.
        """
        for kind in self._kinds:
            self._open[kind.name] = rebuilt_index(kind, self._root, clauses, progress)

    def close(self) -> None:
        """Let go of the indexes' files and connections."""
        for index in self._open.values():
            index.close()
