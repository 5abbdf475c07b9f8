"""The one composition root: settings in, a working assistant out. Nothing heavy is imported before it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_CONVERSATIONS_FILE = "conversations.db"


@contextmanager
def build(settings: Settings, *, address: str | None = None) -> Iterator[Assistant]:
    """An assistant over the data directory, which is locked meanwhile; the first time this builds the indexes.

    `address` is where this process serves, for commands that find the directory locked. Raises KnowledgeError or
    BotError with a stable code and a Chinese sentence.
    """
    from bot.conversation import ConversationStore
    from bot.current import Current, CurrentPipeline
    from bot.eligibility.determination import Eligibility
    from bot.eligibility.rules import check_clauses, load_rule_book
    from bot.pipeline import Pipeline
    from knowledge.divisions import load_divisions
    from knowledge.embeddings import load_encoder
    from knowledge.knowledge_base import open_knowledge_base
    from knowledge.shipped import shipped_documents

    documents, rule_book, divisions = shipped_documents(), load_rule_book(), load_divisions()
    check_clauses(rule_book.rules, documents)
    with (
        open_knowledge_base(
            settings.data,
            encoder=load_encoder(settings.embedding_model),
            documents=documents,
            chroma_url=settings.chroma_url,
            database_url=settings.database_url,
            address=address,
        ) as knowledge_base,
        ConversationStore(conversations_url(settings)) as conversations,
    ):
        current = CurrentPipeline(
            knowledge_base, lambda snapshot, earlier: Pipeline(snapshot, contact=settings.contact, earlier=earlier)
        )
        eligibility = Current(knowledge_base, lambda snapshot: Eligibility(rule_book, snapshot.documents(), divisions))
        yield Assistant(knowledge_base, conversations, current.answer, eligibility.get)


def conversations_url(settings: Settings) -> str | URL:
    """Where conversations are kept: the database of the settings, else a file of their own in the data directory.

    It is not the documents' file: a fault in one leaves the other whole, and asking never waits for a load.
    """
    from sqlalchemy.engine import URL

    return settings.database_url or URL.create("sqlite", database=str(settings.data / _CONVERSATIONS_FILE))
