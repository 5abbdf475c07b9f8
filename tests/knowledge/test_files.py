from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.files import write_atomically


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    for content in ("一", "二"):
        write_atomically(tmp_path / "file", content)
        assert (tmp_path / "file").read_text(encoding="utf-8") == content
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", "旧")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "file", "新\ud800")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "旧"
