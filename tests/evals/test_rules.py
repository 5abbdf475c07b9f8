"""The rules against the fact base: they are made from it, and a slip in either is reported."""

import os
from pathlib import Path

import pytest
import yaml

from bot.eligibility.fields import load_fields
from bot.eligibility.rules import load_rule_book
from bot.eligibility.types import Operator
from evals.rules import main

FACT_BASE = os.environ.get("FACT_BASE")
"""Path of the fact base (policies.yaml), which is no part of the repository."""

FIELDS = {
    "headcount": {"type": "number", "unit": "人", "ask": "几人?"},
    "revenue": {"type": "number", "unit": "元", "ask": "收入?"},
    "hnte_valid": {"type": "bool", "ask": "有证书吗?"},
    "sci_staff_ratio": {"type": "number", "unit": "小数", "ask": "科技人员占比?"},
    "rd_ratio_1y": {"type": "number", "unit": "小数", "ask": "研发占收入?"},
    "rd_cost_ratio": {"type": "number", "unit": "小数", "ask": "研发占成本?"},
    "ip_class1": {"type": "number", "unit": "项", "ask": "几项 I 类?"},
    "ip_class2": {"type": "number", "unit": "项", "ask": "几项 II 类?"},
    "techsme_score": {"type": "number", "unit": "分", "ask": "几分?"},
    "techsme_staff_score": {"type": "number", "unit": "分", "ask": "几分?"},
}
BUOY = {
    "id": "buoy-2024",
    "title": "浮标补贴办法",
    "conditions": [
        {"id": "c1", "text": "不少于 10 人", "field": "headcount", "op": ">=", "value": 10, "conf": "B", "group": "g1"},
        {"id": "c2", "text": "或符合 pier-2020", "check": "manual", "refer": "pier-2020", "conf": "B", "group": "g1",
         "group_op": "any"},
        {"id": "c3", "text": "没有证书", "field": "hnte_valid", "op": "==", "value": False, "conf": "A", "for": ["b1"]},
        {"id": "c4", "text": "C: needs the official text — 收入 900 万元", "field": "revenue",
         "op": ">=", "value": 9e6, "conf": "C"},
        {"id": "c5", "text": "分类", "kind": "classification", "check": "manual", "conf": "A"},
    ],
    "benefits": [{"id": "b1", "text": "b1 补助(见 pier-2020)", "conf": "B", "valid_to": "2025-12-31", "rate": 0.1}],
}  # fmt: skip
BUOY["conditions"][0]["group_op"] = "any"
PIER = {
    "id": "pier-2020",
    "title": "码头办法",
    "conditions": [
        {"id": "c1", "text": "评审", "check": "manual", "conf": "B", "group": "a",
         "when": {"all": [{"field": "revenue", "op": ">", "value": 1}, {"field": "revenue", "op": "<=", "value": 9}]}},
        {"id": "c2", "text": "有证书", "field": "hnte_valid", "op": "==", "value": True, "conf": "B", "group": "b"},
    ],
    "groups": {"a": {"op": "all"}, "b": {"op": "any", "text": "直通"}, "combine": "a 或 b 成立"},
    "benefits": [{"id": "b1", "text": "优惠", "conf": "C"}],
}  # fmt: skip


def clause(path, title, confidence="B"):
    return {"id": path, "ref": "第一条", "title": title, "text": f"{title}。", "confidence": confidence}


CLAUSES = {
    "buoy-2024": [clause("0", "说明"), clause("c1", "人数"), clause("c2", "码头"), clause("c3", "证书"),
                  clause("c4", "收入（待核）", "C"), clause("c5", "分类"), clause("b1", "补助")],
    "pier-2020": [clause("0", "说明"), clause("c1", "评审"), clause("c2", "证书"), clause("b1", "优惠待核", "C")],
}  # fmt: skip


class Shelf:
    """A fact base beside the folder of its digests."""

    def __init__(self, path: Path) -> None:
        self.facts, self.documents, self.fields = path / "policies.yaml", path / "documents", path / "fields.yaml"
        self.hold(BUOY, PIER)
        for policy, clauses in CLAUSES.items():
            (self.documents / policy).mkdir(parents=True)
            metadata = {"doc_id": policy, "title": policy, "level": "国家", "source_kind": "digest"}
            for name, value in (("document.yaml", metadata), ("clauses.yaml", clauses)):
                (self.documents / policy / name).write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")

    def hold(self, *policies: object, fields: object = FIELDS) -> None:
        base = {"policies": list(policies), "fields": fields}
        self.facts.write_text(yaml.safe_dump(base, allow_unicode=True), encoding="utf-8")

    def check(self, *options: str) -> int:
        return main([str(self.facts), "--folder", str(self.documents), "--fields", str(self.fields), *options])


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    assert made.check("--write") == 0
    return made


