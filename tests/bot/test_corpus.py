"""The clauses with what ranking needs to know of each."""

from datetime import date

from bot.corpus import Corpus
from knowledge.types import Validity
from tests.bot.invented import DOCUMENTS, clause_of, make_corpus, make_understanding

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


def test_a_corpus_of_no_documents_is_empty():
    assert Corpus.of(()).clauses == {}
