"""Train the shipped encoder: `python -m knowledge.training.train_encoder LAWS OUTPUT --questions QUESTIONS`.

Term vectors are learned so that each anchor's vector is nearest to its own positive among all positives of a batch, and
the other way round (multiple negatives ranking loss, Henderson et al. 2017). The same arguments, data and number of
threads give the same weights.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from knowledge.shipped import shipped_documents
from knowledge.training.batches import Batch, PairBatches
from knowledge.training.folder import write_model
from knowledge.training.laws import Article, read_laws
from knowledge.training.pairs import Pair, document_text, mine_pairs
from knowledge.training.questions import AnsweredQuestion, read_questions
from knowledge.training.rewriting import QuestionWriter, dictionary_pairs, load_everyday_words
from knowledge.training.vocabulary import build_tokenizer
from knowledge.training.written import excluded_questions, read_written
from knowledge.types import Document

BATCH_SIZE = 1024
LEARNING_RATE = 0.01
LOWEST_RATE = 0.02  # of LEARNING_RATE, reached at the end
WARM_UP_STEPS = 50
SCALE = 15.0
"""Factor on the cosines before the softmax, set between two values that were measured: on laypeople's questions kept
out of training, 12 found more within the first hundred (R@100 .556) than 20 (.509) at about the same R@10 (.209, .207).
15 itself was not compared with them."""

QUESTION_REPEATS = 5
"""Times an epoch sees each layperson's question."""

WRITTEN_REPEATS = 12
"""Times an epoch sees each question written for training."""

SHIPPED_REPEATS = 8
"""Times an epoch sees each question written beside a shipped document: there are few of them, and they are ours."""

REWRITINGS = 1
"""Questions written for each article."""

MINED_SHARE = 0.4
"""Share of the pairs mined from the law texts that is used, so that people's questions have their say beside them."""

_FIRST_VECTORS = 0.1
_LARGEST_COMPONENT = 8.0  # only directions matter, so vectors are stretched to where half precision is finest
_REPORTED_STEPS = 100


def collect_pairs(articles: Sequence[Article], questions: Sequence[AnsweredQuestion], seed: int) -> list[Pair]:
    """Every training pair; `seed` chooses the pieces and words."""
    rng = random.Random(seed)  # noqa: S311  # reproducible, not secret
    everyday = load_everyday_words()
    writer = QuestionWriter(everyday, rng)
    return [
        *(pair for pair in mine_pairs(articles, rng) if rng.random() < MINED_SHARE),
        *(pair for _ in range(REWRITINGS) for pair in writer.questions(articles)),
        *dictionary_pairs(everyday),
        *question_pairs(questions, articles, QUESTION_REPEATS),
        *question_pairs(read_written(), articles, WRITTEN_REPEATS),
    ]


def question_pairs(questions: Sequence[AnsweredQuestion], articles: Sequence[Article], repeats: int) -> Iterator[Pair]:
    """Questions with the cited articles as they stand among `articles`; others are left out."""
    places = {(article.law, article.label): number for number, article in enumerate(articles)}
    for answered in questions:
        for cited in answered.articles:
            number = places.get((cited.law, cited.label))
            if number is not None:
                yield Pair(answered.question, document_text(articles[number]), number, repeats)


def shipped_pairs(documents: Sequence[Document], first: int) -> Iterator[Pair]:
    """The everyday questions written beside the shipped documents, each with its clause and with the next question.

    Clauses are numbered from `first` on, behind the articles.
    """
    clauses = [(document, clause) for document in documents for clause in document.clauses]
    for number, (document, clause) in enumerate(clauses, start=first):
        text = "\n".join((document.metadata.title, *clause.heading_path, clause.text))
        for question, following in zip(clause.questions, clause.questions[1:] + clause.questions[:1], strict=True):
            yield Pair(question, text, number, SHIPPED_REPEATS)
            if following != question:
                yield Pair(question, following, number, SHIPPED_REPEATS)


