"""The next question is the one that settles most."""

from bot.eligibility.types import Progress
from bot.eligibility.wording import progress_sentence
from tests.bot.eligibility.factories import condition, judge, judge_invented


def asked(result):
    return result.next_field.name if result.next_field else None


def test_the_fact_that_most_conditions_wait_for_is_asked_first():
    rule = {
        "conditions": [
            condition("c1", "headcount", ">=", 10),
            condition("c2", "revenue", ">=", 10),
            condition("c3", "revenue", "<=", 100),
        ]
    }
    assert asked(judge_invented(rule)) == "revenue"
    assert asked(judge_invented(rule, revenue=50)) == "headcount"
    assert asked(judge_invented(rule, revenue=50, headcount=10)) is None


def test_what_decides_which_conditions_apply_comes_before_what_they_ask_for():
    assert asked(judge("hnte-cert")) == "revenue"
    assert asked(judge("ic-soft-cit")) == "embedded_software"


def test_the_place_comes_first_where_the_policy_is_of_a_place():
    assert asked(judge("jn-bizenv")) == "reg_region"
    assert asked(judge("sd-talent")) == "reg_region"


def test_answering_what_is_asked_ends():
    answers = {
        "revenue": 50_000_000, "rd_ratio_3y": 0.05, "established_days": 400, "core_ip_owned": True,
        "sci_staff_ratio": 0.3, "rd_domestic_ratio": 1, "hitech_income_ratio": 0.7, "major_incident_1y": False,
    }  # fmt: skip
    given, result = {}, judge("hnte-cert")
    while (name := asked(result)) is not None:
        assert name not in given
        given[name] = answers[name]
        result = judge("hnte-cert", **given)
    assert given == answers


def test_progress_is_said_in_a_sentence():
    assert progress_sentence(Progress(7, 0, 0, 2)) == "可核对的 7 项都达到，还有 2 项要主管部门判断。"
    assert progress_sentence(Progress(2, 1, 3, 0)) == "可核对的 3 项中 2 项达到、1 项没有达到，还有 3 项缺少数据。"
    assert progress_sentence(Progress(0, 0, 0, 0)) == "没有可以逐项核对的条件。"
