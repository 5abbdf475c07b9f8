"""The web service in this process, over the shipped documents or over a pipeline that does as it is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from bot.assistant import Assistant
from bot.settings import Settings
from tests.fakes import FakePipeline

LOCAL = ("127.0.0.1", 50_000)


def open_client(assistant: Assistant, **settings: Any) -> TestClient:
    """A client of a service that is not started yet: enter it to start."""
    app = create_app(Settings(_env_file=None, **settings), open_assistant=lambda: nullcontext(assistant))
    return TestClient(app, base_url="http://127.0.0.1:8000", client=LOCAL, raise_server_exceptions=False)


@contextmanager
def serving(assistant: Assistant, **settings: Any) -> Iterator[TestClient]:
    """A client of a service that is ready."""
    with open_client(assistant, **settings) as client:
        wait_until_ready(client)
        yield client


def wait_until_ready(client: TestClient) -> None:
    deadline = time.monotonic() + 30
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < deadline, "not ready"
        time.sleep(0.01)


@pytest.fixture(scope="session")
def client(assistant: Assistant) -> Iterator[TestClient]:
    """The service over the shipped documents."""
    with serving(assistant) as opened:
        yield opened


@pytest.fixture
def pipeline() -> FakePipeline:
    """The pipeline behind `faked`."""
    return FakePipeline()


@pytest.fixture
def faked(assistant: Assistant, pipeline: FakePipeline) -> Iterator[TestClient]:
    """The service with `pipeline` in place of the real one."""
    with serving(replace(assistant, answer=pipeline.answer)) as opened:
        yield opened


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem document of a response, held to what every one of them promises."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"type", "title", "status", "code", "detail", "request_id", "errors"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert any("\u4e00" <= character <= "\u9fff" for character in problem["detail"])
    assert problem["request_id"] == response.headers["x-request-id"]
    return problem
