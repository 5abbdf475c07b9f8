"""Metadata set by hand at loading and afterwards: stored, recorded, seen at once, kept by later versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.corrections import NOTHING_SET, Values
from knowledge.errors import DataDirectoryDamaged, DocumentNotFound, InvalidCorrection
from knowledge.events import EventKind
from knowledge.ingestion.applying import apply
from knowledge.ingestion.bulk import load_all
from knowledge.ingestion.correcting import correct
from knowledge.ingestion.preparing import prepare
from knowledge.ingestion.types import Effect, Preparation
from knowledge.knowledge_base import KnowledgeBase
from knowledge.types import Metadata
from knowledge.validity import Validity, validity
from tests.knowledge.ingestion.files import NEWER_RULES, RULES, RULES_ID, read_plain
from tests.knowledge.opening import opened


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        yield knowledge_base


def load(knowledge_base: KnowledgeBase, text: str, values: Values = NOTHING_SET) -> Preparation:
    preparation = prepare(knowledge_base, "办法.txt", text.encode(), read=read_plain, values=values)
    return apply(knowledge_base, preparation).preparation


def metadata(knowledge_base: KnowledgeBase) -> Metadata:
    return knowledge_base.document(RULES_ID).metadata


def events(knowledge_base: KnowledgeBase) -> list[tuple[str, list[str]]]:
    found = knowledge_base.catalogue.events(RULES_ID)
    return [
        (event.kind.value, [flag.text for flag in event.origin.flags if event.kind is EventKind.CORRECTED])
        for event in found
    ]


def test_a_value_set_at_loading_is_stored_and_recorded(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES, {"effective_from": "2024-04-01"})
    assert metadata(knowledge_base).effective_from == date(2024, 4, 1)
    assert events(knowledge_base) == [("corrected", ["2024-03-01 → 2024-04-01"]), ("added", [])]


def test_a_value_set_afterwards_is_seen_at_once_and_after_a_start(tmp_path: Path) -> None:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        load(knowledge_base, RULES)
        loaded_at = knowledge_base.catalogue.versions(RULES_ID)[0].loaded_at
        correction = correct(knowledge_base, RULES_ID, {"effective_from": "2099-01-01", "effective_to": None})
        assert [flag.code for flag in correction.changes] == ["effective_from", "effective_to"]
        assert validity(metadata(knowledge_base), date(2026, 1, 1)) is Validity.NOT_YET
        assert knowledge_base.search("博士每月租房补贴", 1)[0].clause_id == f"{RULES_ID}:2"
        assert knowledge_base.catalogue.versions(RULES_ID)[0].loaded_at == loaded_at
        assert check(knowledge_base).problems == ()
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        assert metadata(knowledge_base).by_hand == ("effective_from", "effective_to")
        assert [kind for kind, _ in events(knowledge_base)] == ["corrected", "added"]


def test_what_is_so_already_changes_and_records_nothing(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    before = knowledge_base.snapshot
    assert correct(knowledge_base, RULES_ID, {"effective_from": "2024-03-01"}).changes == ()
    assert knowledge_base.snapshot is before and len(events(knowledge_base)) == 1


def test_what_cannot_be_leaves_everything_as_it_was(
    knowledge_base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(knowledge_base, RULES)
    before = metadata(knowledge_base)
    with pytest.raises(InvalidCorrection, match="早于"):
        correct(knowledge_base, RULES_ID, {"effective_to": "2020-01-01"})
    with pytest.raises(DocumentNotFound):
        correct(knowledge_base, "nothing", {"region": "济南市"})

    def full(*_: object, **__: object) -> None:
        raise DataDirectoryDamaged("磁盘已满")

    monkeypatch.setattr(knowledge_base.catalogue, "put_all", full)
    with pytest.raises(DataDirectoryDamaged):
        correct(knowledge_base, RULES_ID, {"region": "济南市"})
    assert metadata(knowledge_base) == before and len(events(knowledge_base)) == 1


def test_values_that_contradict_the_file_refuse_it(knowledge_base: KnowledgeBase) -> None:
    refused = load(knowledge_base, RULES, {"effective_to": "2020-01-01"})
    assert refused.refusal is not None and refused.refusal.code == "invalid_correction"
    assert knowledge_base.snapshot.find(RULES_ID) is None


def test_the_same_file_changes_only_what_is_set_now(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES, {"region": "济南市"})
    assert load(knowledge_base, RULES).effect is Effect.UNCHANGED
    assert load(knowledge_base, RULES, {"region": "济南市"}).effect is Effect.UNCHANGED
    assert load(knowledge_base, RULES, {"issued": "2020-02-02"}).effect is Effect.CORRECTED
    assert metadata(knowledge_base).by_hand == ("region", "issued")
    assert events(knowledge_base)[0] == ("corrected", ["2024-02-20 → 2020-02-02"])
    refused = load(knowledge_base, RULES, {"effective_to": "2020-01-01"})
    assert refused.refusal is not None and refused.refusal.code == "invalid_correction"


def test_a_new_version_keeps_what_holds_for_every_version(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES, {"region": "济南市", "effective_from": "2024-04-01"})
    assert load(knowledge_base, NEWER_RULES).effect is Effect.UPDATED
    kept = metadata(knowledge_base)
    assert (kept.region, kept.effective_from, kept.by_hand) == ("济南市", date(2026, 3, 1), ("region",))
    load(knowledge_base, NEWER_RULES, {"region": "青岛市"})
    assert metadata(knowledge_base).region == "青岛市"


def test_what_was_removed_comes_back_as_it_was_corrected(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    correct(knowledge_base, RULES_ID, {"effective_to": None, "title": "公寓办法"})
    knowledge_base.remove(RULES_ID)
    assert load(knowledge_base, RULES).effect is Effect.RESTORED
    assert (metadata(knowledge_base).effective_to, metadata(knowledge_base).title) == (None, "公寓办法")


def test_the_file_of_a_retitled_document_is_still_known(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    correct(knowledge_base, RULES_ID, {"title": "公寓办法"})
    assert load(knowledge_base, RULES).effect is Effect.UNCHANGED
    again = load(knowledge_base, NEWER_RULES, {"title": "公寓办法"})
    assert again.document is not None and (again.effect, again.document.doc_id) == (Effect.UPDATED, RULES_ID)


def test_clauses_follow_a_title_that_is_set_afterwards(knowledge_base: KnowledgeBase) -> None:
    text = "各企业现印发给你们。\n停车那些事\n第一条 车辆停放在东门。\n第二条 访客请登记。\n"
    loaded = load(knowledge_base, text, {"title": "别的题目"}).document
    assert loaded is not None and loaded.clauses[1].heading_path == ("停车那些事",)
    correct(knowledge_base, loaded.doc_id, {"title": "停车那些事"})
    assert knowledge_base.document(loaded.doc_id).clauses[1].heading_path == ()
    assert check(knowledge_base).problems == ()


def test_a_folder_gets_the_same_values_in_every_file(knowledge_base: KnowledgeBase) -> None:
    files = [("甲.txt", RULES.encode()), ("乙.txt", RULES.replace("公寓", "住房").encode())]
    outcomes = list(load_all(knowledge_base, files, {"region": "济南市"}))
    documents = [outcome.preparation.document for outcome in outcomes]
    assert [document.metadata.region for document in documents if document] == ["济南市", "济南市"]


def test_a_place_that_is_not_there_changes_nothing(knowledge_base: KnowledgeBase) -> None:
    assert load(knowledge_base, RULES, {"region": "火星市"}).effect is Effect.REFUSED
    load(knowledge_base, RULES)
    with pytest.raises(InvalidCorrection, match="火星市"):
        correct(knowledge_base, RULES_ID, {"region": "火星市"})
    assert metadata(knowledge_base).region == "望河区"


def test_the_territory_that_the_text_prints_can_be_set_again(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES, {"region": "济南市"})
    assert correct(knowledge_base, RULES_ID, {"region": "望河区"}).document.metadata.region == "望河区"


def test_a_level_wider_than_the_issuer_is_said(knowledge_base: KnowledgeBase) -> None:
    assert [flag.code for flag in load(knowledge_base, RULES, {"level": "国家"}).flags] == ["level_mismatch"]
    assert [flag.code for flag in correct(knowledge_base, RULES_ID, {"level": "国家"}).doubts] == ["level_mismatch"]
