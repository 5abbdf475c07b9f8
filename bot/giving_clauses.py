"""The article that gives the detail asked for, where the likest article of the same document does not.

A local rule keeps deadlines, materials, channels and caps in short articles of their own, which share next to no word
with a question about the rule's subject. Before a detail is denied, the whole document is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.attached import answers
from bot.corpus import Corpus, is_loaded
from bot.detail_shapes import Sought
from bot.details import asks_of_document
from bot.details_given import asks_share, gives, states, typed_sentences
from bot.details_given import sought_details as sought_in
from bot.document_meant import clause_of_title_meant, clause_talked_of
from bot.reader import Reader
from bot.retrieve import MOST_RELATED
from bot.structure import OPENING
from bot.terms import ContentTerm, pairs
from bot.types import Evidence, RankedClause, Understanding
from knowledge.types import Clause

_NAMES_ARTICLE = re.compile("第[0-9一二三四五六七八九十百]{1,5}条(?!件)")
_AMOUNT_LETTERS = re.compile("<[MS]>")
_SHARE_LETTER = "<S>"
ARTICLES_OF_ONE_SUBJECT = 40
"""A document with more articles has many subjects (a law): what it gives must be of the one asked about."""
LEAST_OF_SUBJECT = 0.01
"""Share of a question's own terms from which an article is about its subject."""
_OF_ONE_SUBJECT = frozenset({Sought.AMOUNT, Sought.CAP})
"""Details that a document gives for each of its subjects; the others mostly hold for all of it."""


def sought_details(understanding: Understanding) -> tuple[Sought, ...]:
    """The details asked for that an article of its own may give; none for a question about a document as such."""
    text = understanding.text
    if _NAMES_ARTICLE.search(text) or asks_of_document(text, understanding.asks):
        return ()
    return sought_in(text, understanding.asks)


def with_giving_clauses(evidence: Evidence, understanding: Understanding, corpus: Corpus, reader: Reader) -> Evidence:
    """The evidence with the articles first that give what is asked for, of the document that would be cited.

    A detail asked for without any subject (什么时候申请) is one of the document that the talk was about; one of a
    subject that only the title of a loaded rule names is one of that rule, if it gives it.
    """
    sought = sought_details(understanding)
    if not sought or evidence.is_enumeration or evidence.lacks is not None or evidence.is_elsewhere:
        return evidence
    best = evidence.kept[0] if evidence.kept else None
    base = clause_talked_of(best, understanding, corpus, reader)
    base = base or clause_of_title_meant(evidence, sought, understanding, corpus, reader) or best
    if base is None or base.in_doubt or base.clause.path == OPENING or not is_loaded(base.metadata):
        return evidence
    own = _own_terms(base, understanding, corpus, reader)
    found = [_giving(each, base, own, understanding, corpus) for each in sought]
    chosen = list(dict.fromkeys(clause for clauses in found for clause in clauses))
    if not all(found) and base.clause not in chosen:
        chosen.append(base.clause)
    return _with(chosen, base, evidence, understanding, corpus)


def _with(
    chosen: Sequence[Clause], base: RankedClause, evidence: Evidence, understanding: Understanding, corpus: Corpus
) -> Evidence:
    """The evidence with these clauses kept, standing as the one does whose document they are of."""
    found = [corpus.ranked(clause, understanding, base.score, base.confidence) for clause in chosen]
    kept = [replace(item, validity=base.validity) for item in found][: understanding.question.top_k]
    rest = [item for item in (*evidence.kept, *evidence.related) if item.clause not in chosen]
    return replace(
        evidence,
        kept=tuple(kept),
        related=tuple(rest[:MOST_RELATED]),
        confidence=max(base.confidence, evidence.confidence),
    )


def _own_terms(
    base: RankedClause, understanding: Understanding, corpus: Corpus, reader: Reader
) -> tuple[ContentTerm, ...]:
    """The terms of a question beyond the title of the document: which of its subjects is asked about."""
    names = corpus.words[base.clause.clause_id].names
    terms = reader.terms(understanding.standalone)
    return tuple(item for item in terms if item.term not in names and item.term in corpus.weights)


def _giving(
    sought: Sought, base: RankedClause, own: Sequence[ContentTerm], understanding: Understanding, corpus: Corpus
) -> tuple[Clause, ...]:
    """The clauses that give a detail: the base if it does, else those likest to the question."""
    if states(base.clause.text, sought) and not (sought is Sought.AMOUNT and _lacks_share(base.clause, understanding)):
        return (base.clause,)
    document = corpus.documents[base.clause.doc_id]
    giving = [
        clause
        for clause in document.clauses
        if clause.path != OPENING and states(clause.text, sought) and answers(clause, understanding)
    ]
    if not giving and gives(base.clause.text, sought):
        return (base.clause,)
    if sought is Sought.AMOUNT:
        giving = [clause for clause in giving if not _lacks_share(clause, understanding)] or giving
    cover = {clause: corpus.weights.coverage(own, _held(clause)) for clause in (*giving, base.clause)}
    if own and (sought in _OF_ONE_SUBJECT or len(document.clauses) > ARTICLES_OF_ONE_SUBJECT):
        least = max(cover[base.clause], LEAST_OF_SUBJECT)
        giving = [item for item in giving if cover[item] >= least or _is_of_all(item, sought)]
    best = max((cover[clause] for clause in giving), default=0.0)
    likest = [clause for clause in giving if cover[clause] == best]
    beside = [clause for clause in likest if clause.heading_path[:1] == base.clause.heading_path[:1]]
    return tuple((beside or likest)[: understanding.question.top_k])


def _lacks_share(clause: Clause, understanding: Understanding) -> bool:
    """Whether a share is asked for (比例) and the clause gives none."""
    return asks_share(understanding.text) and not any(_SHARE_LETTER in typed for typed in typed_sentences(clause.text))


def _is_of_all(clause: Clause, sought: Sought) -> bool:
    """Whether a cap stands alone, without the benefit that it would be of: then it holds for the whole document."""
    figures = [letter for typed in typed_sentences(clause.text) for letter in _AMOUNT_LETTERS.findall(typed)]
    return sought is Sought.CAP and len(figures) == 1


def _held(clause: Clause) -> frozenset[str]:
    return pairs("\n".join((*clause.heading_path, clause.text)))
