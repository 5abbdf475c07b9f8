"""Articles found through the title of their document: 每年5月20日前提交 does not say what of, the title does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.structure import OPENING
from knowledge.types import Document, Hit, Level, SourceKind

MOST_ARTICLES = 60
"""Articles of a rule that its title finds: local rules have fewer, a law's own words find it."""


def by_title(hits: Sequence[Hit], documents: Iterable[Document]) -> list[Hit]:
    """The hits, and for each local rule whose opening is among them, all its articles, found no worse than that."""
    rules = {document.doc_id: document for document in documents if _is_local_rule(document)}
    found = {hit.clause_id: hit for hit in hits}
    for hit in hits:
        doc_id, _, path = hit.clause_id.partition(":")
        if path == OPENING and doc_id in rules:
            for clause in rules[doc_id].clauses:
                found[clause.clause_id] = _no_worse(found.get(clause.clause_id, Hit(clause.clause_id, 0.0)), hit)
    return list(found.values())


def _is_local_rule(document: Document) -> bool:
    metadata = document.metadata
    is_local = metadata.source_kind is SourceKind.ORIGINAL and metadata.level is not Level.NATION
    return is_local and len(document.clauses) <= MOST_ARTICLES


def _no_worse(hit: Hit, title: Hit) -> Hit:
    return replace(
        hit,
        lexical=max(hit.lexical, title.lexical),
        semantic=max(hit.semantic, title.semantic),
        similarity=max(hit.similarity, title.similarity),
    )
