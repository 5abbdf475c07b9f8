"""A question about a past day is answered from the version that held then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.types import Answer, AnswerStatus, Question, Turn
from knowledge.types import Document, Level, Metadata
from tests.bot.invented import DOCUMENTS, TODAY, codes, make_document, make_pipeline


def edition(grant: str, *, begins: date | None, doc_no: str, fourth: str = "检修记录保存三年。") -> Document:
    metadata = Metadata(
        "beacons", "航标维护补贴细则", doc_no, "东港海事局", Level.CITY, "示范省东港市", effective_from=begins
    )
    rows = [
        ("0", "正文前", (), "航标维护补贴细则"),
        ("1", "第一条", (), f"第一条 维护航标的单位每座每年补贴{grant}。"),
        ("2", "第二条", (), "第二条 航标维护补贴由东港海事局受理。"),
        ("3", "第三条", (), f"第三条 {fourth}"),
    ]
    return make_document(metadata, rows, {})


PRESENT = edition("3万元", begins=date(2026, 1, 1), doc_no="东海〔2025〕8号")
PAST = edition("5万元", begins=date(2023, 1, 1), doc_no="东海〔2022〕6号", fourth="浮标更换费用全额报销。")
GRANT = "维护航标的单位每座每年补贴多少钱"


def answered(text: str, present: Document = PRESENT, past: Document = PAST, **fields: object) -> Answer:
    pipeline = make_pipeline((*DOCUMENTS, present), past=(past,))
    return pipeline.answer(Question(text, TODAY, **fields))


@pytest.mark.parametrize(
    ("text", "as_of", "version", "grant"),
    [
        (GRANT, None, PRESENT.version, "3万元"),
        (GRANT, date(2025, 12, 31), PAST.version, "5万元"),
        (GRANT, date(2026, 1, 1), PRESENT.version, "3万元"),
        (f"2025年{GRANT}", None, PAST.version, "5万元"),
        (f"东海〔2022〕6号里{GRANT}", None, PAST.version, "5万元"),
    ],
)
def test_the_version_of_the_day_or_of_the_number_answers(text, as_of, version, grant):
    answer = answered(text, as_of=as_of)
    first = answer.citations[0]
    assert (first.clause_id, first.version) == ("beacons:1", version) and grant in first.quote
    text_of = {PRESENT.version: PRESENT.text, PAST.version: PAST.text}[version]
    assert text_of[first.start : first.end] == first.quote
    assert ("earlier_version" in codes(answer)) is (version == PAST.version)


def test_the_answer_says_when_the_next_version_begins_and_the_citation_when_its_own_ended():
    answer = answered(GRANT, as_of=date(2025, 6, 1))
    assert "2026年1月1日以前适用的版本" in answer.text and "东海〔2022〕6号" in answer.text
    assert answer.citations[0].effective_to == date(2025, 12, 31)


def test_what_only_the_past_version_said_is_found_on_its_day_and_not_today():
    then = answered("浮标更换费用怎么报销", as_of=date(2024, 6, 1))
    assert then.citations[0].version == PAST.version and "全额报销" in then.citations[0].quote
    assert "报销" not in answered("浮标更换费用怎么报销").text


def test_a_version_that_is_still_to_come_leaves_today_to_the_one_before():
    coming = replace(PRESENT, metadata=replace(PRESENT.metadata, effective_from=date(2026, 9, 1)))
    answer = answered(GRANT, coming)
    assert "5万元" in answer.citations[0].quote and "2026年9月1日" in answer.text
    assert answer.citations[0].validity == "in_force"


def test_where_no_version_says_its_day_the_answer_says_that_it_cannot_tell():
    undated = replace(PAST, metadata=replace(PAST.metadata, effective_from=None))
    past = answered(GRANT, past=undated, as_of=date(2025, 6, 1))
    assert past.citations[0].version == PRESENT.version and "version_unsure" in codes(past)
    assert "version_unsure" not in codes(answered(GRANT, past=undated))
    assert "version_unsure" not in codes(answered(GRANT, past=undated, as_of=date(2026, 2, 1)))


def test_two_days_in_one_turn_cite_one_clause_in_both_versions():
    answer = answered(f"2025年{GRANT}?2026年{GRANT}?")
    cited = [(citation.marker, citation.clause_id, citation.version) for citation in answer.citations]
    assert cited[0] == (1, "beacons:1", PAST.version) and (2, "beacons:1", PRESENT.version) in cited


def test_the_other_documents_answer_as_ever_on_a_past_day():
    answer = answered("灯塔设备的折旧年限是几年", as_of=date(2025, 6, 1))
    assert answer.citations[0].doc_id == "lighthouse-law" and "earlier_version" not in codes(answer)


def test_a_follow_up_stays_on_the_day_of_the_talk_until_it_names_another():
    asked = f"2025年{GRANT}"
    cited_before = answered(asked).citations[0].clause_id
    talk = (Turn(asked, asked, (cited_before,), AnswerStatus.ANSWERED),)
    then = answered("那检修记录保存几年", history=talk)
    assert {citation.version for citation in then.citations} <= {PAST.version}
    again = answered("那每座补贴多少", history=talk)
    assert again.citations[0].version == PAST.version and "5万元" in again.citations[0].quote
    now = answered("那现在每座补贴多少", history=talk)
    assert now.citations[0].version == PRESENT.version and "3万元" in now.citations[0].quote
