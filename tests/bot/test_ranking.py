"""How well a found clause fits."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import asked_details
from bot.figures import find_figures
from bot.ranking import LOADED_BONUS, SUBJECT_BONUS, rank
from knowledge.regions import Place
from knowledge.types import Hit, Level, Mention, MentionKind, Metadata
from tests.bot.invented import LAW, PLAN, FakeKnowledge, make_corpus, make_document, make_reader, make_understanding
from tests.bot.invented_digests import KELP, NEW_KELP, PIER

CORPUS, READER = make_corpus(), make_reader()
IDS = sorted(CORPUS.clauses)


def ranked(text, hits=None, **fields):
    fields.setdefault("figures", find_figures(text))
    understanding = make_understanding(text, asked_details(text), **fields)
    hits = FakeKnowledge().search(understanding.search_text, 40) if hits is None else hits
    return rank(tuple(hits), understanding, CORPUS, READER)


def order(*args, **fields):
    return [item.clause.clause_id for item in ranked(*args, **fields)]


def test_the_clause_with_the_words_of_the_question_comes_first():
    assert order("海上试验场怎么建设")[0] == "ship-plan:2.2.3"
    assert order("灯塔设备折旧年限")[0] == "lighthouse-law:2"


def test_the_items_of_a_heading_answer_better_than_the_heading():
    hits = (Hit("ship-plan:2.1", 0.8, 0.8, 0.8, 0.5), Hit("ship-plan:2.1.1", 0.7, 0.7, 0.7, 0.5))
    assert order("样机试制", hits)[0] == "ship-plan:2.1.1"
    assert order("壮大船队有哪些任务", hits)[0] == "ship-plan:2.1"


def test_a_heading_named_in_the_question_comes_first():
    assert order("扬帆行动包括什么")[0] == "ship-plan:2.1"


def test_an_amount_of_the_users_own_draws_the_clause_with_a_rate():
    alike = (Hit("ship-plan:2.1.2", 0.5, 0.5, 0.5, 0.3), Hit("ship-plan:2.1.1", 0.5, 0.5, 0.5, 0.3))
    without = {item.clause.clause_id: item.score for item in ranked("投入能补多少", alike)}
    given_amount = {item.clause.clause_id: item.score for item in ranked("投入300万元能补多少", alike)}
    gain = {clause_id: given_amount[clause_id] - without[clause_id] for clause_id in without}
    assert gain["ship-plan:2.1.1"] > gain["ship-plan:2.1.2"]


def test_the_clauses_of_the_conversation_take_part_even_if_not_found():
    found = order(
        "有上限吗",
        (),
        standalone="样机试制能补多少 有上限吗",
        clause_ids=("ship-plan:2.1.1", "gone:1"),
        is_follow_up=True,
    )
    assert found == ["ship-plan:2.1.1"]


def test_a_hit_that_the_corpus_lacks_is_passed_over():
    assert order("样机", (Hit("gone:1", 1.0),)) == []


@given(st.lists(st.sampled_from(IDS), unique=True), st.randoms())
def test_the_order_of_the_hits_does_not_matter(ids, random):
    hits = [Hit(clause_id, 0.5, 0.5, 0.5, 0.2) for clause_id in ids]
    shuffled = list(hits)
    random.shuffle(shuffled)
    assert order("样机试制投入", hits) == order("样机试制投入", shuffled)
    assert sorted(order("样机试制投入", hits)) == sorted(ids)


@given(st.text(alphabet="样机试制灯塔折旧海上试验场能补多少吗?", max_size=30), st.floats(-1, 1))
def test_confidence_is_a_share_whatever_was_found(text, similarity):
    for item in ranked(text, [Hit(clause_id, 1.0, 1.0, 1.0, similarity) for clause_id in IDS]):
        assert -1e-9 <= item.confidence <= 1 + 1e-9


@pytest.mark.parametrize("leg", ["lexical", "semantic"])
def test_each_leg_of_the_search_counts(leg):
    better, worse = Hit("ship-plan:2.1.2", 0.5, **{leg: 1.0}), Hit("ship-plan:2.2.3", 0.5)
    assert order("嗯", (better, worse))[0] == "ship-plan:2.1.2"


# --- What speaks for a document beside its words ---

SHELF = (PLAN, LAW, KELP, NEW_KELP, PIER)


def scores(text, *clause_ids, documents=SHELF, **fields):
    """The ranking score of each clause, all found equally well."""
    corpus, reader = make_corpus(documents), make_reader(documents)
    understanding = make_understanding(text, asked_details(text), **fields)
    hits = tuple(Hit(clause_id, 0.5, 0.5, 0.5, 0.3) for clause_id in clause_ids)
    return {item.clause.clause_id: item.score for item in rank(hits, understanding, corpus, reader)}


def gain(clause_id, text, documents=SHELF, **fields):
    """What the fields add to a clause's score."""
    with_them = scores(text, clause_id, documents=documents, **fields)
    return with_them[clause_id] - scores(text, clause_id, documents=documents)[clause_id]


