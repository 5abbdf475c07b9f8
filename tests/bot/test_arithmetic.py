"""Results are decimal arithmetic, shown with their formula, and readable again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arithmetic import computed, money_text, plain, share_text
from bot.claims import claims
from bot.figures import find_figures
from bot.formulas import formulas, is_correct
from bot.types import FigureKind

AT_MOST = "对符合条件的企业样机试制投入按最高8%给予后补助"
EXACT = "深海探测领域企业样机试制投入按15%给予后补助"
YEARLY = "每年选派不少于30名航海教师上船实践"

AMOUNTS = st.decimals(min_value=1, max_value=10**14, places=2)
SHARES = st.integers(1, 1000).map(lambda tenths: Decimal(tenths) / 1000)


def claim_of(text):
    return claims(text)[-1]


def result_of(text, question):
    return computed(claim_of(text), find_figures(question), question)


@given(AMOUNTS)
def test_an_amount_is_read_back_as_it_was_written(value):
    (figure,) = find_figures(money_text(value))
    assert (figure.kind, figure.value) == (FigureKind.MONEY, value)


@given(SHARES)
def test_a_share_is_read_back_as_it_was_written(value):
    (figure,) = find_figures(share_text(value))
    assert (figure.kind, figure.value) == (FigureKind.SHARE, value)


@given(st.integers(1, 10**10), SHARES)
def test_a_computed_amount_equals_decimal_arithmetic(base, share):
    text = result_of(f"样机试制投入按{share_text(share)}给予后补助", f"投入{base}元能补多少")
    (formula,) = formulas(text)
    assert is_correct(formula)
    assert [figure.value for figure in formula.inputs] == [base, share]
    assert [figure.value for figure in formula.results] == [base * share]


@given(st.integers(1, 10**6), st.sampled_from([1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50]))
def test_the_investment_behind_an_amount_equals_decimal_arithmetic(wanted, percent):
    text = result_of(f"样机试制投入按{percent}%给予后补助", f"想拿到{wanted}万元要投多少")
    (formula,) = formulas(text)
    assert is_correct(formula)
    assert formula.results[0].value == Decimal(wanted) * 10_000 * 100 / percent


@given(st.integers(1, 50))
def test_a_yearly_count_is_summed_over_the_years(years):
    text = result_of(YEARLY, f"{years}年一共多少名")
    (formula,) = formulas(text)
    assert is_correct(formula)
    assert formula.results[0].value == 30 * years
    assert "不少于" in text


@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_a_plain_number_has_no_exponent_and_no_trailing_zeros(value):
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text and not ("." in text and text.endswith(("0", ".")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1", "1元"),
        ("9999", "9999元"),
        ("10000", "1万元"),
        ("123456", "12.3456万元"),
        ("12345678.9", "12345678.9元"),
        ("100000000", "1亿元"),
        ("166500000", "1.665亿元"),
        ("123450001", "12345.0001万元"),
        ("0.5", "0.5元"),
    ],
)
def test_an_amount_is_written_in_the_unit_that_reads_well(value, text):
    assert money_text(Decimal(value)) == text


def test_a_ceiling_is_called_one_and_the_condition_goes_with_it():
    text = result_of(AT_MOST, "投入200万元能补多少")
    assert "200万元×8%=16万元" in text
    assert "最高" in text and "不超过" in text and "符合条件的" in text


def test_an_exact_share_is_no_ceiling():
    text = result_of(EXACT, "投入200万元能补多少")
    assert text.endswith("200万元×15%=30万元")
    assert "最高" not in text and "不超过" not in text


def test_the_other_way_round_a_ceiling_becomes_a_least():
    assert "最少需要16万元÷8%=200万元" in result_of(AT_MOST, "想拿到16万元,要投多少")


@pytest.mark.parametrize(
    "question",
    [
        "能补多少",  # no figure
        "投入100万元和200万元分别能补多少",  # which of the two
        "投入0元能补多少",
        f"投入{'9' * 40}亿元能补多少",  # no budget
        "3年能补多少",  # years of a rate
    ],
)
def test_nothing_is_computed_from_figures_that_do_not_fit(question):
    assert result_of(AT_MOST, question) is None


@given(st.integers(1, 2000))
def test_a_figure_of_any_length_is_survived(digits):
    for question in (f"投入{'9' * digits}亿元能补多少", f"{'9' * digits}年一共多少"):
        for clause in (AT_MOST, YEARLY):
            result_of(clause, question)


def test_a_count_that_is_not_yearly_is_not_summed():
    assert result_of("新建20家以上实验室", "3年一共多少家") is None
