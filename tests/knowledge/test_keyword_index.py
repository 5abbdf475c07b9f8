from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.keyword_index import KeywordIndex
from tests.knowledge.factories import LOANS, PLAN, make_document


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path)
    index.update((), PLAN.clauses + LOANS.clauses)
    return index


def test_a_question_that_shares_no_term_finds_nothing(index: KeywordIndex) -> None:
    assert index.search("xyz", 5) == []


def test_spelling_does_not_matter(index: KeywordIndex) -> None:
    assert index.search("研發投入", 5) == index.search("研发投入", 5)
    assert index.search("最高５％", 1) == index.search("最高5%", 1)


def test_words_in_order_beat_the_same_characters_apart(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.update((), make_document("rule", ["补助研发机构", "研究机构补发救助"]).clauses)
    assert [clause_id for clause_id, _ in index.search("研发补助", 2)] == ["rule:1", "rule:2"]


def test_equal_scores_come_in_the_order_of_the_ids(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    clauses = make_document("rule", ["同样的文字"] * 5).clauses
    index.update((), clauses[::-1])
    assert [clause_id for clause_id, _ in index.search("文字", 5)] == [clause.clause_id for clause in clauses]


def test_a_damaged_index_says_so(index: KeywordIndex, tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        KeywordIndex(tmp_path)
