"""What speaks for and against a clause."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked_terms import AskedTerms
from bot.corpus import MAIN_TOPIC
from bot.details import asked_details
from bot.features import features
from bot.figures import find_figures
from bot.ranking import ranking_features, ranking_weights
from knowledge.types import Hit, Mention, MentionKind
from tests.bot.invented import LAW, PLAN, make_corpus, make_reader, make_understanding
from tests.bot.invented_digests import KELP, NEW_KELP, PIER

SHELF = (PLAN, LAW, KELP, NEW_KELP, PIER)
CORPUS, READER = make_corpus(SHELF), make_reader(SHELF)


def told(clause_id, text, corpus=CORPUS, **fields):
    """The features of one clause for a question."""
    fields.setdefault("figures", find_figures(text))
    understanding = make_understanding(text, asked_details(text), **fields)
    hit = Hit(clause_id, 0.5, 0.4, 0.3, 0.2)
    item = corpus.ranked(corpus.clauses[clause_id], understanding, 0.0, 0.0)
    return features(hit, item, understanding, AskedTerms.of(understanding, READER), corpus)


def test_both_legs_of_the_search_bear_the_name_of_the_kind_of_document():
    assert told("ship-plan:2.2.3", "嗯")["policy.lexical"] == 0.4
    assert told("kelp-2026:b1", "嗯")["policy.semantic"] == 0.3
    assert "main.lexical" not in told("ship-plan:2.2.3", "嗯")


@given(
    st.text(alphabet="样机试制灯塔折旧海上试验场能补多少吗,我们做海带的?", max_size=30),
    st.sampled_from(sorted(CORPUS.clauses)),
)
def test_every_feature_is_a_share(text, clause_id):
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in told(clause_id, text).values())


def test_what_is_stated_of_the_enterprise_does_not_count_as_asked():
    with_statement = told("lighthouse-law:2", "我们做海带,灯塔设备折旧几年")
    assert with_statement["policy.asked_official"] == told("lighthouse-law:2", "灯塔设备折旧几年")["policy.official"]
    assert with_statement["policy.official"] < with_statement["policy.asked_official"]


@pytest.mark.parametrize(
    ("title", "text", "is_named"),
    [
        ("灯塔条例", "条例里灯塔折旧", 1),
        ("灯塔法", "法律上灯塔折旧", 1),
        ("灯塔法", "那个法里灯塔折旧", 1),
        ("灯塔条例", "法律上灯塔折旧", 0),
        ("灯塔管理办法", "办法里灯塔折旧", 0),
        ("灯塔法", "办法里灯塔折旧", 0),
        ("灯塔条例", "灯塔折旧", 0),
    ],
)
def test_a_kind_of_document_is_named_where_its_title_ends_so(title, text, is_named):
    document = replace(LAW, metadata=replace(LAW.metadata, title=title))
    assert told("lighthouse-law:1", text, make_corpus((document,)))["kind_named"] == is_named


def test_the_main_document_is_preferred_unless_the_question_names_another():
    main = replace(PLAN, metadata=replace(PLAN.metadata, topics=(MAIN_TOPIC,)))
    corpus = make_corpus((main, LAW))
    other = (Mention(MentionKind.ALIAS, "lighthouse-law"),)
    assert told("ship-plan:2.2.3", "海上试验场", corpus)["main"] == 1
    assert told("ship-plan:2.2.3", "灯塔法的海上试验场", corpus, mentions=other)["main"] == 0
    assert told("ship-plan:2.2.3", "灯塔法这份文件提了没", corpus, mentions=other)["main"] == 1
    both = (*other, Mention(MentionKind.TITLE, "ship-plan"))
    assert told("ship-plan:2.2.3", "海上试验场", corpus, mentions=both)["main"] == 1
    assert told("lighthouse-law:2", "海上试验场", corpus)["main"] == 0


def test_a_fact_of_a_digest_tells_its_kind_beside_the_detail_asked_for():
    asked = told("kelp-2026:b1", "养海带要什么条件")
    assert asked["fact.b"] == asked["condition.b"] == 1
    assert "fact.2" not in told("ship-plan:2.2.3", "养海带要什么条件")


def test_every_weight_belongs_to_a_feature_that_a_clause_can_have():
    main = replace(PLAN, metadata=replace(PLAN.metadata, topics=(MAIN_TOPIC,)))
    understanding = make_understanding("灯塔", frozenset())
    hits = (Hit("kelp-2026:b1", 1.0), Hit("ship-plan:2.2.3", 1.0))
    rows = ranking_features(hits, understanding, make_corpus((main, KELP, NEW_KELP)), READER)
    plain = {name for row in rows.values() for name in row if not name.startswith("fact.")}
    beside = {name for name in ranking_weights() if name not in plain and not name.startswith("talk.")}
    assert plain <= set(ranking_weights())
    assert all(letter in "0bcdkpst" and len(letter) == 1 for letter in (name.partition(".")[2] for name in beside))
