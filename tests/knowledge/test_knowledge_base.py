from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import ClauseNotFound, DataDirectoryDamaged, DataDirectoryInUse, DocumentNotFound
from knowledge.knowledge_base import KnowledgeBase, open_knowledge_base
from tests.knowledge.factories import LOANS, PLAN, HashingEncoder, make_document
from tests.knowledge.opening import DOCUMENTS, opened, rankings

ARTICLES = make_document("rules", ["第一条 甲。", "第二条 企业应当:\n(一)守法;\n(二)诚信。"])


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    documents = (PLAN, LOANS, ARTICLES)
    with open_knowledge_base(tmp_path / "data", encoder=HashingEncoder(), documents=documents) as knowledge_base:
        yield knowledge_base


def test_a_question_finds_its_clause(knowledge_base: KnowledgeBase) -> None:
    hits = knowledge_base.search("搞研发政府能补多少", 3)
    assert hits[0].clause_id == "plan:1"
    assert (hits[0].score, hits[0].lexical, hits[0].semantic) == (1.0, 1.0, 1.0)
    assert 0 < hits[0].similarity <= 1.000001


def test_a_longer_list_begins_with_the_shorter(knowledge_base: KnowledgeBase) -> None:
    hits = knowledge_base.search("研发投入和贷款贴息", 6)
    assert [knowledge_base.search("研发投入和贷款贴息", k) for k in (1, 3)] == [hits[:1], hits[:3]]


@pytest.mark.parametrize("query", ["", "  ", "😀", "……"])
def test_a_query_without_words_finds_nothing(knowledge_base: KnowledgeBase, query: str) -> None:
    assert knowledge_base.search(query, 5) == ()


def test_documents_are_there_by_id_and_by_version(knowledge_base: KnowledgeBase) -> None:
    assert knowledge_base.documents() == (LOANS, PLAN, ARTICLES)
    assert knowledge_base.document("plan") == PLAN
    assert knowledge_base.document("plan", PLAN.version) == PLAN
    for doc_id, version in (("nobody", None), ("plan", "0" * 64), ("nobody", PLAN.version)):
        with pytest.raises(DocumentNotFound):
            knowledge_base.document(doc_id, version)


def test_an_old_version_is_readable_after_a_new_one_came(tmp_path: Path) -> None:
    for which in ("OLD", "NEW"):
        with opened(tmp_path, which) as knowledge_base:
            assert knowledge_base.document("plan") == DOCUMENTS[which][0]
            assert knowledge_base.document("plan", PLAN.version) == PLAN


def test_a_version_may_be_named_by_its_first_characters(knowledge_base: KnowledgeBase) -> None:
    version = PLAN.version
    assert knowledge_base.document("plan", version[:12]).text == PLAN.text
    for unknown in (version[:7], "0" * 12):
        with pytest.raises(DocumentNotFound):
            knowledge_base.document("plan", unknown)


def test_a_clause_id_leads_to_a_clause_or_into_an_article(knowledge_base: KnowledgeBase) -> None:
    clause = knowledge_base.clause("plan:1")
    assert (clause.clause, clause.address) == (PLAN.clauses[0], "1")
    item = knowledge_base.clause("rules:2.1.2")
    assert item.clause.clause_id == "rules:2"
    assert ARTICLES.text[item.start : item.end] == "(二)诚信。"


@pytest.mark.parametrize("clause_id", ["plan:9", "nobody:1", "plan", "", ":", "plan:", "rules:2.7", "plan:1.1"])
def test_an_unknown_clause_id_is_not_found(knowledge_base: KnowledgeBase, clause_id: str) -> None:
    with pytest.raises(ClauseNotFound):
        knowledge_base.clause(clause_id)


def test_names_are_looked_up_exactly(knowledge_base: KnowledgeBase) -> None:
    mentions = knowledge_base.exact_lookup("鲁科字2023年4号里有什么")
    assert [(mention.kind, mention.doc_id) for mention in mentions] == [("doc_no", "plan")]


