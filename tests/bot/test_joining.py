"""Several answers to one turn, joined."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.joining import joined
from bot.types import AnswerStatus, Notice, Question
from tests.bot.invented import TODAY
from tests.factories import make_answer, make_citation

QUESTION = Question("甲?乙?", TODAY)
S = AnswerStatus


def answer_of(status=S.ANSWERED, citations=1, **fields):
    cited = tuple(make_citation(marker=number, clause_id=f"plan:{number}") for number in range(1, citations + 1))
    text = "".join(f"句{citation.marker}[{citation.marker}]。" for citation in cited) or "没有涉及。"
    return make_answer(status=status, text=text, citations=cited, **fields)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=3))
def test_markers_run_on_and_each_has_its_citation(counts):
    answer = joined(QUESTION, [answer_of(citations=count) for count in counts])
    markers = [citation.marker for citation in answer.citations]
    assert markers == list(range(1, sum(counts) + 1))
    assert [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)] == markers


def test_each_part_stands_under_its_number():
    lines = joined(QUESTION, [answer_of(), answer_of()]).text.split("\n")
    assert [line[:4] for line in lines] == ["问题一：", "问题二："]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([S.ANSWERED, S.ANSWERED], S.ANSWERED),
        ([S.ANSWERED, S.GREETING], S.ANSWERED),
        ([S.ANSWERED, S.NO_ANSWER], S.PARTIAL),
        ([S.PARTIAL, S.ANSWERED], S.PARTIAL),
        ([S.PARTIAL, S.GREETING], S.PARTIAL),
        ([S.NO_ANSWER, S.OUT_OF_SCOPE], S.NO_ANSWER),
        ([S.GREETING, S.OUT_OF_SCOPE], S.OUT_OF_SCOPE),
        ([S.GREETING, S.GREETING], S.GREETING),
    ],
)
def test_the_status_says_whether_everything_was_answered(statuses, status):
    assert joined(QUESTION, [answer_of(item) for item in statuses]).status is status


def test_what_both_parts_say_is_given_once():
    notice = Notice("period_ended", "甲已结束")
    other = Notice("period_ended", "乙已结束")
    answer = joined(QUESTION, [answer_of(notices=(notice,)), answer_of(notices=(notice, other))])
    assert answer.notices == (notice, other)
    assert len(answer.gaps) == len(answer.follow_ups) == 1


def test_a_clause_that_one_part_cites_is_not_related_to_another():
    related = (make_citation(marker=0, clause_id="plan:1"), make_citation(marker=0, clause_id="plan:9"))
    answer = joined(QUESTION, [answer_of(related=related), answer_of(related=related)])
    assert [citation.clause_id for citation in answer.related] == ["plan:9"]
