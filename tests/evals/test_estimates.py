"""The golden estimates come out as they say, and a wrong one is noticed."""

import json
from decimal import Decimal

import pytest

from evals import estimates
from evals.estimates import GOLDEN_FILE, main, read_cases, run_case, shipped_eligibility

CASES = {case["id"]: case for case in read_cases(GOLDEN_FILE)}
ELIGIBILITY = shipped_eligibility()
CASE = {
    "id": "x", "benefit": "sd-xyd-2023/b1", "as_of": "2025-06-01", "profile": {"rd_expense": 100},
    "amount": {"low": 0, "high": 5}, "if_in_force": None, "amount_of": "补助上限", "kind": "ceiling",
    "missing_has": [["reg_region", "revenue"]], "missing_not": ["rd_expense"], "notices": ["ceiling"],
    "notices_not": ["not_met"],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_golden_estimate_comes_out_as_it_says(case):
    assert run_case(case, ELIGIBILITY) == []


def test_a_case_that_is_right_has_nothing_to_say():
    assert run_case(CASE, ELIGIBILITY) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", {"low": 0, "high": Decimal("5.01")}),
        ("amount", {"low": 0, "high": None}),
        ("amount", None),
        ("if_in_force", {"low": 0, "high": 5}),
        ("amount_of", "补助"),
        ("kind", "exact"),
        ("missing_has", [["revenue"]]),
        ("missing_not", ["reg_region"]),
        ("notices", ["not_met"]),
        ("notices_not", ["ceiling"]),
        ("some_notice", True),
    ],
)
def test_each_thing_that_a_case_asserts_can_fail(key, value):
    (difference,) = run_case({**CASE, key: value}, ELIGIBILITY)
    about = {"some_notice": "notices"}.get(key, key.removesuffix("_not").removesuffix("_has"))
    assert difference.startswith(f"{about}: ")


def test_a_notice_on_the_day_is_a_notice():
    assert run_case({**CASE, "as_of": "2026-01-01", "profile": {}, "amount": None} | DOUBT, ELIGIBILITY) == []


DOUBT = {"notices": [], "missing_has": [], "missing_not": [], "some_notice": True}


def test_the_totals_are_printed_and_a_wrong_case_is_an_exit_status(tmp_path, monkeypatch, capsys):
    file = tmp_path / "estimates.jsonl"
    wrong = {**CASE, "id": "y", "kind": "floor"}
    file.write_text("\n".join(json.dumps(case) for case in (CASE, wrong)), encoding="utf-8")
    monkeypatch.setattr(estimates, "GOLDEN_FILE", file)
    assert main() == 1
    assert capsys.readouterr().out == "y: kind: ceiling instead of floor\n1 of 2 golden estimates right\n"