def test_a_new_process_ranks_as_the_one_that_built_the_index(tmp_path: Path) -> None:
    with opened(tmp_path, "OLD") as knowledge_base:
        before = rankings(knowledge_base)
    command = [sys.executable, "-m", "tests.knowledge.opening", str(tmp_path), "OLD", "0"]
    after = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(after.stdout) == before
    assert all(before)


def test_searches_from_several_threads_agree(knowledge_base: KnowledgeBase) -> None:
    expected = knowledge_base.search("研发投入", 3)
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda: results.extend(knowledge_base.search("研发投入", 3) for _ in range(5)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 30


def test_the_directory_is_locked_while_open_and_free_afterwards(tmp_path: Path) -> None:
    with opened(tmp_path, "OLD"):
        with pytest.raises(DataDirectoryInUse, match=str(os.getpid())), opened(tmp_path, "OLD"):
            pass
        command = [sys.executable, "-m", "tests.knowledge.opening", str(tmp_path), "OLD", "0"]
        second = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert second.returncode == 1
        assert f"DataDirectoryInUse: 数据目录 {tmp_path} 正被进程 {os.getpid()} 使用" in second.stderr
    with opened(tmp_path, "OLD"):
        pass


def test_a_failed_opening_frees_the_directory(tmp_path: Path) -> None:
    (tmp_path / "parkbot.db").write_bytes(b"not a database" * 1000)
    for _ in range(2):
        with pytest.raises(DataDirectoryDamaged, match=r"parkbot\.db"), opened(tmp_path, "OLD"):
            pass


def test_damaged_indexes_are_made_anew(tmp_path: Path) -> None:
    with opened(tmp_path, "OLD") as knowledge_base:
        expected = rankings(knowledge_base)
    for path in (tmp_path / "indexes").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xff" * 100)
    with opened(tmp_path, "OLD") as knowledge_base:
        assert rankings(knowledge_base) == expected
    shutil.rmtree(tmp_path / "indexes")
    with opened(tmp_path, "OLD") as knowledge_base:
        assert rankings(knowledge_base) == expected


@pytest.mark.parametrize("content", [None, b""])
def test_a_lost_catalogue_is_not_replaced_in_silence(tmp_path: Path, content: bytes | None) -> None:
    with opened(tmp_path, "OLD"):
        pass
    file = tmp_path / "parkbot.db"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DataDirectoryDamaged) as refusal, opened(tmp_path, "OLD"):
        pass
    assert str(file) in str(refusal.value)
    assert (tmp_path / "indexes").exists()


def test_an_empty_database_left_by_a_kill_at_the_first_start_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "parkbot.db").write_bytes(b"")
    with opened(tmp_path, "OLD") as knowledge_base:
        assert len(knowledge_base.documents()) == 2


def test_another_encoder_makes_the_semantic_index_anew(tmp_path: Path) -> None:
    for dimension in (64, 32):
        encoder = HashingEncoder(dimension, f"hashing-{dimension}")
        with open_knowledge_base(tmp_path, encoder=encoder, documents=(PLAN,)) as knowledge_base:
            assert knowledge_base.search("搞研发政府能补多少", 1)[0].clause_id == "plan:1"
    assert [path.name for path in sorted((tmp_path / "indexes").iterdir())] == ["keyword-0001", "vector-0002"]


def test_the_catalogue_may_lie_elsewhere(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    with open_knowledge_base(
        tmp_path / "data", encoder=HashingEncoder(), documents=(PLAN,), database_url=url
    ) as knowledge_base:
        assert knowledge_base.documents() == (PLAN,)
    assert (tmp_path / "elsewhere.db").exists()
    assert not (tmp_path / "data" / "parkbot.db").exists()


def test_any_folder_name_will_do(tmp_path: Path) -> None:
    directory = tmp_path / "园区 数据?#%20&"
    for _ in range(2):
        with opened(directory, "OLD") as knowledge_base:
            assert len(knowledge_base.documents()) == 2
    assert (directory / "parkbot.db").exists()
