"""Retrieval on STARD, laypeople's questions over all national laws: `python -m evals.bench.stard FOLDER`.

The folder holds `corpus.jsonl.gz` (id, law, chapter, label, text) and `queries.dev.jsonl` (query, gold ids). Measured
are the product's own parts: keyword index, shipped encoder, exact search of its vectors and fusion with its fixed
weights. STARD (Su et al., EMNLP Findings 2024) is for measuring: nothing is tuned on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from evals.intervals import bootstrap
from knowledge.embeddings import Encoder, load_encoder
from knowledge.fusion import fuse
from knowledge.keyword_index import KeywordIndex
from knowledge.types import Clause
from knowledge.vector_table import VectorTable

CANDIDATES = 1_000
DEPTH = 100
FUSED_RECALL_AIM = 0.5
_ENCODED_AT_ONCE = 4_096

Scored = list[tuple[str, float]]
Ranker = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the articles that answer it."""

    text: str
    gold: frozenset[str]


class ExactVectors:
    """Every article's vector in one table."""

    def __init__(self, encoder: Encoder, articles: Sequence[Clause]) -> None:
        self._encoder = encoder
        texts = ["\n".join((*article.heading_path, article.text)) for article in articles]
        starts = range(0, len(texts), _ENCODED_AT_ONCE)
        vectors = np.concatenate([encoder.encode(texts[start : start + _ENCODED_AT_ONCE]) for start in starts])
        self._table = VectorTable([article.clause_id for article in articles], vectors)

    def search(self, query: str, k: int) -> Scored:
        """The k nearest articles with their cosines, best first."""
        return self._table.nearest(self._encoder.encode([query])[0], k)


def read_articles(folder: Path) -> list[Clause]:
    """The corpus as clauses; offsets do not matter here."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines]


def read_questions(folder: Path) -> list[Question]:
    """The dev questions, with gold ids as clause ids."""
    lines = (folder / "queries.dev.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [Question(entry["query"], frozenset(_clause_id(item) for item in entry["gold"])) for entry in entries]


def question_scores(ranked: Sequence[str], gold: frozenset[str]) -> dict[str, float]:
    """R@10, R@100, MRR@10 and nDCG@10 (each gold article counts alike) of one ranking."""
    gains = [1.0 if item in gold else 0.0 for item in ranked[:10]]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), 10) + 1))
    return {
        "R@10": len(gold & set(ranked[:10])) / len(gold),
        "R@100": len(gold & set(ranked[:100])) / len(gold),
        "MRR@10": next((1 / rank for rank, gain in enumerate(gains, start=1) if gain), 0.0),
        "nDCG@10": sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1)) / ideal,
    }


def rankers(keyword: KeywordIndex, vectors: ExactVectors) -> Mapping[str, Ranker]:
    """The two legs and their fusion, each from a question to ids, best first."""

    def fused(query: str) -> list[str]:
        hits = fuse(keyword.search(query, CANDIDATES), vectors.search(query, CANDIDATES), DEPTH)
        return [hit.clause_id for hit in hits]

    return {
        "lexical": lambda query: [clause_id for clause_id, _ in keyword.search(query, DEPTH)],
        "embedding": lambda query: [clause_id for clause_id, _ in vectors.search(query, DEPTH)],
        "fused": fused,
    }


def measure(ranker: Ranker, questions: Sequence[Question]) -> tuple[dict[str, list[float]], list[float]]:
    """Per question: every measure, and milliseconds."""
    scores: dict[str, list[float]] = {}
    times: list[float] = []
    for question in questions:
        started = perf_counter()
        ranked = ranker(question.text)
        times.append((perf_counter() - started) * 1000)
        for name, value in question_scores(ranked, question.gold).items():
            scores.setdefault(name, []).append(value)
    return scores, times


def _article(entry: Mapping[str, str]) -> Clause:
    heading = tuple(title for title in (entry["law"], entry["chapter"]) if title)
    return Clause("stard", entry["id"], entry["label"], heading, entry["text"], 0, len(entry["text"]))


def _clause_id(article_id: str) -> str:
    return f"stard:{article_id}"


def _line(name: str, scores: Mapping[str, list[float]], times: Sequence[float]) -> str:
    figures = []
    for measure_name, values in scores.items():
        low, high = bootstrap(values)
        figures.append(f"{measure_name} {np.mean(values):.3f} [{low:.3f}, {high:.3f}]")
    return f"{name:9} {'  '.join(figures)}  p50 {np.median(times):.2f} ms, p95 {np.percentile(times, 95):.2f} ms"


def main() -> int:
    """Measure and print; exit code 1 if the fused R@10 misses its aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", help="folder or name of another embedding model")
    arguments = parser.parse_args()
    articles, questions = read_articles(arguments.folder), read_questions(arguments.folder)
    encoder = load_encoder(arguments.model)
    vectors = ExactVectors(encoder, articles)
    print(f"{len(questions)} questions, {len(articles)} articles, encoder {encoder.fingerprint[:12]}; 95 % intervals")
    with TemporaryDirectory() as directory:
        keyword = KeywordIndex(Path(directory))
        keyword.update((), articles)
        measured = {name: measure(ranker, questions) for name, ranker in rankers(keyword, vectors).items()}
    for name, (scores, times) in measured.items():
        print(_line(name, scores, times))
    _, times = measure(lambda query: [str(len(encoder.encode([query])))], questions)
    print(f"encoding a question: p50 {np.median(times):.3f} ms, p95 {np.percentile(times, 95):.3f} ms")
    return 0 if np.mean(measured["fused"][0]["R@10"]) >= FUSED_RECALL_AIM else 1


if __name__ == "__main__":
    sys.exit(main())
