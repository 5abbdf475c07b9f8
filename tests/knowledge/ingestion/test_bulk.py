"""Many files at once: in order, batch by batch, read ahead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.ingestion import bulk
from knowledge.ingestion.bulk import READ_AHEAD, load_all, prepare_all
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.reading import ReaderProcess
from knowledge.readers.types import ReadText
from tests.knowledge.ingestion.files import LOANS, NEWER_RULES, RULES, RULES_ID, read_plain
from tests.knowledge.opening import opened


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        yield knowledge_base


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Files are read in this process; the threads that asked."""
    asked: set[int] = set()

    def read(self: ReaderProcess, name: str, data: bytes) -> ReadText:
        asked.add(threading.get_ident())
        return read_plain(name, data)

    monkeypatch.setattr(ReaderProcess, "read", read)
    return asked


def rules(number: int) -> tuple[str, bytes]:
    text = RULES.replace("望河区科技人才公寓", f"望河区第{number}项").replace("3号", f"{number}号")
    return f"{number}.txt", text.encode()


def test_files_come_in_order_whatever_the_batch(
    knowledge_base: KnowledgeBase, threads: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH_FILES", 3)
    files = [rules(number) for number in range(101, 111)]
    files.insert(4, ("坏.txt", b"%broken"))
    snapshots = []
    effects = []
    for outcome in load_all(knowledge_base, iter(files)):
        snapshots.append(knowledge_base.snapshot)
        effects.append((outcome.preparation.reading.origin.file_name, outcome.preparation.effect.value))
    assert effects == [(name, "refused" if data == b"%broken" else "added") for name, data in files]
    assert len(set(map(id, snapshots))) == 4
    assert len(knowledge_base.documents()) == 12
    assert check(knowledge_base).problems == ()


def test_a_batch_ends_with_enough_clauses(
    knowledge_base: KnowledgeBase, threads: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH_CLAUSES", 5)
    loading = load_all(knowledge_base, iter([rules(101), rules(102)]))
    next(loading)
    assert len(knowledge_base.documents()) == 3
    assert len(list(loading)) == 1


def test_a_look_at_many_files_sees_them_one_after_another_and_changes_nothing(
    knowledge_base: KnowledgeBase, threads: set[int]
) -> None:
    before = knowledge_base.snapshot
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate((RULES, NEWER_RULES, LOANS, LOANS))]
    effects = [preparation.effect.value for preparation in prepare_all(knowledge_base, files)]
    assert effects == ["added", "updated", "added", "unchanged"]
    assert knowledge_base.snapshot is before


def test_no_more_files_are_held_than_read_ahead(knowledge_base: KnowledgeBase, threads: set[int]) -> None:
    given = []

    def files() -> Iterator[tuple[str, bytes]]:
        for number in range(100, 140):
            given.append(number)
            yield rules(number)

    looking = prepare_all(knowledge_base, files())
    next(looking)
    assert len(given) <= READ_AHEAD
    looking.close()  # type: ignore[attr-defined]  # a generator
    assert len(threads) <= bulk.READERS


def test_real_processes_read_and_end(knowledge_base: KnowledgeBase) -> None:
    files = [("办法.txt", RULES.encode("gb18030")), ("坏.docx", b"PK\x03\x04"), ("新.txt", NEWER_RULES.encode())]
    outcomes = list(load_all(knowledge_base, files))
    assert [outcome.preparation.effect.value for outcome in outcomes] == ["added", "refused", "updated"]
    assert "2000元" in knowledge_base.document(RULES_ID).text


def test_of_many_files_a_doubtful_scan_is_refused_and_the_others_go_on(
    knowledge_base: KnowledgeBase, threads: set[int]
) -> None:
    files = [("办法.txt", RULES.encode()), ("扫描.pdf", f"%scan{NEWER_RULES}".encode()), ("贷款.txt", LOANS.encode())]
    looked = [preparation.effect.value for preparation in prepare_all(knowledge_base, files)]
    loaded = [outcome.preparation for outcome in load_all(knowledge_base, files)]
    assert looked == [item.effect.value for item in loaded] == ["added", "refused", "added"]
    assert loaded[1].refusal is not None and loaded[1].refusal.code == "doubtful_over_clean"
    (forced,) = load_all(knowledge_base, files[1:2], replace_clean=True)
    assert forced.preparation.effect.value == "updated" and check(knowledge_base).problems == ()
