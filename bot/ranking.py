"""How well a found clause fits a question: a weighted sum of what both searches and the words themselves say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.corpus import MAIN_TOPIC, ClauseWords, Corpus
from bot.reader import Reader
from bot.structure import OPENING, asks_whole_part, uses_name_of
from bot.terms import ContentTerm
from bot.types import Detail, FigureKind, RankedClause, Understanding
from knowledge.types import Clause, Hit, Level, MentionKind, Metadata, SourceKind, Validity
from knowledge.validity import validity


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the ranking score: both searches, and how much of the question's terms a clause covers."""

    lexical: float
    semantic: float
    wording: float  # by the clause with the everyday questions it answers
    official: float  # by its official wording alone
    question: float  # by the likest of its everyday questions


# Found by local search on the 640 answerable dev questions of both sets (right clause first: plan .94, policies .92).
# Official wording is long and tells by itself; a fact of a digest is short and found by the questions beside it.
WEIGHTS = {
    SourceKind.ORIGINAL: Weights(lexical=0.26, semantic=0.1, wording=0.44, official=0.35, question=0.18),
    SourceKind.DIGEST: Weights(lexical=0.15, semantic=0.19, wording=0.46, official=0.06, question=0.09),
}
HEADING_SHARE = 0.6
"""What a bare heading's score is worth unless the question asks for a list or a whole part: its items answer better."""
NAMED_BONUS = 0.3
"""For a clause whose title has a name in quotation marks (“强企”) that the question uses."""
FOLLOW_BONUS = 0.06
"""For the clause that the turn before rested on, when a question goes on from it."""
FIGURE_BONUS = 0.15
"""For a clause with a rate when the user gives an amount to compute with."""
SAME_SHARE_BONUS = 0.1
"""For a clause with the very percentage that the question names (能按120%加计吗)."""
OPENING_SHARE = 0.93
"""What the opening of a digest is worth for a question on a fact: it touches on all that the facts behind it settle."""
MAIN_BONUS = 0.12
"""For clauses of the main document, whose words many of the policies around it share."""
TITLE_SHARE = 0.6
"""What the text before the first clause of a loaded document is worth: mostly its title, which settles nothing."""
LOADED_BONUS = 0.2
"""For a rule in force of the province or nearer that the park loaded itself: it did so to have it answer."""
TITLE_BONUS, ALIAS_BONUS = 0.2, 0.11
"""For clauses of a document that the question names by number or title, or by an everyday name."""
KIND_BONUS = 0.19
"""For documents of the kind that the question speaks of: 那个条例里, 法律上."""
PLACE_BONUS = 0.06
"""For the rules of the very province or city that the question names."""
LAPSED_SHARE = 0.85
"""What a rule is worth that was replaced or does not hold yet: the one in force answers better."""
_KINDS = (
    (re.compile("条例"), "条例"),
    (re.compile("法律|那个法|(?<!办)法(里|上|规定)"), "法"),
)
_TERRITORY = re.compile("[^省市区县]{2,}[省市区县]")
_LAPSED = frozenset({Validity.SUPERSEDED, Validity.NOT_YET})
UNKNOWN_WEIGHT = 0.25
"""What a question's words that no document has take off the confidence: they may well be its subject. Of 654 answerable
dev questions 2 % fall below the floor, of 600 everyday legal questions on other subjects 0.4 % stay above it."""
NEW_WORDS_SHARE = 2 / 3
"""In a follow-up, what its own words count against those carried over: they say where the conversation goes."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """The content terms of a question: its own, and with what a follow-up left out."""

    own: tuple[ContentTerm, ...]
    whole: tuple[ContentTerm, ...]
    tells: bool


def rank(hits: tuple[Hit, ...], understanding: Understanding, corpus: Corpus, reader: Reader) -> list[RankedClause]:
    """The clauses of the hits, and those the conversation rests on, best first; ties go by clause id."""
    terms = _Terms(
        reader.terms(understanding.text), reader.terms(understanding.standalone), reader.tells(understanding.text)
    )
    found = {hit.clause_id: hit for hit in hits if hit.clause_id in corpus.clauses}
    for clause_id in understanding.clause_ids:
        if clause_id in corpus.clauses:
            found.setdefault(clause_id, Hit(clause_id, 0.0))
    ranked = [_ranked(hit, understanding, terms, corpus) for hit in found.values()]
    return sorted(ranked, key=lambda item: (-item.score, item.clause.clause_id))


def _ranked(hit: Hit, understanding: Understanding, terms: _Terms, corpus: Corpus) -> RankedClause:
    clause, words = corpus.clauses[hit.clause_id], corpus.words[hit.clause_id]
    wording = _coverage(words.with_questions, hit, understanding, terms, corpus)
    official = _coverage(words.terms, hit, understanding, terms, corpus)
    # A clause that nobody wrote questions for is found by its wording alone.
    question = max((_coverage(each, hit, understanding, terms, corpus) for each in words.questions), default=official)
    metadata = corpus.documents[clause.doc_id].metadata
    weights = WEIGHTS[metadata.source_kind]
    score = weights.lexical * hit.lexical + weights.semantic * hit.semantic
    score += weights.wording * wording + weights.official * official + weights.question * question
    is_named = uses_name_of(clause, understanding.text)
    if corpus.is_bare_heading(clause) and not is_named and not asks_whole_part(understanding):
        score *= HEADING_SHARE
    is_main = MAIN_TOPIC in metadata.topics
    if clause.path == OPENING and not is_main:
        score *= OPENING_SHARE if metadata.source_kind is SourceKind.DIGEST else TITLE_SHARE
    score += MAIN_BONUS * is_main + LOADED_BONUS * _is_loaded_locally(metadata, understanding.as_of)
    score += _mention_bonus(clause, understanding) + _document_bonus(metadata, understanding)
    score += NAMED_BONUS * is_named + FOLLOW_BONUS * (hit.clause_id in understanding.clause_ids[:1])
    score += FIGURE_BONUS * _computes(understanding, words)
    score += SAME_SHARE_BONUS * _has_share_asked(understanding, words)
    confidence = (wording + max(hit.similarity, 0.0)) / 2 - UNKNOWN_WEIGHT * corpus.weights.unknown_share(terms.whole)
    ranked = corpus.ranked(clause, understanding, score, max(confidence, 0.0))
    return replace(ranked, score=score * LAPSED_SHARE) if ranked.validity in _LAPSED else ranked


def _is_loaded_locally(metadata: Metadata, on: date) -> bool:
    is_other_original = metadata.source_kind is SourceKind.ORIGINAL and MAIN_TOPIC not in metadata.topics
    return is_other_original and metadata.level is not Level.NATION and validity(metadata, on) is Validity.IN_FORCE


def _document_bonus(metadata: Metadata, understanding: Understanding) -> float:
    kind = next((end for words, end in _KINDS if words.search(understanding.text)), None)
    is_of_kind = kind is not None and metadata.title.endswith(kind)
    place, region = understanding.place, metadata.region or ""
    is_of_place = place is not None and (place.city or place.province) in region
    is_of_place = is_of_place or any(unit in understanding.text for unit in _TERRITORY.findall(region))
    return KIND_BONUS * is_of_kind + PLACE_BONUS * is_of_place


def _mention_bonus(clause: Clause, understanding: Understanding) -> float:
    kinds = {mention.kind for mention in understanding.mentions if mention.doc_id == clause.doc_id}
    if kinds & {MentionKind.DOC_NO, MentionKind.TITLE}:
        return TITLE_BONUS
    return ALIAS_BONUS if MentionKind.ALIAS in kinds else 0.0


def _coverage(held: frozenset[str], hit: Hit, understanding: Understanding, terms: _Terms, corpus: Corpus) -> float:
    whole = corpus.weights.coverage(terms.whole, held)
    if not understanding.is_follow_up:
        return whole
    in_talk = float(hit.clause_id in understanding.clause_ids)
    own = corpus.weights.coverage(terms.own, held) if terms.tells else in_talk
    return NEW_WORDS_SHARE * own + (1 - NEW_WORDS_SHARE) * whole


def _has_share_asked(understanding: Understanding, words: ClauseWords) -> bool:
    return any(figure.kind is FigureKind.SHARE and figure.value in words.shares for figure in understanding.figures)


def _computes(understanding: Understanding, words: ClauseWords) -> bool:
    """Whether the user gives an amount, asks what comes of it, and the clause has a rate for it."""
    has_money = any(figure.kind is FigureKind.MONEY for figure in understanding.figures)
    asks = understanding.asks & {Detail.AMOUNT, Detail.CAP, Detail.CONTENT, Detail.COUNT}
    return has_money and bool(asks) and bool(words.shares)
