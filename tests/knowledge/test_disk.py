"""A full disk: said so, not called damage, and the documents can still be looked up."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from knowledge import lock
from knowledge.catalogue import Catalogue
from knowledge.disk import LEAST_FREE_BYTES, disk_full
from knowledge.errors import DataDirectoryDamaged, DiskFull
from knowledge.files import write_atomically
from knowledge.knowledge_base import open_documents
from knowledge.lock import DataDirectoryLock
from tests.knowledge.factories import PLAN
from tests.knowledge.opening import opened

Room = Callable[[int], None]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """Says how many bytes are free from now on."""

    def leave(free: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))

    leave(2**30)
    return leave


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_known_by_the_error_or_by_the_disk(tmp_path: Path, room: Room) -> None:
    assert disk_full(tmp_path, OSError(errno.ENOSPC, "")) and disk_full(tmp_path, OSError(errno.EDQUOT, ""))
    assert disk_full(tmp_path, ValueError("database or disk is full"))
    assert disk_full(tmp_path, OSError(errno.EACCES, "")) is None
    room(LEAST_FREE_BYTES - 1)
    assert disk_full(tmp_path, ValueError("disk I/O error"))
    assert disk_full(tmp_path / "not there", PermissionError())


def test_a_directory_that_is_not_there_is_not_full(tmp_path: Path) -> None:
    assert disk_full(tmp_path / "nothing", ValueError("broken")) is None


def test_a_lock_without_room_is_a_full_disk_and_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lock, "write_atomically", no_room)
        with pytest.raises(DiskFull, match="磁盘已满"):
            DataDirectoryLock(tmp_path)
        with DataDirectoryLock(tmp_path, writes_nothing=True):
            assert not (tmp_path / "owner.json").exists()
    with DataDirectoryLock(tmp_path):
        pass


def test_a_write_that_fails_leaves_nothing_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomically(tmp_path / "file", "old")
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        write_atomically(tmp_path / "file", "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("file", "old")]


def test_a_database_that_cannot_be_opened_on_a_full_disk_is_not_called_damaged(tmp_path: Path, room: Room) -> None:
    (tmp_path / "parkbot.db").mkdir()
    with pytest.raises(DataDirectoryDamaged):
        Catalogue(f"sqlite:///{tmp_path / 'parkbot.db'}")
    room(0)
    with pytest.raises(DiskFull):
        Catalogue(f"sqlite:///{tmp_path / 'parkbot.db'}")


def test_documents_are_read_without_writing_anything(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with opened(data, "OLD") as knowledge_base:
        documents = knowledge_base.documents()
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.name != "parkbot.lock"}
    with open_documents(data) as reading:
        assert reading.documents() == documents
        assert reading.document("plan").text == PLAN.text
        assert [event.kind.value for event in reading.catalogue.events("plan")] == ["added"]
        assert len(reading.catalogue.versions("plan")) == 1
        with pytest.raises(DataDirectoryDamaged, match="readonly"):
            reading.catalogue.remove("plan")
        assert {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.name != "parkbot.lock"} == before


def test_a_log_that_was_not_folded_in_must_not_be_overlooked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with pytest.raises(DiskFull), open_documents(data):
        pass
    with opened(data, "OLD"):
        pass
    (data / "parkbot.db-wal").write_bytes(b"x")
    with pytest.raises(DiskFull), open_documents(data):
        pass
