"""Kills while documents change, a few of those that `make soak` goes through, and what would be noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.bench.kills import ACTIONS, Findings, inspect, run_and_kill, run_child
from knowledge.knowledge_base import open_knowledge_base
from knowledge.types import Document
from tests.knowledge.factories import HashingEncoder


@pytest.mark.parametrize("kill_at", [60, 150, 215])
def test_a_kill_while_documents_change_loses_nothing(tmp_path, kill_at):
    acknowledged, steps = run_and_kill(tmp_path / "data", kill_at)
    assert steps == 0 and acknowledged < len(ACTIONS)
    findings = Findings()
    inspect(tmp_path / "data", acknowledged, findings)
    assert findings.kills == 1 and findings.is_clean, findings


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A directory that went through all actions, and what was said on the way."""
    directory, said = tmp_path_factory.mktemp("finished") / "data", []
    run_child(directory, 0, said.append)
    return directory, said


def test_the_actions_are_acknowledged_one_by_one(finished):
    _, said = finished
    assert said[:-1] == [f"ack {number}" for number in range(1, len(ACTIONS) + 1)]
    assert int(said[-1].split()[1]) > 215


class Held:
    """A knowledge base that holds what it is told."""

    def __init__(self, documents):
        self.documents = documents

    def stored(self):
        return self.documents


def test_what_is_lost_mixed_or_doubled_is_noticed(monkeypatch):
    from evals.bench import kills

    monkeypatch.setattr(kills, "check", lambda held: type("Report", (), {"problems": ()}))
    state = ACTIONS[2].after(ACTIONS[1].after(ACTIONS[0].after({})))
    name, document = next(iter(state.items()))
    other = next(iter(ACTIONS[0].after({}).values()))
    without = {key: value for key, value in state.items() if key != name}
    mixed = Document(document.metadata, document.text, other.clauses)
    doubled = replace(document, clauses=document.clauses * 2)
    for held, expected in (
        (state, (0, 0, 0)),
        (without, (1, 0, 0)),
        ({**state, name: mixed}, (1, 0, 1)),
        ({**state, name: doubled}, (1, len(document.clauses), 1)),
    ):
        findings = Findings()
        kills._compare(Held(held), state, state, findings)
        assert (findings.lost, findings.doubled, findings.mixed) == expected


def test_a_directory_short_of_what_was_acknowledged_is_noticed(tmp_path):
    with open_knowledge_base(tmp_path / "data", encoder=HashingEncoder(), documents=()) as knowledge_base:
        ACTIONS[0].run(knowledge_base)
    findings = Findings()
    inspect(tmp_path / "data", 3, findings)
    assert not findings.is_clean and findings.lost
