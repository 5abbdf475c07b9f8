"""The one object that every doorway talks to: ask, judge, and read what was said before. Made by `bot.build`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.conversation import ConversationStore
from bot.eligibility.estimate import estimate
from bot.eligibility.profile import read_profile
from bot.response import Json, response_of
from bot.types import Answer, Question
from knowledge.days import today_in_china

if TYPE_CHECKING:
    from bot.eligibility.determination import Eligibility
    from bot.eligibility.estimate_types import Estimate
    from bot.eligibility.types import Determination
    from knowledge.knowledge_base import KnowledgeBase

DEFAULT_TOP_K = 3


class AnswerQuestion(Protocol):
    """From a question to a verified answer: `bot.pipeline.Pipeline.answer`."""

    def __call__(self, question: Question) -> Answer:
        """Answer one question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the response that leaves parkbot, which is also what the conversation keeps."""

    answer: Answer
    response: Json


@dataclass(frozen=True, slots=True)
class Assistant:
    """A knowledge base, a way to answer, a memory, and the rules by which an enterprise is judged."""

    knowledge_base: KnowledgeBase
    conversations: ConversationStore
    answer: AnswerQuestion
    eligibility: Callable[[], Eligibility]
    today: Callable[[], date] = field(default=today_in_china)

    def ask(
        self,
        text: str,
        *,
        session_id: str | None = None,
        as_of: date | None = None,
        region: str | None = None,
        profile: Mapping[str, object] | None = None,
        top_k: int = DEFAULT_TOP_K,
    ) -> Reply:
        """Answer one question and keep both; without `session_id` it opens a conversation of its own."""
        session_id = session_id or uuid.uuid4().hex
        history = self.conversations.history(session_id)
        answer_id = self.conversations.begin(session_id, text)
        question = Question(text, self.today(), as_of, region, profile or {}, top_k, history)
        answer = self.answer(question)
        response = response_of(answer, answer_id=answer_id, session_id=session_id)
        self.conversations.complete(answer_id, topic=answer.topic, response=response)
        return Reply(answer, response)

    def determine(
        self, profile: Mapping[str, object], *, policies: Sequence[str] | None = None, as_of: date | None = None
    ) -> Determination:
        """How policies (None: all) stand for the enterprise of this profile on a day, by default today.

        Raises ProfileRefused, ContradictoryFacts or PolicyNotFound.
        """
        today, eligibility = self.today(), self.eligibility()
        day = as_of or today
        known = read_profile(profile, eligibility.rule_book.fields, latest=max(day, today))
        return eligibility.determine(known, policies, day)

    def estimate(self, benefit: str, profile: Mapping[str, object], *, as_of: date | None = None) -> Estimate:
        """What a benefit (`policy/benefit`) comes to for the enterprise of this profile on a day, by default today.

        Raises ProfileRefused, ContradictoryFacts, PolicyNotFound or BenefitNotFound.
        """
        today, eligibility = self.today(), self.eligibility()
        day = as_of or today
        known = read_profile(profile, eligibility.rule_book.fields, latest=max(day, today))
        return estimate(eligibility, benefit, known, day)
