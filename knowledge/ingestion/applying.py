"""Carrying out what was prepared: documents into the knowledge base, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.corrections import changes_between
from knowledge.errors import KnowledgeError
from knowledge.events import Change
from knowledge.ingestion.preparing import settle
from knowledge.ingestion.shelf import Shelf
from knowledge.ingestion.types import Effect, Outcome, Preparation, Refusal
from knowledge.knowledge_base import KnowledgeBase


def apply(knowledge_base: KnowledgeBase, preparation: Preparation) -> Outcome:
    """Load one file as it was prepared."""
    return apply_all(knowledge_base, (preparation,))[0]


def apply_all(knowledge_base: KnowledgeBase, preparations: Sequence[Preparation]) -> tuple[Outcome, ...]:
    """Load several files at once, in their order; what happened to each.

    Each is settled again first: others may have changed the knowledge base since, or come before it in this very list.
    A file that cannot be stored is refused, and the others go on.
    """
    with knowledge_base.writing:
        shelf = Shelf.of(knowledge_base)
        settled = []
        for preparation in preparations:
            again = settle(shelf, preparation.reading, preparation.wanted_id, preparation.document)
            if again.changes and again.document is not None:
                shelf.add(again.document, is_doubtful=again.reading.is_doubtful)
            settled.append(again)
        return _store(knowledge_base, settled)


def _store(knowledge_base: KnowledgeBase, preparations: Sequence[Preparation]) -> tuple[Outcome, ...]:
    changes = [_change(preparation) for preparation in preparations if preparation.changes]
    if not changes:
        return tuple(map(Outcome, preparations))
    try:
        failures = knowledge_base.put_all(changes).index_failures
    except KnowledgeError as error:
        if len(preparations) == 1:
            return (Outcome(_refused(preparations[0], error)),)
        return tuple(outcome for preparation in preparations for outcome in _store(knowledge_base, (preparation,)))
    return tuple(Outcome(preparation, failures if preparation.changes else ()) for preparation in preparations)


def _change(preparation: Preparation) -> Change:
    document, reading = preparation.document, preparation.reading
    assert document is not None and reading.found is not None, "what changes something has a document"
    there = preparation.replaces if preparation.effect is Effect.CORRECTED else None
    before = there.metadata if there else reading.found.to_metadata(document.doc_id)
    corrections = changes_between(before, document.metadata, reading.values)
    return Change(document, replace(reading.origin, flags=preparation.flags), corrections=corrections)


def _refused(preparation: Preparation, error: KnowledgeError) -> Preparation:
    return replace(
        preparation, effect=Effect.REFUSED, document=None, replaces=None, refusal=Refusal(error.code, str(error))
    )
