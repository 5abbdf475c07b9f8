"""What reading one file may cost, and how a process confines itself to it."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
_CPUS_OF_ONE_READER = 2
"""Recognition runs on two threads, whose processor time counts twice."""
_LARGEST_WRITTEN_FILE = 256 * MEBIBYTE
"""A converter writes files of its own; no document comes near this size."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, time in seconds. `seconds` is wall clock time for one file, and for each page recognised by OCR.

    Address space, not resident memory, is what can be limited: an interpreter that reads a page of text takes 0.1 GiB
    of it, one that recognises pages of A4 up to 2.3 GiB (measured on Linux, two threads).
    """

    file_bytes: int = 50 * MEBIBYTE
    text_bytes: int = 20 * MEBIBYTE
    seconds: float = 150.0
    memory_bytes: int = 1536 * MEBIBYTE
    ocr_memory_bytes: int = 4096 * MEBIBYTE


def confine_process() -> None:
    """No core dumps, no huge files: set once when the process starts. Without effect where there are no such limits."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _lower(resource.RLIMIT_FSIZE, _LARGEST_WRITTEN_FILE)


def allow(memory_bytes: int, seconds: float) -> None:
    """From now on `memory_bytes` of address space in all and `seconds` more of each processor's time.

    The memory allocator's refusal comes as MemoryError, processor time used up ends the process. macOS limits the time
    only, Windows neither: there the caller's wall clock is what remains.
    """
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_AS, memory_bytes)
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        _lower(resource.RLIMIT_CPU, int(used + seconds * _CPUS_OF_ONE_READER) + 1)


if sys.platform != "win32":

    def _lower(kind: int, value: int) -> None:
        """Set the soft limit, as far as the hard one lets it."""
        import resource

        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses it
            resource.setrlimit(kind, (value, hard))
