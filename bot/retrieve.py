"""From an understood question to evidence: both searches; ranking, validity and region decide what may be cited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.details import asks_of_document, asks_structure, asks_whole_document
from bot.figures import find_figures
from bot.terms import ContentTerm, TermWeights, pairs
from bot.types import Detail, Evidence, FigureKind, RankedClause, RegionReading, RejectedClause, Understanding
from bot.understand import Reader
from knowledge.normalise import search_key
from knowledge.subjects import mentions
from knowledge.types import Clause, ClauseAddress, Document, Hit, Level
from knowledge.validity import validity

SEARCHED = 24
"""Clauses taken from the fused search before ranking."""
COVERAGE_WEIGHT = 0.5
"""Share of the ranking that goes to how much of the question's content a clause holds; the rest is the fused score."""
HEADING_SHARE = 0.55
"""What a bare heading's score is worth unless the question asks for a list or a whole part: its items answer better."""
CONFIDENCE_FLOOR = 0.2
"""Below this a clause is not about the question (set on the dev half: no_answer against the rest). Confidence is the
mean of coverage and cosine, which unlike the ranking score do not depend on what else was found."""
NAMED_BONUS = 0.3
"""For a clause whose title has a name in quotation marks (“强企”) that the question uses."""
_SHORTEST_TITLE = 4
_CONTENT_OF = re.compile("包括|包含|涵盖|讲了|写了|有什么|有啥|里头|里面|内容")
_NAME_IN_TITLE = re.compile('[“「"]([^”」"]{2,8})[”」"]')
KEPT_SHARE = 0.9
"""A further clause is cited beside the best one only if it is nearly as good."""
BARE_HEADING_LENGTH = 40
_ORDINAL_PART = re.compile("第([一二三四五六七八九十])(大)?(部分|块|章|编)")
FOLLOW_BONUS = 0.06
"""For the clause that the turn before rested on, when a question goes on from it."""
FIGURE_BONUS = 0.15
"""For a clause with a rate when the user gives an amount to compute with."""


