"""Which status came out where which was accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from bot.types import AnswerStatus
from evals.run import Measured

STATUS_NAMES = MappingProxyType(
    {
        AnswerStatus.ANSWERED: "已回答",
        AnswerStatus.PARTIAL: "部分回答",
        AnswerStatus.NO_ANSWER: "没有依据",
        AnswerStatus.OUT_OF_SCOPE: "范围之外",
        AnswerStatus.CLARIFY: "反问",
        AnswerStatus.GREETING: "问候",
    }
)
FEWEST = 10
"""A combination of accepted statuses gets a row of its own from so many questions on."""


@dataclass(frozen=True, slots=True)
class ConfusionRow:
    """The questions that accept the same statuses (empty: several rare combinations together).

    `right` and `wrong` count the answers by the status that came out, whether it was accepted or not.
    """

    accepted: frozenset[AnswerStatus]
    right: Counter[AnswerStatus]
    wrong: Counter[AnswerStatus]

    @property
    def name(self) -> str:
        """The accepted statuses in Chinese."""
        return "或".join(name for status, name in STATUS_NAMES.items() if status in self.accepted) or "其他组合"


def confusion(measured: Iterable[Measured]) -> tuple[ConfusionRow, ...]:
    """A row for each combination of accepted statuses, the most frequent first, the rare ones together at the end."""
    questions = list(measured)
    sizes = Counter(item.golden.status for item in questions)
    rows: dict[frozenset[AnswerStatus], ConfusionRow] = {}
    for accepted, size in sizes.most_common():
        if size >= FEWEST:
            rows[accepted] = ConfusionRow(accepted, Counter(), Counter())
    rare = ConfusionRow(frozenset(), Counter(), Counter())
    for item in questions:
        row = rows.get(item.golden.status, rare)
        (row.right if item.answer.status in item.golden.status else row.wrong)[item.answer.status] += 1
    return (*rows.values(), *((rare,) if rare.right or rare.wrong else ()))
