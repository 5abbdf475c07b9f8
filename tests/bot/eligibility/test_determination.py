"""All policies at once: order, ids, and what adding a fact may change."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.eligibility.determination import Eligibility
from bot.eligibility.errors import ContradictoryFacts, PolicyNotFound
from bot.eligibility.types import FieldType, Verdict
from knowledge.shipped import shipped_documents
from tests.bot.eligibility.factories import DAY, determine, divisions, make_eligibility, profile_of, rule_book, shipped

POLICIES = sorted(rule_book().rules)
PLACES = ["济南高新区", "济南市", "山东省", "青岛市", "北京市海淀区", "市中区", "香港", "火星"]


def values_of(field):
    match field.type:
        case FieldType.BOOL:
            return st.booleans()
        case FieldType.DATE:
            return st.dates(date(2023, 1, 1), DAY).map(date.isoformat)
        case FieldType.ENUM:
            return st.sampled_from(field.values or PLACES)
        case FieldType.TEXT:
            return st.just("软件和信息技术服务业")
    if field.is_share:
        return st.sampled_from([0, 0.05, 0.0999, 0.1, 0.25, 0.3, 0.4, 0.45, 0.55, 0.6, 1])
    if field.is_money:
        return st.sampled_from([0, 999, 100_000, 300_000, 1_000_000, 3_000_000, 5_000_000, 50_000_000, 200_000_001])
    return st.sampled_from([1, 10, 11, 12, 60, 61, 300, 301, 365, 500])


USED = sorted(
    {
        name
        for rule in rule_book().rules.values()
        for item in rule.conditions
        for name in [test.field.name for test in (*item.when, *([item.test] if item.test else []))]
    }
    | {"established_months", "rd_expense", "rd_cost_ratio", "ip_class1", "ip_class2"}
)
profiles = st.fixed_dictionaries({}, optional={name: values_of(rule_book().fields[name]) for name in USED})
days = st.sampled_from([date(2024, 6, 1), date(2025, 12, 31), DAY, date(2028, 1, 1)])


def judged(values, as_of=DAY):
    try:
        return determine(values, None, as_of)
    except ContradictoryFacts:
        assume(False)


@settings(max_examples=60)
@given(profiles, days, st.randoms())
def test_adding_facts_settles_what_was_open_and_overturns_nothing(values, as_of, random):
    known = {name: value for name, value in values.items() if random.random() < 0.6}
    # What was derived gives way to what is given, which may say something else.
    assume(not any(name in values and name not in known for name in DERIVED))
    before = {item.policy_id: item for item in judged(known, as_of).results}
    after = {item.policy_id: item for item in judged(values, as_of).results}
    for policy_id, result in before.items():
        if result.verdict is not Verdict.UNKNOWN:
            assert after[policy_id].verdict is result.verdict, policy_id


DERIVED = {"rd_ratio_1y", "established_days", "resident_cn", "techsme_score", "techsme_staff_score"}


@settings(max_examples=40)
@given(profiles, days)
def test_each_result_agrees_with_itself(values, as_of):
    for result in judged(values, as_of).results:
        verdicts = [item.verdict for item in result.benefits]
        assert (result.verdict is Verdict.MET) == (Verdict.MET in verdicts)
        assert bool(result.reasons) == (result.verdict is not Verdict.MET)
        assert (result.next_field is None) == (not result.missing)
        assert result.next_field is None or result.next_field in result.missing
        assert all(field.name not in values or field.name == "reg_region" for field in result.missing)
        counted = result.progress
        applied = [item for item in result.conditions if item.verdict is not Verdict.NOT_APPLICABLE]
        assert counted.met + counted.not_met + counted.missing + counted.manual == len(applied)


@settings(max_examples=30)
@given(profiles, st.randoms())
def test_the_order_of_facts_and_policies_makes_no_difference(values, random):
    names, policies = list(values), list(POLICIES)
    random.shuffle(names)
    random.shuffle(policies)
    one, other = judged(values), determine({name: values[name] for name in names}, policies)
    assert one.id == other.id
    assert {item.policy_id: item for item in one.results} == {item.policy_id: item for item in other.results}
    assert [item.policy_id for item in other.results] == policies


def test_one_is_one_however_it_is_written():
    ids = {determine({"headcount": value, "revenue": None}).id for value in (1, 1.0, 1e0)}
    assert ids == {determine({"headcount": 1}).id}
    assert determine({"taxable_income": -0.0}).id == determine({"taxable_income": 0}).id


@pytest.mark.parametrize(
    "other",
    [
        {"given": {"headcount": 2}},
        {"given": {"headcount": 1, "hnte_valid": False}},
        {"given": {"staff_total": 1}},
        {"as_of": date(2026, 11, 23)},
        {"policies": ["small-cit"]},
    ],
)
def test_another_input_has_another_id(other):
    same = {"given": {"headcount": 1}, "policies": None, "as_of": DAY}
    assert determine(**same).id != determine(**same | other).id


def test_yes_is_not_the_word_for_it():
    assert determine({"hnte_valid": True}).id != determine({"industry": "true"}).id


def test_other_rules_have_another_version_and_another_id():
    profile = profile_of({"headcount": 10})
    one = make_eligibility({"buoy": {}}).determine(profile, None, DAY)
    assert one.id != shipped().determine(profile, ["small-cit"], DAY).id


def test_a_policy_named_twice_is_judged_once():
    assert [item.policy_id for item in determine({}, ["small-cit", "rd-plus", "small-cit"]).results] == [
        "small-cit",
        "rd-plus",
    ]


def test_a_policy_that_is_not_there_is_named():
    with pytest.raises(PolicyNotFound, match="nothing-2026"):
        determine({}, ["small-cit", "nothing-2026"])


def test_a_policy_whose_document_is_gone_is_not_there_and_what_refers_to_it_is_for_people():
    documents = [document for document in shipped_documents() if document.doc_id != "small-cit"]
    eligibility = Eligibility(rule_book(), documents, divisions())
    with pytest.raises(PolicyNotFound):
        eligibility.determine(profile_of({}), ["small-cit"], DAY)
    (result,) = eligibility.determine(profile_of({"vat_type": "一般纳税人"}), ["six-taxes"], DAY).results
    assert result.progress.manual == 1


def place_in_list(result):
    progress = result.progress
    rank = {"met": 0, "unknown": 2 if progress.not_met else 1, "not_met": 3}[result.verdict]
    return rank, progress.missing + progress.manual


@settings(max_examples=20)
@given(profiles)
def test_met_comes_first_then_what_has_fewest_open_and_not_met_last(values):
    places = [place_in_list(item) for item in judged(values).results]
    assert places == sorted(places)
    assert len(places) == len(POLICIES)


def test_every_quote_stands_in_its_clause_and_every_clause_is_there():
    clauses = {clause.clause_id: clause.text for document in shipped_documents() for clause in document.clauses}
    for result in determine({}).results:
        for item in (*result.conditions, *result.benefits):
            assert item.quote and item.quote in clauses[item.clause_id]
