"""Documents that come, change and go while the knowledge base is open."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.errors import ClauseNotFound, DataDirectoryDamaged, DocumentNotFound, IndexUnavailable
from knowledge.events import Change, EventKind, Origin
from knowledge.knowledge_base import KnowledgeBase
from knowledge.readers.types import Flag
from knowledge.types import DocumentReference, Validity
from knowledge.validity import validity
from tests.knowledge.factories import LOANS, PLAN, make_document
from tests.knowledge.opening import DOCUMENTS, NEWER_PLAN, TALENT, opened, rankings


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        yield knowledge_base


def first_hit(knowledge_base: KnowledgeBase, question: str) -> str:
    return knowledge_base.search(question, 1)[0].clause_id


def test_a_document_that_comes_is_found_at_once(knowledge_base: KnowledgeBase) -> None:
    acknowledged = knowledge_base.put(TALENT)
    assert (acknowledged.kinds, acknowledged.index_failures) == ((EventKind.ADDED,), ())
    assert first_hit(knowledge_base, "年轻人有什么支持") == "talent:1"
    assert knowledge_base.clause("talent:1").clause == TALENT.clauses[0]
    assert [document.doc_id for document in knowledge_base.documents()] == ["loans", "plan", "talent"]
    assert check(knowledge_base).problems == ()


def test_a_new_version_takes_the_place_of_the_old_one_everywhere(knowledge_base: KnowledgeBase) -> None:
    assert knowledge_base.put(NEWER_PLAN).kinds == (EventKind.UPDATED,)
    assert knowledge_base.document("plan") == NEWER_PLAN
    assert knowledge_base.document("plan", PLAN.version) == PLAN
    assert "8%" in knowledge_base.clause(first_hit(knowledge_base, "研发投入补多少")).clause.text
    assert check(knowledge_base).problems == ()


def test_a_document_that_goes_is_not_found_but_stays_readable(knowledge_base: KnowledgeBase) -> None:
    assert knowledge_base.remove("loans").kinds == (EventKind.REMOVED,)
    assert all(not hit.clause_id.startswith("loans") for hit in knowledge_base.search("贷款贴息", 5))
    with pytest.raises(ClauseNotFound):
        knowledge_base.clause("loans:1")
    with pytest.raises(DocumentNotFound):
        knowledge_base.document("loans")
    assert knowledge_base.document("loans", LOANS.version) == LOANS
    (removed,) = knowledge_base.catalogue.removed()
    assert removed.document == LOANS and removed.removed_at is not None
    assert check(knowledge_base).problems == ()
    with pytest.raises(DocumentNotFound):
        knowledge_base.remove("loans")


def test_a_removed_document_comes_back(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.remove("loans")
    assert knowledge_base.put(LOANS).kinds == (EventKind.RESTORED,)
    assert first_hit(knowledge_base, "贷款有没有贴息") == "loans:1"
    assert knowledge_base.catalogue.removed() == ()


def test_several_documents_come_at_once_or_not_at_all(knowledge_base: KnowledgeBase) -> None:
    broken = replace(TALENT, clauses=TALENT.clauses * 2)
    before = rankings(knowledge_base)
    with pytest.raises(DataDirectoryDamaged):
        knowledge_base.put_all((Change(NEWER_PLAN), Change(broken)))
    assert knowledge_base.document("plan") == PLAN and rankings(knowledge_base) == before
    assert knowledge_base.put_all((Change(NEWER_PLAN), Change(TALENT))).kinds == (EventKind.UPDATED, EventKind.ADDED)
    assert check(knowledge_base).problems == ()


def test_changes_rank_as_a_fresh_start_would(knowledge_base: KnowledgeBase, tmp_path: Path) -> None:
    knowledge_base.put_all([Change(document) for document in DOCUMENTS["NEW"]])
    knowledge_base.remove("loans")
    with opened(tmp_path / "fresh", "NEW") as fresh:
        assert rankings(knowledge_base) == rankings(fresh)


def test_every_change_is_an_event_with_where_it_came_from(knowledge_base: KnowledgeBase) -> None:
    origin = Origin("贷款.docx", "a" * 64, (Flag("hidden_text", "略去了隐藏的文字。"),))
    newer = make_document("loans", ["贷款贴息比例另行规定。"], (), LOANS.metadata)
    knowledge_base.put(newer, origin)
    knowledge_base.remove("loans")
    knowledge_base.put(LOANS)
    events = knowledge_base.catalogue.events("loans")
    assert [event.kind.value for event in events] == ["restored", "removed", "updated", "added"]
    assert [event.version for event in events] == [LOANS.version, newer.version, newer.version, LOANS.version]
    assert events[2].origin == origin and events[3].origin == Origin()
    assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)


def test_what_a_new_document_replaces_is_said_and_said_no_more_once_it_goes(knowledge_base: KnowledgeBase) -> None:
    metadata = replace(TALENT.metadata, effective_from=date(2026, 1, 1), supersedes=(DocumentReference("loans办法"),))
    knowledge_base.put(replace(TALENT, metadata=metadata))
    loans = knowledge_base.document("loans").metadata
    assert loans.superseded_by is not None and loans.effective_to == date(2025, 12, 31)
    assert check(knowledge_base).problems == ()
    knowledge_base.remove("talent")
    assert knowledge_base.document("loans").metadata == LOANS.metadata
    assert validity(loans, date(2026, 2, 1)) is not Validity.IN_FORCE


def test_a_reader_keeps_the_snapshot_it_took(knowledge_base: KnowledgeBase) -> None:
    snapshot = knowledge_base.snapshot
    knowledge_base.put(NEWER_PLAN)
    knowledge_base.remove("loans")
    assert snapshot.documents() == tuple(sorted(DOCUMENTS["OLD"], key=lambda document: document.doc_id))
    assert {hit.clause_id for hit in snapshot.search("研发投入", 5)} <= {c.clause_id for c in snapshot.clauses()}
    assert snapshot.clause("loans:1").clause == LOANS.clauses[0]


def test_readers_never_see_half_of_a_version(knowledge_base: KnowledgeBase) -> None:
    versions = [make_document("plan", [f"研发投入按最高{n}%给予后补助。", f"第{n}次修订。"]) for n in (6, 7, 8, 9)]
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            snapshot = knowledge_base.snapshot
            first, second = (snapshot.clause(f"plan:{number}").clause.text for number in (1, 2))
            if PLAN.text.startswith(first):
                continue
            if first[7] not in second:
                wrong.append((first, second))
            for hit in snapshot.search("研发投入", 3):
                snapshot.clause(hit.clause_id)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for version in versions * 3:
            knowledge_base.put(version)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert check(knowledge_base).problems == ()


# What goes wrong


def fail_before(update: Callable[..., None]) -> Callable[..., None]:
    def failing(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    return failing


def fail_after(update: Callable[..., None]) -> Callable[..., None]:
    def failing(*arguments: object) -> None:
        update(*arguments)
        raise IndexUnavailable("向量索引无法使用（timeout）。")

    return failing


@pytest.mark.parametrize("fail", [fail_before, fail_after])
def test_a_change_that_an_index_cannot_follow_is_kept_said_and_mended_by_the_next(
    knowledge_base: KnowledgeBase, fail: Callable[..., Callable[..., None]]
) -> None:
    vector = knowledge_base.indexes.vector
    whole = vector.update
    vector.update = fail(whole)  # type: ignore[method-assign]
    (failure,) = knowledge_base.put(NEWER_PLAN).index_failures
    assert "vector" in failure
    assert knowledge_base.document("plan") == NEWER_PLAN
    assert knowledge_base.catalogue.pending("vector") == ("plan",)
    assert knowledge_base.catalogue.pending("keyword") == ()
    vector.update = whole  # type: ignore[method-assign]
    assert knowledge_base.put(TALENT).index_failures == ()
    assert check(knowledge_base).problems == ()


@pytest.mark.parametrize("fail", [fail_before, fail_after])
def test_a_change_that_an_index_could_not_follow_is_mended_by_the_next_start(
    tmp_path: Path, fail: Callable[..., Callable[..., None]]
) -> None:
    with opened(tmp_path, "OLD") as knowledge_base:
        vector = knowledge_base.indexes.vector
        vector.update = fail(vector.update)  # type: ignore[method-assign]
        knowledge_base.remove("loans")
        assert knowledge_base.put(TALENT).index_failures
    with opened(tmp_path, "OLD") as knowledge_base:
        assert check(knowledge_base).problems == ()
        assert [document.doc_id for document in knowledge_base.documents()] == ["plan", "talent"]


def test_what_is_pending_is_done_on_request(knowledge_base: KnowledgeBase) -> None:
    vector = knowledge_base.indexes.vector
    whole = vector.update
    vector.update = fail_before(whole)  # type: ignore[method-assign]
    knowledge_base.put(TALENT)
    assert knowledge_base.catch_up() != ()
    vector.update = whole  # type: ignore[method-assign]
    assert knowledge_base.catch_up() == ()
    assert check(knowledge_base).problems == ()


def test_a_keyword_index_that_cannot_be_written_leaves_the_old_one_in_use(
    knowledge_base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("knowledge.index_upkeep.write_manifest", full)
        failures = knowledge_base.put(TALENT).index_failures
    assert len(failures) == 2 and "磁盘" in failures[0]
    assert first_hit(knowledge_base, "研发投入补多少") == "plan:1"
    assert knowledge_base.catch_up() == ()
    assert check(knowledge_base).problems == ()


def test_a_rebuild_does_what_was_pending(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.catalogue.put(LOANS)
    knowledge_base.rebuild()
    assert knowledge_base.catalogue.pending("keyword") == knowledge_base.catalogue.pending("vector") == ()
    assert check(knowledge_base).problems == ()


def test_changes_leave_no_heap_of_old_indexes(knowledge_base: KnowledgeBase, tmp_path: Path) -> None:
    for version in (NEWER_PLAN, PLAN) * 3:
        knowledge_base.put(version)
    assert len(list((tmp_path / "data" / "indexes").iterdir())) == 2
