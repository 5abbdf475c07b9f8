from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge.errors import DataDirectoryDamaged, DataDirectoryInUse
from knowledge.lock import DataDirectoryLock, current_owner
from knowledge.types import Owner

HOLDER = """
import sys, pathlib
from knowledge.lock import DataDirectoryLock
with DataDirectoryLock(pathlib.Path(sys.argv[1]), "http://127.0.0.1:8123"):
    print("locked", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process_holding(directory: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(directory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdin
    assert process.stdout.readline() == "locked\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stdin.close()


def test_a_second_process_is_refused_and_told_who_holds_the_directory(tmp_path: Path) -> None:
    with another_process_holding(tmp_path) as holder:
        with pytest.raises(DataDirectoryInUse) as refusal:
            DataDirectoryLock(tmp_path)
        assert refusal.value.owner == Owner(holder.pid, "http://127.0.0.1:8123")
        assert str(holder.pid) in str(refusal.value)
        assert "http://127.0.0.1:8123" in str(refusal.value)
        assert current_owner(tmp_path) == Owner(holder.pid, "http://127.0.0.1:8123")


def test_a_directory_whose_holder_was_killed_is_free(tmp_path: Path) -> None:
    with another_process_holding(tmp_path) as holder:
        holder.kill()
        holder.wait()
        assert current_owner(tmp_path) is None
        DataDirectoryLock(tmp_path).release()


def test_a_released_directory_is_free_and_names_nobody(tmp_path: Path) -> None:
    with DataDirectoryLock(tmp_path / "new" / "data") as lock:
        assert current_owner(tmp_path / "new" / "data") is not None
    lock.release()
    assert current_owner(tmp_path / "new" / "data") is None
    assert current_owner(tmp_path / "elsewhere") is None


def test_a_holder_whose_record_cannot_be_read_is_still_a_holder(tmp_path: Path) -> None:
    with another_process_holding(tmp_path):
        (tmp_path / "owner.json").write_text("{", encoding="utf-8")
        assert current_owner(tmp_path) == Owner(0)
        with pytest.raises(DataDirectoryInUse, match="另一个进程"):
            DataDirectoryLock(tmp_path)


def test_a_path_that_cannot_be_written_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataDirectoryDamaged, match="PARKBOT_DATA"):
        DataDirectoryLock(tmp_path / "file")
    (tmp_path / "data" / "owner.json.new").mkdir(parents=True)
    with pytest.raises(DataDirectoryDamaged, match="PARKBOT_DATA"):
        DataDirectoryLock(tmp_path / "data")
    assert current_owner(tmp_path / "data") is None
