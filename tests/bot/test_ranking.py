"""How well a found clause fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import asked_details
from bot.figures import find_figures
from bot.ranking import rank
from knowledge.types import Hit
from tests.bot.invented import FakeKnowledge, make_corpus, make_reader, make_understanding

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
    hits = (Hit("ship-plan:2.1", 1.0, 1.0, 1.0, 0.5), Hit("ship-plan:2.1.1", 0.5, 0.5, 0.5, 0.5))
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
