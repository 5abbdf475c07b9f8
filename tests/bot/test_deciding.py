"""The verdict stands first where a draft's quotes prove one of the case asked about, and nowhere else."""

from dataclasses import replace

import pytest

from bot.deciding import decided, verdict_of
from bot.types import AnswerStatus, SentenceKind, Verdict
from knowledge.types import Validity
from tests.bot.invented import make_ranked, make_understanding
from tests.bot.test_extractive import CORPUS, READER, draft_for

LIGHTHOUSE = "灯塔设备的折旧年限正好8年,行不行"


@pytest.mark.parametrize(
    ("text", "clause_id", "said", "verdict"),
    [
        (LIGHTHOUSE, "lighthouse-law:2", "不可以，这一条不符合。", Verdict.NO),
        ("灯塔设备的折旧年限正好12年,行不行", "lighthouse-law:2", "这一条符合。", Verdict.YES),
        ("海藻苗种要检疫吗", "seaweed-digest:c1", "需要。", Verdict.YES),
    ],
)
def test_a_proved_verdict_stands_first(text, clause_id, said, verdict):
    draft = draft_for(text, clause_id)
    assert (draft.sentences[0].kind, draft.sentences[0].text) == (SentenceKind.VERDICT, said)
    assert verdict_of(make_understanding(text), draft) is verdict


@pytest.mark.parametrize("text", ["海藻苗种要公证吗", "海带罐头要检疫吗", "海藻苗种怎么检疫"])
def test_another_thing_asked_of_the_case_or_another_case_gets_no_verdict(text):
    draft = draft_for(text, "seaweed-digest:c1")
    assert draft.proof is None
    assert SentenceKind.VERDICT not in {sentence.kind for sentence in draft.sentences}


@pytest.mark.parametrize("validity", [Validity.EXPIRED, Validity.UNKNOWN, Validity.NOT_YET])
def test_a_rule_not_in_force_decides_no_case(validity):
    quotes = draft_for(LIGHTHOUSE, "lighthouse-law:2").quotes
    lapsed = tuple(replace(quote, source=make_ranked("lighthouse-law:2", validity)) for quote in quotes)
    understanding = make_understanding(LIGHTHOUSE)
    assert decided(understanding, quotes, CORPUS, READER) is not None
    assert decided(understanding, lapsed, CORPUS, READER) is None
    assert decided(replace(understanding, is_follow_up=True), quotes, CORPUS, READER) is None


def test_what_the_documents_leave_open_is_unstated():
    draft = replace(draft_for("海藻苗种要公证吗", "seaweed-digest:c1"), status=AnswerStatus.PARTIAL)
    assert verdict_of(make_understanding("海藻苗种要公证吗"), draft) is Verdict.UNSTATED
    assert verdict_of(make_understanding("海藻苗种怎么公证"), draft) is None
