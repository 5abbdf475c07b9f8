"""The article that gives the detail asked for, where the likest article of the same document does not.

A local rule keeps deadlines, materials, channels and caps in short articles of their own, which share next to no word
with a question about the rule's subject. Before a detail is denied, the whole document is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.attached import answers
from bot.corpus import MAIN_TOPIC, Corpus
from bot.details import asks_of_document
from bot.details_given import Sought, asks_share, gives, typed_sentences
from bot.details_given import sought_details as sought_in
from bot.reader import Reader
from bot.structure import OPENING
from bot.terms import ContentTerm, pairs
from bot.types import Evidence, RankedClause, Understanding
from knowledge.types import Clause, Metadata, SourceKind

_NAMES_ARTICLE = re.compile("第[0-9一二三四五六七八九十百]{1,5}条(?!件)")
_AMOUNT_LETTERS = re.compile("<[MS]>")
_SHARE_LETTER = "<S>"
_OF_ONE_SUBJECT = frozenset({Sought.AMOUNT, Sought.CAP, Sought.SPAN})
"""Details that a document gives for each of its subjects; the others mostly hold for all of it."""


def sought_details(understanding: Understanding) -> tuple[Sought, ...]:
    """The details that a question asks for and an article of its own may give; none for one about a document as such."""
    text = understanding.text
    if _NAMES_ARTICLE.search(text) or asks_of_document(text, understanding.asks):
        return ()
    return sought_in(text, understanding.asks)


def is_loaded_rule(metadata: Metadata) -> bool:
    """Whether a document is one in articles that a park loaded: no digest, and not the plan, whose parts are subjects."""
    return metadata.source_kind is SourceKind.ORIGINAL and MAIN_TOPIC not in metadata.topics


def with_giving_clauses(evidence: Evidence, understanding: Understanding, corpus: Corpus, reader: Reader) -> Evidence:
    """The evidence with the articles first that give what is asked for, of the document that would be cited.

    A detail asked for without any subject (什么时候申请) is one of the document that the talk was about.
    """
    sought = sought_details(understanding)
    base = _base(evidence, understanding, corpus, reader) if sought else None
    if base is None:
        return evidence
    own = _own_terms(base, understanding, corpus, reader)
    found = [_giving(each, base, own, understanding, corpus) for each in sought]
    chosen = list(dict.fromkeys(clause for clauses in found for clause in clauses))
    if not all(found) and base.clause not in chosen:
        chosen.append(base.clause)
    if chosen == [base.clause] and base is evidence.kept[:1]:
        return evidence
    kept = [corpus.ranked(clause, understanding, base.score, base.confidence) for clause in chosen]
    kept = [replace(item, validity=base.validity) for item in kept][: understanding.question.top_k]
    rest = [item for item in (*evidence.kept, *evidence.related) if item.clause not in chosen]
    if any(item.clause.clause_id == kept[0].clause.clause_id for item in evidence.kept[:1]) and len(kept) == 1:
        return evidence
    return replace(evidence, kept=tuple(kept), related=tuple(rest), confidence=max(base.confidence, evidence.confidence))


def _base(
    evidence: Evidence, understanding: Understanding, corpus: Corpus, reader: Reader
) -> RankedClause | None:
    """The clause whose document is looked through: that of the talk where a question names no subject, else the best."""
    if evidence.is_enumeration or evidence.lacks is not None or evidence.is_elsewhere:
        return None
    best = evidence.kept[0] if evidence.kept else None
    if understanding.is_follow_up and understanding.clause_ids and not reader.tells(understanding.text):
        clause = corpus.clauses.get(understanding.clause_ids[0])
        if clause is not None and (best is None or best.clause.doc_id != clause.doc_id):
            best = corpus.ranked(clause, understanding, *((best.score, best.confidence) if best else (1.0, 1.0)))
    if best is None or best.in_doubt or best.clause.path == OPENING or not is_loaded_rule(best.metadata):
        return None
    return best


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
    if gives(base.clause.text, sought) and not (sought is Sought.AMOUNT and _lacks_share(base.clause, understanding)):
        return (base.clause,)
    document = corpus.documents[base.clause.doc_id]
    giving = [
        clause
        for clause in document.clauses
        if clause.path != OPENING and gives(clause.text, sought) and answers(clause, understanding)
    ]
    if sought is Sought.AMOUNT:
        giving = [clause for clause in giving if not _lacks_share(clause, understanding)] or giving
    cover = {clause: corpus.weights.coverage(own, _held(clause)) for clause in (*giving, base.clause)}
    if sought in _OF_ONE_SUBJECT and own:
        giving = [item for item in giving if cover[item] >= max(cover[base.clause], 0.01) or _is_of_all(item, sought)]
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