def test_what_is_written_loads_and_says_what_the_fact_base_says(shelf):
    book = load_rule_book(shelf.documents, shelf.fields)
    buoy, pier = book.rules["buoy-2024"], book.rules["pier-2020"]
    conditions = {condition.id: condition for condition in buoy.conditions}
    assert conditions["c1"].test.operator is Operator.AT_LEAST and conditions["c1"].test.value == 10
    assert buoy.groups["g1"].is_any and not buoy.any_group
    assert conditions["c2"].refers_to == "pier-2020" and not conditions["c2"].is_manual
    assert conditions["c3"].test.value is False and conditions["c3"].benefits == ("b1",)
    assert conditions["c5"].is_classification
    assert [comparison.operator for comparison in pier.conditions[0].when] == [Operator.MORE_THAN, Operator.AT_MOST]
    assert pier.any_group and pier.groups["b"].is_any and not pier.groups["a"].is_any
    assert load_fields(shelf.fields)["headcount"].unit == "人"


def test_texts_name_policies_by_title_and_what_is_uncertain_by_its_subject_alone(shelf):
    rules = load_rule_book(shelf.documents, shelf.fields).rules
    texts = {item.id: item.text for item in (*rules["buoy-2024"].conditions, *rules["buoy-2024"].benefits)}
    assert texts["c2"] == "或符合《码头办法》" and texts["b1"] == "补助(见《码头办法》)"
    assert texts["c4"] == "收入" and rules["buoy-2024"].conditions[3].test is None
    assert rules["pier-2020"].benefits[0].text == "优惠"


def test_a_scoring_table_is_read_and_two_ways_of_measuring_one_thing_become_one(shelf):
    scoring = [
        {"item": "科技人员占比(满分20)", "bands": [{">=": 0.3, "score": 20}, {"<": 0.3, "score": 0}]},
        {"item": "研发投入(二选一):占销售收入", "bands": [{">=": 0.06, "score": 50}]},
        {"item": "研发投入(二选一):占成本费用支出", "bands": [{">=": 0.3, "score": 50}]},
        {"item": "科技成果", "bands": [{"text": "1项及以上I类", "score": 30}, {"text": "3项II类", "score": 18},
                                       {"text": "没有", "score": 0}]},
    ]  # fmt: skip
    folder = shelf.documents / "techsme"
    folder.mkdir()
    metadata = {"doc_id": "techsme", "title": "评价办法", "level": "国家", "source_kind": "digest"}
    (folder / "document.yaml").write_text(yaml.safe_dump(metadata, allow_unicode=True), encoding="utf-8")
    clauses = [clause("0", "说明"), *(clause(path, path) for path in ("c1", "b1", "s1", "s2", "s4"))]
    (folder / "clauses.yaml").write_text(yaml.safe_dump(clauses, allow_unicode=True), encoding="utf-8")
    policy = {
        "id": "techsme", "title": "评价办法", "scoring": scoring,
        "conditions": [{"id": "c1", "text": "评审", "check": "manual", "conf": "B"}],
        "benefits": [{"id": "b1", "text": "优惠", "conf": "B"}],
    }  # fmt: skip
    shelf.hold(BUOY, PIER, policy)
    assert shelf.check("--write") == 0
    table = load_rule_book(shelf.documents, shelf.fields).rules["techsme"].scoring
    assert table.gives == "techsme_score"
    assert [item.path for item in table.items] == ["s1", "s2", "s4"]
    staff, research, results = table.items
    assert staff.gives == "techsme_staff_score" and research.one_is_enough and not results.one_is_enough
    assert {(band.field, int(band.at_least), int(band.score)) for band in results.bands} == {
        ("ip_class1", 1, 30), ("ip_class2", 3, 18),
    }  # fmt: skip


def test_a_difference_from_the_fact_base_is_reported(shelf, capsys):
    assert shelf.check() == 0
    changed = {**PIER, "conditions": [{**PIER["conditions"][0]}, {**PIER["conditions"][1], "value": False}]}
    shelf.hold(BUOY, changed)
    assert shelf.check() == 1
    assert "pier-2020/rules.yaml differs" in capsys.readouterr().out
    (shelf.documents / "pier-2020/rules.yaml").unlink()
    shelf.hold(BUOY, PIER, fields={**FIELDS, "more": {"type": "bool", "ask": "有?"}})
    assert shelf.check() == 1
    out = capsys.readouterr().out
    assert "pier-2020 has no rules.yaml" in out and "fields.yaml differs" in out


@pytest.mark.skipif(FACT_BASE is None, reason="the fact base is no part of the repository")
def test_the_shipped_rules_are_what_the_fact_base_makes_them():
    assert main([str(FACT_BASE)]) == 0
