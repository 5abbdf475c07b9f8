"""Which loaded rule a question for a detail is about, where what the search found first is not of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corpus import Corpus, is_loaded
from bot.detail_shapes import Sought
from bot.details_given import states
from bot.reader import Reader
from bot.structure import OPENING
from bot.terms import ContentTerm, pairs
from bot.types import Evidence, RankedClause, Understanding
from knowledge.normalise import search_key
from knowledge.subjects import mentions
from knowledge.types import Validity

TITLE_MARGIN = 0.2
"""How much more of a question the title of a loaded rule must hold than that of what was found first."""
_LOOKED_AT_AGAIN = frozenset({"ranked_lower", "other_subject"})


def clause_talked_of(
    best: RankedClause | None, understanding: Understanding, corpus: Corpus, reader: Reader
) -> RankedClause | None:
    """The clause that the talk was about, where the question names no subject and another document was found."""
    if not understanding.is_follow_up or not understanding.clause_ids or reader.tells(understanding.text):
        return None
    clause = corpus.clauses.get(understanding.clause_ids[0])
    if clause is None or (best is not None and best.clause.doc_id == clause.doc_id):
        return None
    score, confidence = (best.score, best.confidence) if best else (1.0, 1.0)
    return corpus.ranked(clause, understanding, score, confidence)


def clause_of_title_meant(
    evidence: Evidence, sought: Sequence[Sought], understanding: Understanding, corpus: Corpus, reader: Reader
) -> RankedClause | None:
    """Of the clauses found behind the best one, the first of a loaded rule whose title is about the question, as that
    of the best one's document is not, and which gives what is asked for."""
    if not evidence.kept or is_loaded(evidence.kept[0].metadata):
        return None
    best = evidence.kept[0]
    lower = [corpus.clauses[item.clause_id] for item in evidence.rejected if item.reason in _LOOKED_AT_AGAIN]
    found = [corpus.ranked(clause, understanding, best.score, best.confidence) for clause in lower]
    loaded = [item for item in (*evidence.related, *found) if _holds(item) and _names_all(item, understanding, corpus)]
    terms = _without_places(understanding.standalone, reader)
    enough = corpus.weights.coverage(terms, pairs(best.metadata.title)) + TITLE_MARGIN
    meant = [item for item in loaded if corpus.weights.coverage(terms, pairs(item.metadata.title)) >= enough]
    giving = [item for item in meant if all(_document_gives(item, each, corpus) for each in sought)]
    return giving[0] if giving else None


def _holds(item: RankedClause) -> bool:
    return is_loaded(item.metadata) and item.validity is Validity.IN_FORCE and item.clause.path != OPENING


def _names_all(item: RankedClause, understanding: Understanding, corpus: Corpus) -> bool:
    """Whether the document as a whole names the subjects asked about: its articles need not say again what of."""
    text = search_key(corpus.documents[item.clause.doc_id].text)
    return all(mentions(text, subject) for subject in understanding.subjects)


def _document_gives(item: RankedClause, sought: Sought, corpus: Corpus) -> bool:
    return any(states(clause.text, sought) for clause in corpus.documents[item.clause.doc_id].clauses)


def _without_places(text: str, reader: Reader) -> tuple[ContentTerm, ...]:
    """The terms of a question, without those of the places in it: many titles name the same place."""
    places = frozenset().union(*(pairs(place.name) for place in reader.regions.places(text)))
    return tuple(item for item in reader.terms(text) if item.term not in places)
