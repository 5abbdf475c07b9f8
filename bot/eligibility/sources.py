"""Where a rule's facts are told: the clause to cite for each, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.eligibility.rules import paths_of
from bot.eligibility.types import Rule
from knowledge.addresses import resolve_address
from knowledge.articles import Originals
from knowledge.types import Clause, ClauseAddress, Confidence, Document, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that tells a fact, and where in a loaded original it rests, if there is one."""

    clause: Clause
    original: ClauseAddress | None

    def cited(self, *, in_doubt: bool) -> Clause:
        """The clause to cite: the official wording, unless the rule is in doubt, for that is not in its words."""
        return self.clause if in_doubt or self.original is None else self.original.clause

    def quote(self, *, in_doubt: bool) -> str:
        """What to quote of the cited clause: all of it, or of an official article the 款 or 项 that is meant."""
        if in_doubt or self.original is None:
            return self.clause.text
        start = self.original.clause.start
        return self.original.clause.text[self.original.start - start : self.original.end - start]


Sources = Mapping[str, Mapping[str, Source]]
"""Policy → path → source; a policy that is not there has no document, or one whose clauses its rule does not know."""


def find_sources(rules: Mapping[str, Rule], documents: Iterable[Document]) -> Sources:
    """The sources of every rule whose clauses are all there."""
    by_id = {document.doc_id: document for document in documents}
    originals = Originals(by_id.values())
    found = {key: _sources(rule, by_id[key], originals) for key, rule in rules.items() if key in by_id}
    return {key: sources for key, sources in found.items() if sources is not None}


def _sources(rule: Rule, document: Document, originals: Originals) -> Mapping[str, Source] | None:
    sources: dict[str, Source] = {}
    for path in paths_of(rule):
        address = resolve_address(document.clauses, path)
        if address is None:
            return None
        sources[path] = Source(address.clause, _original(address.clause, document, originals))
    return sources


def _original(clause: Clause, document: Document, originals: Originals) -> ClauseAddress | None:
    is_uncertain = clause.basis is not None and clause.basis.confidence is Confidence.UNCERTAIN
    if document.metadata.source_kind is not SourceKind.DIGEST or is_uncertain:
        return None
    return next(iter(originals.addresses(clause.label, document.metadata)), None)
