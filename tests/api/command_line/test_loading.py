"""Which paths are files that can be loaded."""

import os
from pathlib import Path

import pytest

from api.command_line.loading import files_under


def problems(*paths):
    return [file.problem and file.problem[0] for file in files_under(paths)]


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    (tmp_path / "办法.txt").write_text("办法")
    assert problems(pipe) == ["not_a_file"]
    assert [file.path.name for file in files_under([tmp_path])] == ["办法.txt"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device):
    assert problems(Path(device)) == ["not_a_file"]


def test_a_file_is_taken_also_by_a_link(tmp_path):
    (tmp_path / "办法.txt").write_text("办法")
    (tmp_path / "link.txt").symlink_to(tmp_path / "办法.txt")
    assert problems(tmp_path / "办法.txt", tmp_path / "link.txt", tmp_path / "没有.txt") == [
        None,
        None,
        "file_not_found",
    ]
