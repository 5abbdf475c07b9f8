"""The golden verdicts hold, and the measuring sees what is wrong."""

import json
from dataclasses import replace
from datetime import date

import pytest
import yaml

from bot.eligibility.types import Reason, Verdict
from evals.eligibility import HALVES, findings, main, run, shipped_judge
from tests.bot.eligibility.factories import judge as judge_policy

JUDGE = shipped_judge()


@pytest.mark.parametrize("half", HALVES)
def test_every_golden_verdict_comes_out_as_written(half):
    outcome = run(half, JUDGE)
    assert outcome.wrong_definite == ()
    assert {what: right for what, (right, _) in outcome.counts().items()} == {
        what: number for what, (_, number) in outcome.counts().items()
    }


CELL = {
    "id": "made-1", "policy": "small-cit", "as_of": "2026-11-24", "profile": "made", "verdict": "unknown",
    "validity": "in_force", "progress": {"met": 1, "not_met": 0, "missing": 3, "manual": 0},
    "reasons": ["missing_facts"], "reasons_not": ["condition_failed"], "conditions": {"c3": "met"},
    "benefits": {"b1": "unknown"}, "missing_has": [["taxable_income"], ["total_assets", "headcount"]],
    "missing_not": ["headcount"],
}  # fmt: skip


def wrong(cell=CELL, **changes):
    def judge(facts, policy, as_of):
        return replace(judge_policy(policy, as_of, **facts), **changes)

    return {item.what for item in findings(cell, judge, {"headcount": 300}) if not item.is_right}


def test_a_cell_that_holds_has_nothing_wrong():
    assert wrong() == set()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"verdict": Verdict.MET}, "verdict"),
        ({"reasons": ()}, "reasons"),
        ({"reasons": (Reason.CONDITION_FAILED, Reason.MISSING_FACTS)}, "reasons"),
        ({"conditions": ()}, "condition"),
        ({"benefits": ()}, "benefit"),
        ({"missing": ()}, "missing"),
    ],
)
def test_what_differs_from_the_cell_is_found(changes, what):
    assert wrong(**changes) == {what}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"validity": "expired"}, "validity"),
        ({"progress": {"met": 4, "not_met": 0, "missing": 0, "manual": 0}}, "progress"),
        ({"missing": []}, "missing"),
        ({"missing_not": ["taxable_income"]}, "missing"),
    ],
)
def test_each_assertion_of_a_cell_counts(change, what):
    assert wrong({**CELL, **change}) == {what}


def test_a_wrong_definite_verdict_is_told_apart_from_a_wrong_open_one(tmp_path):
    (tmp_path / "profiles.dev.yaml").write_text(yaml.safe_dump([{"id": "made", "facts": {"headcount": 301}}]), "utf-8")
    cells = [CELL, {**CELL, "id": "made-2", "policy": "rd-plus", "verdict": "met"}]
    (tmp_path / "verdicts.dev.jsonl").write_text("\n".join(map(json.dumps, cells)), "utf-8")
    outcome = run("dev", JUDGE, tmp_path)
    assert [item.cell for item in outcome.wrong_definite] == ["made-1"]
    assert outcome.counts()["verdict"] == (0, 2)


def test_only_totals_of_the_test_half_are_printed(capsys):
    assert main(["--half", "test", "--failures"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("test: ") and "verdict-test" not in out


def test_a_date_of_the_gold_is_no_later_than_its_today():
    assert JUDGE({"purchase_date": "2026-11-25"}, "equip-500w", date(2026, 1, 1)).verdict is Verdict.UNKNOWN
