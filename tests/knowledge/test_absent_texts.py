"""Instruments known by name only; the shipped list names clauses that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.absent_texts import ABSENT_TEXTS_FILE, AbsentText, AbsentTexts, load_absent_texts
from knowledge.errors import InvalidDocument
from knowledge.normalise import search_key
from knowledge.shipped import shipped_documents
from knowledge.types import Metadata

ENTRY = {
    "name": "船票贴补细则",
    "says": ["船票细则", "登船贴补"],
    "clause": "plan:1",
    "unknown": "金额",
    "ask": "港务局",
    "title": ["船票贴补"],
}
TICKETS = AbsentText("船票贴补细则", ("船票细则", "登船"), "plan:1", "金额", "港务局", ("船票贴补",))
BOARDING = AbsentText("登船卡办法", ("登船卡",), None, "金额", "港务局", ("登船卡",))


def write(tmp_path: Path, *entries: object) -> Path:
    path = tmp_path / "absent_texts.yaml"
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    return path


def test_an_instrument_is_known_by_each_of_its_names() -> None:
    texts = AbsentTexts((TICKETS,))
    assert texts.named("船票细则怎么说") is texts.named("登船有钱吗") is TICKETS
    assert texts.named("船票多少钱") is None


def test_the_longest_name_tells_which_is_meant() -> None:
    for texts in ((TICKETS, BOARDING), (BOARDING, TICKETS)):
        assert AbsentTexts(texts).named("登船卡怎么办") is BOARDING


def test_an_instrument_whose_text_was_loaded_is_absent_no_more() -> None:
    loaded = Metadata("tickets", "示范省船票贴补实施细则")
    assert AbsentTexts((TICKETS, BOARDING), [loaded]).named("船票细则") is None
    assert AbsentTexts((TICKETS, BOARDING), [loaded]).named("登船卡") is BOARDING
    assert AbsentTexts((TICKETS,), [Metadata("other", "船票管理办法")]).named("船票细则") is TICKETS


def test_the_list_is_read_from_its_file_as_search_keys(tmp_path: Path) -> None:
    text = load_absent_texts(path=write(tmp_path, {**ENTRY, "says": ["船票（细则）", "登船ＶＩＰ"]})).named("登船vip")
    assert text is not None
    assert (text.name, text.says, text.clause_id) == ("船票贴补细则", ("船票(细则)", "登船vip"), "plan:1")
    assert load_absent_texts([Metadata("x", "船票贴补")], write(tmp_path, ENTRY)).named("船票细则") is None


def test_an_instrument_need_not_be_named_by_a_clause(tmp_path: Path) -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "clause"}
    text = load_absent_texts(path=write(tmp_path, entry)).named("船票细则")
    assert text is not None and text.clause_id is None


@pytest.mark.parametrize("slip", [{"says": "船票"}, {"title": None}, *({key: ...} for key in ENTRY if key != "clause")])
def test_a_wrong_entry_is_refused(tmp_path: Path, slip: dict[str, object]) -> None:
    entry = {key: value for key, value in {**ENTRY, **slip}.items() if value is not ...}
    with pytest.raises(InvalidDocument, match=r"absent_texts\.yaml"):
        load_absent_texts(path=write(tmp_path, entry))


def test_each_shipped_name_finds_its_own_instrument_and_names_a_clause_that_exists() -> None:
    documents = shipped_documents()
    clauses = {clause.clause_id for document in documents for clause in document.clauses}
    texts = load_absent_texts(document.metadata for document in documents)
    entries = yaml.safe_load(ABSENT_TEXTS_FILE.read_text(encoding="utf-8"))
    assert entries
    for entry in entries:
        assert entry.get("clause") is None or entry["clause"] in clauses, entry["name"]
        for word in entry["says"]:
            found = texts.named(search_key(word))
            assert found is not None, f"{word}: loaded by a shipped document, or shadowed"
            assert found.name == entry["name"], word