class KnowledgeSource(Protocol):
    """What the bot needs of the knowledge base (`knowledge.knowledge_base.KnowledgeBase`)."""

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k best clauses, best first."""

    def documents(self) -> tuple[Document, ...]:
        """All current documents."""

    def clause(self, clause_id: str) -> ClauseAddress:
        """The clause or part of one with this id."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All clauses with what ranking needs to know of each, made once per version of the knowledge base."""

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    official: Mapping[str, str]
    held: Mapping[str, frozenset[str]]
    weights: TermWeights

    @classmethod
    def of(cls, documents: tuple[Document, ...]) -> Corpus:
        """Read the documents' clauses; the questions a clause answers count as its words."""
        clauses = {clause.clause_id: clause for document in documents for clause in document.clauses}
        wording = {clause_id: _wording(clause) for clause_id, clause in clauses.items()}
        return cls(
            documents={document.doc_id: document for document in documents},
            clauses=clauses,
            official={
                clause_id: search_key("\n".join((*clause.heading_path, clause.text)))
                for clause_id, clause in clauses.items()
            },
            held={
                clause_id: pairs(wording[clause_id] + "".join(_titles_below(clause, documents)))
                for clause_id, clause in clauses.items()
            },
            weights=TermWeights(wording.values()),
        )

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses one level below a clause, in order."""
        depth = clause.path.count(".") + 1
        prefix = f"{clause.path}."
        siblings = self.documents[clause.doc_id].clauses
        return tuple(c for c in siblings if c.path.startswith(prefix) and c.path.count(".") == depth)

    def is_bare_heading(self, clause: Clause) -> bool:
        """Whether a clause is only a title, its content standing in the clauses below it."""
        return len(clause.text) <= BARE_HEADING_LENGTH and bool(self.children(clause))


def retrieve(understanding: Understanding, knowledge: KnowledgeSource, corpus: Corpus, reader: Reader) -> Evidence:
    """Search, rank, and keep what may be cited on the day and in the place asked about."""
    ranked = _ranked(understanding, knowledge, corpus, reader)
    if understanding.region is not RegionReading.ELSEWHERE and (special := _special(understanding, ranked, corpus)):
        return special
    other = [item for item in ranked if not _names_subjects(item.clause, understanding, corpus)]
    ranked = [item for item in ranked if item not in other]
    confidence = ranked[0].confidence if ranked else 0.0
    if confidence < CONFIDENCE_FLOOR:
        return Evidence((), (), _rejected(ranked, "low_confidence") + _rejected(other, "other_subject"), confidence)
    if understanding.region is RegionReading.ELSEWHERE:
        regional = [clause for clause in ranked if clause.metadata.level is not Level.NATION]
        ranked = [clause for clause in ranked if clause.metadata.level is Level.NATION]
        if not ranked or ranked[0].confidence < CONFIDENCE_FLOOR:
            return Evidence((), tuple(regional[:1]), _rejected(regional[1:], "other_region"), confidence)
    kept = [clause for clause in ranked if clause.score >= ranked[0].score * KEPT_SHARE][: understanding.question.top_k]
    rest = ranked[len(kept) :]
    rejected = _rejected(rest[3:], "ranked_lower") + _rejected(other, "other_subject")
    return Evidence(tuple(kept), tuple(rest[:3]), rejected, confidence)


def _names_subjects(clause: Clause, understanding: Understanding, corpus: Corpus) -> bool:
    """Whether a clause itself names every subject that the question names; the questions it answers do not count."""
    return all(mentions(corpus.official[clause.clause_id], subject) for subject in understanding.subjects)


def _special(understanding: Understanding, ranked: list[RankedClause], corpus: Corpus) -> Evidence | None:
    """Evidence that is found by structure, not by likeness: a document's opening, or all parts of something."""
    if not ranked:
        return None
    if asks_of_document(understanding.text, understanding.asks):
        opening = f"{ranked[0].clause.doc_id}:0"
        if opening in corpus.clauses:
            return Evidence((_placed(corpus.clauses[opening], understanding, corpus),), tuple(ranked[:2]), (), 1.0)
    parent = _enumerated_parent(understanding, ranked, corpus)
    if parent is None:
        return None
    parts = tuple(_placed(clause, understanding, corpus) for clause in parent)
    return Evidence(parts, (), _rejected(ranked, "not_asked"), 1.0, is_enumeration=True)


def _enumerated_parent(
    understanding: Understanding, ranked: list[RankedClause], corpus: Corpus
) -> tuple[Clause, ...] | None:
    """The clauses to list: a heading (shown first where it is asked for) and what stands below it."""
    text, best = understanding.text, ranked[0].clause
    document = corpus.documents[best.doc_id]
    top = tuple(clause for clause in document.clauses if clause.path.isdecimal() and clause.path != "0")
    if asks_whole_document(text):
        return top
    headings = [item.clause for item in ranked if corpus.is_bare_heading(item.clause)]
    by_name = [clause for clause in headings if _uses_name_of(clause, text) or _uses_title_of(clause, text)]
    if by_name and _asks_whole_part(understanding):
        return corpus.children(by_name[0])
    ordinal = _ORDINAL_PART.search(text)
    if ordinal is not None:
        number = "一二三四五六七八九十".index(ordinal[1]) + 1
        named = [clause for clause in top if clause.path == str(number)]
        return (*named, *corpus.children(named[0])) if named else None
    if not asks_structure(text):
        return None
    return corpus.children(headings[0]) if headings else None


def _placed(clause: Clause, understanding: Understanding, corpus: Corpus) -> RankedClause:
    metadata = corpus.documents[clause.doc_id].metadata
    return RankedClause(clause, metadata, validity(metadata, understanding.as_of), 1.0, 1.0)


