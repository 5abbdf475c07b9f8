"""How well a found clause fits a question: a weighted sum of what both searches and the words themselves say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot.asked_terms import AskedTerms
from bot.corpus import ClauseWords, Corpus, is_loaded
from bot.features import features
from bot.reader import Reader
from bot.structure import OPENING
from bot.types import RankedClause, Understanding
from knowledge.types import Hit, Level, Metadata, Validity
from knowledge.validity import validity

WEIGHTS_FILE = Path(__file__).with_name("ranking_weights.json")
"""What each feature counts; found on the dev halves by `python -m evals.fit_ranking`."""
TITLE_MALUS = 0.4
"""Of what the text before the first clause of a loaded document says: mostly its title, which settles nothing."""
LOADED_BONUS, SUBJECT_BONUS, REST_BONUS = 0.4, 0.8, 0.8
"""For a rule in force of the province or nearer that the park loaded itself, which it did to have it answer; where the
question names what its title says that it is about, for the share named; and for what else is asked, which its other
articles do not say."""
_MOSTLY = 0.6
"""A subject of which less is named is another one that has a word in common."""
UNKNOWN_WEIGHT = 0.25
"""What a question's words that no document has take off the confidence: they may well be its subject. Of 654 answerable
dev questions 2 % fall below the floor, of 600 everyday legal questions on other subjects 0.4 % stay above it."""


def rank(hits: tuple[Hit, ...], understanding: Understanding, corpus: Corpus, reader: Reader) -> list[RankedClause]:
    """The clauses of the hits, and those the conversation rests on, best first; ties go by clause id."""
    terms = AskedTerms.of(understanding, reader)
    ranked = [_ranked(hit, understanding, terms, corpus) for hit in _candidates(hits, understanding, corpus)]
    return sorted(ranked, key=lambda item: (-item.score, item.clause.clause_id))


def ranking_features(
    hits: tuple[Hit, ...], understanding: Understanding, corpus: Corpus, reader: Reader
) -> Mapping[str, Mapping[str, float]]:
    """The features of every clause that `rank` would rank, by clause id."""
    terms = AskedTerms.of(understanding, reader)
    found = _candidates(hits, understanding, corpus)
    items = [corpus.ranked(corpus.clauses[hit.clause_id], understanding, 0.0, 0.0) for hit in found]
    return {
        hit.clause_id: features(hit, item, understanding, terms, corpus) for hit, item in zip(found, items, strict=True)
    }


def _candidates(hits: tuple[Hit, ...], understanding: Understanding, corpus: Corpus) -> tuple[Hit, ...]:
    """The hits with a clause, and the clauses that the conversation rests on."""
    found = {hit.clause_id: hit for hit in hits if hit.clause_id in corpus.clauses}
    for clause_id in understanding.clause_ids:
        if clause_id in corpus.clauses:
            found.setdefault(clause_id, Hit(clause_id, 0.0))
    return tuple(found.values())


@cache
def ranking_weights() -> Mapping[str, float]:
    """What each feature counts, by its name."""
    weights: Mapping[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return weights


def _ranked(hit: Hit, understanding: Understanding, terms: AskedTerms, corpus: Corpus) -> RankedClause:
    clause, weights = corpus.clauses[hit.clause_id], ranking_weights()
    item = corpus.ranked(clause, understanding, 0.0, _confidence(hit, understanding, terms, corpus))
    score = sum(
        weights.get(name, 0.0) * value for name, value in features(hit, item, understanding, terms, corpus).items()
    )
    # The golden questions know no document that a park loaded itself; these two are set by its own tests.
    if _is_loaded_locally(item.metadata, understanding.day):
        score += LOADED_BONUS + _by_subject(corpus.words[hit.clause_id], terms, corpus)
    score -= TITLE_MALUS * (clause.path == OPENING and is_loaded(item.metadata))
    return replace(item, score=score)


def _confidence(hit: Hit, understanding: Understanding, terms: AskedTerms, corpus: Corpus) -> float:
    is_of_talk = hit.clause_id.partition(":")[0] == understanding.document_of_talk
    held = corpus.words[hit.clause_id].with_questions
    wording = terms.covered_by(held, corpus, is_of_talk=is_of_talk)
    if is_of_talk:  # what a follow-up adds may be everyday words that no document has (留过洋的呢)
        return max(wording, corpus.weights.coverage(terms.whole, held)) / 2 + max(hit.similarity, 0.0) / 2
    unknown = corpus.weights.unknown_share(terms.whole)
    return max((wording + max(hit.similarity, 0.0)) / 2 - UNKNOWN_WEIGHT * unknown, 0.0)


def _subject_said(words: ClauseWords, terms: AskedTerms) -> float:
    """How much of what a loaded document is about the question names, 0 … 1; less than most is nothing."""
    said = max(map(terms.used_of, words.subjects), default=0.0)
    return said if said >= _MOSTLY else 0.0


def _by_subject(words: ClauseWords, terms: AskedTerms, corpus: Corpus) -> float:
    said = _subject_said(words, terms)
    if not said:
        return 0.0
    rest = terms.without(words.names)
    return SUBJECT_BONUS * said + REST_BONUS * corpus.weights.coverage(rest, words.terms)


def _is_loaded_locally(metadata: Metadata, on: date) -> bool:
    return is_loaded(metadata) and metadata.level is not Level.NATION and validity(metadata, on) is Validity.IN_FORCE
