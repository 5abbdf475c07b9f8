"""The versions that held on the day of a question: what is searched and cited then, and what must be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot import messages
from bot.corpus import Corpus
from bot.retrieve import KnowledgeSource
from bot.types import Draft, Notice, Understanding
from bot.written_dates import written_day
from knowledge.editions import Editions
from knowledge.types import Document

_MOST_VIEWS = 8
"""Views kept at once: each is a day on which some version began; more would only hold memory."""


class DatedSource(KnowledgeSource, Protocol):
    """Documents whose earlier versions can be asked for (`knowledge.snapshot.Snapshot`)."""

    def on(self, day: date) -> DatedSource:
        """The same as the versions stood on a day."""

    def earlier_on(self, day: date) -> tuple[Document, ...]:
        """The earlier versions that held on a day; most days none."""

    def day_named(self, question: str) -> date | None:
        """The last day of an earlier version that the question names by its 文号."""

    def editions(self, doc_id: str) -> Editions | None:
        """The versions of a document that answer."""


@dataclass(frozen=True, slots=True)
class View:
    """What an answer rests on: the documents as they stood on one day."""

    knowledge: DatedSource
    corpus: Corpus


class Views:
    """The documents day by day. Safe to use from several threads: at worst a view is made twice."""

    def __init__(self, knowledge: DatedSource, corpus: Corpus) -> None:
        self._present = View(knowledge, corpus)
        self._earlier: dict[frozenset[tuple[str, str]], View] = {}

    def for_question(self, understanding: Understanding) -> View:
        """The documents on the day asked about, or as the one stood that is named by the 文号 of an earlier version."""
        return self._on(self._present.knowledge.day_named(understanding.text) or understanding.day)

    def _on(self, day: date) -> View:
        """The documents on a day: the present ones, unless an earlier version of one of them held then."""
        present = self._present
        earlier = frozenset((document.doc_id, document.version) for document in present.knowledge.earlier_on(day))
        if not earlier:
            return present
        view = self._earlier.get(earlier)
        if view is None:
            knowledge = present.knowledge.on(day)
            view = View(knowledge, present.corpus.over(knowledge.documents()))
            if len(self._earlier) >= _MOST_VIEWS:
                self._earlier = {}
            self._earlier[earlier] = view
        return view


def edition_notices(draft: Draft, view: View, understanding: Understanding) -> Iterator[Notice]:
    """That a cited text is an earlier version, and from when the next one holds; or that nobody can say which held."""
    is_past = understanding.day < understanding.question.today
    for doc_id in dict.fromkeys(quote.source.clause.doc_id for quote in draft.quotes):
        editions, document = view.knowledge.editions(doc_id), view.corpus.documents[doc_id]
        if editions is None:
            continue
        title, following = f"《{document.metadata.title}》", editions.next_after(document)
        if following is not None:
            text = messages.EARLIER_VERSION.format(title=title, effective_from=written_day(following))
            yield Notice("earlier_version", text)
        elif is_past and editions.is_unsure(understanding.day):
            yield Notice("version_unsure", messages.VERSION_UNSURE.format(title=title))
