import json
import os
import sys
import time
from pathlib import Path

import pytest

from knowledge.errors import UnreadableFile
from knowledge.readers import reading
from knowledge.readers.frames import BadFrame, parse_reply
from knowledge.readers.limits import Limits
from knowledge.readers.reading import ReaderProcess, read_file
from knowledge.readers.types import Flag, UncertainLine

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def misbehaving(monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", "tests.knowledge.readers.misbehaving_child")


def refusal(name, data=b"x", **limits):
    with pytest.raises(UnreadableFile) as caught:
        read_file(name, data, Limits(**limits))
    return caught.value


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_a_text_file_is_read_by_a_real_child():
    found = read_file("办法.txt", "第一条 为了规范管理。\n第二条 本办法自发布之日起施行。\n".encode())
    assert found.text.splitlines() == ["第一条 为了规范管理。", "第二条 本办法自发布之日起施行。"]
    assert (found.format, found.is_complete) == ("txt", True)


def test_an_empty_file_is_refused():
    assert refusal("空.txt", b"").code == "empty_file"


def test_a_file_of_blanks_only_has_no_text(misbehaving):
    assert refusal("empty").code == "no_text"


def test_a_file_that_is_too_large_is_refused_before_a_process_is_started(monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", "no.such.module")
    error = refusal("x.txt", b"x" * 2000, file_bytes=1000)
    assert error.code == "too_large"
    assert "上限" in str(error)


def test_more_text_than_allowed_is_refused(misbehaving):
    assert refusal("anything", text_bytes=3).code == "too_large"


@posix_only
def test_a_crash_makes_the_file_a_broken_one(misbehaving):
    assert refusal("crash").code == "broken_file"


@posix_only
def test_memory_beyond_the_limit_is_refused(misbehaving):
    assert refusal("out of memory").code == "too_much_memory"
    assert refusal("killed by the system").code == "too_much_memory"
    assert refusal("stopped by its allocator").code == "too_much_memory"


@pytest.mark.parametrize("name", ["endless", "busy"])
def test_a_file_that_never_ends_is_stopped(misbehaving, name):
    begin = time.monotonic()
    error = refusal(name, seconds=0.8)
    assert error.code == "too_slow"
    assert time.monotonic() - begin < 10


@posix_only
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_programs_that_the_reader_started_end_with_it(misbehaving, tmp_path):
    pid_file = tmp_path / "pid"
    assert refusal("leaves a program behind", str(pid_file).encode(), seconds=2).code == "too_slow"
    pid = int(pid_file.read_text())
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the program lives on")


def test_every_page_that_is_recognised_has_the_time_for_itself(misbehaving):
    assert read_file("many pages", b"x", Limits(seconds=1.2)).text.startswith("many pages")


def test_an_error_that_no_reader_foresaw_makes_the_file_a_broken_one(misbehaving):
    error = refusal("error")
    assert error.code == "broken_file"
    assert "nobody foresaw this" in str(error)


def test_what_a_library_prints_does_not_disturb_the_answer(misbehaving):
    assert read_file("prints", b"x").text.startswith("prints")


@posix_only
@pytest.mark.parametrize("name", ["garbage", "too much"])
def test_an_answer_that_is_none_makes_the_file_a_broken_one(misbehaving, name):
    assert refusal(name, seconds=5).code == "broken_file"


def test_everything_that_a_reader_says_arrives(misbehaving):
    found = read_file("everything", b"x")
    assert (found.text, found.format, found.is_complete, found.title) == ("甲\n乙", "pdf", False, "题")
    assert Flag("a", "b") in found.flags
    assert found.uncertain_lines == (UncertainLine("甲", 0.5),)


def test_half_a_character_becomes_a_replacement_character(misbehaving):
    text = read_file("surrogate", b"x").text
    assert text.encode()
    assert "character" in text


def test_the_child_sees_nothing_of_the_environment_but_where_programs_are(misbehaving, monkeypatch):
    monkeypatch.setenv("PARKBOT_API_KEYS", "not for documents")
    text = read_file("environment", b"x").text
    assert "not for documents" not in text
    assert "parkbot-read-" in text


def test_one_process_reads_several_files_and_goes_on_after_a_crash(misbehaving):
    with ReaderProcess() as reader:
        first, second = reader.read("one", b"x"), reader.read("two", b"xy")
        with pytest.raises(UnreadableFile):
            reader.read("crash", b"x")
        third = reader.read("three", b"x")
    assert first.text.split()[1] == second.text.split()[1] != third.text.split()[1]
    assert second.text.endswith(" 2")


def test_a_process_is_renewed_after_many_files(misbehaving, monkeypatch):
    monkeypatch.setattr(reading, "_FILES_PER_PROCESS", 2)
    with ReaderProcess() as reader:
        pids = [reader.read("x", b"x").text.split()[1] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_no_process_and_no_folder_is_left_behind(misbehaving, tmp_path, monkeypatch):
    monkeypatch.setattr(reading.tempfile, "tempdir", str(tmp_path))
    with ReaderProcess() as reader:
        pid = int(reader.read("x", b"x").text.split()[1])
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


GOOD = {"text": "甲", "format": "txt", "flags": [], "is_complete": True, "uncertain_lines": [], "title": None}


def test_a_reply_of_the_right_shape_is_taken():
    assert parse_reply(json.dumps({"read": GOOD}).encode()).text == "甲"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 3},
        {"format": "?"},
        {"format": []},
        {"flags": [1]},
        {"flags": [{"code": "x"}]},
        {"flags": [{"code": "x", "text": "y"}] * 10_001},
        {"is_complete": 1},
        {"uncertain_lines": [{"text": "x", "confidence": "much"}]},
        {"title": 1},
    ],
)
def test_the_parent_believes_no_text_of_another_shape(wrong):
    with pytest.raises(BadFrame):
        parse_reply(json.dumps({"read": GOOD | wrong}).encode())


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"[]",
        b"3",
        b"nope",
        b"{}",
        b"[" * 100_000,
        b'{"code": "no_such_code", "message": "x"}',
        b'{"code": "no_text", "message": 3}',
    ],
)
def test_the_parent_believes_no_reply_of_another_shape(reply):
    with pytest.raises(BadFrame):
        parse_reply(reply)
