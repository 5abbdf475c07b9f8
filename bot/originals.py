"""The official wording in place of our summary: a fact of a digest is cited from the original once that is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.corpus import Corpus
from bot.types import RankedClause, Understanding
from knowledge.types import SourceKind, Validity


def quoted_from_originals(
    ranked: Sequence[RankedClause], understanding: Understanding, corpus: Corpus
) -> list[RankedClause]:
    """The ranked clauses, each fact of a digest replaced by the article it rests on where the original is loaded.

    A rule that is in doubt for the day asked about stays a digest: the doubt is not in the original's words.
    """
    found: dict[str, RankedClause] = {}
    for item in ranked:
        for source in _sources(item, understanding, corpus):
            known = found.get(source.clause.clause_id)
            if known is None or source.score > known.score:
                found[source.clause.clause_id] = source
    return sorted(found.values(), key=lambda item: (-item.score, item.clause.clause_id))


def _sources(item: RankedClause, understanding: Understanding, corpus: Corpus) -> Sequence[RankedClause]:
    if item.metadata.source_kind is not SourceKind.DIGEST or (item.in_doubt and not item.is_uncertain):
        return (item,)
    clauses = corpus.originals.get(item.clause.clause_id, ())
    found = [corpus.ranked(clause, understanding, item.score, item.confidence) for clause in clauses]
    return [_in_place_of(item, original) for original in found] or [item]


def _in_place_of(digest: RankedClause, original: RankedClause) -> RankedClause:
    """The original as it stands: where the digest knows that the rule no longer holds, that counts."""
    lapsed = digest.validity not in {Validity.IN_FORCE, Validity.UNKNOWN}
    return replace(original, validity=digest.validity) if lapsed else original
