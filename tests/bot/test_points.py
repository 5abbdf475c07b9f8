"""Points of the answer before, named by their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.points import LAST, clause_of_point, point_meant
from tests.bot.invented import make_corpus

CORPUS = make_corpus()
MEASURES = st.sampled_from(["个", "条", "项", "点", "种", "块", "档"])


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("第二条再说说", 1),
        ("第3点具体指什么", 2),
        ("最后一个是看期末数吗", LAST),
        ("后面那条具体讲讲", LAST),
        ("末尾那条讲什么", LAST),
        ("前一条呢", None),
        ("前面那条呢", 0),
        ("第一个问题里怎么说", None),
        ("第一个月要报吗", None),
        ("第三条件", None),
        ("需要什么条件", None),
    ],
)
def test_a_place_is_read_from_the_words(text, point):
    assert point_meant(text) == point


@given(st.integers(1, 10), MEASURES)
def test_numbers_read_alike_in_chinese_and_in_digits(number, measure):
    chinese = "一二三四五六七八九十"[number - 1]
    assert point_meant(f"第{chinese}{measure}呢") == point_meant(f"第{number}{measure}呢") == number - 1


def clause(text, *cited):
    found = clause_of_point(text, cited, CORPUS)
    return found.clause_id if found else None


def test_of_several_cited_clauses_the_one_at_that_place_is_meant():
    assert clause("第二条呢", "ship-plan:2.1.1", "ship-plan:2.1.2") == "ship-plan:2.1.2"
    assert clause("最后一条呢", "ship-plan:2.1.1", "ship-plan:2.1.2") == "ship-plan:2.1.2"


def test_under_a_cited_heading_its_parts_are_counted():
    assert clause("第一项呢", "ship-plan:2.2") == "ship-plan:2.2.3"
    assert clause("后面那条呢", "ship-plan:2.2") == "ship-plan:2.2.4"


def test_an_article_of_the_law_talked_of_is_found():
    assert clause("第三条怎么说", "lighthouse-law:2") == "lighthouse-law:3"


def test_points_that_the_only_cited_clause_lists_lie_in_it():
    assert clause("第二档是多少", "ship-plan:2.1.1") == "ship-plan:2.1.1"


def test_a_point_that_was_not_shown_is_none():
    assert clause("第九条呢", "ship-plan:2.1.1", "ship-plan:2.1.2") is None
    assert clause("第二条呢") is None
    assert clause("第二条呢", "gone:1") is None
