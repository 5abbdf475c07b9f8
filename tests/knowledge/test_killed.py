"""A process killed at any step of a write leaves a directory that the next start brings to where it should be."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.checks import check
from tests.knowledge.opening import DOCUMENTS, QUESTIONS, Steps, opened, rankings

FIRST_BUILD_STEPS, UPDATE_STEPS = 11, 10


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("built") / "data"
    with opened(directory, "OLD"):
        pass
    return directory


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    with opened(tmp_path_factory.mktemp("expected") / "data", "NEW") as knowledge_base:
        return rankings(knowledge_base)


def open_and_die(directory: Path, which: str, kill_at: int) -> None:
    command = [sys.executable, "-m", "tests.knowledge.opening", str(directory), which, str(kill_at)]
    process = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert process.returncode == -signal.SIGKILL, process.stderr


def test_the_numbers_of_steps_are_those_that_the_kills_go_through(built: Path, tmp_path: Path) -> None:
    first, update = Steps(0), Steps(0)
    with opened(tmp_path / "first", "OLD", first):
        assert first.taken == FIRST_BUILD_STEPS
    shutil.copytree(built, tmp_path / "update")
    with opened(tmp_path / "update", "NEW", update):
        assert update.taken == UPDATE_STEPS


@pytest.mark.parametrize("kill_at", [1, 4, 6, 8, FIRST_BUILD_STEPS])
def test_a_first_start_that_is_killed_is_completed_by_the_next(tmp_path: Path, kill_at: int) -> None:
    open_and_die(tmp_path / "data", "OLD", kill_at)
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        assert check(knowledge_base).problems == ()
        assert knowledge_base.documents() == tuple(sorted(DOCUMENTS["OLD"], key=lambda document: document.doc_id))


@pytest.mark.parametrize("kill_at", [1, 3, 4, 6, 8, 9, UPDATE_STEPS])
def test_an_update_that_is_killed_is_completed_by_the_next_start(
    built: Path, expected: list[list[object]], tmp_path: Path, kill_at: int
) -> None:
    directory = tmp_path / "data"
    shutil.copytree(built, directory)
    open_and_die(directory, "NEW", kill_at)
    with Catalogue(f"sqlite:///{directory / 'parkbot.db'}") as catalogue:
        either = DOCUMENTS["OLD"] + DOCUMENTS["NEW"]
        assert all(document in either for document in catalogue.documents())
    with opened(directory, "NEW") as knowledge_base:
        assert check(knowledge_base).problems == ()
        assert rankings(knowledge_base) == expected
        assert len(expected) == len(QUESTIONS)
