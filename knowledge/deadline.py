"""Calls that must come back in time, over libraries that know no deadline."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from knowledge.errors import IndexUnavailable

_Result = TypeVar("_Result")


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """What `call` returns or raises, waited for at most `seconds`. Raises IndexUnavailable when time is up.

    A call that is late goes on in a daemon thread, which does not keep the process from ending.
    """
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # handed over to the waiting thread
            future.set_exception(error)

    threading.Thread(target=run, name="within-deadline", daemon=True).start()
    if not wait([future], timeout=seconds).done:
        raise IndexUnavailable(f"检索服务在 {seconds:g} 秒内没有响应，请稍后再试；若一直如此，请重启服务。")
    return future.result()
