"""What a new version takes over from the one before: what people wrote beside the text, where that says the same."""

from __future__ import annotations

from dataclasses import replace

from knowledge.types import Clause, Document


def inherited(document: Document, before: Document) -> Document:
    """The document with the topics and names of the version before it, and the everyday questions of each clause
    whose words have not changed."""
    metadata, old = document.metadata, before.metadata
    names = tuple(dict.fromkeys((*metadata.aliases, *old.aliases)))
    unchanged = {clause.text: clause.questions for clause in before.clauses}
    return replace(
        document,
        metadata=replace(metadata, topics=metadata.topics or old.topics, aliases=names),
        clauses=tuple(_with_questions(clause, unchanged.get(clause.text, ())) for clause in document.clauses),
    )


def _with_questions(clause: Clause, questions: tuple[str, ...]) -> Clause:
    return replace(clause, questions=questions) if questions and not clause.questions else clause
