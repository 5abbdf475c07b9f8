"""Whether a disk is full: then what fails to be written is not damaged, and people are told so."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from knowledge.errors import DiskFull

LEAST_FREE_BYTES = 256 * 1024
"""Below this SQLite and Chroma cannot even be opened: each wants a shared-memory file of 32 KiB and a log beside it."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_SQLITE_SAYS = "disk is full"


def disk_full(directory: Path, error: BaseException) -> DiskFull | None:
    """The error that says so where `error` came of a full disk, as it says itself or as the disk shows; else None."""
    says_so = isinstance(error, OSError) and error.errno in _NO_ROOM
    if says_so or _SQLITE_SAYS in str(error) or _is_full(directory):
        return DiskFull(f"数据目录 {directory} 所在的磁盘已满。已载入的文件没有受损，请清理出至少 200 MB 空间后再试。")
    return None


def _is_full(directory: Path) -> bool:
    try:
        return shutil.disk_usage(directory).free < LEAST_FREE_BYTES
    except OSError:
        return False
