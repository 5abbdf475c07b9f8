"""How a clause hangs together with the talk that a follow-up goes on with."""

from hypothesis import given
from hypothesis import strategies as st

from bot.asked_terms import AskedTerms
from bot.details import asked_details
from bot.talk_features import talk_features
from tests.bot.invented import DOCUMENTS, make_corpus, make_reader, make_understanding

CORPUS, READER = make_corpus(), make_reader()
ALL = sorted(clause.clause_id for document in DOCUMENTS for clause in document.clauses)


def told(clause_id, text, *before, **fields):
    """The features of a clause that are not 0; `before` are the clauses of the answer before."""
    fields = {"clause_ids": before, "is_follow_up": bool(before), "tells": False, **fields}
    understanding = make_understanding(text, asked_details(text), **fields)
    item = CORPUS.ranked(CORPUS.clauses[clause_id], understanding, 0.0, 0.0)
    terms = AskedTerms.of(understanding, READER)
    found = talk_features(item, CORPUS.words[clause_id], understanding, terms, CORPUS)
    return {name: value for name, value in found.items() if value}


def test_outside_a_talk_nothing_is_told():
    assert told("seaweed-digest:b1", "什么条件") == {}


def test_the_clause_and_the_document_talked_of_are_told_from_others():
    assert told("seaweed-digest:b1", "那呢", "seaweed-digest:b1").keys() >= {
        "talk.bare.case.clause_before",
        "talk.bare.case.document",
    }
    assert "talk.bare.case.clause_before" not in told("seaweed-digest:c1", "那呢", "seaweed-digest:b1")
    assert "talk.bare.case.document" not in told("ship-plan:2.1.1", "那呢", "seaweed-digest:b1")


def test_the_kind_of_fact_that_settles_the_detail_is_marked_in_the_document_talked_of():
    asked = {"asks_own_detail": True}
    assert told("seaweed-digest:c1", "什么条件", "seaweed-digest:b1", **asked)["talk.bare.kind_asked"] == 1
    assert "talk.bare.kind_asked" not in told("seaweed-digest:b1", "什么条件", "seaweed-digest:b1", **asked)
    assert "talk.bare.kind_asked" not in told("seaweed-digest:c1", "什么条件", "ship-plan:2.1.1", **asked)


def test_for_another_case_a_fact_of_the_same_kind_is_marked():
    assert told("seaweed-digest:b1", "那呢", "other-digest:b4")["talk.same_kind"] == 1
    assert "talk.same_kind" not in told("seaweed-digest:c1", "那呢", "other-digest:b4")


def test_own_words_count_and_more_so_in_the_document_talked_of():
    here = told("ship-plan:2.1.1", "样机试制呢", "ship-plan:2.2.3")
    there = told("ship-plan:2.1.1", "样机试制呢", "lighthouse-law:2")
    assert here["talk.own"] == here["talk.own_in_document"] == there["talk.own"] > 0
    assert "talk.own_in_document" not in there


def test_a_statement_is_told_from_a_question():
    assert "talk.stating.case.document" in told("lighthouse-law:2", "500万", "lighthouse-law:2", only_states=True)


@given(
    st.text(alphabet="样机试制灯塔折旧那呢的多少条件", max_size=12),
    st.sampled_from(ALL),
    st.sampled_from(ALL),
    st.booleans(),
)
def test_every_feature_is_a_share(text, clause_id, before, states):
    assert all(0 <= value <= 1 + 1e-9 for value in told(clause_id, text, before, only_states=states).values())
