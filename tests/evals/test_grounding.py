from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.grounding import fabricated_figures
from knowledge.types import Status
from tests.evals.factories import DOCUMENTS, DURING, answer, citation, refusal


def fabricated(text, asked="园区租金补多少", **changes):
    return fabricated_figures(answer(text, **changes), asked, DURING, DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    [
        "租金按最高30%补贴,不超过50万元。[1]",
        "租金按最高百分之三十补贴。[1]",
        "依据示园〔2024〕7号《示例园区租金补贴办法(2024-2026年)》一、[1]",
        "文件2024年2月1日印发,有效期至2026年12月31日。[1]",
        "今天是2025年3月1日,文件仍有效。[1]",
        "1. 租金补贴。[1]\n2. 单个企业不超过50万元。[1]",
        "共有2项:\n1. 租金补贴。[1]\n2. 上限。[1]",
    ],
)
def test_figures_of_quotes_metadata_dates_and_list_numbers_are_grounded(text):
    assert fabricated(text) == ()


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("租金按最高35%补贴。[1]", ("35%",)),
        ("不超过500万元。[1]", ("500万元",)),
        ("文件2023年印发。[1]", ("2023年",)),
        ("每年评选8家。[1]", ("8家",)),  # stands in the second clause, which is not cited
        ("受理期为30天。[1]", ("30天",)),
    ],
)
def test_other_figures_are_fabricated(text, invented):
    assert fabricated(text) == invented


def test_the_users_own_figures_are_grounded():
    assert fabricated("您的租金200万元按最高30%补贴。[1]", asked="租金200万能补多少") == ()


def test_a_right_formula_grounds_its_result():
    text = "200万元 × 30% = 60万元,即最高60万元。[1]"
    assert fabricated(text, asked="租金200万能补多少") == ()


@pytest.mark.parametrize(
    ("formula", "invented"),
    [("200万元 × 30% = 66万元", ("66万元",)), ("300万元 × 30% = 90万元", ("300万元", "90万元"))],
)
def test_a_wrong_formula_or_one_with_an_invented_input_does_not(formula, invented):
    assert fabricated(formula + "[1]", asked="租金200万能补多少") == invented


def test_a_refusal_may_carry_the_users_figures_only():
    assert fabricated_figures(refusal(text="没有找到关于30%的规定。"), "补30%吗", DURING, DOCUMENTS) == ()
    assert fabricated_figures(refusal(text="一般是30%。"), "补多少", DURING, DOCUMENTS) == ("30%",)


def documents_with(**metadata):
    made = DOCUMENTS["rent"]
    return {"rent": replace(made, metadata=replace(made.metadata, **metadata))}


def test_a_name_that_is_a_bare_figure_grounds_none():
    for text, invented in (("最多加5%。[1]", ("5%",)), ("依据5%规则。[1]", ())):
        named = documents_with(aliases=("5%", "5%规则"))
        assert fabricated_figures(answer(text), "", DURING, named) == invented


def test_the_day_until_which_a_clause_was_verified_is_grounded():
    text = "这条规定只核实到2025年12月31日为止。[1]"
    assert fabricated(text) == ("2025年12月31日",)
    held = documents_with(status=Status.HOLD_2026)
    assert fabricated_figures(answer(text), "", DURING, held) == ()


@given(st.integers(min_value=1, max_value=9999))
def test_an_amount_is_grounded_only_by_an_equal_one(amount):
    quote = citation(quote="单个企业不超过50万元")
    found = fabricated(f"最多{amount}万元。[1]", asked="", citations=(quote,))
    assert found == (() if amount == 50 else (f"{amount}万元",))
