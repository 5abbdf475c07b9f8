"""Stand-ins written by hand for what is slow or cannot be made to fail on purpose."""

from __future__ import annotations

from bot.types import Answer, Question
from tests.factories import make_answer


class FakePipeline:
    """Answers every question alike, remembers what it was asked, and fails when told to."""

    def __init__(self, answer: Answer | None = None, error: Exception | None = None) -> None:
        self.asked: list[Question] = []
        self.error = error
        self._answer = answer or make_answer()

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.error is not None:
            raise self.error
        return self._answer