def train(
    batches: PairBatches, shape: tuple[int, int], epochs: int, seed: int, batch_size: int = BATCH_SIZE
) -> NDArray[np.float32]:
    """Term vectors of `shape` (vocabulary size, dimension) after `epochs` passes; row 0, the unknown term, is zeros."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    vectors = nn.EmbeddingBag(*shape, mode="sum")
    nn.init.normal_(vectors.weight, std=_FIRST_VECTORS)
    optimiser = torch.optim.Adam(vectors.parameters(), lr=LEARNING_RATE)
    steps, started, losses = epochs * batches.count(batch_size), time.monotonic(), list[float]()
    for step, batch in enumerate(batch for _ in range(epochs) for batch in batches.epoch(batch_size, rng)):
        optimiser.param_groups[0]["lr"] = learning_rate(step, steps)
        optimiser.zero_grad()
        loss = batch_loss(vectors, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(loss.item())
        if (step + 1) % _REPORTED_STEPS == 0:
            recent, took = np.mean(losses[-_REPORTED_STEPS:]), time.monotonic() - started
            _report(f"step {step + 1} of {steps}, loss {recent:.3f}, {took:.0f} s")
    learned: NDArray[np.float32] = vectors.weight.detach().numpy().copy()
    learned[0] = 0
    return learned * np.float32(_LARGEST_COMPONENT / np.abs(learned).max())


def learning_rate(step: int, steps: int) -> float:
    """A short warm-up, then straight down to LOWEST_RATE of the full rate."""
    return LEARNING_RATE * min(1.0, (step + 1) / WARM_UP_STEPS) * max(LOWEST_RATE, 1 - step / steps)


def batch_loss(vectors: nn.EmbeddingBag, batch: Batch) -> torch.Tensor:
    """Mean cross-entropy of finding each anchor's positive and each positive's anchor among those of the batch.

    Pairs of one article are no negatives of each other.
    """
    anchors = functional.normalize(vectors(*batch.anchors))
    positives = functional.normalize(vectors(*batch.positives))
    same_article = batch.articles[:, None] == batch.articles[None, :]
    same_article.fill_diagonal_(False)
    logits = (SCALE * anchors @ positives.T).masked_fill(same_article, -torch.inf)
    own = torch.arange(len(logits))
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def make_tokenizer(articles: Sequence[Article], pairs: Sequence[Pair], size: int) -> Tokenizer:
    """A tokenizer for the terms of the articles and of what is asked about them, and for the dictionary's."""
    texts = (*(document_text(article) for article in articles), *(pair.anchor for pair in pairs))
    dictionary = (text for pair in pairs if pair.article < 0 for text in (pair.anchor, pair.positive))
    return build_tokenizer(texts, size, required=dictionary)


def main() -> int:
    """Read, mine, train, write."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    articles = read_laws(arguments.laws)
    questions = (
        read_questions(arguments.questions, excluded_questions(arguments.exclude)) if arguments.questions else []
    )
    pairs = collect_pairs(articles, questions, arguments.seed)
    pairs += shipped_pairs(shipped_documents(), len(articles))
    tokenizer = make_tokenizer(articles, pairs, arguments.vocabulary)
    _report(f"{len(articles)} articles, {len(questions)} questions, {len(pairs)} pairs")
    shape = (tokenizer.get_vocab_size(), arguments.dimension)
    vectors = train(PairBatches(pairs, tokenizer), shape, arguments.epochs, arguments.seed)
    write_model(arguments.output, vectors, tokenizer)
    return 0


def _report(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path, help="folder of Markdown law texts")
    parser.add_argument("output", type=Path, help="folder to write the model to")
    parser.add_argument(
        "--questions", type=Path, help="folder of JSON files: laypeople's questions with cited articles"
    )
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="JSONL of evaluation questions (`query`)")
    parser.add_argument("--vocabulary", type=int, default=40_000)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
