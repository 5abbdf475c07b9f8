"""What is cited for a fact: the digest's clause, or the official article once that is loaded."""

from dataclasses import replace
from datetime import date

from bot.eligibility.determination import Eligibility
from bot.eligibility.sources import find_sources
from knowledge.clauses import parse_clauses
from knowledge.shipped import shipped_documents
from knowledge.types import Document, Metadata, SourceKind, Status
from tests.bot.eligibility.factories import DAY, divisions, profile_of, rule_book

TEXT = (
    "高新技术企业认定管理办法\n\n第十条 取得高新技术企业资格后,可依照规定申报享受税收优惠。\n\n"
    "第十一条 认定为高新技术企业须同时满足以下条件:\n(一)企业申请认定时须注册成立一年以上;\n(二)拥有知识产权。\n"
)
ORIGINAL = Document(
    Metadata("loaded", "高新技术企业认定管理办法", doc_no="国科发火〔2016〕32号", source_kind=SourceKind.ORIGINAL),
    TEXT,
    parse_clauses(TEXT, doc_id="loaded", title="高新技术企业认定管理办法"),
)


def result_with_original(**metadata):
    documents = [
        replace(item, metadata=replace(item.metadata, summarises="loaded", **metadata))
        if item.doc_id == "hnte-cert"
        else item
        for item in shipped_documents()
    ]
    eligibility = Eligibility(rule_book(), [*documents, ORIGINAL], divisions())
    (result,) = eligibility.determine(profile_of({}), ["hnte-cert"], DAY).results
    return {item.condition.id: item for item in result.conditions}


def test_the_loaded_original_is_cited_word_for_word():
    cited = result_with_original()["c1"]
    assert cited.clause_id == "loaded:11"
    assert cited.quote == "(一)企业申请认定时须注册成立一年以上;"


def test_where_the_original_lacks_the_item_its_whole_article_is_quoted():
    cited = result_with_original()["c4"]
    assert cited.clause_id == "loaded:11"
    assert cited.quote.startswith("第十一条") and cited.quote in TEXT


def test_a_policy_in_doubt_is_cited_from_its_digest():
    assert result_with_original(status=Status.LIKELY_SUPERSEDED)["c1"].clause_id == "hnte-cert:c1"
    assert result_with_original(effective_to=date(2026, 1, 1))["c1"].clause_id == "hnte-cert:c1"


def test_facts_that_are_told_together_cite_the_one_clause():
    sources = find_sources(rule_book().rules, shipped_documents())["hnte-cert"]
    assert {sources[path].clause.clause_id for path in ("c5a", "c5b", "c5c")} == {"hnte-cert:c5a"}


def test_a_text_without_the_clauses_that_a_rule_knows_is_no_source_for_it():
    (plan,) = [document for document in shipped_documents() if document.doc_id == "sd-xyd-2023"]
    shortened = replace(plan, clauses=plan.clauses[:10])
    assert "sd-xyd-2023" not in find_sources(rule_book().rules, [shortened])
