"""What a new version takes over from the one before: what people wrote beside the text, where that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.corrections import LASTING
from knowledge.types import Clause, Document, Metadata


def inherited(document: Document, before: Document) -> Document:
    """The document with the topics and names of the version before it, the everyday questions of each clause whose
    words have not changed, and what a person set by hand: of the same text all, else what does not change with it."""
    metadata, old = document.metadata, before.metadata
    names = tuple(dict.fromkeys((*metadata.aliases, *old.aliases)))
    metadata = replace(metadata, topics=metadata.topics or old.topics, aliases=names)
    return replace(
        document,
        metadata=_with_values_by_hand(metadata, old, is_same_text=document.text == before.text),
        clauses=with_questions(document.clauses, before),
    )


def with_questions(clauses: Sequence[Clause], before: Document) -> tuple[Clause, ...]:
    """The clauses with the everyday questions of those of `before` that have the same words."""
    unchanged = {clause.text: clause.questions for clause in before.clauses}
    return tuple(_with_questions(clause, unchanged.get(clause.text, ())) for clause in clauses)


def _with_values_by_hand(metadata: Metadata, old: Metadata, *, is_same_text: bool) -> Metadata:
    kept = [name for name in old.by_hand if is_same_text or name in LASTING]
    taken = {name: getattr(old, name) for name in kept if name not in metadata.by_hand}
    return replace(metadata, by_hand=(*metadata.by_hand, *taken), **taken)


def _with_questions(clause: Clause, questions: tuple[str, ...]) -> Clause:
    return replace(clause, questions=questions) if questions and not clause.questions else clause
