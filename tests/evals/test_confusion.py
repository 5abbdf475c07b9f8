from dataclasses import replace

from bot.types import AnswerStatus
from evals.confusion import FEWEST, confusion
from tests.evals.factories import measured, refusal

ANSWERED, NO_ANSWER = AnswerStatus.ANSWERED, AnswerStatus.NO_ANSWER


def test_answers_are_counted_by_what_was_accepted_and_what_came_out():
    right = [measured()] * FEWEST
    wrong = replace(measured(), answer=refusal())
    (row,) = confusion([*right, wrong])
    assert (row.name, row.right, row.wrong) == ("已回答", {ANSWERED: FEWEST}, {NO_ANSWER: 1})


def test_rare_combinations_share_the_last_row():
    rare = measured(status=frozenset({NO_ANSWER, AnswerStatus.OUT_OF_SCOPE}), clauses=())
    _, last = confusion([*[measured()] * FEWEST, rare, replace(rare, answer=refusal())])
    assert (last.name, last.right, last.wrong) == ("其他组合", {NO_ANSWER: 1}, {ANSWERED: 1})


def test_nothing_measured_gives_no_row():
    assert confusion([]) == ()
