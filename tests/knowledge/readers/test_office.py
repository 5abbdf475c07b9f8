import shutil
import subprocess
from pathlib import Path

import pytest

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers.office import read_office
from tests.knowledge.readers.word_files import OFFICIAL, cell, numbered, paragraph, table, word_file

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")


def as_old_word(folder: Path) -> bytes:
    source = Path(folder, "a.docx")
    rows = table(cell("甲") + cell("1"), cell("乙") + cell("2"))
    body = paragraph("关于补助的通知") + numbered("补助标准") + numbered("最高50万元。", 1) + rows + numbered("附则")
    source.write_bytes(word_file(body, numbering=OFFICIAL))
    profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", folder, source], check=True,
                   capture_output=True, timeout=120)  # fmt: skip
    return source.with_suffix(".doc").read_bytes()


@needs_libreoffice
def test_an_old_word_file_is_read_with_its_numbers_and_tables(tmp_path: Path):
    read = read_office(as_old_word(tmp_path), "doc")
    assert read.format == "doc"
    assert read.text.split("\n") == [
        "关于补助的通知",
        "一、补助标准",
        "（一）最高50万元。",
        "甲 | 1",
        "乙 | 2",
        "二、附则",
    ]
    assert [clause.path for clause in parse_clauses(read.text, doc_id="d")] == ["0", "1", "1.1", "2"]


@needs_libreoffice
def test_rich_text_is_read():
    assert read_office(rb"{\rtf1\ansi\ansicpg936 \u31532?\u19968?\u26465? \u30002?\par}", "rtf").text == "第一条 甲"


@needs_libreoffice
def test_what_libreoffice_cannot_open_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        read_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "doc")
    assert caught.value.code in ("broken_file", "no_text")


def test_without_libreoffice_the_reader_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile) as caught:
        read_office(b"\xd0\xcf", "wps")
    assert caught.value.code == "converter_missing"
    assert "docx" in str(caught.value)


def test_a_conversion_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("knowledge.readers.office._SECONDS", 0.2)
    with pytest.raises(UnreadableFile) as caught:
        read_office(b"\xd0\xcf", "doc")
    assert caught.value.code == "too_slow"
