"""Kills at counted steps while documents come, change and go: `python -m evals.bench.kills` (also `make soak`).

A process of its own loads, updates, removes and restores documents, says when each change is acknowledged, and kills
itself at one of its steps: an SQL statement, a commit, an encoding, or a step of the index upkeep. Then the data is
opened again and held to what was acknowledged. Exit code 1 if anything was lost, doubled, mixed or left unsound.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, event

from knowledge.checks import check
from knowledge.embeddings import Encoder, load_encoder
from knowledge.ingestion.applying import apply_all
from knowledge.ingestion.preparing import read_document, settle
from knowledge.ingestion.shelf import Shelf
from knowledge.ingestion.types import Preparation
from knowledge.knowledge_base import KnowledgeBase, open_knowledge_base
from knowledge.readers.types import ReadText
from knowledge.types import Document

KILLS = 100
_CHILD_SECONDS = 120
_ARTICLES = 12

State = Mapping[str, Document]
"""Document id → the document that should be current."""


def _rules(name: str, edition: int) -> str:
    articles = [
        f"第{number}条 {name}的第{number}项支持，第{edition}版，比例为{number + edition}%。"
        for number in range(1, _ARTICLES + 1)
    ]
    # Each edition has a day of its own, so that past ones answer for their days and stand in the indexes too.
    return "\n".join([f"{name}管理办法", *articles, "示例局", f"202{edition}年1月2日"])


def _prepared(name: str, edition: int) -> Preparation:
    data = _rules(name, edition).encode()
    return settle(Shelf(()), read_document(f"{name}.txt", data, lambda _, given: ReadText(given.decode(), "txt")))


@dataclass(frozen=True, slots=True)
class Action:
    """Documents that are loaded at once (name, edition), one that is removed (its name), or both indexes made anew."""

    load: tuple[tuple[str, int], ...] = ()
    remove: str | None = None

    def run(self, knowledge_base: KnowledgeBase) -> None:
        """Do it; returning means that it is acknowledged."""
        if self.load:
            apply_all(knowledge_base, [_prepared(*item) for item in self.load])
        elif self.remove is not None:
            knowledge_base.remove(_doc_id(self.remove))
        else:
            knowledge_base.rebuild()

    def after(self, before: State) -> State:
        """The state that it leads to."""
        state = dict(before)
        for name, edition in self.load:
            document = _prepared(name, edition).document
            assert document is not None
            state[document.doc_id] = document
        if self.remove is not None:
            del state[_doc_id(self.remove)]
        return state


def _doc_id(name: str) -> str:
    document = _prepared(name, 1).document
    assert document is not None
    return document.doc_id


ACTIONS = (
    Action(load=(("人才公寓", 1),)),
    Action(load=(("贷款贴息", 1), ("孵化器", 1), ("实验室", 1))),
    Action(load=(("人才公寓", 2),)),
    Action(remove="贷款贴息"),
    Action(load=(("贷款贴息", 2), ("孵化器", 2))),
    Action(),
    Action(load=(("人才公寓", 3),)),
    Action(remove="实验室"),
)


class Steps:
    """Counts steps and kills this process at one of them (0: never)."""

    def __init__(self, kill_at: int) -> None:
        self.taken = 0
        self._kill_at = kill_at

    def __call__(self, *_: object) -> None:
        """One more step."""
        self.taken += 1
        if self.taken == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


class _SteppingEncoder:
    """An encoder whose every call is a step: it falls between the removal of old vectors and the coming of new ones."""

    def __init__(self, encoder: Encoder, steps: Steps) -> None:
        self.dimension, self.fingerprint = encoder.dimension, encoder.fingerprint
        self._encoder, self._steps = encoder, steps

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the real encoder."""
        self._steps()
        return self._encoder.encode(texts)


def run_child(directory: Path, kill_at: int, say: Callable[[str], object]) -> None:
    """Go through the actions, saying `ack N` after the Nth and the number of steps at the end."""
    steps = Steps(kill_at)
    with _counting_statements(steps):
        encoder = _SteppingEncoder(load_encoder(), steps)
        with open_knowledge_base(directory, encoder=encoder, documents=(), progress=steps) as knowledge_base:
            for number, action in enumerate(ACTIONS, 1):
                action.run(knowledge_base)
                say(f"ack {number}")
    say(f"steps {steps.taken}")


