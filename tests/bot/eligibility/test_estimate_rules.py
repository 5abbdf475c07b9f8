"""How amounts are reckoned is data: it says what the clauses say, and a slip in it stops the loading."""

from decimal import Decimal
from fractions import Fraction

import pytest
import yaml

from bot.eligibility.errors import InvalidRules
from bot.eligibility.estimate_rules import ESTIMATES_FILE, load_estimate_rules
from bot.figures import find_figures
from bot.types import FigureKind
from knowledge.shipped import SHIPPED_DOCUMENTS, read_yaml
from tests.bot.eligibility.factories import rule_book, shipped

ENTRY = {
    "amount_of": "加计扣除额", "kind": "exact", "inputs": ["rd_expense"], "method": "share",
    "figures": {"base": "rd_expense", "rate": 1.0}, "formula": "加计扣除额 = 研发费用 × 100%",
}  # fmt: skip
WORDS = {"减半": Decimal("0.5")}
RECKONING = {"base", "days_of_year", "stages", "amounts", "numerator", "denominator"}
"""Figures that are checked by name below, or are no figures of a clause."""


def entries():
    for path in sorted(SHIPPED_DOCUMENTS.glob(f"*/{ESTIMATES_FILE}")):
        for name, entry in read_yaml(path).items():
            yield pytest.param(path.parent.name, name, entry, id=f"{path.parent.name}/{name}")


def clause_text(policy_id, name):
    policy = shipped().policy(policy_id)
    path = next(benefit.path for benefit in policy.rule.benefits if benefit.id == name)
    return policy.sources[path].clause.text


def figures(entry):
    given = entry.get("figures", {})
    yield from (Decimal(str(value)) for name, value in given.items() if name not in RECKONING)
    yield from (Decimal(str(value)) for value in given.get("amounts", {}).values())
    yield from (Decimal(str(stage["rate"])) for stage in given.get("stages", ()) if stage["rate"])


@pytest.mark.parametrize(("policy_id", "name", "entry"), list(entries()))
def test_every_rate_and_amount_stands_in_the_clause_of_its_benefit(policy_id, name, entry):
    text = clause_text(policy_id, name)
    said = {figure.value for figure in find_figures(text)} | {value for word, value in WORDS.items() if word in text}
    assert [value for value in figures(entry) if value not in said] == []


def test_two_thirds_and_the_years_of_the_holidays_stand_in_their_clauses():
    limit = {figure.value for figure in find_figures(clause_text("rd-plus", "b5"))}
    assert any(abs(Fraction(value) - Fraction(2, 3)) < Fraction(1, 10**9) for value in limit)
    assert "两年免征" in clause_text("ic-soft-cit", "b1") and "其后三年" in clause_text("ic-soft-cit", "b1")
    assert "五年免征" in clause_text("ic-soft-cit", "b2")


@pytest.mark.parametrize(("policy_id", "name", "entry"), list(entries()))
def test_the_formula_shows_no_other_rate_than_the_one_reckoned_with(policy_id, name, entry):
    reckoned = {*figures(entry), Decimal(1), Decimal(0)} | {Decimal(2) / 3}
    kinds = {FigureKind.SHARE, FigureKind.MONEY}
    formula = entry["formula"].replace("(1 - ", "(")  # which is arithmetic, not the range 1-50%
    shown = [figure.value for figure in find_figures(formula) if figure.kind in kinds]
    assert [value for value in shown if not any(abs(value - each) < Decimal("1e-9") for each in reckoned)] == []


def load(tmp_path, content, policy_id="rd-plus"):
    folder = tmp_path / policy_id
    folder.mkdir()
    (folder / ESTIMATES_FILE).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_estimate_rules(rule_book().rules, rule_book().fields, tmp_path)


def test_an_entry_that_is_right_loads(tmp_path):
    assert set(load(tmp_path, {"b1": ENTRY})) == {"rd-plus/b1"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"b99": ENTRY}, "没有优惠 b99"),
        ({"b1": {**ENTRY, "kind": "about"}}, "kind 应为"),
        ({"b1": {**ENTRY, "inputs": ["rd_cost"]}}, "没有字段 rd_cost"),
        ({"b1": {**ENTRY, "instead": ["rd_cost"]}}, "没有字段 rd_cost"),
        ({"b1": {**ENTRY, "goes_with": {"tax_rate": "rate"}}}, "没有字段 rate"),
        ({"b1": {**ENTRY, "method": "guess"}}, "method 应为"),
        ({"b1": {**ENTRY, "figures": {"rate": 1.0}}}, "figures 不合"),
        ({"b1": {**ENTRY, "figures": {"base": "rd_expense", "rate": 1.0, "more": 2}}}, "figures 不合"),
        ({"b1": {key: value for key, value in ENTRY.items() if key != "formula"}}, "须有"),
        ({"b1": {**ENTRY, "note": "…"}}, "须有"),
        ({"b1": None}, "须有"),
        (["b1"], "应为"),
    ],
)
def test_a_slip_stops_the_loading_with_its_place(tmp_path, content, message):
    with pytest.raises(InvalidRules, match=message) as caught:
        load(tmp_path, content)
    assert "rd-plus/estimates.yaml" in str(caught.value)


def test_an_estimate_beside_no_rule_stops_the_loading(tmp_path):
    with pytest.raises(InvalidRules, match="旁边有判断规则"):
        load(tmp_path, {"b1": ENTRY}, "nothing")
