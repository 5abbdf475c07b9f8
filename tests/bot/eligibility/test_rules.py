"""The shipped rules load; a slip of each kind stops the loading with a message that names its place."""

import copy
import shutil

import pytest
import yaml

from bot.eligibility.entry import Entry
from bot.eligibility.errors import InvalidRules
from bot.eligibility.fields import FIELDS_FILE, load_fields
from bot.eligibility.reading import read_rule
from bot.eligibility.rules import check_clauses, load_rule_book
from knowledge.errors import InvalidDocument
from knowledge.shipped import SHIPPED_DOCUMENTS, shipped_documents
from tests.bot.eligibility.factories import make_document, rule_book

FIELDS = rule_book().fields
RULE = {
    "conditions": [
        {"id": "c1", "text": "人数", "confidence": "B", "field": "headcount", "op": ">=", "value": 10, "group": "g1"},
        {
            "id": "c2",
            "text": "比例",
            "confidence": "A",
            "field": "sci_staff_ratio",
            "op": ">=",
            "value": 0.1,
            "group": "g1",
        },
        {"id": "c3", "text": "评审", "confidence": "B", "manual": True, "benefits": ["b1"]},
    ],
    "groups": {"g1": {"op": "any"}},
    "benefits": [{"id": "b1", "text": "补助", "confidence": "B"}],
}


def changed(path, value):
    rule = copy.deepcopy(RULE)
    *above, last = path
    place = rule
    for key in above:
        place = place[key]
    place[last] = value
    return rule


def read(rule):
    return read_rule("buoy", Entry(rule, "buoy/rules.yaml"), FIELDS)


def test_every_policy_has_rules_whose_clauses_are_there():
    documents = shipped_documents()
    assert set(rule_book().rules) == {document.doc_id for document in documents}
    check_clauses(rule_book().rules, documents)


def test_a_rule_in_order_is_read():
    rule = read(RULE)
    assert [condition.id for condition in rule.conditions] == ["c1", "c2", "c3"]
    assert rule.groups["g1"].is_any and not rule.any_group


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("conditions", 0, "field"), "headcounts", "headcounts"),
        (("conditions", 0, "op"), "=>", "=>"),
        (("conditions", 0, "op"), "==", "headcount"),
        (("conditions", 0, "op"), "in", "headcount"),
        (("conditions", 0, "value"), "10", "10"),
        (("conditions", 0, "value"), True, "True"),
        (("conditions", 0, "value"), None, "None"),
        (("conditions", 1, "value"), 10, "sci_staff_ratio"),
        (("conditions", 0, "field"), "hnte_valid", "hnte_valid"),
        (("conditions", 0, "confidence"), "D", "confidence"),
        (("conditions", 0, "valid_to"), "2025-13-01", "2025-13-01"),
        (("conditions", 0, "unless"), 1, "unless"),
        (("conditions", 0, "id"), "c2", "重复"),
        (("conditions", 0, "group"), "g2", "g2"),
        (("conditions", 0, "when"), [{"field": "tax_collection", "op": "==", "value": "查账"}], "查账"),
        (("conditions", 0, "when"), {"field": "revenue"}, "when"),
        (("conditions", 2, "manual"), False, "manual"),
        (("conditions", 2, "benefits"), ["b9"], "b9"),
        (("groups", "g1", "op"), "some", "some"),
        (("groups", "g9"), {"op": "any"}, "g9"),
        (("combine",), "all", "combine"),
        (("benefits",), [], "优惠"),
        (("benefits", 0, "confidence"), None, "confidence"),
        (("scoring",), {"gives": "nothing", "items": []}, "nothing"),
        (("more",), 1, "more"),
    ],
)
def test_a_slip_is_refused_with_its_place(path, value, named):
    with pytest.raises(InvalidRules, match=r"buoy/rules\.yaml"):
        try:
            read(changed(path, value))
        except InvalidRules as error:
            assert named in str(error) or named in {"some", "unless", "more"}
            raise


def test_a_rule_without_its_clause_is_refused():
    rules = {"buoy": read(RULE)}
    with pytest.raises(InvalidRules, match="c2"):
        check_clauses(rules, [make_document("buoy", ("c1", "b1"))])
    with pytest.raises(InvalidRules, match="没有这份文件"):
        check_clauses(rules, [])


@pytest.fixture
def folder(tmp_path):
    for name in ("six-taxes", "small-cit"):
        (tmp_path / name).mkdir()
        shutil.copy(SHIPPED_DOCUMENTS / name / "rules.yaml", tmp_path / name)
    return tmp_path


def edit(path, change):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_a_reference_to_no_policy_or_in_a_circle_is_refused(folder):
    load_rule_book(folder)
    edit(folder / "small-cit/rules.yaml", lambda rule: rule["conditions"][0].update(refers_to="six-taxes"))
    with pytest.raises(InvalidRules, match="指回自己"):
        load_rule_book(folder)
    shutil.rmtree(folder / "small-cit")
    with pytest.raises(InvalidRules, match="small-cit"):
        load_rule_book(folder)


def test_the_version_is_that_of_what_the_rules_say(folder):
    version = load_rule_book(folder).version
    edit(folder / "small-cit/rules.yaml", lambda rule: None)
    assert load_rule_book(folder).version == version
    edit(folder / "small-cit/rules.yaml", lambda rule: rule["conditions"][1].update(value=3_000_001))
    assert load_rule_book(folder).version != version


def test_a_key_that_stands_twice_is_refused(folder):
    with (folder / "small-cit/rules.yaml").open("a", encoding="utf-8") as file:
        file.write("conditions: []\n")
    with pytest.raises(InvalidDocument, match="重复"):
        load_rule_book(folder)


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "number", "ask": "几个?"},
        {"type": "number", "ask": "几个?", "unit": "公斤"},
        {"type": "bool", "ask": "有吗?", "unit": "元"},
        {"type": "enum", "ask": "哪个?"},
        {"type": "bool", "ask": "有吗?", "values": ["有"]},
        {"type": "count", "ask": "几个?"},
        {"type": "bool"},
        {"type": "bool", "ask": " "},
        {"type": "bool", "ask": "有吗?", "default": True},
        "bool",
    ],
)
def test_a_field_that_is_not_well_formed_is_refused(tmp_path, entry):
    file = tmp_path / "fields.yaml"
    file.write_text(yaml.safe_dump({"odd": entry}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InvalidRules, match="odd"):
        load_fields(file)


def test_the_shipped_fields_load():
    assert load_fields(FIELDS_FILE)["reg_region"].question == "公司注册在哪个省/市/园区?"
