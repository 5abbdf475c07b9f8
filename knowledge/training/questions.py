"""Everyday questions with the articles a lawyer would cite, cleaned of anything an evaluation asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SHARED_RUN = 12
"""A question that shares a run of this many characters with an evaluation question is dropped."""

SHARED_BIGRAMS = 0.5
"""… and so is one with more than this share of its character pairs in one evaluation question."""

_QUOTED_ARTICLE = re.compile(r"^《(?P<law>[^》]+)》(?P<label>第[^条]+条(?:之.)?)[：:]\s*\S", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article named beside a question: the law's title and the article's label."""

    law: str
    label: str


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A layperson's question and the articles that answer it."""

    question: str
    articles: tuple[CitedArticle, ...]


def read_questions(folder: Path, excluded: Iterable[str] = ()) -> list[AnsweredQuestion]:
    """Questions of every JSON file in the folder: lists of objects with `query` and `laws`; other keys are ignored.

    `excluded` are the questions of evaluation sets: what overlaps them is left out, and so are repeated questions and
    questions whose articles cannot be read.
    """
    overlap = OverlapFilter(excluded)
    kept: dict[str, AnsweredQuestion] = {}
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            question = str(entry["query"]).strip()
            articles = tuple(_cited_articles(entry["laws"]))
            if question and articles and question not in kept and not overlap.overlaps(question):
                kept[question] = AnsweredQuestion(question, articles)
    return list(kept.values())


class OverlapFilter:
    """Tells whether a question repeats, in whole or in large part, a question of an evaluation set."""

    def __init__(self, excluded: Iterable[str]) -> None:
        compacted = [_compact(question) for question in excluded]
        self._runs = {run for question in compacted for run in _runs(question)}
        self._bigrams = [_bigrams(question) for question in compacted]

    def overlaps(self, question: str) -> bool:
        """Whether the question shares a run of SHARED_RUN characters or over SHARED_BIGRAMS of its character pairs."""
        compacted = _compact(question)
        if any(run in self._runs for run in _runs(compacted)):
            return True
        own = _bigrams(compacted)
        return any(len(own & other) > SHARED_BIGRAMS * len(own) for other in self._bigrams)


def _cited_articles(quotes: Sequence[str]) -> Iterator[CitedArticle]:
    for quote in quotes:
        if match := _QUOTED_ARTICLE.match(quote.strip()):
            yield CitedArticle(**match.groupdict())


def _compact(text: str) -> str:
    """Letters, digits and characters only: punctuation and spaces must not hide a repeated question."""
    return re.sub(r"[\W_]+", "", text).lower()


def _runs(text: str) -> Iterator[str]:
    return (text[start : start + SHARED_RUN] for start in range(len(text) - SHARED_RUN + 1))


def _bigrams(text: str) -> set[str]:
    return {left + right for left, right in pairwise(text)}
