"""Ending a process that reads or converts a file."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys


def end_with_children(process: subprocess.Popen[bytes]) -> None:
    """End the process and, where there are process groups, all that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
