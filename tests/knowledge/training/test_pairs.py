"""Self-supervised pairs: both sides come from the articles they say they come from."""

import random

import pytest

from knowledge.training.laws import read_laws
from knowledge.training.pairs import document_text, fragments, mine_pairs
from tests.knowledge.training.law_folder import write_laws


@pytest.fixture
def articles(tmp_path):
    return read_laws(write_laws(tmp_path / "laws"))


@pytest.fixture
def pairs(articles):
    return list(mine_pairs(articles, random.Random(1)))


def test_the_same_seed_gives_the_same_pairs(articles, pairs):
    assert list(mine_pairs(articles, random.Random(1))) == pairs


def test_a_sentence_is_cut_out_of_what_it_should_find(articles, pairs):
    second = next(number for number, article in enumerate(articles) if article.label == "第二条")
    sentences = articles[second].text.split("\n")
    cut_out = [pair for pair in pairs if pair.article == second and pair.anchor in sentences]
    assert cut_out
    assert all(pair.anchor not in pair.positive for pair in cut_out)


def test_the_heading_finds_the_bare_text(articles, pairs):
    anchors = {pair.anchor for pair in pairs if pair.positive == articles[0].text}
    assert f"{articles[0].law} {articles[0].headings[-1]}" in anchors


def test_neighbours_stand_in_one_chapter(articles, pairs):
    texts = {article.text: article for article in articles}
    neighbours = [pair for pair in pairs if pair.anchor in texts and pair.positive in texts]
    assert [(texts[pair.anchor].label, texts[pair.positive].label) for pair in neighbours] == [("第一条", "第二条")]


def test_a_citation_leads_to_the_article_cited(articles, pairs):
    cited = {(pair.anchor, pair.positive) for pair in pairs}
    by_label = {(article.law, article.label): article for article in articles}
    second, third = by_label["渡口管理条例", "第二条"], by_label["渡口管理条例", "第三条"]
    assert (third.text, document_text(second)) in cited
    assert (by_label["盐田保护办法", "第一条"].text, document_text(third)) in cited


def test_fragments_are_what_stands_between_punctuation_and_is_long_enough():
    assert fragments("渡船满员，停靠码头；灯。设置信号灯") == ["渡船满员", "停靠码头", "设置信号灯"]
