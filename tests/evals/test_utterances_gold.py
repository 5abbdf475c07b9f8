import json
import re
from collections import Counter
from datetime import date

import pytest

from evals.golden import GOLDEN_FOLDER

HALVES = ("dev", "test")
KEYS = {"id", "style", "text", "history", "as_of", "fields", "open", "contradictions", "note"}
OPTIONAL = {"asked_field", "tolerance"}
MOST_MONEY = 1e13
LONG = 12  # shorter texts may stand anywhere by nature

# As in the `fields` of a profile (`POST /v1/eligibility`).
NAMES = {
    "shares": (
        "sci_staff_ratio rd_staff_ratio bachelor_ratio rd_ratio_1y rd_ratio_3y rd_cost_ratio rd_domestic_ratio "
        "hitech_income_ratio soft_income_ratio soft_own_income_ratio inv_bachelor_ratio inv_rd_cost_ratio tax_rate "
        "agreed_rate lpr_1y"
    ),
    "money": (
        "total_assets revenue taxable_income taxable_income_prev rd_expense vat_period_sales inv_total_assets "
        "inv_revenue unit_price intangible_cost rd_five_items rd_other_cost rd_entrusted_domestic "
        "rd_entrusted_overseas rd_domestic_expense basic_research_donation tech_transfer_income tech_transfer_revenue "
        "tech_transfer_cost tech_transfer_taxes disabled_wages investment_amount special_equipment_cost six_taxes_due "
        "gross_receipts soft_sales soft_output_vat soft_input_vat input_vat overdue_amount patent_fee_standard "
        "cash_award equity_transfer_income equity_cost equity_taxes transfer_net_income loss_amount"
    ),
    "counts": (
        "established_days established_months headcount staff_total innovation_score techsme_score techsme_staff_score "
        "ip_class1 ip_class2 inv_months inv_headcount amortization_years overdue_days invention_patents "
        "utility_patents design_patents profit_year loss_year"
    ),
    "booleans": (
        "resident_cn industry_restricted rd_negative_industry core_ip_owned major_incident_1y hnte_valid "
        "hnte_expired_in_year listed_or_neeq techsme_valid soft_test_report soft_copyright embedded_software "
        "on_list_rd120 on_list_ic_vat on_list_advmfg"
    ),
}
SHARES, MONEY, COUNTS, BOOLEANS = (set(names.split()) for names in NAMES.values())
CHOICES = {
    "tax_collection": {"查账征收", "核定征收"},
    "vat_type": {"小规模纳税人", "一般纳税人"},
    "vat_period": {"月", "季", "次"},
    "payer_type": {"机关", "事业单位", "大型企业", "中小企业"},
    "entity_type": {"公司", "合伙企业", "个人独资企业", "个体工商户"},
}
TEXTS = {"reg_region", "industry"}
FIELDS = {"purchase_date", *SHARES, *MONEY, *COUNTS, *BOOLEANS, *CHOICES, *TEXTS}
MAY_BE_A_LOSS = {"taxable_income", "taxable_income_prev"}


def rows(half):
    lines = (GOLDEN_FOLDER / f"utterances.{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(text):
    return re.sub(r"[\W_]+", "", text).lower()


def is_in_range(field, value):
    most = 1 if field in SHARES else MOST_MONEY
    return (value >= 0 or field in MAY_BE_A_LOSS) and abs(value) <= most


def is_typed(field, value):
    """Whether a value has the type and the range of its field."""
    if field in BOOLEANS:
        return isinstance(value, bool)
    if field in CHOICES:
        return value in CHOICES[field]
    if field in TEXTS:
        return isinstance(value, str) and value.strip() == value != ""
    if field == "purchase_date":
        return date.fromisoformat(value) is not None
    return type(value) in (int, float) and is_in_range(field, value)


def is_conversation(history):
    roles = [turn["role"] for turn in history if set(turn) == {"role", "text"} and turn["text"].strip()]
    return len(roles) == len(history) and set(roles) <= {"user", "assistant"} and roles[-1:] == ["assistant"]


# Failures name ids only: nobody should read the test half in one.
@pytest.mark.parametrize("half", HALVES)
def test_every_line_has_its_keys_and_a_readable_text_and_day(half):
    wrong = [
        row["id"]
        for row in rows(half)
        if set(row) - OPTIONAL != KEYS
        or not row["text"].strip()
        or str(date.fromisoformat(row["as_of"])) != row["as_of"]
    ]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_ids_count_up_and_no_id_is_used_twice(half):
    assert [row["id"] for row in rows(half)] == [
        f"utterances-{half}-{number:03d}" for number in range(1, len(rows(half)) + 1)
    ]


def test_no_text_is_used_twice_in_or_across_halves():
    uses = Counter(plain(row["text"]) for half in HALVES for row in rows(half))
    assert [row["id"] for half in HALVES for row in rows(half) if uses[plain(row["text"])] > 1] == []


@pytest.mark.parametrize("half", HALVES)
def test_every_field_is_known_and_every_value_has_its_type(half):
    wrong = [
        (row["id"], field)
        for row in rows(half)
        for field, value in row["fields"].items()
        if field not in FIELDS or not is_typed(field, value)
    ]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_open_fields_are_known_and_not_scored_at_the_same_time(half):
    wrong = [row["id"] for row in rows(half) if not set(row["open"]) <= FIELDS - set(row["fields"])]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_a_contradiction_names_two_fields_that_were_stated(half):
    wrong = [
        row["id"]
        for row in rows(half)
        for pair in row["contradictions"]
        if len(pair) != 2 or not set(pair) <= {*row["fields"], *row["open"]}
    ]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_a_tolerance_belongs_to_a_scored_number(half):
    numbers = SHARES | MONEY | COUNTS
    wrong = [row["id"] for row in rows(half) if not set(row.get("tolerance", {})) <= numbers & set(row["fields"])]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_a_conversation_ends_with_the_assistant_asking_for_a_known_field(half):
    talks = [row for row in rows(half) if row["history"] or "asked_field" in row]
    wrong = [row["id"] for row in talks if row.get("asked_field") not in FIELDS or not is_conversation(row["history"])]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_and_has_talk_without_facts_and_conversations(half):
    said = rows(half)
    assert len(said) >= 130
    assert sum(not row["fields"] and not row["open"] for row in said) >= 20
    assert sum(bool(row["history"]) for row in said) >= 15


def test_both_halves_together_hold_enough_values():
    assert sum(len(row["fields"]) for half in HALVES for row in rows(half)) >= 650


def test_half_of_the_test_half_is_in_styles_that_the_dev_half_lacks():
    known = {row["style"] for row in rows("dev")}
    said = rows("test")
    assert 2 * sum(row["style"] not in known for row in said) >= len(said)


@pytest.mark.parametrize("half", HALVES)
def test_no_utterance_stands_in_code_lexicon_or_training_text(half):
    root = GOLDEN_FOLDER.parent.parent
    files = [path for folder in ("knowledge", "bot", "api") for path in (root / folder).rglob("*")]
    shipped = "\n".join(
        plain(path.read_text(encoding="utf-8")) for path in files if path.suffix in {".py", ".yaml", ".md", ".txt"}
    )
    texts = {row["id"]: plain(row["text"]) for row in rows(half)}
    assert [key for key, text in texts.items() if len(text) >= LONG and text in shipped] == []
