"""What tells how well a clause goes on with a talk: one number for each way in which the two hang together."""

from __future__ import annotations

from collections.abc import Mapping

from bot.asked_terms import AskedTerms
from bot.corpus import ClauseWords, Corpus
from bot.types import Detail, RankedClause, Understanding

_SETTLED_BY = (
    *((Detail.CHANNEL, "p"), (Detail.DEADLINE, "p"), (Detail.CONDITION, "c")),
    *((Detail.AMOUNT, "b"), (Detail.CAP, "b"), (Detail.DEFINITION, "d")),
)
"""The kind of fact of a digest that settles a detail, by the first letter of its id."""


def talk_features(
    item: RankedClause, words: ClauseWords, understanding: Understanding, terms: AskedTerms, corpus: Corpus
) -> Mapping[str, float]:
    """How a clause hangs together with the talk that a follow-up goes on with, each 0 … 1; empty outside a talk.

    The very clause, its document, one of the same kind (那集成电路的呢), what it holds of the follow-up's own words:
    apart for follow-ups that only state something (打错了,是300万), name something, or do neither, and for those that
    ask for another detail or for another case.
    """
    if not understanding.is_follow_up or not understanding.clause_ids:
        return {}
    before, clause = understanding.clause_ids[0], item.clause
    is_before, is_of_talk = clause.clause_id == before, clause.doc_id == understanding.document_of_talk
    manner = "stating" if understanding.only_states else "telling" if terms.tells else "bare"
    aim = "detail" if understanding.asks_own_detail else "case"
    own = terms.own_in(words.with_questions, corpus, is_of_talk=is_of_talk) if terms.tells else 0.0
    is_same_kind = aim == "case" and clause.path[0] == before.partition(":")[2][0]
    return {
        f"talk.{manner}.{aim}.clause_before": float(is_before),
        f"talk.{manner}.{aim}.document": float(is_of_talk),
        f"talk.{manner}.kind_asked": float(is_of_talk and clause.path[0] in _kinds_asked(understanding)),
        "talk.cited_before": float(clause.clause_id in understanding.clause_ids[1:]),
        "talk.own": own,
        "talk.own_in_document": own * is_of_talk,
        "talk.same_kind": float(is_same_kind and not is_of_talk),
        "talk.same_kind_in_document": float(is_same_kind and is_of_talk),
    }


def _kinds_asked(understanding: Understanding) -> str:
    """The letters of the kinds of facts that settle the details which a follow-up asks for itself."""
    if not understanding.asks_own_detail:
        return ""
    return "".join(letter for detail, letter in _SETTLED_BY if detail in understanding.asks)
