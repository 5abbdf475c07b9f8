"""What both derived indexes promise, tested on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.fingerprints import clause_digest, clause_digests
from knowledge.index_kinds import Index, IndexKind, keyword_kind, vector_kind
from tests.knowledge.factories import LOANS, PLAN, HashingEncoder

CLAUSES = PLAN.clauses + LOANS.clauses
ODD_QUERIES = ["", " ", "😀", "\x00", 'AND OR NOT "', "clause:研发 +必须 -不要", "(((", "a^2~3*?[x TO y]", "/.*/", "\\"]


@pytest.fixture(params=["keyword", "vector"])
def kind(request: pytest.FixtureRequest) -> IndexKind:
    return keyword_kind() if request.param == "keyword" else vector_kind(HashingEncoder(), None)


@pytest.fixture
def index(kind: IndexKind, tmp_path: Path) -> Iterator[Index]:
    index = kind.open(tmp_path)
    index.update((), CLAUSES)
    yield index
    index.close()


def test_an_index_holds_what_was_put_in(index: Index) -> None:
    assert index.digests() == clause_digests(CLAUSES)
    assert index.digests(["loans"]) == clause_digests(LOANS.clauses)
    assert index.digests(["nobody"]) == {}


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.clause_id)
def test_a_clause_is_found_by_its_own_words_and_its_questions(index: Index, clause: object) -> None:
    for text in (clause.text, *clause.questions):  # type: ignore[attr-defined]
        assert index.search(text, 1)[0][0] == clause.clause_id  # type: ignore[attr-defined]


def test_the_words_of_the_heading_path_are_searched(index: Index) -> None:
    assert len(index.search("总则", 10)) == len(CLAUSES)


def test_scores_fall_are_above_zero_and_a_longer_list_begins_with_the_shorter(index: Index) -> None:
    hits = index.search("贷款贴息和研发投入", 5)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    assert all(score > 0 for _, score in hits)
    assert len({clause_id for clause_id, _ in hits}) == len(hits)
    assert index.search("贷款贴息和研发投入", 2) == hits[:2]
    assert index.search("贷款贴息和研发投入", 0) == []


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_text_breaks_a_search(index: Index, query: str) -> None:
    assert all(score > 0 for _, score in index.search(query, 3))


def test_nothing_in_a_question_is_read_as_query_syntax(index: Index) -> None:
    plain = [clause_id for clause_id, _ in index.search("研发投入 贷款", 5)]
    assert [clause_id for clause_id, _ in index.search("+研发投入 -贷款", 5)] == plain


def test_the_longest_question_is_searched(index: Index) -> None:
    assert index.search("贷" * 2000, 1)[0][0].startswith("loans:")


def test_a_removed_clause_is_gone(index: Index) -> None:
    index.update(["loans:1"], ())
    assert index.digests(["loans"]).keys() == {"loans:2"}
    assert "loans:1" not in [clause_id for clause_id, _ in index.search("科技成果转化贷款可以申请贴息", 5)]


def test_a_changed_clause_takes_the_place_of_its_older_self(index: Index, kind: IndexKind) -> None:
    before = index.records()
    changed = replace(LOANS.clauses[0], text="高新技术企业可以减税。", questions=())
    index.update(["loans:1"], [changed])
    assert index.digests()["loans:1"] == clause_digest(changed)
    assert index.search("高新技术企业减税", 1)[0][0] == "loans:1"
    assert index.records() == before - (1 if kind.name == "vector" else 0)


def test_a_repeated_update_changes_nothing(index: Index) -> None:
    before = index.records(), index.digests(), index.search("研发投入", 5)
    index.update([clause.clause_id for clause in PLAN.clauses], PLAN.clauses)
    after = index.records(), index.digests(), index.search("研发投入", 5)
    assert after[:2] == before[:2]
    assert [clause_id for clause_id, _ in after[2]] == [clause_id for clause_id, _ in before[2]]


def test_a_reopened_index_ranks_the_same(index: Index, kind: IndexKind, tmp_path: Path) -> None:
    queries = ["研发投入补多少", "青年人才", "贷款额度"]
    before = [index.search(query, 5) for query in queries]
    index.close()
    reopened = kind.open(tmp_path)
    assert [reopened.search(query, 5) for query in queries] == before
    reopened.close()


def test_an_empty_index_finds_nothing(kind: IndexKind, tmp_path: Path) -> None:
    index = kind.open(tmp_path)
    assert (index.records(), index.digests(), index.search("研发", 3)) == (0, {}, [])
    index.close()
