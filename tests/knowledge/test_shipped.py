from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import InvalidDocument
from knowledge.shipped import read_document, shipped_documents
from knowledge.types import Confidence, Level, SourceKind, Status

METADATA = "doc_id: rule\ntitle: 测试办法\nissued: 2023-01-05\n"
TEXT = "测试办法\n第一条 为了测试,制定本办法。\n第二条 本办法自发布之日起施行。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rule"
    folder.mkdir()
    (folder / "document.yaml").write_text(METADATA, encoding="utf-8")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "questions.yaml").write_text('"2": [什么时候开始执行, 何时生效]\n', encoding="utf-8")
    return folder


def test_a_folder_becomes_a_document(folder: Path) -> None:
    document = read_document(folder)
    assert document.metadata.issued == date(2023, 1, 5)
    assert document.text == TEXT
    assert {clause.path: clause.questions for clause in document.clauses}["2"] == ("什么时候开始执行", "何时生效")
    assert all(document.text[clause.start : clause.end] == clause.text for clause in document.clauses)


def test_questions_are_optional(folder: Path) -> None:
    (folder / "questions.yaml").unlink()
    assert all(clause.questions == () for clause in read_document(folder).clauses)


def test_the_text_is_stored_without_byte_order_mark_and_carriage_returns(folder: Path) -> None:
    (folder / "text.txt").write_bytes(("\ufeff" + TEXT.replace("\n", "\r\n")).encode())
    assert read_document(folder).text == TEXT


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("document.yaml", METADATA + "isuer: 厅\n", "isuer"),
        ("document.yaml", METADATA + "title: 另一个\n", "重复"),
        ("document.yaml", METADATA + "effective_from: 2023-13-01\n", "effective_from"),
        ("document.yaml", METADATA.replace("rule", "other"), "doc_id"),
        ("document.yaml", "doc_id: [rule\n", "YAML"),
        ("document.yaml", "", "字段"),
        ("text.txt", " \n\n", "正文"),
        ("questions.yaml", '"9": [没有这一条]\n', "9"),
        ("questions.yaml", "2: [没有引号的数字]\n", "2"),
        ("questions.yaml", '"2": 不是列表\n', "2"),
        ("questions.yaml", '"2": [甲, 甲]\n', "重复"),
        ("questions.yaml", '"2": [甲]\n"2": [乙]\n', "重复"),
        ("questions.yaml", "- 甲\n", "路径"),
    ],
)
def test_a_slip_is_refused_by_file_and_place(folder: Path, file: str, content: str, named: str) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDocument) as refusal:
        read_document(folder)
    assert f"rule/{file}" in str(refusal.value)
    assert named in str(refusal.value)


@pytest.mark.parametrize("file", ["document.yaml", "text.txt"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(InvalidDocument, match=f"rule/{file}"):
        read_document(folder)


def test_a_text_that_is_not_utf_8_is_refused(folder: Path) -> None:
    (folder / "text.txt").write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(InvalidDocument, match="UTF-8"):
        read_document(folder)


def test_the_action_plan_ships_with_its_facts() -> None:
    plan = next(document for document in shipped_documents() if document.doc_id == "sd-xyd-2023")
    metadata = plan.metadata
    assert metadata.title == "山东省新一代信息技术创新能力提升行动计划(2023-2025年)"
    assert (metadata.doc_no, metadata.issuer) == ("鲁科字〔2023〕4号", "山东省科学技术厅")
    assert (metadata.level, metadata.region) == (Level.PROVINCE, "山东省")
    assert (metadata.issued, metadata.effective_from) == (date(2023, 1, 5), date(2023, 1, 5))
    assert (metadata.effective_to, metadata.status) == (date(2025, 12, 31), Status.PLAN_ENDED)
    assert metadata.source_kind is SourceKind.ORIGINAL
    assert all(clause.questions for clause in plan.clauses)


# --- Digests ---

DIGEST_METADATA = METADATA + "source_kind: digest\n"
FACT = (
    "- {id: b1, ref: 第五条, title: 标准, text: 每户六万元。, "
    "confidence: B, clear_until: 2025-12-31, questions: [多少]}\n"
)


@pytest.fixture
def digest_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rule"
    folder.mkdir()
    (folder / "document.yaml").write_text(DIGEST_METADATA, encoding="utf-8")
    (folder / "clauses.yaml").write_text(FACT, encoding="utf-8")
    return folder


def test_the_folder_of_a_digest_becomes_a_document_of_its_facts(digest_folder: Path) -> None:
    document = read_document(digest_folder)
    (clause,) = document.clauses
    assert (document.text, clause.clause_id, clause.questions) == ("每户六万元。", "rule:b1", ("多少",))
    assert clause.basis is not None
    assert (clause.basis.confidence, clause.basis.clear_until) == (Confidence.PUBLISHED, date(2025, 12, 31))


def test_a_digest_is_not_read_from_a_text(digest_folder: Path) -> None:
    (digest_folder / "text.txt").write_text(TEXT, encoding="utf-8")
    assert read_document(digest_folder).text == "每户六万元。"
    (digest_folder / "clauses.yaml").unlink()
    with pytest.raises(InvalidDocument, match=r"rule/clauses\.yaml：缺少"):
        read_document(digest_folder)


@pytest.mark.parametrize("content", ["", "[]", FACT + FACT, FACT.replace("b1", "x"), "- {id: b1, id: b2}\n"])
def test_a_slip_in_a_digest_is_refused_by_file(digest_folder: Path, content: str) -> None:
    (digest_folder / "clauses.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDocument, match=r"rule/clauses\.yaml"):
        read_document(digest_folder)


def test_every_shipped_digest_opens_and_says_how_surely_each_fact_is_known() -> None:
    documents = shipped_documents()
    digests = [document for document in documents if document.metadata.source_kind is SourceKind.DIGEST]
    assert len(digests) >= 48
    for document in digests:
        assert document.clauses[0].path == "0", document.doc_id
        for clause in document.clauses:
            assert clause.basis is not None and clause.label and clause.heading_path, clause.clause_id
            assert len(clause.questions) >= 3, clause.clause_id
            assert document.text[clause.start : clause.end] == clause.text


def test_no_two_shipped_documents_share_a_clause_or_a_fact() -> None:
    clauses = [clause for document in shipped_documents() for clause in document.clauses]
    ids = [f"{clause.doc_id}:{path}" for clause in clauses for path in (clause.path, *clause.joins)]
    assert len(ids) == len(set(ids))


def test_the_documents_that_shipped_documents_name_by_id_ship_too() -> None:
    metadata = {document.doc_id: document.metadata for document in shipped_documents()}
    for each in metadata.values():
        named = [*each.supersedes, *([each.superseded_by] if each.superseded_by else [])]
        assert {reference.doc_id for reference in named if reference.doc_id} <= metadata.keys(), each.doc_id
