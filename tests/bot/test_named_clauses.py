"""A document that is named by its short name answers, also where its clauses share no word with the question."""

from __future__ import annotations

import pytest

from bot.named_clauses import WithNamedClauses
from bot.types import Question
from knowledge.types import Level, Metadata
from tests.bot.invented import DOCUMENTS, TODAY, FakeKnowledge, cited, make_document, make_pipeline, make_understanding

METADATA = Metadata(
    "beacons", "望港市促进航标维护实施细则", "东海〔2025〕8号", "东港海事局", Level.CITY, "示范省望港市"
)
ROWS = [
    ("0", "正文前", (), "望港市促进航标维护实施细则"),
    ("1", "第一条", (), "第一条 守护单位每年报送名册。"),
    ("2", "第二条", (), "第二条 每座每年补贴三万元。"),
]
KNOWN = (*DOCUMENTS, make_document(METADATA, ROWS, {}))


@pytest.mark.parametrize("text", ["那个实施细则第二条怎么说", "望港市的细则第二条是什么", "航标维护细则第二条"])
def test_an_article_of_a_document_named_by_a_short_name_is_cited(text):
    assert cited(make_pipeline(KNOWN).answer(Question(text, TODAY))) == ["beacons:2"]


def test_a_document_named_so_answers_alone():
    answer = make_pipeline(KNOWN).answer(Question("望港市的细则里给多少钱", TODAY))
    assert {citation.doc_id for citation in answer.citations} == {"beacons"}


def test_words_before_the_name_of_a_rule_are_no_part_of_it():
    answer = make_pipeline(KNOWN).answer(Question("按照实施细则,每座每年补贴多少", TODAY))
    assert cited(answer) == ["beacons:2"]


def test_clauses_that_were_not_found_stand_behind_those_that_were_and_none_twice():
    knowledge = FakeKnowledge(KNOWN)
    mentions = knowledge.exact_lookup("那个实施细则")
    understanding = make_understanding("那个实施细则里每座每年补贴多少", mentions=mentions)
    hits = WithNamedClauses(knowledge, understanding).search("每座每年补贴", 5)
    found = [hit.clause_id for hit in hits]
    assert found[0] == "beacons:2" and len(found) == len(set(found)) and {"beacons:0", "beacons:1"} < set(found)
    assert all(hit.score == 0.0 for hit in hits[len(knowledge.search("每座每年补贴", 5)) :])


def test_without_a_short_name_the_search_is_what_it_was():
    knowledge = FakeKnowledge(KNOWN)
    plain = make_understanding("折旧年限", mentions=knowledge.exact_lookup("灯塔管理办法"))
    assert WithNamedClauses(knowledge, plain).search("折旧年限", 5) == knowledge.search("折旧年限", 5)


def test_a_follow_up_is_searched_for_by_its_own_words_and_with_what_it_leaves_out():
    knowledge = FakeKnowledge(DOCUMENTS)
    going_on = make_understanding(
        "海藻苗种呢", own_search_text="海藻苗种", is_follow_up=True, clause_ids=("lighthouse-law:2",)
    )
    hits = {hit.clause_id: hit for hit in WithNamedClauses(knowledge, going_on).search("灯塔折旧 海藻苗种呢", 5)}
    assert [query for query, _ in knowledge.queries] == ["灯塔折旧 海藻苗种呢", "海藻苗种"]
    assert hits["seaweed-digest:c1"].score > hits["lighthouse-law:2"].score > 0
    assert "lighthouse-law:3" in hits  # of the document talked of, though no word of it was said


def test_words_that_name_nothing_only_tell_clauses_of_the_document_talked_of_apart():
    going_on = make_understanding(
        "折旧",
        own_search_text="折旧",
        is_follow_up=True,
        tells=False,
        asks_own_detail=True,
        clause_ids=("ship-plan:3.2",),
    )
    hits = {hit.clause_id: hit for hit in WithNamedClauses(FakeKnowledge(DOCUMENTS), going_on).search("航海日", 5)}
    assert "ship-plan:3.2" in hits and "lighthouse-law:2" not in hits
