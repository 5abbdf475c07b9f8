"""The clauses with what ranking needs to know of each."""

from dataclasses import replace
from datetime import date

import pytest

import bot.terms
from bot.corpus import Corpus
from knowledge.types import Status, Validity
from tests.bot.invented import DOCUMENTS, PLAN, clause_of, make_corpus, make_understanding

CORPUS = make_corpus()


def test_every_clause_is_known_by_its_id():
    assert set(CORPUS.clauses) == {clause.clause_id for document in DOCUMENTS for clause in document.clauses}
    assert set(CORPUS.words) == set(CORPUS.clauses)


def test_the_children_are_the_clauses_one_level_below_in_order():
    assert [child.path for child in CORPUS.children(clause_of("ship-plan:2"))] == ["2.1", "2.2"]
    assert [child.path for child in CORPUS.children(clause_of("ship-plan:2.1"))] == ["2.1.1", "2.1.2"]
    assert CORPUS.children(clause_of("ship-plan:2.1.1")) == ()


def test_the_children_lie_in_the_same_document():
    assert {child.doc_id for child in CORPUS.children(clause_of("ship-plan:3"))} == {"ship-plan"}
    assert CORPUS.children(clause_of("lighthouse-law:2")) == ()


def test_a_bare_heading_has_its_content_below():
    assert CORPUS.is_bare_heading(clause_of("ship-plan:2.1"))
    assert not CORPUS.is_bare_heading(clause_of("lighthouse-law:1"))  # short, with nothing below it
    assert not CORPUS.is_bare_heading(clause_of("ship-plan:2.1.1"))


def test_a_heading_is_about_what_stands_below_it():
    words = CORPUS.words["ship-plan:2.1"]
    assert "样机" in words.terms
    assert "样机" not in words.official


def test_the_questions_of_a_clause_are_no_official_wording():
    words = CORPUS.words["ship-plan:2.1.2"]
    assert "人培" in words.with_questions and "人培" not in words.terms
    assert "人培养吗" not in words.official
    assert len(words.questions) == 1


def test_a_clause_with_a_rate_is_known():
    assert CORPUS.words["ship-plan:2.1.1"].shares
    assert not CORPUS.words["ship-plan:2.1.2"].shares


def test_a_clause_stands_as_its_document_does_on_the_day_asked_about():
    clause = clause_of("ship-plan:2.1.1")
    for day, standing in (
        (date(2024, 1, 1), Validity.NOT_YET),
        (date(2026, 12, 31), Validity.IN_FORCE),
        (date(2027, 1, 1), Validity.PERIOD_ENDED),
    ):
        ranked = CORPUS.ranked(clause, make_understanding("样机", as_of=day), 0.5, 0.4)
        assert (ranked.validity, ranked.score, ranked.confidence) == (standing, 0.5, 0.4)


def test_a_corpus_after_a_change_knows_what_a_new_one_would(monkeypatch):
    read = []
    monkeypatch.setattr("bot.terms.pairs", lambda text, pairs=bot.terms.pairs: read.append(text) or pairs(text))
    first, second, *others = DOCUMENTS
    asked = replace(second.clauses[0], questions=("谁管浮标?",))
    changed = (replace(second, clauses=(asked, *second.clauses[1:])), *others)
    earlier = Corpus.of(DOCUMENTS)
    read.clear()
    after = Corpus.of(changed, earlier)
    assert len(read) == len(first.clauses) + 2 * len(second.clauses)  # what went, and both versions of what changed
    fresh = Corpus.of(changed)
    assert after.documents == fresh.documents and dict(after.words) == dict(fresh.words)
    terms = {term for words in (*fresh.words.values(), *earlier.words.values()) for term in words.with_questions}
    assert [after.weights.weight(term) for term in terms] == [fresh.weights.weight(term) for term in terms]
    assert "浮标" in after.words[asked.clause_id].with_questions


def test_words_are_read_when_they_are_asked_for_and_remembered(monkeypatch):
    corpus, read = make_corpus(), []
    monkeypatch.setattr("bot.corpus.find_figures", lambda text: read.append(text) or [])
    assert read == []
    assert corpus.words["ship-plan:2"] is corpus.words["ship-plan:2"]
    assert read == [clause_of("ship-plan:2").text]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("2024年的行动方案还有效吗", Validity.IN_FORCE),
        ("示海字〔2024〕7号还有效吗", Validity.IN_FORCE),
        ("2024年样机怎么补", Validity.NOT_YET),
    ],
)
def test_a_year_before_a_rule_came_into_force_names_it_only_where_it_stands_before_its_kind(text, standing):
    understanding = make_understanding(text, frozenset(), past_day=date(2024, 1, 31), as_of=date(2026, 6, 1))
    plan = replace(PLAN, metadata=replace(PLAN.metadata, status=Status.ACTIVE))
    assert make_corpus((plan,)).ranked(clause_of("ship-plan:2"), understanding, 0.5, 0.4).validity is standing


def test_a_corpus_of_no_documents_is_empty():
    assert Corpus.of(()).clauses == {}
