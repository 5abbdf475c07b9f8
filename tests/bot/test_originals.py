"""The official wording in place of our summary, where it is loaded."""

from dataclasses import replace
from datetime import date

from bot.originals import quoted_from_originals
from knowledge.types import Document, SourceKind, Status, Validity
from tests.bot.invented import make_corpus, make_understanding
from tests.bot.invented_digests import BEACON, BEACON_ORIGINAL, KELP, PILOT, fact, found, make_digest

BEFORE_THE_DOUBT = make_understanding("航标维护补多少", as_of=date(2025, 6, 1))
IN_DOUBT = make_understanding("航标维护补多少")


def summary(document: Document = BEACON, **changes) -> Document:
    return replace(document, metadata=replace(document.metadata, summarises="beacon-text", **changes))


def cited(documents, clause_ids, understanding=BEFORE_THE_DOUBT):
    corpus = make_corpus(documents)
    ranked = [found(corpus, each, 0.9 - 0.1 * rank, understanding) for rank, each in enumerate(clause_ids)]
    return quoted_from_originals(ranked, understanding, corpus)


def ids(ranked):
    return [item.clause.clause_id for item in ranked]


def test_a_fact_is_cited_from_the_article_that_it_rests_on():
    (item,) = cited((summary(), BEACON_ORIGINAL), ["beacon:b1"])
    assert item.clause.clause_id == "beacon-text:5"
    assert item.metadata.source_kind is SourceKind.ORIGINAL
    assert (item.score, item.confidence) == (0.9, 0.9)


def test_without_the_original_or_the_article_the_digest_is_cited():
    assert ids(cited((summary(),), ["beacon:b1"])) == ["beacon:b1"]
    other = make_digest({"doc_id": "beacon", "title": "航标", "summarises": "beacon-text"}, fact("b1", "甲", "乙。"))
    elsewhere = replace(other, clauses=(replace(other.clauses[0], label="第九条"),))
    assert ids(cited((elsewhere, BEACON_ORIGINAL), ["beacon:b1"])) == ["beacon:b1"]


def test_a_rule_in_doubt_stays_a_digest_because_the_original_does_not_say_the_doubt():
    assert ids(cited((summary(), BEACON_ORIGINAL), ["beacon:b1"], IN_DOUBT)) == ["beacon:b1"]


def test_a_fact_that_was_only_uncertain_is_settled_by_the_original():
    documents = (summary(PILOT), BEACON_ORIGINAL)
    assert ids(cited(documents, ["pilot:t1"], IN_DOUBT)) == ["beacon-text:5"]


def test_what_the_digest_knows_of_the_rules_end_holds_for_the_original_too():
    documents = (summary(KELP), BEACON_ORIGINAL)
    (item,) = cited(documents, ["kelp-2020:b1"], IN_DOUBT)
    assert (item.clause.clause_id, item.validity) == ("beacon-text:5", Validity.SUPERSEDED)


def test_an_unknown_standing_of_the_digest_does_not_cloud_the_original():
    (item,) = cited((summary(status=Status.LIKELY_SUPERSEDED), BEACON_ORIGINAL), ["beacon:b1"])
    assert (item.clause.clause_id, item.validity) == ("beacon-text:5", Validity.IN_FORCE)


def test_facts_of_one_article_are_cited_once_at_the_best_of_their_scores_and_the_order_is_kept():
    facts = [fact("b1", "标准", "每座三万元。"), fact("c1", "对象", "由维护单位申请。"), fact("t1", "提示", "别漏报。")]
    document = make_digest({"doc_id": "beacon", "title": "航标", "summarises": "beacon-text"}, *facts)
    last = replace(document.clauses[-1], label="提示")
    document = replace(document, clauses=(*document.clauses[:-1], last))
    ranked = cited((document, BEACON_ORIGINAL), ["beacon:c1", "beacon:t1", "beacon:b1"])
    assert [(item.clause.clause_id, round(item.score, 2)) for item in ranked] == [
        ("beacon-text:5", 0.9),
        ("beacon:t1", 0.8),
    ]


def test_clauses_of_originals_are_left_alone():
    assert ids(cited((summary(), BEACON_ORIGINAL), ["beacon-text:6", "beacon-text:5"])) == [
        "beacon-text:6",
        "beacon-text:5",
    ]
