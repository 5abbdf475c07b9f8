"""The judging of utterances, as the golden README says it, and silence about the test half."""

from bot.eligibility.fields import load_fields
from evals.utterances import Judged, judge, main, report

FIELDS = load_fields()


def row(text, fields, **more):
    return {
        "id": "x-1",
        "style": "chat",
        "text": text,
        "as_of": "2026-11-25",
        "fields": fields,
        "open": [],
        "contradictions": [],
        **more,
    }


def judged(text, fields, **more):
    return judge(row(text, fields, **more), FIELDS)


def test_the_right_value_is_a_hit():
    assert judged("员工38人", {"staff_total": 38}).hits == ("staff_total",)


def test_another_value_is_both_false_and_missed():
    result = judged("员工38人", {"staff_total": 40})
    assert (len(result.false), len(result.missed), result.hits) == (1, 1, ())


def test_a_field_that_nothing_states_is_false_and_an_open_one_is_left_out():
    assert len(judged("员工38人", {}).false) == 1
    assert judged("员工38人", {}, open=["staff_total"]).false == ()


def test_no_value_is_a_miss():
    assert judged("你好", {"staff_total": 3}).missed == ("staff_total=3",)


def test_money_shares_and_months_have_their_tolerances():
    assert judged("去年营收1000万", {"revenue": 10_005_000}).is_perfect
    assert not judged("去年营收1000万", {"revenue": 10_020_000}).is_perfect
    assert judged("员工42人，研发20人", {"staff_total": 42, "rd_staff_ratio": 0.476}).is_perfect
    assert not judged("员工42人，研发20人", {"staff_total": 42, "rd_staff_ratio": 0.48}).is_perfect
    assert judged("2024年5月成立", {"established_months": 31}, tolerance={"established_months": 1}).is_perfect


def test_a_place_is_right_however_it_is_written_and_wrong_where_it_is_wider():
    assert judged("我们在济南历下", {"reg_region": "山东省济南市历下区"}).is_perfect
    assert not judged("我们在济南", {"reg_region": "山东省济南市历下区"}).is_perfect
    assert not judged("我们在济南高新区", {"reg_region": "山东省济南市"}).is_perfect


def test_a_pair_has_no_order():
    result = judged(
        "软件收入占四成，自主开发的占五成",
        {"soft_income_ratio": 0.4, "soft_own_income_ratio": 0.5},
        contradictions=[["soft_income_ratio", "soft_own_income_ratio"]],
    )
    assert (result.pairs_found, result.pairs_false) == (1, 0)


def test_failures_of_the_test_half_are_never_shown():
    failure = Judged("x-1", "new", "秘密的话", (), ("staff_total=3",), ("revenue=1",), 0, 0, 0, 1.0)
    assert "秘密的话" in "\n".join(report("dev", [failure]))
    shown = "\n".join(report("test", [failure]))
    assert "秘密的话" not in shown and "staff_total" not in shown and "revenue" not in shown


def test_the_open_half_reaches_its_floor(capsys):
    assert main(["--half", "dev"]) == 0
    line = next(
        line for line in capsys.readouterr().out.splitlines() if line.startswith("dev: ") and "precision" in line
    )
    precision, recall = (float(line.split(word)[1].split()[0]) for word in ("precision ", "recall "))
    assert precision >= 0.98 and recall >= 0.92
