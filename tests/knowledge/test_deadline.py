from __future__ import annotations

import threading
import time

import pytest

from knowledge.deadline import within
from knowledge.errors import IndexUnavailable


def test_a_call_in_time_returns_its_result() -> None:
    assert within(1, lambda: "done") == "done"


def test_an_error_of_the_call_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        within(1, lambda: 1 / 0)


def test_a_timeout_of_the_call_itself_is_not_mistaken_for_ours() -> None:
    def call() -> None:
        raise TimeoutError("theirs")

    with pytest.raises(TimeoutError, match="theirs"):
        within(1, call)


def test_a_late_call_is_given_up() -> None:
    released = threading.Event()
    started = time.monotonic()
    with pytest.raises(IndexUnavailable):
        within(0.05, released.wait)
    assert time.monotonic() - started < 5
    released.set()
