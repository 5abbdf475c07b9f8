from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.errors import IndexUnavailable
from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.factories import LOANS, PLAN, make_document
from tests.knowledge.opening import opened, rankings


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path, "OLD") as knowledge_base:
        yield knowledge_base


def problems(knowledge_base: KnowledgeBase) -> str:
    return "\n".join(check(knowledge_base).problems)


def test_a_sound_knowledge_base_agrees_in_all_three_places(knowledge_base: KnowledgeBase) -> None:
    report = check(knowledge_base)
    assert report.is_sound
    assert [holding.place for holding in report.holdings] == ["sql", "keyword", "vector"]
    assert {(holding.clauses, holding.truth) for holding in report.holdings} == {
        (5, report.holdings[0].truth),
    }


@pytest.mark.parametrize("name", ["keyword", "vector"])
def test_what_an_index_lacks_has_too_much_or_has_otherwise_is_named(knowledge_base: KnowledgeBase, name: str) -> None:
    index = getattr(knowledge_base.indexes, name)
    stranger = make_document("stranger", ["不相干的条款。"]).clauses
    index.update(["plan:1", "loans:1"], [*stranger, replace(LOANS.clauses[0], text="另一段文字")])
    found = problems(knowledge_base)
    assert f"索引 {name} 缺少 1 条，如 plan:1" in found
    assert f"索引 {name} 多出 1 条，如 stranger:1" in found
    assert f"索引 {name} 内容不同 1 条，如 loans:1" in found
    assert not check(knowledge_base).is_sound


def test_a_clause_that_lost_one_of_its_vectors_is_noticed(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.indexes.vector._collection.delete(ids=["plan:1#1"])  # type: ignore[attr-defined]
    assert "索引 vector 应有 9 条记录，实有 8 条" in problems(knowledge_base)


def test_an_index_that_cannot_be_read_is_named_with_the_reason(
    knowledge_base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise IndexUnavailable("向量索引无法使用（too many SQL variables）。")

    monkeypatch.setattr(knowledge_base.indexes.vector, "records", fail)
    assert problems(knowledge_base) == "索引 vector 无法读取：向量索引无法使用（too many SQL variables）。"


def test_a_rebuild_makes_the_indexes_sound_again_and_searches_go_on(
    knowledge_base: KnowledgeBase, tmp_path: Path
) -> None:
    before = rankings(knowledge_base)
    for index in (knowledge_base.indexes.keyword, knowledge_base.indexes.vector):
        index.update(["plan:1"], ())
    knowledge_base.rebuild()
    assert check(knowledge_base).is_sound
    assert rankings(knowledge_base) == before
    assert len(list((tmp_path / "indexes").iterdir())) == 4


def test_the_directories_that_a_rebuild_leaves_are_removed_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path, "OLD") as knowledge_base:
        knowledge_base.rebuild()
    with opened(tmp_path, "OLD"):
        names = sorted(path.name for path in (tmp_path / "indexes").iterdir())
    assert names == ["keyword-0002", "vector-0002"]


def test_a_clause_off_its_place_or_over_another_is_named(knowledge_base: KnowledgeBase) -> None:
    first, second, third = PLAN.clauses
    moved = (first, replace(second, start=second.start - 1, end=second.end - 1), third)
    knowledge_base.catalogue.put(replace(PLAN, clauses=moved))
    assert "条款 plan:2 的位置与正文不符" in problems(knowledge_base)
    overlapping = replace(second, start=first.end - 2, text=PLAN.text[first.end - 2 : second.end])
    knowledge_base.catalogue.put(replace(PLAN, clauses=(first, overlapping, third)))
    assert "条款 plan:2 与前一条重叠" in problems(knowledge_base)


def test_an_altered_catalogue_is_reported(knowledge_base: KnowledgeBase, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "parkbot.db") as connection:
        connection.execute("UPDATE questions SET question = '改过的问题'")
    assert "内容与存入时不符" in problems(knowledge_base)


def test_a_document_that_changed_in_the_catalogue_while_serving_is_reported(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.catalogue.remove("loans")
    assert "重启" in problems(knowledge_base)
