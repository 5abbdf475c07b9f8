from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings
from numpy.typing import NDArray

import knowledge.vector_index as module
from knowledge.errors import IndexUnavailable
from knowledge.fingerprints import clause_digests
from knowledge.types import Clause
from knowledge.vector_index import VectorIndex, drop_collection, vector_settings
from tests.knowledge.factories import PLAN, HashingEncoder, make_document

CLUSTERS, CLAUSES, DIMENSION, K = 60, 3000, 64, 10


class NumberedEncoder:
    """Texts are row numbers of a fixed table of vectors."""

    fingerprint = "numbered"
    dimension = DIMENSION

    def __init__(self, table: NDArray[np.float32]) -> None:
        self.table = table

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.table[[int(text.rpartition("\n")[2]) for text in texts]]


def clustered_vectors(count: int) -> NDArray[np.float32]:
    """Unit vectors in clumps, as those of real clauses are."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(CLUSTERS, DIMENSION))
    vectors = centres[random.integers(CLUSTERS, size=count)] + 0.5 * random.normal(size=(count, DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def exact_top(vectors: NDArray[np.float32], owners: Sequence[str], query: NDArray[np.float32]) -> list[str]:
    best: dict[str, float] = {}
    for owner, cosine in zip(owners, (vectors.astype(np.float64) @ query).tolist(), strict=True):
        best[owner] = max(cosine, best.get(owner, -1.0))
    return sorted(best, key=lambda owner: (-best[owner], owner))[:K]


def test_the_search_finds_what_an_exact_search_finds(tmp_path: Path) -> None:
    table = clustered_vectors(CLAUSES * 2 + 100)
    clauses = numbered_clauses(range(CLAUSES))
    index = VectorIndex(tmp_path, NumberedEncoder(table))
    index.update((), clauses)
    owners = [clause.clause_id for clause in clauses for _ in range(2)]
    for number in range(2 * CLAUSES, len(table)):
        found = [clause_id for clause_id, _ in index.search(str(number), K)]
        assert found == exact_top(table[: 2 * CLAUSES], owners, table[number])
    index.close()


def numbered_clauses(numbers: Iterable[int]) -> list[Clause]:
    return [Clause("d", str(number), "", (), str(2 * number), 0, 0, (str(2 * number + 1),)) for number in numbers]


def rankings(index: VectorIndex, queries: Iterable[int]) -> list[list[tuple[str, float]]]:
    return [index.search(str(number), 100) for number in queries]


def test_however_an_index_came_about_it_ranks_the_same_to_the_last_digit(tmp_path: Path) -> None:
    """Built at once, built in parts and in another order, changed while being searched, and opened again."""
    encoder, queries = NumberedEncoder(clustered_vectors(4 * K + 10)), range(4 * K, 4 * K + 10)
    clauses = numbered_clauses(range(K))
    first, second = VectorIndex(tmp_path / "first", encoder), VectorIndex(tmp_path / "second", encoder)
    first.update((), clauses)
    expected = rankings(first, queries)
    second.update((), clauses[6:])
    assert rankings(second, queries) != expected
    second.update((), [*numbered_clauses(range(K, 2 * K)), *reversed(clauses[:6])])
    assert rankings(second, queries) != expected
    second.update([clause.clause_id for clause in numbered_clauses(range(K, 2 * K))], ())
    assert rankings(second, queries) == expected
    second.close()
    reopened = VectorIndex(tmp_path / "second", encoder)
    assert rankings(reopened, queries) == expected
    first.close(), reopened.close()


def test_a_change_that_fails_leaves_no_search_of_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(clauses: Sequence[Clause]) -> None:
        raise IndexUnavailable("没有响应")

    index = VectorIndex(tmp_path, HashingEncoder())
    index.update((), PLAN.clauses)
    before = index.search("研发投入", 5)
    with monkeypatch.context() as patched:
        patched.setattr(index, "_add", fails)
        with pytest.raises(IndexUnavailable):
            index.update(["plan:1"], PLAN.clauses[:1])
    assert "plan:1" not in dict(index.search("研发投入", 5))
    index.update((), PLAN.clauses[:1])
    assert index.search("研发投入", 5) == before
    index.close()


def test_what_chroma_did_after_it_was_given_up_is_searched_after_the_next_change(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path, HashingEncoder())
    index.update((), PLAN.clauses[:1])
    index.search("研发投入", 5)
    index._add(PLAN.clauses[1:])  # as a call does whose deadline has passed
    index.update((), ())
    assert len(index.search("研发投入和基金", 5)) > 1
    index.close()


def test_vectors_are_read_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = VectorIndex(tmp_path, HashingEncoder())
    index.update((), PLAN.clauses)
    expected = index.search("研发投入", 5)
    index.close()
    for at_once in (1, 2, 3, index_size := sum(1 + len(clause.questions) for clause in PLAN.clauses), index_size + 1):
        monkeypatch.setattr(module, "VECTORS_AT_ONCE", at_once)
        reopened = VectorIndex(tmp_path, HashingEncoder())
        assert reopened.search("研发投入", 5) == expected
        reopened.close()


def test_the_score_is_the_exact_cosine_of_the_nearest_text(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    index = VectorIndex(tmp_path, encoder)
    index.update((), PLAN.clauses)
    query = "研发费用补贴比例是多少"
    expected = {
        clause.clause_id: max((encoder.encode(module.texts_of(clause)) @ encoder.encode([query])[0]).tolist())
        for clause in PLAN.clauses
    }
    assert dict(index.search(query, 3)) == pytest.approx(expected, abs=1e-6)
    index.close()


def test_one_clause_with_many_near_questions_does_not_crowd_out_the_others(tmp_path: Path) -> None:
    crowd = [[f"研发补助问题{number}" for number in range(300)], [], []]
    index = VectorIndex(tmp_path, HashingEncoder())
    index.update((), make_document("rule", ["研发补助", "研发投入", "研发机构"], crowd).clauses)
    assert len(index.search("研发补助问题", 3)) == 3
    index.close()


def test_a_text_without_any_known_term_is_stored_and_finds_nothing(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path, HashingEncoder())
    clause = Clause("d", "1", "", (), "——", 0, 2)
    index.update((), [clause, *PLAN.clauses])
    assert index.digests().keys() == {"d:1", *(clause.clause_id for clause in PLAN.clauses)}
    assert index.search("……", 3) == []
    assert [clause_id for clause_id, _ in index.search("研发投入", 1)] == ["plan:1"]
    index.close()


def test_a_collection_that_scales_vectors_is_refused(tmp_path: Path) -> None:
    client = chromadb.PersistentClient(str(tmp_path), settings=Settings(anonymized_telemetry=False))
    client.create_collection("clauses", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)
    client.close()
    with pytest.raises(IndexUnavailable, match="cosine"):
        VectorIndex(tmp_path, HashingEncoder())


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(IndexUnavailable):
        VectorIndex(tmp_path, HashingEncoder())


def test_a_search_that_chroma_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stuck:
        def count(self) -> int:
            released.wait()
            return 0

    released = threading.Event()
    index = VectorIndex(tmp_path, HashingEncoder())
    monkeypatch.setattr(index, "_collection", Stuck())
    monkeypatch.setattr(module, "_QUERY_SECONDS", 0.05)
    with pytest.raises(IndexUnavailable, match="没有响应"):
        index.search("研发", 3)
    released.set()
    index.close()


def test_a_chroma_server_that_is_not_there_is_named_unavailable(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        VectorIndex(tmp_path, HashingEncoder(), "http://127.0.0.1:9")


def test_an_embedded_index_leaves_nothing_to_drop(tmp_path: Path) -> None:
    drop_collection(tmp_path, None)
    drop_collection(tmp_path, "http://127.0.0.1:9")


def test_what_is_held_is_read_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [make_document(f"d{number}", ["甲。", "乙。"], [["问"], []]) for number in range(5)]
    clauses = [clause for document in documents for clause in document.clauses]
    index = VectorIndex(tmp_path, HashingEncoder())
    index.update((), clauses)
    for at_once in (1, 2, 3, 5, 15, 16):
        monkeypatch.setattr(module, "READ_AT_ONCE", at_once)
        monkeypatch.setattr(module, "NAMED_AT_ONCE", 1 + at_once % 3)
        assert index.digests() == clause_digests(clauses)
        assert index.digests(["d0", "d3", "d4", "nobody"]).keys() == {f"d{n}:{c}" for n in (0, 3, 4) for c in (1, 2)}
    index.update([clause.clause_id for clause in clauses[:7]], ())
    assert index.digests().keys() == {clause.clause_id for clause in clauses[7:]}
    index.close()


def test_batches_never_part_a_clause_and_never_exceed_the_limit() -> None:
    clauses = make_document("rule", ["条"] * 7, [["问"] * count for count in (0, 3, 1, 5, 0, 0, 2)]).clauses
    batches = module._batches(clauses, 6)
    assert [clause for batch in batches for clause in batch] == list(clauses)
    assert all(sum(1 + len(clause.questions) for clause in batch) <= 6 for batch in batches)


def test_the_settings_tell_encoders_and_places_apart() -> None:
    settings = [
        vector_settings(HashingEncoder(), None),
        vector_settings(HashingEncoder(fingerprint="other"), None),
        vector_settings(HashingEncoder(dimension=32), None),
        vector_settings(HashingEncoder(), "http://127.0.0.1:8000"),
    ]
    assert all(settings[a] != settings[b] for a in range(4) for b in range(a))
