"""Clauses as people would ask about them."""

import random

import pytest

from knowledge.training.laws import read_laws
from knowledge.training.pairs import document_text
from knowledge.training.rewriting import QuestionWriter, dictionary_pairs, load_everyday_words
from tests.knowledge.training.law_folder import write_laws

WORDS = {"社会保险费": ["社保"], "劳动报酬": ["工钱"]}


@pytest.fixture
def articles(tmp_path):
    return read_laws(write_laws(tmp_path / "laws"))


def written(articles, seed):
    return list(QuestionWriter(WORDS, random.Random(seed)).questions(articles))


def test_the_same_seed_gives_the_same_questions(articles):
    assert written(articles, 3) == written(articles, 3)
    assert written(articles, 3) != written(articles, 4)


def test_a_question_belongs_to_its_article(articles):
    for pair in written(articles, 1):
        article = articles[pair.article]
        assert pair.positive.startswith(article.heading)
        assert len(pair.positive) <= len(document_text(article))


def test_pieces_with_an_official_word_are_asked_in_everyday_words(articles):
    second = next(number for number, article in enumerate(articles) if article.label == "第二条")
    questions = [pair.anchor for seed in range(30) for pair in written(articles, seed) if pair.article == second]
    assert all(any(word in question for word in ("社保", "工钱", *WORDS)) for question in questions)
    assert any("社保" in question for question in questions)
    assert not any("应当" in question for question in questions)


def test_dictionary_entries_are_numbered_apart_from_articles_one_number_a_word():
    pairs = list(dictionary_pairs({"补助": ["补贴", "补钱"], "税": ["税款"]}))
    assert [(pair.anchor, pair.positive, pair.article) for pair in pairs] == [
        ("补贴", "补助", -1),
        ("补钱", "补助", -1),
        ("税款", "税", -2),
    ]


def test_every_word_kept_for_training_has_everyday_words():
    words = load_everyday_words()
    assert len(words) > 400
    assert all(everyday and all(everyday) for everyday in words.values())
    assert "高企" in words["高新技术企业"]
