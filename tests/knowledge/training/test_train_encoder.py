"""A whole training on a handful of articles."""

import numpy as np
import pytest
import torch

from knowledge.embeddings import StaticEncoder
from knowledge.training.batches import PairBatches
from knowledge.training.folder import write_model
from knowledge.training.laws import read_laws
from knowledge.training.questions import AnsweredQuestion, CitedArticle
from knowledge.training.train_encoder import (
    LEARNING_RATE,
    batch_loss,
    collect_pairs,
    learning_rate,
    make_tokenizer,
    question_pairs,
    train,
)
from tests.knowledge.training.law_folder import write_laws

QUESTION = AnsweredQuestion("船夫有社保吗", (CitedArticle("渡口管理条例", "第二条"), CitedArticle("没有", "第一条")))


@pytest.fixture
def articles(tmp_path):
    return read_laws(write_laws(tmp_path / "laws"))


@pytest.fixture
def trained(articles):
    pairs = [pair for pair in collect_pairs(articles, [QUESTION], seed=1) if pair.article >= 0]
    tokenizer = make_tokenizer(articles, pairs * 5, size=500)
    batches = PairBatches(pairs, tokenizer)
    return tokenizer, batches, train(batches, (tokenizer.get_vocab_size(), 16), epochs=4, seed=1, batch_size=8)


def test_the_same_seed_gives_the_same_vectors(trained):
    tokenizer, batches, vectors = trained
    again = train(batches, (tokenizer.get_vocab_size(), 16), epochs=4, seed=1, batch_size=8)
    np.testing.assert_array_equal(again, vectors)
    other = train(batches, (tokenizer.get_vocab_size(), 16), epochs=4, seed=2, batch_size=8)
    assert not np.array_equal(other, vectors)


def test_the_written_folder_opens_and_the_unknown_term_weighs_nothing(trained, tmp_path):
    tokenizer, _, vectors = trained
    assert not vectors[0].any()
    write_model(tmp_path / "model", vectors, tokenizer)
    encoder = StaticEncoder(tmp_path / "model")
    assert encoder.dimension == 16
    known, with_unknown = encoder.encode(["渡口经营者", "渡口经营者 龘"])
    np.testing.assert_allclose(known, with_unknown, atol=1e-6)


def test_training_lowers_the_loss(trained):
    tokenizer, batches, vectors = trained
    batch = next(batches.epoch(8, np.random.default_rng(0)))
    torch.manual_seed(1)
    fresh = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), 16, mode="sum")
    learned = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(vectors), mode="sum")
    assert batch_loss(learned, batch) < batch_loss(fresh, batch)


def test_a_question_leads_to_the_article_as_it_stands_in_the_laws(articles):
    (pair,) = question_pairs([QUESTION], articles, repeats=3)
    assert pair.anchor == QUESTION.question
    assert articles[pair.article].label == "第二条"
    assert pair.repeats == 3


def test_the_learning_rate_rises_then_falls_and_never_ends():
    rates = [learning_rate(step, 1_000) for step in range(1_000)]
    assert max(rates) <= LEARNING_RATE
    assert rates[0] < rates[49] > rates[500] > rates[-1] > 0
