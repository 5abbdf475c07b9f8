"""Files that are loaded only where a person says so: drafts, what is there already, and what is no policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.ingestion.applying import apply
from knowledge.ingestion.correcting import correct
from knowledge.ingestion.preparing import prepare
from knowledge.ingestion.types import Effect, Preparation
from knowledge.knowledge_base import KnowledgeBase
from knowledge.types import Status
from tests.knowledge.ingestion.files import NEWER_RULES, RULES, RULES_ID, TITLE, read_plain
from tests.knowledge.opening import opened

DRAFT = RULES.replace(TITLE, f"{TITLE}（征求意见稿）").replace("望科发〔2024〕3号\n", "")


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        yield knowledge_base


def load(
    knowledge_base: KnowledgeBase, text: str, name: str = "办法.txt", doc_id: str | None = None, *accepted: str
) -> Preparation:
    prepared = prepare(
        knowledge_base, name, text.encode(), doc_id=doc_id, read=read_plain, accepted=frozenset(accepted)
    )
    return apply(knowledge_base, prepared).preparation


def code(preparation: Preparation) -> str | None:
    return preparation.refusal.code if preparation.refusal else None


def test_a_draft_waits_for_a_word_and_is_stored_as_one(knowledge_base: KnowledgeBase) -> None:
    assert code(load(knowledge_base, DRAFT)) == "draft"
    loaded = load(knowledge_base, DRAFT, "办法.txt", None, "draft")
    assert loaded.document is not None and loaded.document.metadata.status is Status.DRAFT
    assert [flag.code for flag in loaded.flags] == ["draft"]


@pytest.mark.parametrize(
    ("text", "name"), [("只有一句话", "一.txt"), ("x", "b.txt"), ("\ufffd", "x.txt"), (RULES, "办法.yaml")]
)
def test_what_is_no_policy_waits_for_a_word(knowledge_base: KnowledgeBase, text: str, name: str) -> None:
    assert code(load(knowledge_base, text, name)) == "not_policy"
    assert load(knowledge_base, text, name, None, "not_policy").effect is Effect.ADDED


def test_the_same_document_under_another_id_waits_for_a_word(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    for text in (RULES, RULES.replace("最长三年", "最长四年")):
        refused = load(knowledge_base, text, "办法.txt", "my-id")
        assert code(refused) == "duplicate" and RULES_ID in str(refused.refusal)
    assert load(knowledge_base, RULES, "办法.txt", "my-id", "duplicate").effect is Effect.ADDED


def test_the_next_version_is_known_by_the_issuer_that_both_print(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    correct(knowledge_base, RULES_ID, {"issuer": "望河区科技和工业信息化局"})
    updated = load(knowledge_base, NEWER_RULES)
    assert updated.effect is Effect.UPDATED and updated.document is not None
    assert updated.document.metadata.issuer == "望河区科技和工业信息化局"
