"""The reading bench: its documents, the files it makes of them, and what it counts."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest

from evals.bench.reading import __main__ as bench
from evals.bench.reading.corpus import CorpusFile, corpus
from evals.bench.reading.flowing import pages_of
from evals.bench.reading.layouts import drawn_layout
from evals.bench.reading.numbering import LISTS, Counter
from evals.bench.reading.pages import Style, wrap
from evals.bench.reading.report import lines, reaches_aims
from evals.bench.reading.scoring import score
from evals.bench.reading.sources import HELD_OUT_DOCUMENTS, Kind, SourceDocument, bare, load_documents
from evals.bench.reading.typesetting import Setter
from knowledge.readers.types import ReadText


def one_em(text: str, size: float) -> float:
    return len(text) * size


def files(*names: str) -> list[CorpusFile]:
    found = {file.name: file for file in corpus()}
    return [found[name] for name in names]


def reads_as(text: str):
    return lambda name, data: ReadText(text, "txt")


@pytest.fixture(scope="module")
def profile() -> SourceDocument:
    return load_documents()["profile"]


def test_there_are_files_enough_and_no_two_have_one_name():
    names = [file.name for file in corpus()]
    assert len(names) >= 40 and len(set(names)) == len(names)
    assert {file.ending for file in corpus()} >= {"txt", "md", "html", "docx", "doc", "pdf", "ofd", "png"}


def test_three_files_are_read_and_the_table_says_how_well(tmp_path, monkeypatch, capsys):
    chosen = files("profile-gb18030.txt", "announcement-gb2312.html", "notice-automatic.docx")
    monkeypatch.setattr(bench, "corpus", lambda: [*chosen, replace(chosen[0], skipped="none here")])
    monkeypatch.setattr(sys, "argv", ["reading", "--misses", "--keep", str(tmp_path)])
    assert bench.main() == 0
    out = capsys.readouterr().out
    assert "skipped profile-gb18030.txt: none here" in out
    assert re.search(r"boundaries found: (\d+)/\1 = 100.0%", out) and "text formats without loss: 3/3" in out
    assert len(list(tmp_path.iterdir())) == 3


def test_a_lost_clause_and_a_lost_word_are_counted_and_named(profile: SourceDocument):
    file = CorpusFile(profile, "txt", "made", bytes, frozenset({Kind.FOOTNOTE}))
    whole = "\n".join(block.words for block in profile.blocks)
    right = score(file, reads_as(whole))
    assert (right.starts, right.ends, right.expected, right.found) == (9, 9, 9, 9)
    assert right.is_lossless and right.recalled == right.read == 1
    cut = whole.replace(profile.blocks[2].words + "\n", "").replace("8平方公里", "平方公里")
    wrong = score(file, reads_as(cut))
    assert not wrong.is_lossless and wrong.recalled < 1
    assert wrong.found == 8 and wrong.starts < 9
    assert any(miss.startswith("missing p8") for miss in wrong.misses)
    assert not reaches_aims([wrong]) and reaches_aims([right])
    assert any("all" in line for line in lines([right]))


def test_wrong_fields_are_named(profile: SourceDocument):
    file = CorpusFile(profile, "txt", "made", bytes)
    whole = "\n".join(block.words for block in profile.blocks).replace("6月2日", "6月3日")
    result = score(file, reads_as(whole))
    assert result.fields - result.fields_right == 1
    assert "field issued: 2026-06-02 ≠ 2026-06-03" in result.misses


ALL_DOCUMENTS = load_documents() | load_documents(HELD_OUT_DOCUMENTS)


@pytest.mark.parametrize("document", ALL_DOCUMENTS.values(), ids=lambda document: document.name)
def test_marks_divide_a_document_without_losing_a_word(document: SourceDocument):
    clauses = document.clauses()
    assert len({clause.path for clause in clauses}) == len(clauses) > 4
    headings = [bare(block.words) for block in document.blocks if block.kind is Kind.HEADING]
    assert sum(len(clause.text) for clause in clauses) + sum(map(len, headings)) == len(document.text())
    assert "{" not in document.text() and "[^" not in document.text()


def test_only_numbers_that_a_list_would_give_become_automatic():
    counter = Counter(LISTS["articles"])
    texts = ("第一条 甲", "（一）乙", "第二条 丙", "（一）丁", "第二条之一 戊", "第四条 己", "第三条 庚")
    assert [found and found[0] for found in map(counter.match, texts)] == [0, 1, 0, 1, None, None, 0]
    running = Counter(LISTS["running"])
    texts = ("一、甲", "（一）乙", "1.丙", "（二）丁", "2.戊", "10.己")
    assert [found and found[0] for found in map(running.match, texts)] == [0, 1, 2, 1, 2, None]


def test_no_line_begins_with_a_full_stop():
    assert wrap("甲乙丙丁。戊ABC己", 4, 0, 1, one_em) == ["甲乙丙", "丁。戊", "ABC己"]


def test_what_is_set_on_pages_is_the_whole_document():
    document = load_documents()["opinions"]
    pages = Setter(document, Style(size=14, leading=20), one_em).pages()
    words = "".join(piece.text for page in pages for piece in page.pieces if piece.baseline < 780 and piece.size >= 10)
    for clause in document.clauses(frozenset({Kind.FOOTNOTE})):
        assert clause.text in bare(words)


@pytest.mark.parametrize("columns", (1, 2, 3))
@pytest.mark.parametrize("seed", range(4))
def test_what_flows_through_columns_is_the_whole_document(seed: int, columns: int):
    document = ALL_DOCUMENTS["talents"]
    layout = replace(drawn_layout(seed, columns), head="", number="")
    pages = pages_of(document, layout, one_em)
    words = "".join(piece.text for page in pages for piece in page.pieces if piece.size >= layout.size - 1)
    for clause in document.clauses(frozenset({Kind.FOOTNOTE, Kind.TABLE})):
        marked = re.sub(r"(?<=补助)1|(?<=通道)2", "", bare(words))
        assert clause.text in marked or clause.path == "1.2"
    for page in pages:
        assert all(layout.left - 1 < piece.left < layout.width - layout.right for piece in page.pieces if piece.text)


def test_misses_of_files_that_are_held_out_are_counted_and_not_shown(monkeypatch, capsys, profile: SourceDocument):
    held_out = CorpusFile(profile, "txt", "made", lambda: b"\xe4\xb8\x80", is_held_out=True)
    monkeypatch.setattr(bench, "corpus", lambda: [held_out])
    monkeypatch.setattr(sys, "argv", ["reading", "--misses"])
    assert bench.main() == 1
    out = capsys.readouterr().out
    assert "missing" not in out and "txt held out" in out
