"""Every vector of an index in memory, and the nearest clauses among them, found exactly.

Chroma's graph is another each time it is built. With a beam of 400 it found .999 of the nearest hundred among 1,500
vectors in 5 ms and .995 among 58,748 in 13 ms; reading every vector takes .05 and 2 ms (256 dimensions, 1 kB each).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


class VectorTable:
    """The vectors of some clauses, several for each. Never changes; safe to search from several threads."""

    def __init__(self, owners: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """`owners` names the clause of each row of `vectors`, of shape (len(owners), dimension), in any order."""
        order = sorted(range(len(owners)), key=owners.__getitem__)
        self._owners = [owners[row] for row in order]
        self._vectors = vectors[order]
        starts = [row for row, owner in enumerate(self._owners) if row == 0 or owner != self._owners[row - 1]]
        self._clause_ids = [self._owners[row] for row in starts]
        self._starts = np.array(starts, dtype=np.intp)

    def __len__(self) -> int:
        return len(self._owners)

    def changed(
        self, removed: Collection[str], owners: Sequence[str], vectors: Sequence[NDArray[np.float32]]
    ) -> VectorTable:
        """This table without the vectors of the removed clause ids, and with these, in any number of parts."""
        gone = frozenset(removed)
        kept = [row for row, owner in enumerate(self._owners) if owner not in gone]
        return VectorTable(
            [*(self._owners[row] for row in kept), *owners], np.concatenate((self._vectors[kept], *vectors))
        )

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The k best (clause id, dot product of the clause's nearest vector), best first, equals by clause id; only
        products above zero.

        `vecdot` takes each row by itself: the product of a whole matrix (`@`) rounds a row by where it stands, so equal
        texts would not tie and a clause's score would change with its neighbours. It is not slower.
        """
        if not self._owners or k < 1:
            return []
        products = np.maximum.reduceat(np.vecdot(self._vectors, vector), self._starts)
        least = np.partition(products, -k)[-k] if k < len(products) else products.min()
        reached = np.flatnonzero((products >= least) & (products > 0))
        best = reached[np.argsort(-products[reached], kind="stable")][:k]
        return [(self._clause_ids[row], float(products[row])) for row in best]
