"""The sets of follow-ups, refusals and yes/no questions are well formed. A failure names ids only, never a question."""

import re

import pytest

from bot.folding import fold_width
from bot.types import AnswerStatus
from evals.golden import CITING, Half, Verdict, load_golden
from knowledge.shipped import shipped_documents

LEAST = {"followups": 120, "refusals": 160, "yesno": 80}
LEAST_SUBJECT_CHANGES = 20
HALVES = (Half.DEV, Half.TEST)
EACH = [(name, half) for name in LEAST for half in HALVES]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold_width(text))


def stands_in(fact: str, text: str) -> bool:
    """Whether a fact stands in a text, and not as the tail of a longer number (5% in 15%)."""
    return re.search(r"(?<!\d)(?<!\d[.,])" * fact[:1].isdigit() + re.escape(squeezed(fact)), text) is not None


@pytest.fixture(scope="module")
def clause_texts() -> dict[str, str]:
    return {
        f"{document.doc_id}:{path}": squeezed(clause.text)
        for document in shipped_documents()
        for clause in document.clauses
        for path in (clause.path, *clause.joins)
    }


@pytest.mark.parametrize(("name", "half"), EACH)
def test_a_half_has_enough_questions_numbered_in_order(name, half):
    questions = load_golden(name, half)
    assert len(questions) >= LEAST[name]
    assert [item.id for item in questions] == [f"{name}-{half}-{number:03d}" for number in range(1, len(questions) + 1)]


@pytest.mark.parametrize(("name", "half"), EACH)
def test_only_follow_ups_have_a_conversation_before_them(name, half):
    wrong = [item.id for item in load_golden(name, half) if bool(item.history) != (name == "followups")]
    assert wrong == []


@pytest.mark.parametrize(("name", "half"), EACH)
def test_only_yes_no_questions_have_a_verdict(name, half):
    wrong = [item.id for item in load_golden(name, half) if (item.verdict is not None) != (name == "yesno")]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_what_no_document_states_may_be_answered_in_part(half):
    unstated = [item for item in load_golden("yesno", half) if item.verdict is Verdict.UNSTATED]
    assert [item.id for item in unstated if AnswerStatus.PARTIAL not in item.status] == []


@pytest.mark.parametrize("half", HALVES)
def test_no_verdict_is_right_so_often_that_it_needs_no_reading(half):
    verdicts = [item.verdict for item in load_golden("yesno", half)]
    assert max(verdicts.count(verdict) for verdict in Verdict) <= len(verdicts) / 2


@pytest.mark.parametrize("half", HALVES)
def test_a_refusal_is_never_to_be_answered_alone_and_expects_no_fact(half):
    wrong = [item.id for item in load_golden("refusals", half) if item.status <= {AnswerStatus.ANSWERED} or item.facts]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_enough_follow_ups_change_the_subject(half):
    changes = [item for item in load_golden("followups", half) if item.category == "subject_change"]
    assert len(changes) >= LEAST_SUBJECT_CHANGES
    assert any(not item.status & CITING for item in changes)


@pytest.mark.parametrize(("name", "half"), [(name, half) for name, half in EACH if name != "refusals"])
def test_every_shipped_document_is_asked_about(name, half):
    asked = {clause.split(":")[0] for item in load_golden(name, half) for clause in item.clauses}
    assert {document.doc_id for document in shipped_documents()} - asked == set()


@pytest.mark.parametrize(("name", "half"), EACH)
def test_an_expected_fact_can_be_read_in_an_accepted_clause(name, half, clause_texts):
    wrong = [
        item.id
        for item in load_golden(name, half)
        for forms in item.facts
        if not any(stands_in(form, clause_texts[clause]) for form in forms for clause in item.clauses)
    ]
    assert wrong == []


@pytest.mark.parametrize(("name", "half"), EACH)
def test_no_forbidden_fact_stands_in_an_accepted_clause(name, half, clause_texts):
    wrong = [
        item.id
        for item in load_golden(name, half)
        if any(stands_in(fact, clause_texts[clause]) for fact in item.forbidden for clause in item.clauses)
    ]
    assert wrong == []
