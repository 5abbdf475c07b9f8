"""Opens a knowledge base of hand-made documents in a process of its own.

python -m tests.knowledge.opening DIRECTORY OLD|NEW KILL_AT: brings the directory to the old or the new documents and
prints the ranking of some questions; kills itself at the KILL_AT-th step, unless that is 0.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.knowledge_base import KnowledgeBase, open_knowledge_base
from tests.knowledge.factories import LOANS, PLAN, HashingEncoder, make_document

TALENT = make_document("talent", ["青年人才可以申请开放基金。"], [["年轻人有什么支持"]])
NEWER_PLAN = make_document(
    "plan", ["研发投入按最高8%给予后补助。", *(c.text for c in PLAN.clauses[1:])], (), PLAN.metadata
)
DOCUMENTS = {"OLD": (PLAN, LOANS), "NEW": (NEWER_PLAN, TALENT)}
QUESTIONS = ("研发投入补多少", "贷款贴息", "青年人才")


class Steps:
    """Counts the steps of a write and kills the process at one of them."""

    def __init__(self, kill_at: int) -> None:
        self.taken = 0
        self.kill_at = kill_at

    def __call__(self, step: str) -> None:
        self.taken += 1
        if self.taken == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


class SteppingEncoder(HashingEncoder):
    """Each encoding is a step as well: it falls between the removal of old vectors and the addition of new ones."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self.steps = steps

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.steps("encode")
        return super().encode(texts)


@contextmanager
def opened(directory: Path, which: str, steps: Steps | None = None) -> Iterator[KnowledgeBase]:
    steps = steps or Steps(0)
    with open_knowledge_base(
        directory, encoder=SteppingEncoder(steps), documents=DOCUMENTS[which], progress=steps
    ) as knowledge_base:
        yield knowledge_base


def rankings(knowledge_base: KnowledgeBase) -> list[list[object]]:
    return [
        [[hit.clause_id, round(hit.score, 6), round(hit.similarity, 6)] for hit in knowledge_base.search(question, 5)]
        for question in QUESTIONS
    ]


def main() -> None:
    directory, which, kill_at = sys.argv[1:]
    with opened(Path(directory), which, Steps(int(kill_at))) as knowledge_base:
        sys.stdout.write(json.dumps(rankings(knowledge_base)))


if __name__ == "__main__":
    main()