def test_a_document_that_the_question_names_gains_by_how_surely_it_is_named():
    for kinds in ([MentionKind.TITLE], [MentionKind.DOC_NO], [MentionKind.ALIAS]):
        mentions = tuple(Mention(kind, "lighthouse-law") for kind in kinds)
        assert gain("lighthouse-law:2", "折旧", mentions=mentions) > 0
        assert gain("ship-plan:2.2.3", "折旧", mentions=mentions) == 0


def test_a_document_of_the_kind_spoken_of_gains():
    other = replace(LAW, metadata=replace(LAW.metadata, title="灯塔通则"))
    same = replace(LAW, metadata=replace(LAW.metadata, title="灯塔条例"))
    named, unnamed = (scores("条例里灯塔折旧", "lighthouse-law:1", documents=(each,)) for each in (same, other))
    assert named["lighthouse-law:1"] > unnamed["lighthouse-law:1"]


def test_a_rule_of_the_very_place_gains():
    place = Place("东港", "示范省", "东港")
    assert gain("pier:b1", "码头租金", place=place) > 0
    assert gain("lighthouse-law:2", "码头租金", place=place) == 0
    assert gain("pier:b1", "码头租金", place=Place("西港", "示范省", "西港")) == 0


def test_a_rule_of_the_province_in_force_that_the_park_loaded_gains():
    plain = scores("嗯", "ship-plan:2.2.3", documents=(PLAN,))
    later = scores("嗯", "ship-plan:2.2.3", documents=(PLAN,), as_of=date(2030, 1, 1))
    assert plain["ship-plan:2.2.3"] - later["ship-plan:2.2.3"] == pytest.approx(LOADED_BONUS)


def test_the_opening_of_a_digest_is_worth_less_than_a_fact_and_the_title_of_a_loaded_text_less_than_its_articles():
    found = scores("嗯", "kelp-2026:0", "kelp-2026:b1", "ship-plan:0", "ship-plan:2.2.3")
    assert found["kelp-2026:0"] < found["kelp-2026:b1"]
    assert found["ship-plan:0"] < found["ship-plan:2.2.3"]


def test_a_rule_that_was_replaced_or_is_to_come_is_worth_less_than_one_in_force():
    now = scores("嗯", "kelp-2020:b1", "kelp-2026:b1")
    before = scores("嗯", "kelp-2020:b1", "kelp-2026:b1", as_of=date(2025, 6, 1))
    assert now["kelp-2020:b1"] < now["kelp-2026:b1"]
    assert before["kelp-2026:b1"] < before["kelp-2020:b1"]


def test_words_that_no_document_has_take_from_the_confidence_and_never_below_nothing():
    def confidence(text, similarity=0.9):
        return ranked(text, [Hit("lighthouse-law:2", 1.0, 1.0, 1.0, similarity)])[0].confidence

    assert confidence("灯塔设备折旧") > confidence("灯塔设备折旧和火箭燃料")
    assert confidence("火箭燃料", 0.0) == 0


QUAY = make_document(
    Metadata("quay", "东港市游艇泊位管理办法", level=Level.CITY, region="东港市"),
    [
        ("0", "正文前", (), "东港市游艇泊位管理办法"),
        ("1", "第一条", (), "为规范游艇泊位管理,制定本办法。"),
        ("2", "第二条", (), "转租的,收回所租之处。"),
    ],
    {},
)


def test_of_a_loaded_rule_whose_subject_is_named_the_article_on_what_else_is_asked_comes_first():
    found = scores("游艇泊位转租会怎样", "quay:1", "quay:2", "kelp-2026:b1", documents=(*SHELF, QUAY))
    assert found["quay:2"] > found["quay:1"] > found["kelp-2026:b1"]


def test_a_loaded_rule_that_shares_a_word_with_the_question_gains_nothing_by_its_subject():
    other = scores("游艇驾照怎么考", "quay:1", documents=(*SHELF, QUAY))["quay:1"]
    named = scores("游艇泊位怎么申请", "quay:1", documents=(*SHELF, QUAY))["quay:1"]
    assert named - other > SUBJECT_BONUS / 2
