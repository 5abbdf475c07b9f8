"""Training pairs mined from law articles: a text someone might search with, and the article it should find."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.training.laws import Article

_SENTENCE_END = re.compile(r"(?<=[。；])|\n")
_FRAGMENT_END = re.compile(r"[，。；：、\n（）()《》“”]")
_CITATION = re.compile(r"(?:本[法条例规定办法]{1,2}|《([^》]{2,40})》)(第[零〇一二三四五六七八九十百千]+条)")
_STATE = "中华人民共和国"
_SHORTEST_SENTENCE = 8
_SHORTEST_REST = 15
_FRAGMENT_LENGTHS = range(4, 25)


@dataclass(frozen=True, slots=True)
class Pair:
    """A search text, the text it should find, and the number of the article that this is about.

    Pairs with the same number are never each other's negative. `repeats` is how often an epoch sees the pair.
    """

    anchor: str
    positive: str
    article: int
    repeats: int = 1


def mine_pairs(articles: Sequence[Article], rng: random.Random) -> Iterator[Pair]:
    """All self-supervised pairs of the articles; `rng` chooses which sentence and which fragments stand for one."""
    for number, article in enumerate(articles):
        yield from _sentence_to_rest(number, article, rng)
        yield from _fragments_to_article(number, article, rng)
        yield from _heading_to_article(number, article)
    yield from _neighbours(articles)
    yield from _citing_to_cited(articles)


def document_text(article: Article) -> str:
    """An article as it stands in an index: title and chapter titles before the text."""
    return f"{article.heading}\n{article.text}"


def fragments(text: str) -> list[str]:
    """The pieces of a text between punctuation marks that are long enough to mean something by themselves."""
    return [piece for piece in _FRAGMENT_END.split(text) if len(piece) in _FRAGMENT_LENGTHS]


def _sentence_to_rest(number: int, article: Article, rng: random.Random) -> Iterator[Pair]:
    sentences = [part for part in _SENTENCE_END.split(article.text) if part]
    chosen = rng.choice(sentences) if sentences else ""
    rest = article.text.replace(chosen, "", 1) if chosen else ""
    if len(chosen) >= _SHORTEST_SENTENCE and len(rest) >= _SHORTEST_REST:
        yield Pair(chosen, f"{article.heading}\n{rest}", number)


def _fragments_to_article(number: int, article: Article, rng: random.Random) -> Iterator[Pair]:
    pieces = fragments(article.text)
    if pieces:
        chosen = rng.sample(pieces, min(len(pieces), rng.randint(1, 3)))
        yield Pair(" ".join(chosen), document_text(article), number)


def _heading_to_article(number: int, article: Article) -> Iterator[Pair]:
    if len(article.text) >= _SHORTEST_REST:
        yield Pair(f"{article.law} {article.headings[-1] if article.headings else ''}", article.text, number)


def _neighbours(articles: Sequence[Article]) -> Iterator[Pair]:
    for number, (article, following) in enumerate(pairwise(articles)):
        if (article.law, article.headings) == (following.law, following.headings):
            yield Pair(article.text, following.text, number)


def _citing_to_cited(articles: Sequence[Article]) -> Iterator[Pair]:
    places = {(article.law, article.label): number for number, article in enumerate(articles)}
    for article in articles:
        for title, label in _CITATION.findall(article.text):
            cited = places.get((title.removeprefix(_STATE) or article.law, label))
            if cited is not None and articles[cited] is not article:
                yield Pair(article.text, document_text(articles[cited]), cited)
