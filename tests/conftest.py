"""What several test folders share. The network is off (pytest-socket, see pyproject.toml): this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from bot.assistant import Assistant
from bot.build import build
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent

# In CI the same commit always sees the same examples; on a developer's machine each run looks at new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "searching")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the settings or the data of the person who runs it."""
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PARKBOT_DATA", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The whole of parkbot over the shipped documents; for tests that leave the documents alone."""
    with build(Settings(_env_file=None, data=tmp_path_factory.mktemp("data"))) as built:
        yield built


RunParkbot = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def parkbot(tmp_path: Path) -> RunParkbot:
    """Run a command as people do: in a process of its own, over a data directory of its own."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "parkbot", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env=process_environment(tmp_path / "data", **environment),
        )

    return run


def process_environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a parkbot process of a test."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**outside, "PYTHONPATH": str(ROOT), "PARKBOT_DATA": str(data), **more}


@contextmanager
def running_service(data: Path, *arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real `parkbot serve` on a free port, ready to answer, and its address; stopped at the end."""
    service = subprocess.Popen(
        [sys.executable, "-m", "parkbot", "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=data.parent,
        env=process_environment(data, **environment),
    )
    try:
        assert service.stdout is not None
        for line in service.stdout:  # ends with the process, so a service that fails does not hang the test
            if "已就绪" in line:
                yield service, line.split("：")[1].split("（")[0]
                break
        else:
            raise AssertionError(f"the service did not start: exit status {service.wait()}")
    finally:
        service.terminate()
        service.communicate(timeout=30)
