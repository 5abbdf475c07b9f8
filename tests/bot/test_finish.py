"""From a verified draft to the answer that leaves."""

from dataclasses import replace
from datetime import date

import pytest

from bot.finish import answer_text, citations_of, follow_ups_of, next_step, notices_for, related_of
from bot.messages import AS_OF_COMING, AS_OF_THEN
from bot.types import (
    AnswerStatus,
    Draft,
    Evidence,
    Gap,
    GapDetail,
    Notice,
    Question,
    Quote,
    RegionReading,
    Sentence,
    SentenceKind,
)
from knowledge.types import Status, Validity
from tests.bot.invented import TODAY, make_ranked, make_understanding

GAP = Gap(GapDetail.CAP, "文件没有规定上限")


def quote_of(clause_id, marker=1, validity=Validity.IN_FORCE):
    source = make_ranked(clause_id, validity)
    return Quote(marker, source, source.clause.start, source.clause.end, source.clause.text)


def make_draft(*quotes, status=AnswerStatus.ANSWERED, gaps=(), text="每户资助。"):
    sentences = [Sentence(text, SentenceKind.CLAUSE, (quote.marker,)) for quote in quotes]
    return Draft(status, tuple(sentences) or (Sentence(text, SentenceKind.FRAME),), tuple(quotes), tuple(gaps))


def notices(*quotes, refused=False, **fields):
    found = notices_for(make_understanding("问", **fields), make_draft(*quotes), refused=refused)
    return {notice.code: notice.text for notice in found}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("每户资助。", "每户资助[1]。"),
        ("每户资助", "每户资助[1]"),
        ("可以吗?!", "可以吗[1]?!"),
        ("甲。乙。", "甲。乙[1]。"),
    ],
)
def test_markers_stand_before_the_closing_mark(text, shown):
    assert answer_text(make_draft(quote_of("seaweed-digest:b1"), text=text), (), None, listed=False).startswith(shown)


def test_a_list_is_numbered_and_counted():
    draft = make_draft(quote_of("ship-plan:2.1", 1), quote_of("ship-plan:2.2", 2), text="行动")
    assert answer_text(draft, (), None, listed=True).split("\n")[:3] == ["共2项：", "1. 行动[1]", "2. 行动[2]"]


def test_the_cited_places_are_named_each_once_by_document():
    draft = make_draft(quote_of("ship-plan:2.1.1", 1), quote_of("lighthouse-law:2", 2), quote_of("ship-plan:2.1.1", 3))
    (line,) = [part for part in answer_text(draft, (), None, listed=False).split("\n") if part.startswith("依据")]
    assert line.count("二、(一)1.支持样机试制") == 1
    assert "《示范省海洋装备创新行动方案(2024-2026年)》(示海字〔2024〕7号)" in line
    assert "《灯塔管理办法》(灯塔令第9号)第二条" in line


def test_notices_follow_and_a_refusal_goes_first():
    draft = make_draft(quote_of("ship-plan:2.1.1"))
    shown = (Notice("period_ended", "期已满"), Notice("request_refused", "没有照办"))
    lines = answer_text(draft, shown, "请咨询。", listed=False).split("\n")
    assert lines[0] == "没有照办"
    assert lines[-2:] == ["期已满", "请咨询。"]
    assert lines.count("没有照办") == 1


@pytest.mark.parametrize("validity", [item for item in Validity if item is not Validity.IN_FORCE])
def test_whatever_is_not_in_force_is_said_to_be(validity):
    found = notices(quote_of("ship-plan:2.1.1", validity=validity))
    code = "to_be_verified" if validity is Validity.UNKNOWN else validity.value
    assert "《示范省海洋装备创新行动方案(2024-2026年)》" in found[code]


def test_what_is_in_force_needs_no_notice():
    assert notices(quote_of("ship-plan:2.1.1")) == {}


def test_each_document_that_is_not_in_force_is_named():
    quotes = (
        quote_of("ship-plan:2.1.1", 1, Validity.UNKNOWN),
        quote_of("lighthouse-law:2", 2, Validity.UNKNOWN),
    )
    found = notices_for(make_understanding("问"), make_draft(*quotes), refused=False)
    assert [notice.code for notice in found] == ["to_be_verified", "to_be_verified"]
    assert "海洋装备" in found[0].text and "灯塔" in found[1].text


def test_a_document_cited_twice_is_named_once():
    quotes = (quote_of("ship-plan:2.1.1", 1, Validity.UNKNOWN), quote_of("ship-plan:2.1.2", 2, Validity.UNKNOWN))
    assert len(notices_for(make_understanding("问"), make_draft(*quotes), refused=False)) == 1


def test_a_digest_is_called_one_and_an_unchecked_source_too():
    found = notices(quote_of("seaweed-digest:b1"))
    assert found.keys() == {"digest", "source_unverified"}
    assert "摘编" in found["digest"] and "官方" in found["digest"]


def test_a_checked_source_has_no_notice():
    quote = quote_of("seaweed-digest:b1")
    source = replace(quote.source, metadata=replace(quote.source.metadata, status=Status.ACTIVE))
    assert "source_unverified" not in notices(replace(quote, source=source))


def test_another_region_is_said_with_and_without_a_national_rule():
    elsewhere = {"region": RegionReading.ELSEWHERE, "region_name": "北岭"}
    cited, uncited = notices(quote_of("lighthouse-law:2"), **elsewhere), notices(**elsewhere)
    assert "国家层面" in cited["other_region"] and "不能据此回答" not in cited["other_region"]
    assert "不能据此回答" in uncited["other_region"]
    assert all("北岭" in found["other_region"] for found in (cited, uncited))


