"""`parkbot estimate`: the note that people read, and what the command refuses."""

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from api.command_line.eligibility import read_answer
from api.command_line.estimate import estimate_request, print_estimate
from api.command_line.failures import WRONG_USAGE, CommandFailed
from api.command_line.local import LocalDoor
from bot.arithmetic import money_text, plain
from bot.eligibility.estimate import estimate
from bot.eligibility.estimate_types import Amount
from tests.bot.eligibility.factories import DAY, profile_of, rule_book, shipped

FIELDS = rule_book().fields


@pytest.fixture
def note(assistant):
    def of(benefit, as_of="2026-11-24", **profile):
        out = io.StringIO()
        response = LocalDoor(assistant).estimate(estimate_request(benefit, profile, as_of))
        print_estimate(response, Console(file=out, width=300))
        return out.getvalue()

    return of


def test_the_note_says_the_amount_the_formula_the_steps_and_what_is_missing(note):
    text = note("rd-plus/b1", rd_expense=3_000_000)
    assert "加计扣除额：3,000,000 元" in text and "公式：加计扣除额 = 研发费用 × 100%" in text
    assert "3000000元 × 100% = 3000000元" in text and "假定：研发费用没有形成无形资产" in text
    assert (
        "? 企业所得税是查账征收还是核定征收?" in text and "依据：rd-plus:b1（" in text and "条件：rd-plus:c1、" in text
    )


def test_a_ceiling_a_floor_and_a_doubtful_day_are_called_what_they_are(note):
    text = note("sd-xyd-2023/b1", rd_expense=100_000, reg_region="济南市")
    assert "现在不能给出数额；若原文仍然适用，补助上限：最多 5,000 元（上限，不是应得的数额）" in text
    assert "! 《山东省新一代信息技术" in text
    assert "奖励下限：不少于 50.5 元" in note("transfer-law/b1", transfer_net_income=101)


def test_no_amount_is_said_with_its_reason(note):
    assert "还缺少数据，不能测算" in note("rd-plus/b1")
    text = note("small-cit/b1", taxable_income=3_000_001)
    assert "没有数额" in text and "! 按《小型微利企业所得税优惠(延续)》不能享受" in text


def test_what_the_service_would_refuse_is_wrong_usage():
    for benefit, as_of, name in (("x" * 200, None, "优惠"), ("rd-plus/b1", "2026-1-1", "--as-of")):
        with pytest.raises(CommandFailed, match=name) as caught:
            estimate_request(benefit, {}, as_of)
        assert caught.value.exit_code == WRONG_USAGE


@given(st.integers(0, 10**7).map(lambda hundreds: Decimal(100 * hundreds)))
def test_the_unit_in_which_an_amount_is_written_changes_nothing(yuan):
    """元, 万元 and 亿元, as a person types them and the words reader reads them."""
    amounts = set()
    for text in (f"{yuan}元", f"{plain(yuan / 10_000)}万", money_text(yuan)):
        profile = profile_of({"rd_expense": read_answer(text, FIELDS["rd_expense"])})
        amounts.add(estimate(shipped(), "rd-plus/b1", profile, DAY).amount)
    assert amounts == {Amount(yuan, yuan)}


def test_the_command_estimates_and_says_what_is_wrong(parkbot, tmp_path):
    file = tmp_path / "profile.yaml"
    file.write_text("taxable_income: 1_000_000\n", encoding="utf-8")
    done = parkbot("estimate", "cit-law/b1", "profile.yaml", "--as-of", "2026-11-24", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["amount"] == {"low": 250_000, "high": 250_000, "unit": "元"}
    wrong = parkbot("estimate", "cit-law/b99", "profile.yaml")
    assert (wrong.returncode, wrong.stdout) == (1, "") and "benefit_not_found" in wrong.stderr
    assert parkbot("estimate", "cit-law/b1").returncode == 2
