"""One process at a time owns a data directory: the lock that says so, and who holds it.

Two processes that write one embedded Chroma lose vectors without an error, and a second reader is silently stale, so a
second opener is refused. The operating system frees the lock when its holder dies, however it dies.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from knowledge.disk import disk_full
from knowledge.errors import DataDirectoryDamaged, DataDirectoryInUse, DiskFull
from knowledge.files import write_atomically
from knowledge.types import Owner

_LOCK_FILE = "parkbot.lock"
_OWNER_FILE = "owner.json"  # beside the lock file, which locking empties
_PATIENCE_SECONDS = 0.5  # outlasts another command's look at who holds the lock


class DataDirectoryLock:
    """Holds a data directory from construction until `release`."""

    def __init__(self, directory: Path, address: str | None = None, *, writes_nothing: bool = False) -> None:
        """Make the directory if need be and lock it, recording where this process serves, if it does.

        With `writes_nothing` (on a full disk) it is not recorded who holds it. Raises DataDirectoryInUse, which names
        the holder, or DiskFull or DataDirectoryDamaged where nothing can be written.
        """
        self._owner_file = directory / _OWNER_FILE
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(directory / _LOCK_FILE)
            self._lock.acquire(timeout=_PATIENCE_SECONDS)
        except Timeout:
            raise _in_use(directory, _recorded_owner(directory)) from None
        except OSError as error:
            raise _not_writable(directory, error) from error
        if writes_nothing:
            return
        try:
            write_atomically(self._owner_file, json.dumps(asdict(Owner(os.getpid(), address))))
        except OSError as error:
            self._lock.release()
            raise _not_writable(directory, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Give the directory back. May be called again."""
        if self._lock.is_locked:
            self._owner_file.unlink(missing_ok=True)
            self._lock.release()


def current_owner(directory: Path) -> Owner | None:
    """Who holds the data directory now, or None when it is free. `pid` is 0 when the holder is just starting."""
    if not (directory / _LOCK_FILE).exists():
        return None
    try:
        with FileLock(directory / _LOCK_FILE).acquire(timeout=0):
            return None
    except Timeout:
        return _recorded_owner(directory) or Owner(0)
    except OSError as error:
        raise _not_writable(directory, error) from error


def _recorded_owner(directory: Path) -> Owner | None:
    try:
        return Owner(**json.loads((directory / _OWNER_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _in_use(directory: Path, owner: Owner | None) -> DataDirectoryInUse:
    who = f"进程 {owner.pid} " if owner else "另一个进程"
    where = f"，服务地址 {owner.address}" if owner and owner.address else ""
    return DataDirectoryInUse(
        f"数据目录 {directory} 正被{who}使用{where}。请通过该服务操作，或先停止它，或用 PARKBOT_DATA 另指数据目录。",
        owner,
    )


def _not_writable(directory: Path, error: OSError) -> DataDirectoryDamaged | DiskFull:
    return disk_full(directory, error) or DataDirectoryDamaged(
        f"数据目录 {directory} 无法写入（{error.strerror or error}）。"
        "请检查路径、权限和磁盘空间，或用 PARKBOT_DATA 另指数据目录。"
    )
