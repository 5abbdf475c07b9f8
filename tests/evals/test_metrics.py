from dataclasses import replace

import pytest

from bot.types import AnswerStatus, GapDetail, Verdict
from evals.metrics import METRICS, judge, retrieval_scores
from knowledge.types import Level
from tests.evals.factories import AFTER, DOCUMENTS, answer, citation, document, gap, golden, notice, refusal


def scores(made_golden=None, made_answer=None, documents=DOCUMENTS):
    return judge(made_golden or golden(), made_answer or answer(), documents)


def test_a_good_answer_is_right_in_everything_that_is_judged():
    judged = scores(golden(facts=(("30%",),), forbidden=("50%",)))
    assert list(judged) == list(METRICS)
    assert {value for value in judged.values() if value is not None} == {1.0}


def test_only_an_accepted_status_is_right():
    assert scores(golden(status=frozenset({AnswerStatus.PARTIAL})))["status_right"] == 0
    both = frozenset({AnswerStatus.PARTIAL, AnswerStatus.ANSWERED})
    assert scores(golden(status=both))["status_right"] == 1


def test_the_first_citation_is_the_one_with_the_lowest_marker():
    two = answer("补贴。[1][2]", citations=(citation(2), citation(1, path="2")))
    judged = scores(made_answer=two)
    assert (judged["clause_first"], judged["clause_in_three"], judged["citation_precision"]) == (0, 1, 0.5)


def test_a_related_clause_counts_among_the_first_three_but_not_as_first():
    judged = scores(made_answer=answer(citations=(citation(path="2"),), related=(citation(0),)))
    assert (judged["clause_first"], judged["clause_in_three"]) == (0, 1)


def test_a_list_question_needs_every_clause():
    both = golden(clauses=("rent:1", "rent:2"), all_clauses=True)
    assert scores(both)["clauses_complete"] == 0
    whole = answer("补贴。[1]示范。[2]", citations=(citation(), citation(2, path="2")))
    assert scores(both, whole)["clauses_complete"] == 1
    assert scores(golden(clauses=("rent:1", "rent:2")))["clauses_complete"] is None


def test_a_refusal_of_an_answerable_question_misses_clause_and_facts():
    judged = scores(golden(facts=(("30%",),)), refusal())
    assert [judged[name] for name in ("clause_first", "facts_present", "not_over_refused", "right")] == [0, 0, 0, 0]


def test_an_accepted_question_back_is_not_judged_on_clauses_and_facts():
    open_golden = golden(status=frozenset({AnswerStatus.ANSWERED, AnswerStatus.CLARIFY}), facts=(("30%",),))
    judged = scores(open_golden, refusal(AnswerStatus.CLARIFY))
    assert judged["clause_first"] is None
    assert judged["facts_present"] is None
    assert judged["right"] == 1


def test_an_answer_to_an_unanswerable_question_is_seen():
    nothing = golden(status=frozenset({AnswerStatus.NO_ANSWER}), clauses=())
    assert scores(nothing)["not_over_answered"] == 0
    assert scores(nothing, refusal())["not_over_answered"] == 1


@pytest.mark.parametrize(
    ("facts", "present"),
    [((("30%",),), 1), ((("30 %",),), 1), ((("３０％",),), 1), ((("三成",), ("30%",)), 0), ((("三成", "30%"),), 1)],
)
def test_each_fact_must_stand_in_the_text_in_one_of_its_forms(facts, present):
    assert scores(golden(facts=facts))["facts_present"] == present


def test_a_forbidden_text_is_found_in_the_body_only():
    wrong = golden(forbidden=("50万",))
    assert scores(wrong, answer("最高30%,不超过50万元。[1]"))["no_forbidden"] == 0
    assert scores(wrong, answer("原文:「单个企业不超过50万元」[1]"))["no_forbidden"] == 1
    assert scores(wrong, answer("「另给50万元」[1]"))["no_forbidden"] == 0


def test_a_forbidden_text_of_the_users_own_is_not_counted():
    asked = golden(question="租金补50万?", forbidden=("50万",))
    assert scores(asked, answer("您说的50万,文件写的是不超过。[1]"))["no_forbidden"] == 1


def test_a_forbidden_number_is_not_found_inside_a_longer_one():
    assert scores(golden(forbidden=("0%",)), answer())["no_forbidden"] == 1


def test_every_expected_gap_must_be_named():
    asked = golden(gaps=frozenset({GapDetail.CAP, GapDetail.CHANNEL}))
    assert scores(asked, answer(gaps=(gap(GapDetail.CAP),)))["gaps_named"] == 0
    assert scores(asked, answer(gaps=(gap(GapDetail.CAP), gap(GapDetail.CHANNEL))))["gaps_named"] == 1


def test_a_lapsed_clause_needs_its_notice():
    later = golden(as_of=AFTER, notices=frozenset({"period_ended"}))
    silent, warned = scores(later), scores(later, answer(notices=(notice("period_ended"),)))
    assert (silent["stale_warned"], silent["notices_present"]) == (0, 0)
    assert (warned["stale_warned"], warned["notices_present"], warned["notices_founded"]) == (1, 1, 1)


