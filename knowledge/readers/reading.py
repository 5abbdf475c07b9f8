"""Reading files that nobody vouches for: each in a child process with limits on time and memory.

A file that crashes its reader, fills the memory or never ends is refused with the reason, and the next file is read by
a fresh process.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Self

from knowledge.errors import UnreadableFile
from knowledge.readers.frames import LARGEST_REPLY, BadFrame, parse_reply, read_frame, write_frame
from knowledge.readers.limits import MEBIBYTE, Limits
from knowledge.readers.processes import end_with_children
from knowledge.readers.types import ReadText

_LOG = logging.getLogger(__name__)
"""Told of each page before it is recognised, in Chinese: the command line shows it."""
_CHILD = "knowledge.readers.child"
_FILES_PER_PROCESS = 200
"""Then a fresh process goes on, so that what one library never gives back does not add up."""
_MOST_REPLIES = 1000
"""Signs of life taken for one file; a document has fewer pages to recognise."""
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")

_SIGNALS_OF_NO_MEMORY: tuple[int, ...] = ()
"""How a process ends that the system kills for its memory, or whose allocator stops it where memory is refused."""
if sys.platform != "win32":
    _SIGNALS_OF_NO_MEMORY = (-signal.SIGKILL, -signal.SIGTRAP, -signal.SIGILL, -signal.SIGABRT)


def read_file(name: str, data: bytes, limits: Limits = Limits()) -> ReadText:  # noqa: B008 - Limits is frozen
    """The text of one file; `name` is only a hint at its format. Raises UnreadableFile with the reason in Chinese."""
    with ReaderProcess(limits) as reader:
        return reader.read(name, data)


class ReaderProcess:
    """A process that reads one file after another, each within the limits. A context manager, for one thread."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - Limits is frozen
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files_read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, name: str, data: bytes) -> ReadText:
        """The text of one file; `name` is only a hint at its format. Raises UnreadableFile."""
        self._check_size(data)
        if self._files_read >= _FILES_PER_PROCESS:
            self._stop()
        process = self._process or self._start()
        self._files_read += 1
        clock = _Clock(process, self._limits.seconds)
        try:
            return self._ask(process, clock, name, data)
        except (EOFError, OSError, BadFrame):
            raise self._why_it_ended(process, clock) from None
        finally:
            clock.stop()
            if clock.is_over:  # perhaps at the very last moment, with the answer already there
                self._stop()

    def _check_size(self, data: bytes) -> None:
        if not data:
            raise UnreadableFile("empty_file", "文件是空的，没有内容可以读取。")
        if len(data) > self._limits.file_bytes:
            most = self._limits.file_bytes / MEBIBYTE
            raise UnreadableFile(
                "too_large", f"文件有 {len(data) / MEBIBYTE:.1f} MB，超过上限 {most:g} MB，请拆分后再导入。"
            )

    def _ask(self, process: subprocess.Popen[bytes], clock: _Clock, name: str, data: bytes) -> ReadText:
        requests, replies = _pipes(process)
        write_frame(requests, json.dumps({"name": name, "limits": asdict(self._limits)}).encode())
        write_frame(requests, data)
        for _ in range(_MOST_REPLIES):
            found = parse_reply(read_frame(replies, LARGEST_REPLY))
            if isinstance(found, ReadText):
                return found
            _LOG.info("正在识别第 %d/%d 页…", found.number, found.count)
            clock.restart()
        raise BadFrame("signs of life without end")

    def _start(self) -> subprocess.Popen[bytes]:
        self._folder = tempfile.TemporaryDirectory(prefix="parkbot-read-", ignore_cleanup_errors=True)
        self._files_read = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own module with our own interpreter
            [sys.executable, "-P", "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env=_environment(self._folder.name),
            start_new_session=True,
        )
        return self._process

    def _stop(self) -> None:
        """End the process with everything it started, and remove its folder."""
        if self._process is not None:
            end_with_children(self._process)
            for pipe in _pipes(self._process):
                with contextlib.suppress(OSError):  # what it did not take any more cannot be flushed
                    pipe.close()
            self._process.wait()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _why_it_ended(self, process: subprocess.Popen[bytes], clock: _Clock) -> UnreadableFile:
        """Why the process gave no answer; it is stopped."""
        code: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(timeout=1)
        self._stop()
        if clock.is_over or (sys.platform != "win32" and code == -signal.SIGXCPU):
            return UnreadableFile("too_slow", f"读取这份文件超过了 {self._limits.seconds:g} 秒，已经停止。")
        if code in _SIGNALS_OF_NO_MEMORY:
            return UnreadableFile("too_much_memory", "读取这份文件需要的内存超出了限制，没有读取。")
        return UnreadableFile("broken_file", "读取这份文件时程序异常退出，文件可能已损坏。")


class _Clock:
    """Kills a process that is not done in time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.is_over = False
        self._process = process
        self._seconds = seconds
        self._timer = self._started()

    def restart(self) -> None:
        """All of the time again."""
        self._timer.cancel()
        self._timer = self._started()

    def stop(self) -> None:
        """The process is done; whether `is_over` changes no more."""
        self._timer.cancel()
        self._timer.join()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(self._seconds, self._end)
        timer.daemon = True
        timer.start()
        return timer

    def _end(self) -> None:
        self.is_over = True
        end_with_children(self._process)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    """Where requests go and replies come from."""
    assert process.stdin is not None and process.stdout is not None, "both are pipes"
    return process.stdin, process.stdout  # type: ignore[return-value]  # typed as IO[bytes], which is what BinaryIO is


def _environment(folder: str) -> dict[str, str]:
    """What the child may know: where programs and packages are, and a folder of its own for temporary files."""
    packages = [str(Path(__file__).resolve().parents[2]), *(path for path in sys.path if path)]
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(packages),
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        **dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), folder),
    }
