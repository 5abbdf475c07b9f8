"""How fast `parkbot serve` can answer, and what it holds in memory, seen from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

import httpx

from evals.bench.answers import percentile
from evals.golden import Half, load_golden

START_LIMIT = 120.0  # seconds: a start on a slow machine that still has to build its index
QUESTIONS = 100
STARTS = 3


def print_service_figures(set_name: str = "plan") -> None:
    """Print the first start, later starts on the same index, memory after 100 questions, and whether torch is in it."""
    questions = [item.question for item in load_golden(set_name, Half.DEV)][:QUESTIONS]
    with TemporaryDirectory(prefix="parkbot-bench-") as folder:
        with served(Path(folder)) as (_, _, first):
            pass
        later: list[float] = []
        for _ in range(STARTS):
            with served(Path(folder)) as (process, address, seconds):
                later.append(seconds)
                if len(later) == STARTS:
                    _print_requests(process, address, questions)
    median = percentile(later, 50)
    print(f"start to ready: first {first:.2f} s (builds the index), later {median:.2f} s (median of {STARTS})")
    print(f"  later / first: {median / first:.2f}")


@contextmanager
def served(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """A `parkbot serve` on a free port: its process, its address, and the seconds until /readyz said 200."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("parkbot")), "serve", "--port", str(port)]
    environment = {**os.environ, "PARKBOT_DATA": str(data)}
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603  # our own command
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, address)
        yield process, address, perf_counter() - started
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident_megabytes(pid: int) -> float | None:
    """The resident set of a process in MB; None where /proc does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


def has_torch_loaded(pid: int) -> bool | None:
    """Whether a process has torch's libraries mapped; None where /proc does not tell."""
    maps = Path(f"/proc/{pid}/maps")
    return "libtorch" in maps.read_text() if maps.exists() else None


def _print_requests(process: subprocess.Popen[bytes], address: str, questions: list[str]) -> None:
    times: list[float] = []
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        for question in questions:
            started = perf_counter()
            client.post("/v1/ask", json={"question": question}).raise_for_status()
            times.append((perf_counter() - started) * 1000)
    print(f"over HTTP: {len(times)} questions, p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms")
    memory, torch = resident_megabytes(process.pid), has_torch_loaded(process.pid)
    print(f"memory after {len(times)} questions: " + ("not measured" if memory is None else f"{memory:.0f} MB"))
    print(f"torch loaded: {'not measured' if torch is None else 'yes' if torch else 'no'}")


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = monotonic() + START_LIMIT
    with httpx.Client(trust_env=False, timeout=5) as client:
        while monotonic() < deadline:
            if process.poll() is not None:
                raise RuntimeError(f"parkbot serve ended with {process.returncode} before it was ready")
            try:
                if client.get(f"{address}/readyz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            sleep(0.02)
    raise RuntimeError(f"parkbot serve was not ready within {START_LIMIT:.0f} s")