def test_a_validity_notice_beside_a_rule_in_force_is_unfounded():
    judged = scores(made_answer=answer(notices=(notice("period_ended"),)))
    assert (judged["notices_founded"], judged["stale_warned"]) == (0, None)
    assert scores(made_answer=answer(notices=(notice("other_region"),)))["notices_founded"] == 1


@pytest.mark.parametrize(
    "broken",
    [
        replace(citation(), quote="租金按最高40%给予补贴"),
        replace(citation(), start=citation().start + 1, end=citation().end + 1),
        replace(citation(), clause_id="rent:2"),
        replace(citation(), doc_id="other"),
        replace(citation(), quote="", start=3, end=3),
    ],
)
def test_a_quote_that_is_not_the_clauses_own_text_is_seen(broken):
    assert scores(made_answer=answer(citations=(broken,)))["quotes_verified"] == 0
    assert scores(made_answer=answer(related=(replace(broken, marker=0),)))["quotes_verified"] == 0


@pytest.mark.parametrize("text", ["没有标记。", "两个。[1][2]", "错号。[2]"])
def test_markers_and_citations_must_match(text):
    assert scores(made_answer=answer(text))["markers_matched"] == 0


def test_a_regional_clause_for_another_region_is_seen():
    refused = {"status": frozenset({AnswerStatus.NO_ANSWER}), "clauses": (), "notices": frozenset({"other_region"})}
    elsewhere = golden(region="江苏省", **refused)
    assert scores(elsewhere, documents=of_region("山东省"))["jurisdiction_right"] == 0
    assert scores(elsewhere, documents=of_region("山东省", Level.NATION))["jurisdiction_right"] == 1
    assert scores(elsewhere, documents=of_region("江苏省"))["jurisdiction_right"] == 1
    assert scores(elsewhere, refusal(), of_region("山东省"))["jurisdiction_right"] == 1
    assert scores(documents=of_region("山东省"))["jurisdiction_right"] is None


def test_the_rule_of_one_city_is_wrong_for_another_city_of_the_province():
    asked = {"notices": frozenset({"other_region"}), "region": "山东省青岛市"}
    assert scores(golden(**asked), documents=of_region("山东省济南市", Level.CITY))["jurisdiction_right"] == 0
    assert scores(golden(**asked), documents=of_region("山东省青岛市", Level.CITY))["jurisdiction_right"] == 1
    assert scores(golden(**asked), documents=of_region("山东省", Level.PROVINCE))["jurisdiction_right"] == 1


def test_without_a_region_the_place_in_the_words_counts():
    asked = golden(question="江苏的园区租金补多少", notices=frozenset({"other_region"}))
    assert scores(asked, documents=of_region("山东省"))["jurisdiction_right"] == 0
    assert scores(golden(notices=asked.notices), documents=of_region("山东省"))["jurisdiction_right"] == 1


def test_an_answer_for_a_past_year_that_says_so_needs_no_further_warning():
    later = golden(as_of=AFTER)
    assert scores(later, answer(notices=(notice("as_of"),)))["stale_warned"] == 1
    assert scores(later, answer(notices=(notice("digest"),)))["stale_warned"] == 0
    assert scores(made_answer=answer(notices=(notice("as_of"),)))["notices_founded"] == 1


def of_region(region, level=Level.PROVINCE):
    made = document(level)
    return {"rent": replace(made, metadata=replace(made.metadata, region=region))}


def test_a_fabricated_figure_makes_an_answer_wrong():
    judged = scores(made_answer=answer("符合条件的企业,最高补贴80%。[1]"))
    assert (judged["figures_grounded"], judged["right"]) == (0, 0)


def test_retrieval_is_scored_by_the_rank_of_the_first_accepted_clause():
    assert retrieval_scores(golden(), ["rent:2", "rent:1"]) == {
        "hit_first": 0,
        "hit_in_three": 1,
        "reciprocal_rank": 0.5,
    }
    assert set(retrieval_scores(golden(), []).values()) == {0}
    assert set(retrieval_scores(golden(clauses=()), ["rent:1"]).values()) == {None}


def test_a_verdict_is_judged_where_one_is_expected_and_only_a_wrong_one_fails():
    asked = golden(verdict=Verdict.NO)
    assert scores()["verdict_given"] is None
    for given, expected in ((None, (0, None, 1)), (Verdict.NO, (1, 1, 1)), (Verdict.YES, (1, 0, 0))):
        judged = scores(asked, replace(answer(), verdict=given))
        assert tuple(judged[name] for name in ("verdict_given", "verdict_right", "right")) == expected


def test_a_forbidden_number_is_found_behind_a_comma():
    wrong = golden(forbidden=("50万",))
    assert scores(wrong, answer("最高30%，50万元为限。[1]"))["no_forbidden"] == 0
    assert scores(wrong, answer("最高1,50万元。[1]"))["no_forbidden"] == 1
