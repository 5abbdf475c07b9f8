"""What may be cited for a question, on the day and in the place asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieve import retrieve
from bot.types import Question
from bot.understand import understand
from knowledge.types import Level, Validity
from tests.bot.invented import DOCUMENTS, TODAY, FakeKnowledge, make_corpus, make_reader

CORPUS = make_corpus()
READER = make_reader(subjects=(frozenset({"船票"}), frozenset({"潜水作业", "水鬼"})))


def evidence_for(text, knowledge=None, **fields):
    understanding = understand(Question(text, fields.pop("today", TODAY), **fields), READER)
    return retrieve(understanding, knowledge or FakeKnowledge(), CORPUS, READER)


def kept(evidence):
    return [item.clause.clause_id for item in evidence.kept]


def reasons(evidence):
    return {item.clause_id: item.reason for item in evidence.rejected}


def test_the_best_clause_is_kept_and_the_next_ones_are_related():
    evidence = evidence_for("海上试验场怎么建设,海洋装备实验室呢", top_k=1)
    assert kept(evidence) == ["ship-plan:2.2.3"]
    assert evidence.related
    assert evidence.confidence == evidence.kept[0].confidence


def test_the_search_is_asked_with_official_words_beside():
    knowledge = FakeKnowledge()
    evidence_for("打样能补多少", knowledge)
    assert "样机试制" in knowledge.queries[0][0]


def test_a_question_about_nothing_in_the_documents_keeps_nothing():
    evidence = evidence_for("火箭发动机海关编码")
    assert evidence.kept == () and evidence.related == ()
    assert set(reasons(evidence).values()) <= {"low_confidence"}


def test_a_clause_that_does_not_name_the_subject_asked_for_is_rejected():
    evidence = evidence_for("航海教师上船实践的船票")
    assert evidence.kept == ()
    assert reasons(evidence)["ship-plan:2.1.2"] == "other_subject"


def test_a_clause_that_names_the_subject_in_another_way_is_kept():
    assert kept(evidence_for("水鬼许可的申请材料何时提交"))[0] == "ship-plan:2.2.4"


def test_a_regional_clause_is_only_related_for_elsewhere():
    evidence = evidence_for("北岭的公司样机试制投入能补多少")
    assert evidence.kept == ()
    assert [item.clause.clause_id for item in evidence.related] == ["ship-plan:2.1.1"]


def test_a_national_clause_is_kept_for_elsewhere():
    evidence = evidence_for("北岭的灯塔设备折旧年限")
    assert kept(evidence) == ["lighthouse-law:2"]


@pytest.mark.parametrize(("day", "validity"), [(date(2024, 1, 1), "not_yet"), (date(2030, 1, 1), "period_ended")])
def test_each_clause_stands_as_on_the_day_asked_about(day, validity):
    evidence = evidence_for("样机试制投入能补多少", as_of=day)
    assert evidence.kept[0].validity == Validity(validity)


WORDS = st.lists(
    st.sampled_from(
        [
            "样机试制",
            "海上试验场",
            "灯塔设备",
            "折旧",
            "潜水作业",
            "海藻养殖",
            "船票",
            "北岭",
            "东港",
            "怎么",
            "多少",
            "第二部分",
        ]
    ),
    max_size=5,
).map("".join)


@given(WORDS, st.integers(1, 5))
def test_no_clause_is_both_kept_and_related_and_what_is_kept_obeys_the_rules(text, top_k):
    evidence = evidence_for(text, top_k=top_k)
    cited, related = kept(evidence), [item.clause.clause_id for item in evidence.related]
    assert len(cited) == len(set(cited))
    assert not set(cited) & set(related) or evidence.confidence == 1.0
    assert evidence.is_enumeration or len(cited) <= top_k
    assert all(clause_id in CORPUS.clauses for clause_id in (*cited, *related))
    if "北岭" in text and "东港" not in text:
        assert all(item.metadata.level is Level.NATION for item in evidence.kept)


def test_without_documents_nothing_is_kept():
    understanding = understand(Question("样机试制能补多少", TODAY), make_reader(()))
    assert retrieve(understanding, FakeKnowledge(()), make_corpus(()), make_reader(())).kept == ()


def test_the_fake_finds_what_shares_words():
    assert FakeKnowledge(DOCUMENTS).search("海上试验场", 1)[0].clause_id == "ship-plan:2.2.3"