@contextmanager
def _counting_statements(steps: Steps) -> Iterator[None]:
    """Meanwhile every statement and every commit is a step."""

    def step(*_: object) -> None:
        steps()

    moments = ("before_cursor_execute", "commit")
    for moment in moments:
        event.listen(Engine, moment, step)
    try:
        yield
    finally:
        for moment in moments:
            event.remove(Engine, moment, step)


def run_and_kill(directory: Path, kill_at: int) -> tuple[int, int]:
    """Run the child; how many actions it acknowledged, and its steps where it lived to the end (else 0)."""
    command = [sys.executable, "-m", "evals.bench.kills", "--child", str(directory), str(kill_at)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=_CHILD_SECONDS, check=False)  # noqa: S603
    if run.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(run.stderr)
    words = [line.split() for line in run.stdout.splitlines()]
    acknowledged = max((int(value) for word, value in words if word == "ack"), default=0)
    return acknowledged, next((int(value) for word, value in words if word == "steps"), 0)


@dataclass(slots=True)
class Findings:
    """What was found over all kills."""

    kills: int = 0
    lost: int = 0
    doubled: int = 0
    mixed: int = 0
    unsound: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.mixed or self.unsound)


def inspect(directory: Path, acknowledged: int, findings: Findings) -> None:
    """Open the data after a kill, hold it to what was acknowledged, then finish what was left and look again."""
    findings.kills += 1
    states: list[State] = [{}]
    for action in ACTIONS:
        states.append(action.after(states[-1]))
    with open_knowledge_base(directory, encoder=load_encoder(), documents=()) as knowledge_base:
        _compare(knowledge_base, states[acknowledged], states[min(acknowledged + 1, len(ACTIONS))], findings)
        possible = (acknowledged, acknowledged + 1)
        done = next((number for number in possible if _holds(knowledge_base, states, number)), None)
        if done is None:
            return
        for action in ACTIONS[done:]:
            action.run(knowledge_base)
        _compare(knowledge_base, states[-1], states[-1], findings)


def _holds(knowledge_base: KnowledgeBase, states: Sequence[State], number: int) -> bool:
    """Whether the documents are those of the state after so many actions."""
    return number < len(states) and dict(knowledge_base.stored()) == states[number]


def _compare(knowledge_base: KnowledgeBase, sure: State, perhaps: State, findings: Findings) -> None:
    """Hold the documents to the acknowledged state, or to that of the one change that was under way."""
    held = dict(knowledge_base.stored())
    clause_ids = [clause.clause_id for document in held.values() for clause in document.clauses]
    findings.doubled += len(clause_ids) - len(set(clause_ids))
    if held not in (dict(sure), dict(perhaps)):
        findings.mixed += sum(document not in (sure.get(key), perhaps.get(key)) for key, document in held.items())
        findings.lost += len({*sure} & {*perhaps} - {*held}) or 1
    findings.unsound.extend(check(knowledge_base).problems)


def kill_many(kills: int, folder: Path) -> Findings:
    """Kill at so many steps, evenly over the whole run."""
    _, steps = run_and_kill(folder / "whole", 0)
    findings = Findings()
    for number in range(1, kills + 1):
        directory = folder / f"kill-{number}"
        acknowledged, _ = run_and_kill(directory, max(1, round(number * steps / kills)))
        inspect(directory, acknowledged, findings)
    return findings


def main() -> int:
    """Run the soak, or with `--child` the process that is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--child", nargs=2, metavar=("DIRECTORY", "KILL_AT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        directory, kill_at = chosen.child
        run_child(Path(directory), int(kill_at), lambda line: print(line, flush=True))
        return 0
    with tempfile.TemporaryDirectory(prefix="parkbot-kills-") as folder:
        found = kill_many(chosen.kills, Path(folder))
    print(f"{found.kills} kills: lost {found.lost}, doubled {found.doubled}, mixed {found.mixed}")
    print("\n".join(found.unsound) or "every check after a restart was clean")
    return 0 if found.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
