from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fusion import LEXICAL_WEIGHT, SEMANTIC_WEIGHT, fuse

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 50)).map(lambda scores: list(scores.items()))


def test_what_both_legs_put_first_comes_first_with_a_full_score() -> None:
    hits = fuse([("a", 9.0), ("b", 3.0)], [("a", 0.8), ("c", 0.2)], 3)
    assert (hits[0].clause_id, hits[0].score, hits[0].similarity) == ("a", pytest.approx(1.0), 0.8)


def test_each_leg_has_its_weight() -> None:
    hits = {hit.clause_id: hit for hit in fuse([("a", 9.0), ("b", 3.0)], [("c", 0.8), ("b", 0.2)], 3)}
    assert hits["a"].score == pytest.approx(LEXICAL_WEIGHT)
    assert hits["c"].score == pytest.approx(SEMANTIC_WEIGHT)
    assert (hits["b"].score, hits["b"].similarity) == (0.0, 0.2)


def test_a_score_of_zero_does_not_vote() -> None:
    assert fuse([("a", 0.0)], [("b", 0.0)], 5) == ()
    assert [hit.clause_id for hit in fuse([("a", 0.0), ("b", 4.0), ("c", 2.0)], [], 5)] == ["b", "c"]


def test_a_single_candidate_has_the_full_score_of_its_leg() -> None:
    assert [hit.lexical for hit in fuse([("a", 0.1)], [], 5)] == [1.0]


@given(SCORES, SCORES, st.integers(1, 8))
def test_scores_fall_stay_in_bounds_and_a_longer_list_begins_with_the_shorter(
    lexical: list[tuple[str, float]], semantic: list[tuple[str, float]], k: int
) -> None:
    hits = fuse(lexical, semantic, 8)
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.clause_id))
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert fuse(lexical, semantic, k) == hits[:k]
    assert {hit.clause_id for hit in hits} == {name for name, score in lexical + semantic if score > 0}
