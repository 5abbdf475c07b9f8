"""What was asked and answered before: turns of conversations and what people thought of the answers, in SQL.

A question is committed before its answer starts, so that a kill loses no question: a turn without an answer reads as
interrupted.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import AnswerNotFound, ConversationNotFound, ConversationsUnavailable
from bot.response import Json
from bot.types import AnswerStatus, Turn
from knowledge.errors import DiskFull

HISTORY_TURNS = 6
"""How many earlier turns a question sees: a follow-up refers to what is still on the screen."""

_schema = MetaData()
_turns = Table(
    "conversation_turns",
    _schema,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("answer_id", String(64), nullable=False, unique=True),
    Column("session_id", String(128), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", String(32), nullable=False),  # ISO 8601 in UTC, which sorts as time
    Column("topic", Text),  # this and the response are null until the answer is complete
    Column("response", Text),
    Index("conversation_turns_by_session", "session_id", "position"),
)
_feedback = Table(
    "feedback",
    _schema,
    Column("answer_id", String(64), primary_key=True),
    Column("rating", String(8), nullable=False),
    Column("comment", Text),
    Column("given_at", String(32), nullable=False),
)


class TurnStatus(StrEnum):
    """Whether a turn got its answer."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"


class Rating(StrEnum):
    """What a person thought of an answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One turn of a conversation; `response` is the response of `/v1/ask`, empty while there is none."""

    answer_id: str
    question: str
    status: TurnStatus
    response: Json
    asked_at: datetime


class ConversationStore:
    """Conversations in one database; safe to use from several threads.

    Every method may raise ConversationsUnavailable, or DiskFull.
    """

    def __init__(self, url: str | URL) -> None:
        """Open the database at this SQLAlchemy URL and make the tables that are not there."""
        with _clear_failures():
            self._engine = _open_engine(url)
            _schema.create_all(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def begin(self, session_id: str, question: str) -> str:
        """Commit a question before it is answered; the id of its answer-to-be."""
        answer_id = uuid.uuid4().hex
        with self._transaction() as connection:
            connection.execute(
                insert(_turns).values(answer_id=answer_id, session_id=session_id, question=question, asked_at=_now())
            )
        return answer_id

    def complete(self, answer_id: str, *, topic: str, response: Json) -> None:
        """Keep the whole response with its question. `topic` is the standalone form of the question."""
        with self._transaction() as connection:
            connection.execute(
                update(_turns)
                .where(_turns.c.answer_id == answer_id)
                .values(topic=topic, response=json.dumps(response, ensure_ascii=False))
            )

    def history(self, session_id: str) -> tuple[Turn, ...]:
        """The last answered turns of a conversation, oldest first; empty for a new one."""
        answered = (_turns.c.session_id == session_id) & _turns.c.response.is_not(None)
        latest = select(_turns).where(answered).order_by(_turns.c.position.desc()).limit(HISTORY_TURNS)
        with self._transaction() as connection:
            return tuple(_turn(row) for row in reversed(connection.execute(latest).all()))

    def turns(self, session_id: str) -> tuple[StoredTurn, ...]:
        """Every turn of a conversation, oldest first. Raises ConversationNotFound."""
        query = select(_turns).where(_turns.c.session_id == session_id).order_by(_turns.c.position)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise ConversationNotFound(f"没有编号为 {session_id} 的对话")
        return tuple(_stored_turn(row) for row in rows)

    def rate(self, answer_id: str, rating: Rating, comment: str | None) -> None:
        """Keep what a person thought of an answer; a second rating replaces the first. Raises AnswerNotFound."""
        with self._transaction() as connection:
            if connection.scalar(select(_turns.c.position).where(_turns.c.answer_id == answer_id)) is None:
                raise AnswerNotFound(f"没有编号为 {answer_id} 的回答")
            connection.execute(delete(_feedback).where(_feedback.c.answer_id == answer_id))
            connection.execute(
                insert(_feedback).values(answer_id=answer_id, rating=rating.value, comment=comment, given_at=_now())
            )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with _clear_failures(), self._engine.begin() as connection:
            yield connection


@contextmanager
def _clear_failures() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        cause = getattr(error, "orig", None) or error
        if "disk is full" in str(cause):
            raise DiskFull("磁盘已满，无法记录对话。请清理出至少 200 MB 空间后再试。") from error
        raise ConversationsUnavailable(
            f"对话数据库无法使用（{type(cause).__name__}：{cause}）。"
            "请检查磁盘空间和权限；对话保存在数据目录的 conversations.db（或 PARKBOT_DATABASE_URL 所指的库），"
            "若该文件确已损坏，把它移到别处后重新启动即可，文件和索引不受影响。"
        ) from error


def _open_engine(url: str | URL) -> Engine:
    engine = create_engine(url, hide_parameters=True)  # questions stay out of error messages
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "busy_timeout = 5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _turn(row: Row[Any]) -> Turn:
    response = json.loads(row.response)
    return Turn(
        question=row.question,
        topic=row.topic,
        clause_ids=tuple(dict.fromkeys(citation["clause_id"] for citation in response["citations"])),
        status=AnswerStatus(response["status"]),
    )


def _stored_turn(row: Row[Any]) -> StoredTurn:
    return StoredTurn(
        answer_id=row.answer_id,
        question=row.question,
        status=TurnStatus.INTERRUPTED if row.response is None else TurnStatus.COMPLETE,
        response=json.loads(row.response) if row.response else {},
        asked_at=datetime.fromisoformat(row.asked_at),
    )
