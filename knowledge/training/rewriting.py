"""Clauses turned into questions as people type them: everyday words, no official padding, a question's frame.

The questions are rough. They are there to teach the encoder which everyday words stand for which official ones and
that a question's frame means nothing. One such question an article, in a first form of this module, raised R@10 on
laypeople's questions kept out of training from .138 to .202 (one epoch).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.lexicon import LEXICON_FILE
from knowledge.training.laws import Article
from knowledge.training.pairs import Pair, document_text, fragments

EVERYDAY_WORDS_FILE = Path(__file__).with_name("everyday_words.yaml")
QUESTION_FRAMES_FILE = Path(__file__).with_name("question_frames.yaml")

_PADDING = re.compile(
    "应当|依照|依法|按照|根据|本法|本条例|本办法|本规定|的规定|规定的|有关|相关|或者其他|下列|情形之一|予以|给予|进行|并处"
)
_REPLACED_SHARE = 0.8
_CUT_OUT_SHARE = 0.5
_LONGEST_QUESTION = 30
_DICTIONARY_REPEATS = 10

EverydayWords = Mapping[str, Sequence[str]]
"""Official word → the everyday words for it."""


def load_everyday_words() -> EverydayWords:
    """The words kept for training beside this module, joined with the search lexicon turned round."""
    words: dict[str, list[str]] = {}
    for official, everyday in _read_yaml(EVERYDAY_WORDS_FILE).items():
        words.setdefault(str(official), []).extend(map(str, everyday))
    for entry in _read_yaml(LEXICON_FILE):
        for official in entry["means"]:
            words.setdefault(str(official), []).extend(map(str, entry["says"]))
    return words


def dictionary_pairs(everyday: EverydayWords) -> Iterator[Pair]:
    """One pair for every everyday word and its official word; numbered below zero, apart from all articles."""
    for number, (official, words) in enumerate(everyday.items(), start=1):
        for word in words:
            yield Pair(word, official, -number, _DICTIONARY_REPEATS)


class QuestionWriter:
    """Writes questions that a clause could answer; `rng` chooses the piece, the words and the frame."""

    def __init__(self, everyday: EverydayWords, rng: random.Random) -> None:
        self._everyday = everyday
        self._frames: Mapping[str, Sequence[str]] = _read_yaml(QUESTION_FRAMES_FILE)
        self._rng = rng
        self._official = re.compile("|".join(sorted(map(re.escape, everyday), key=lambda word: (-len(word), word))))

    def questions(self, articles: Sequence[Article]) -> Iterator[Pair]:
        """A question for each article that has a piece to ask about; a piece with an official word goes first."""
        for number, article in enumerate(articles):
            pieces = fragments(article.text)
            telling = [place for place, piece in enumerate(pieces) if self._official.search(piece)]
            if pieces:
                place = self._rng.choice(telling or range(len(pieces)))
                yield Pair(self._question(pieces, place), self._answer(article, pieces[place]), number)

    def _question(self, pieces: Sequence[str], place: int) -> str:
        words = _PADDING.sub("", self._official.sub(self._reworded, pieces[place]))
        if place + 1 < len(pieces) and len(words + pieces[place + 1]) <= _LONGEST_QUESTION and self._rng.random() < 0.5:
            words += _PADDING.sub("", self._official.sub(self._reworded, pieces[place + 1]))
        return self._rng.choice(self._frames["openings"]) + words + self._rng.choice(self._frames["endings"])

    def _answer(self, article: Article, piece: str) -> str:
        """Half of the answers lack the piece asked about, so that its neighbours have to be recognised."""
        text = document_text(article)
        return text.replace(piece, "", 1) if self._rng.random() < _CUT_OUT_SHARE else text

    def _reworded(self, match: re.Match[str]) -> str:
        if self._rng.random() < _REPLACED_SHARE:
            return self._rng.choice(self._everyday[match.group()])
        return match.group()


def _read_yaml(path: Path) -> Any:  # noqa: ANN401  # what the file holds
    return yaml.safe_load(path.read_text(encoding="utf-8"))
