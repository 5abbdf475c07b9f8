"""The loading bench: what it counts on a small folder."""

from __future__ import annotations

import sys

from evals.bench import ingest
from tests.knowledge.ingestion.files import LOANS, RULES


def test_it_counts_files_clauses_and_where_the_time_goes(tmp_path, monkeypatch, capsys):
    (tmp_path / "办法.txt").write_text(RULES, encoding="utf-8")
    (tmp_path / "贷款").mkdir()
    (tmp_path / "贷款" / "贴息.txt").write_text(LOANS, encoding="utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(sys, "argv", ["ingest", str(tmp_path)])
    assert ingest.main() in (0, 1)
    out = capsys.readouterr().out
    assert "3 files" in out and "'added': 2" in out and "'broken_file': 1" in out
    assert "9 clauses, sound: True" in out and "clauses a second" in out
    (reading,) = (line for line in out.splitlines() if line.startswith("reading files"))
    assert float(reading.split()[-2]) > 0