def test_a_refused_part_is_said():
    assert "request_refused" in notices(quote_of("ship-plan:2.1.1"), refused=True)


def test_whom_to_ask_is_the_issuer_where_the_document_leaves_something_open():
    assert "示范省海洋产业厅" in next_step(make_draft(quote_of("ship-plan:2.1.1"), gaps=(GAP,)), None)


@pytest.mark.parametrize("draft", [make_draft(quote_of("ship-plan:2.1.1")), make_draft(status=AnswerStatus.GREETING)])
def test_a_whole_answer_and_a_greeting_need_no_next_step(draft):
    assert next_step(draft, "服务台") is None


def test_nobody_is_sent_to_those_who_make_local_laws():
    quote = quote_of("ship-plan:2.1.1")
    metadata = replace(quote.source.metadata, issuer="示范省人民代表大会常务委员会")
    step = next_step(make_draft(replace(quote, source=replace(quote.source, metadata=metadata)), gaps=(GAP,)), None)
    assert "人民代表大会" not in step and "当地主管部门" in step


def test_the_contact_is_given_only_where_it_is_set():
    draft = make_draft(status=AnswerStatus.NO_ANSWER)
    assert "服务台" in next_step(draft, "服务台")
    assert "服务台" not in (next_step(draft, None) or "")


def test_citations_are_the_quotes_with_their_metadata():
    quote = quote_of("ship-plan:2.1.1", validity=Validity.PERIOD_ENDED)
    (citation,) = citations_of(make_draft(quote))
    assert (citation.clause_id, citation.quote) == ("ship-plan:2.1.1", quote.text)
    assert (citation.doc_no, citation.validity) == ("示海字〔2024〕7号", Validity.PERIOD_ENDED)
    assert (citation.source_kind, citation.heading_path[-1]) == ("original", "支持样机试制")


def test_related_clauses_are_whole_unmarked_and_not_cited():
    related = (make_ranked("ship-plan:2.1.1"), make_ranked("ship-plan:2.1.2"))
    (citation,) = related_of(Evidence((), related, (), 0.5), make_draft(quote_of("ship-plan:2.1.1")))
    assert (citation.marker, citation.clause_id) == (0, "ship-plan:2.1.2")
    assert citation.quote == related[1].clause.text


def test_follow_ups_ask_about_neighbours_each_title_once_and_not_many():
    ids = ("2.1.1", "2.1.1", "2.1.2", "2.2.3", "2.2.4", "0")
    evidence = Evidence((), tuple(make_ranked(f"ship-plan:{path}") for path in ids), (), 0.5)
    follow_ups = follow_ups_of(evidence, make_draft(quote_of("ship-plan:3.1")))
    assert len(follow_ups) == len(set(follow_ups)) == 3
    assert "支持样机试制" in follow_ups[0]
    assert follow_ups_of(evidence, make_draft(status=AnswerStatus.NO_ANSWER)) == ()


# --- Days and doubt ---

THEN, LATER = date(2025, 12, 31), date(2027, 1, 1)


def doubtful(clause_id, validity=Validity.IN_FORCE, marker=1):
    quote = quote_of(clause_id, marker, validity)
    return replace(quote, source=replace(quote.source, in_doubt=True))


def test_an_answer_for_a_past_year_says_so_where_it_tells_what_was_in_force():
    assert notices(quote_of("lighthouse-law:2"), past_day=THEN)["as_of"] == AS_OF_THEN
    assert "as_of" not in notices(quote_of("lighthouse-law:2"))
    assert "as_of" not in notices(quote_of("lighthouse-law:2", validity=Validity.EXPIRED), past_day=THEN)
    assert "as_of" not in notices(past_day=THEN)


def test_an_answer_for_a_coming_day_says_that_things_may_change():
    assert notices(quote_of("lighthouse-law:2"), as_of=LATER)["as_of"] == AS_OF_COMING
    assert "as_of" not in notices(as_of=LATER)
    asked_for = Question("问", TODAY, as_of=LATER)
    assert "as_of" not in notices(quote_of("lighthouse-law:2"), as_of=LATER, question=asked_for)


def test_a_fact_in_doubt_is_to_be_verified_beside_how_its_rule_stands():
    found = notices(doubtful("ship-plan:2.1.1", Validity.NOT_YET))
    assert found.keys() == {"to_be_verified", "not_yet"}
    assert "待核" in found["to_be_verified"]


def test_a_rule_of_unknown_standing_is_not_told_to_be_in_doubt_twice():
    draft = make_draft(doubtful("ship-plan:2.1.1", Validity.UNKNOWN))
    (notice,) = notices_for(make_understanding("问"), draft, refused=False)
    assert notice.code == "to_be_verified" and "待核" in notice.text


def test_of_a_document_cited_twice_the_doubt_is_told():
    draft = make_draft(quote_of("ship-plan:2.1.1"), doubtful("ship-plan:2.1.2", marker=2))
    assert [notice.code for notice in notices_for(make_understanding("问"), draft, refused=False)] == ["to_be_verified"]


def test_the_title_of_a_fact_in_doubt_is_not_shown_because_it_may_have_the_figure():
    text = answer_text(make_draft(doubtful("ship-plan:2.1.1")), (), None, listed=False)
    assert "二、(一)1." in text and "支持样机试制" not in text
