"""Short names that titles yield: found where one document bears them, not where two do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.lookup import ExactLookup
from knowledge.types import Document, MentionKind, Metadata, SourceKind
from tests.knowledge.factories import make_document


def document(doc_id: str, title: str, issuer: str | None = None, kind: SourceKind = SourceKind.ORIGINAL) -> Document:
    return make_document(doc_id, ["甲。", "乙。"], (), Metadata(doc_id, title, issuer=issuer, source_kind=kind))


RENT = document("rent", "望河高新区管理委员会关于促进科技企业租房补贴的实施细则(试行)", "望河高新区管理委员会")
MODELS = document("models", "齐川市促进人工智能产业发展若干政策措施")
PARK = document("park", "齐川高新技术产业开发区科技创新券管理办法")
DOCUMENTS = (RENT, MODELS, PARK)


def named(question: str, *documents: Document) -> set[str]:
    return {mention.doc_id for mention in ExactLookup(documents or DOCUMENTS).mentions(question) if not mention.address}


@pytest.mark.parametrize(
    ("question", "doc_id"),
    [
        ("那个实施细则里怎么规定的", "rent"),
        ("这份细则管谁", "rent"),
        ("实施细则第二条是什么", "rent"),
        ("按照实施细则,补多少", "rent"),
        ("望河高新区的细则里补多少", "rent"),
        ("租房补贴实施细则", "rent"),
        ("若干措施里有没有奖励", "models"),
        ("我们的若干政策措施", "models"),
        ("齐川市的若干政策", "models"),
        ("人工智能若干措施里怎么说", "models"),
        ("齐川人工智能的若干措施", "models"),
        ("齐川高新区管理办法", "park"),
        ("科技创新券办法里说的", "park"),
        ("科技創新券管理辦法", "park"),
    ],
)
def test_an_everyday_short_name_means_the_document(question: str, doc_id: str) -> None:
    assert named(question) == {doc_id}


@pytest.mark.parametrize(
    "question",
    ["软件企业的实施细则", "个税法实施细则", "有什么措施", "有没有办法", "想个办法", "这个政策", "怎么管理",
     "望河高新区有什么补贴", "人工智能企业补多少"],
)  # fmt: skip
def test_words_that_any_rule_might_bear_mean_none(question: str) -> None:
    assert named(question) == set()


def test_a_name_that_two_documents_share_means_neither() -> None:
    other = document("other", "望河高新区科技企业人才公寓实施细则")
    assert named("那个实施细则", RENT, other) == set()
    assert named("高新区的细则", RENT, other) == set()
    assert named("租房补贴细则", RENT, other) == {"rent"}
    assert named("科技企业人才公寓实施细则", RENT, other) == {"other"}


def test_a_digest_takes_no_short_name_but_makes_one_doubtful_unless_it_sums_up_the_document() -> None:
    digest = document("digest", "东港市科技企业租房补贴实施细则", kind=SourceKind.DIGEST)
    assert named("租房补贴细则", RENT, digest) == set() and named("那个细则", digest) == set()
    of_rent = replace(digest, metadata=replace(digest.metadata, summarises="rent"))
    assert named("租房补贴细则", RENT, of_rent) == {"rent"}


def test_only_a_name_that_tells_a_rule_says_that_nothing_else_is_meant() -> None:
    plan = document("plan", "齐川市数字经济行动计划")
    sure, unsure = (ExactLookup((RENT, plan)).mentions(text)[0] for text in ("望河高新区的细则", "数字经济计划"))
    assert (sure.kind, sure.title) == (MentionKind.ALIAS, RENT.metadata.title)
    assert (unsure.doc_id, unsure.title) == ("plan", None)


def test_the_full_title_stays_a_title_though_a_short_name_lies_in_it() -> None:
    (mention,) = ExactLookup(DOCUMENTS).mentions("齐川市促进人工智能产业发展若干政策措施")
    assert (mention.kind, mention.title) == (MentionKind.TITLE, None)