def _ranked(
    understanding: Understanding, knowledge: KnowledgeSource, corpus: Corpus, reader: Reader
) -> list[RankedClause]:
    own_terms = reader.terms(understanding.text)
    terms = reader.terms(understanding.standalone)
    hits = {hit.clause_id: hit for hit in knowledge.search(understanding.search_text, SEARCHED)}
    for clause_id in understanding.clause_ids:
        hits.setdefault(clause_id, Hit(clause_id, 0.0))
    ranked = [
        _rank(hit, understanding, own_terms, terms, corpus) for hit in hits.values() if hit.clause_id in corpus.clauses
    ]
    return sorted(ranked, key=lambda clause: (-clause.score, clause.clause.clause_id))


def _rank(
    hit: Hit,
    understanding: Understanding,
    own_terms: tuple[ContentTerm, ...],
    terms: tuple[ContentTerm, ...],
    corpus: Corpus,
) -> RankedClause:
    clause = corpus.clauses[hit.clause_id]
    held = corpus.held[hit.clause_id]
    coverage = corpus.weights.coverage(terms, held)
    if understanding.is_follow_up:
        own = (
            corpus.weights.coverage(own_terms, held) if own_terms else float(hit.clause_id in understanding.clause_ids)
        )
        coverage = (coverage + 2 * own) / 3  # the new words say where the conversation goes
    score = COVERAGE_WEIGHT * coverage + (1 - COVERAGE_WEIGHT) * hit.score
    is_named = _uses_name_of(clause, understanding.text)
    if corpus.is_bare_heading(clause) and not is_named and not _asks_whole_part(understanding):
        score *= HEADING_SHARE
    score += NAMED_BONUS * is_named + FOLLOW_BONUS * (hit.clause_id in understanding.clause_ids[:1])
    score += FIGURE_BONUS * (_wants_computation(understanding) and _has_rate(clause))
    metadata = corpus.documents[clause.doc_id].metadata
    confidence = (coverage + max(hit.similarity, 0.0)) / 2
    return RankedClause(clause, metadata, validity(metadata, understanding.as_of), score, confidence)


def _uses_title_of(clause: Clause, text: str) -> bool:
    parts = search_key(clause.heading_path[-1]).split(",") if clause.heading_path else []
    return any(len(part) >= _SHORTEST_TITLE and part in text for part in parts)


def _asks_whole_part(understanding: Understanding) -> bool:
    asks_parts = asks_structure(understanding.text) or bool(_CONTENT_OF.search(understanding.text))
    return asks_parts or bool(understanding.asks & {Detail.LIST, Detail.DEFINITION})


def _wants_computation(understanding: Understanding) -> bool:
    """Whether the user gives an amount of their own and asks what comes of it."""
    has_money = any(figure.kind is FigureKind.MONEY for figure in understanding.figures)
    return has_money and bool(understanding.asks & {Detail.AMOUNT, Detail.CAP, Detail.CONTENT, Detail.COUNT})


def _has_rate(clause: Clause) -> bool:
    return any(figure.kind is FigureKind.SHARE for figure in find_figures(clause.text))


def _uses_name_of(clause: Clause, text: str) -> bool:
    title = search_key(clause.heading_path[-1]) if clause.heading_path else ""
    return any(re.search(rf"[“「\"]{name}|{name}[”」\"]?\s?行动", text) for name in _NAME_IN_TITLE.findall(title))


def _titles_below(clause: Clause, documents: tuple[Document, ...]) -> list[str]:
    """Titles of the clauses under a bare heading: a heading is about what stands below it."""
    if len(clause.text) > BARE_HEADING_LENGTH:
        return []
    below = f"{clause.clause_id}."
    return [
        other.heading_path[-1]
        for document in documents
        if document.doc_id == clause.doc_id
        for other in document.clauses
        if other.clause_id.startswith(below) and other.heading_path
    ]


def _wording(clause: Clause) -> str:
    return "\n".join((*clause.heading_path, clause.text, *clause.questions))


def _rejected(clauses: list[RankedClause], reason: str) -> tuple[RejectedClause, ...]:
    return tuple(RejectedClause(ranked.clause.clause_id, round(ranked.score, 4), reason) for ranked in clauses)
