"""Exact search in memory."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.vector_table import VectorTable

DIMENSION = 5
coordinates = st.lists(st.sampled_from([-0.7, -0.1, 0.0, 0.3, 0.9]), min_size=DIMENSION, max_size=DIMENSION)
rows = st.lists(st.tuples(st.sampled_from(["d:1", "d:10", "d:2", "e:1"]), coordinates), max_size=12)


def table_of(content: list[tuple[str, list[float]]]) -> VectorTable:
    return VectorTable([owner for owner, _ in content], matrix_of(content))


def matrix_of(content: list[tuple[str, list[float]]]) -> NDArray[np.float32]:
    return np.array([row for _, row in content], dtype=np.float32).reshape(-1, DIMENSION)


def ranking_by_hand(content: list[tuple[str, list[float]]], vector: NDArray[np.float32], k: int) -> list[str]:
    """Only for vectors whose equal products are equal in floating point: those of the table's own routine."""
    best: dict[str, float] = {}
    for owner, row in content:
        product = float(np.vecdot(np.array(row, dtype=np.float32), vector))
        best[owner] = max(product, best.get(owner, -1e9))
    return sorted((owner for owner in best if best[owner] > 0), key=lambda owner: (-best[owner], owner))[:k]


@given(rows, coordinates, st.integers(0, 6))
def test_the_nearest_clauses_come_first_and_equals_by_id(
    content: list[tuple[str, list[float]]], query: list[float], k: int
) -> None:
    vector = np.array(query, dtype=np.float32)
    found = [owner for owner, _ in table_of(content).nearest(vector, k)]
    assert found == ranking_by_hand(content, vector, k)


@given(rows, rows, st.sets(st.sampled_from(["d:1", "d:2", "x:1"])), coordinates)
def test_a_changed_table_is_that_of_what_is_left_and_what_came(
    before: list[tuple[str, list[float]]],
    added: list[tuple[str, list[float]]],
    removed: set[str],
    query: list[float],
) -> None:
    vector = np.array(query, dtype=np.float32)
    changed = table_of(before).changed(
        removed, [owner for owner, _ in added], [matrix_of(added[:2]), matrix_of(added[2:])]
    )
    expected = table_of([row for row in before if row[0] not in removed] + added)
    assert len(changed) == len(expected)
    assert changed.nearest(vector, 6) == expected.nearest(vector, 6)


def test_equal_texts_tie_wherever_they_stand_among_the_others() -> None:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(1003, 256)).astype(np.float32)
    query = random.normal(size=256).astype(np.float32)
    vectors[[0, 3, 500, 1000, 1002]] = query
    owners = [f"d:{number:04}" for number in range(len(vectors))]
    found = VectorTable(owners, vectors).nearest(query, 5)
    assert [owner for owner, _ in found] == ["d:0000", "d:0003", "d:0500", "d:1000", "d:1002"]
    assert len({product for _, product in found}) == 1
    assert [owner for owner, _ in VectorTable(owners, vectors).nearest(query, 3)] == ["d:0000", "d:0003", "d:0500"]
