"""The gold of eligibility is well-formed: it is written by hand, so a slip in it must not pass for a rule."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
import yaml

from evals.golden import GOLDEN_FOLDER
from knowledge.shipped import SHIPPED_DOCUMENTS

FOLDER = GOLDEN_FOLDER / "eligibility"
HALVES = ("dev", "test")
POLICIES = {path.name for path in SHIPPED_DOCUMENTS.iterdir() if path.is_dir()}
PLAN = "sd-xyd-2023"  # an original: its facts are not clauses of a digest
WORDS = yaml.safe_load((FOLDER / "dictionary.yaml").read_text(encoding="utf-8"))
FIELDS = {*WORDS["numbers"], *WORDS["flags"], *WORDS["choices"], *WORDS["words"], *WORDS["dates"]}
VERDICTS = {"met", "not_met", "unknown"}
VALIDITIES = {"in_force", "not_yet", "period_ended", "expired", "superseded", "unknown"}
DAY_REASONS = {"not_yet", "period_ended", "expired", "superseded", "held", "source_unverified"}
FACT_REASONS = {"condition_failed", "missing_facts", "manual_conditions", "no_testable_condition"}
REASONS = {"outside_region"} | DAY_REASONS | FACT_REASONS


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def profiles():
    return [row for half in HALVES for row in yaml.safe_load((FOLDER / f"profiles.{half}.yaml").read_text("utf-8"))]


def cells():
    return [row for half in HALVES for row in lines(f"verdicts.{half}.jsonl")]


def fact_ids(policy):
    rows = yaml.safe_load((SHIPPED_DOCUMENTS / policy / "clauses.yaml").read_text(encoding="utf-8"))
    return {name for row in rows for name in (row["id"], *row.get("joins", []))}


def has_right_type(field, value):
    if field in WORDS["flags"]:
        return isinstance(value, bool)
    if field in WORDS["numbers"]:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and (value >= 0 or field in WORDS["may_be_negative"])
    if field in WORDS["dates"]:
        return bool(date.fromisoformat(value))
    return isinstance(value, str) and value in WORDS["choices"].get(field, [value])


def named_in_missing(row):
    alternatives = [name for group in row.get("missing_has", []) for name in group]
    return {*row.get("missing", []), *row.get("missing_not", []), *alternatives}


def test_no_id_and_no_question_occurs_twice():
    for rows in (profiles(), cells(), lines("estimates.jsonl"), lines("bad_input.jsonl")):
        assert max(Counter(row["id"] for row in rows).values()) == 1
    assert max(Counter((row["profile"], row["policy"], row["as_of"]) for row in cells()).values()) == 1


def test_the_gold_is_as_large_as_promised_and_half_of_the_profiles_are_test():
    halves = Counter(profile["half"] for profile in profiles())
    assert set(halves) == set(HALVES)
    assert abs(halves["dev"] - halves["test"]) <= 1
    assert sum(halves.values()) >= 60
    assert len(cells()) >= 650
    assert len(lines("estimates.jsonl")) >= 160
    assert sum(row["status"] != 200 for row in lines("bad_input.jsonl")) >= 40


def test_every_fact_of_a_profile_is_a_known_field_of_the_right_type():
    rows = [profile["facts"] for profile in profiles()] + [row["profile"] for row in lines("estimates.jsonl")]
    wrong = [(field, value) for row in rows for field, value in row.items() if field not in FIELDS]
    assert wrong == []
    assert [(f, v) for row in rows for f, v in row.items() if not has_right_type(f, v)] == []


def test_every_profile_is_used_and_cells_stay_in_its_half():
    half = {profile["id"]: profile["half"] for profile in profiles()}
    assert {row["profile"] for row in cells()} == set(half)
    assert [row["id"] for row in cells() if row["half"] != half[row["profile"]]] == []


def test_each_policy_is_judged_several_times_and_every_verdict_occurs_in_both_halves():
    assert len(POLICIES) == 49
    assert {row["policy"] for row in cells()} == POLICIES
    assert min(Counter(row["policy"] for row in cells()).values()) >= 4
    for half in HALVES:
        assert {row["verdict"] for row in cells() if row["half"] == half} == VERDICTS


@pytest.mark.parametrize("policy", sorted(POLICIES - {PLAN}))
def test_conditions_and_benefits_named_in_cells_exist(policy):
    rows = [row for row in cells() if row["policy"] == policy]
    named = {name for row in rows for name in (*row.get("conditions", {}), *row.get("benefits", {}))}
    assert named - fact_ids(policy) == set()


def test_words_of_cells_are_the_contract_s():
    for row in cells():
        assert date(2000, 1, 1) <= date.fromisoformat(row["as_of"]) <= date(2035, 12, 31), row["id"]
        assert row["verdict"] in VERDICTS, row["id"]
        assert row["validity"] in VALIDITIES, row["id"]
        assert set(row["reasons"]) | set(row["reasons_not"]) <= REASONS, row["id"]
        assert not set(row["reasons"]) & set(row["reasons_not"]), row["id"]
        assert set(row.get("conditions", {}).values()) <= VERDICTS | {"not_applicable"}, row["id"]
        assert set(row.get("benefits", {}).values()) <= VERDICTS, row["id"]
        assert set(row.get("progress", {})) <= {"met", "not_met", "missing", "manual"}, row["id"]


def test_only_fields_that_were_not_given_are_missing():
    facts = {profile["id"]: profile["facts"] for profile in profiles()}
    for row in cells():
        assert named_in_missing(row) <= FIELDS, row["id"]
        # A place that is too wide, ambiguous or unknown is asked for again.
        assert not set(row.get("missing", [])) & (set(facts[row["profile"]]) - {"reg_region"}), row["id"]
        assert row["verdict"] == "unknown" or row["missing"] == [], row["id"]


def test_a_decided_verdict_has_its_reason():
    for row in cells():
        if row["verdict"] == "not_met":
            assert set(row["reasons"]) & {"outside_region", "condition_failed"}, row["id"]
        if row["verdict"] == "met":
            assert row["reasons"] == [], row["id"]
            assert row["validity"] == "in_force", row["id"]


def test_each_benefit_of_the_estimates_has_several_cases():
    counts = Counter(row["benefit"] for row in lines("estimates.jsonl"))
    assert {benefit: counts[benefit] for benefit in WORDS["estimated"] if counts[benefit] < 3} == {}


def test_amounts_are_whole_fen_never_below_zero_and_fit_their_kind():
    for row in lines("estimates.jsonl"):
        assert named_in_missing(row) <= FIELDS, row["id"]
        for amount in filter(None, (row["amount"], row.get("if_in_force"))):
            low, high = amount["low"], amount["high"]
            expected = {"exact": low == high, "ceiling": low == 0, "floor": high is None}
            assert expected[row["kind"]], row["id"]
            for figure in (figure for figure in (low, high) if figure is not None):
                assert figure >= 0, row["id"]
                assert Decimal(str(figure)) == round(Decimal(str(figure)), 2), row["id"]


def test_a_figure_stands_in_one_place_only():
    for row in lines("estimates.jsonl"):
        assert row["amount"] is None or row.get("if_in_force") is None, row["id"]
        assert row["amount"] is not None or "if_in_force" in row, row["id"]


def test_bad_input_names_fields_and_has_a_body_that_can_be_sent():
    for row in lines("bad_input.jsonl"):
        assert row["status"] == {"accepted": 200, "unknown_policy": 404, "unknown_benefit": 404}.get(
            row["family"], 422
        ), row["id"]
        assert ("body" in row) != ("raw" in row), row["id"]
        assert bool(row["fields"]) != (row["family"] in {"accepted", "undecodable"}), row["id"]
        assert len(row["fields"]) == 2 or row["family"] != "contradictory_facts", row["id"]
