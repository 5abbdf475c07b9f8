"""Words prove a verdict where they assert it of the case asked about, and the verifier takes no other."""

from dataclasses import replace

import pytest

from bot.types import Proof, Sentence, SentenceKind, Verdict
from bot.verdicts import proofs
from bot.yes_no import Form, yes_no_question
from tests.bot.drafts import check, clause_sentence, make_draft, make_quote

DENIES = "样机补助适用于制造企业,核定征收的企业不能享受"
PERMITS = "亏损企业也可以享受样机补助"


def verdicts(question, sentence):
    return {(item.verdict, item.saying) for item in proofs(question, sentence)}


@pytest.mark.parametrize(
    ("question", "forms"),
    [
        ("样机补助能申请吗", {Form.PERMITTED}),
        ("样机补助要不要备案", {Form.NEEDED}),
        ("软件算不算样机", {Form.BELONGS}),
        ("样机补助和贴息能同时享受吗", {Form.COMBINED, Form.PERMITTED}),
        ("补助比例是5%对吧", {Form.BELONGS, Form.STATED}),
    ],
)
def test_a_yes_no_question_has_its_forms(question, forms):
    assert set(yes_no_question(question).forms) >= forms


@pytest.mark.parametrize(
    "question",
    [
        "样机补助有多少",
        "没有专利能申请吗",
        "不用先备案也能申请吧",
        "样机能补吗,补多少",
        "不对,是3亿",
        "什么样的不算样机",
    ],
)
def test_a_question_for_more_or_with_a_denial_of_its_own_is_none(question):
    assert yes_no_question(question) is None


def test_a_question_for_the_contrary_turns_the_verdict():
    assert verdicts("亏损企业能享受样机补助吗", PERMITS) == {(Verdict.YES, "可以")}
    assert verdicts("亏损企业是不是不能享受样机补助", PERMITS) == {(Verdict.NO, "不是")}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("核定征收能享受样机补助吗", DENIES, (Verdict.NO, "不可以")),
        ("样机补助和贴息能同时享受吗", "样机补助与贴息不叠加", (Verdict.NO, "不可以")),
        ("样机补助要不要备案", "样机补助不需要备案", (Verdict.NO, "不需要")),
        ("更名要报告吗", "企业更名的,应当在三个月内报告", (Verdict.YES, "需要")),
        ("商标算样机权利吗", "专利、图纸等(不含商标)属于样机权利", (Verdict.NO, "不是")),
        ("样机能享受补助吗", "符合条件的样机可以享受补助", (Verdict.YES, "符合条件的可以")),
    ],
)
def test_an_assertion_of_the_case_proves_it(question, sentence, expected):
    assert verdicts(question, sentence) == {expected}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("图纸算样机权利吗", "旧办法规定图纸属于样机权利"),
        ("ii类样机能申请吗", "I类样机可以申请"),
        ("60万元的样机能申请吗", "50万元的样机可以申请"),
        ("样机补助和贴息能同时享受吗", "样机补助可以分期领取"),
        ("样机能申请吗", "样机可以申请,但试验品除外"),
    ],
)
def test_another_case_an_old_rule_or_an_exception_proves_nothing(question, sentence):
    assert verdicts(question, sentence) == set()


def drafted(question, sentence, said=None):
    (proof,) = proofs(question, sentence)
    draft = make_draft(
        Sentence(f"{said or proof.saying}。", SentenceKind.VERDICT),
        clause_sentence(f"{sentence}。"),
        quotes=(make_quote(f"{sentence}。"),),
    )
    return replace(draft, proof=proof)


def test_a_proved_verdict_passes():
    verified = check(drafted("核定征收能享受样机补助吗", DENIES), "核定征收能享受样机补助吗")
    assert not verified.rejections
    assert verified.draft.proof is not None


@pytest.mark.parametrize(
    ("question", "sentence", "flipped"),
    [
        ("核定征收能享受样机补助吗", DENIES, "可以"),
        ("亏损企业是不是不能享受样机补助", PERMITS, "是"),
        ("样机单价正好60万元能申请吗", "样机单价不超过50万元", "这一条符合"),
        ("样机补助上限60万元对吧", "样机补助最高60万元", "不是"),
    ],
)
def test_a_flipped_verdict_is_cut_in_words_and_in_type(question, sentence, flipped):
    verified = check(drafted(question, sentence, said=flipped), question)
    assert [item.rule for item in verified.rejections] == ["verdict_not_proved"]
    assert verified.draft.proof is None
    true = drafted(question, sentence)
    other = Verdict.YES if true.proof.verdict is Verdict.NO else Verdict.NO
    assert check(replace(true, proof=replace(true.proof, verdict=other)), question).draft.proof is None


def test_a_verdict_on_another_question_or_without_proof_is_cut():
    draft = drafted("核定征收能享受样机补助吗", DENIES)
    assert [item.rule for item in check(draft, "今天天气好吗").rejections] == ["no_proof"]
    assert [item.rule for item in check(replace(draft, proof=None)).rejections] == ["no_proof"]


def test_words_that_no_quote_has_prove_nothing():
    draft = drafted("核定征收能享受样机补助吗", DENIES)
    other = Proof(draft.proof.asked, Verdict.NO, "不可以", "核定征收的企业一律不能享受样机补助")
    verified = check(replace(draft, proof=other), "核定征收能享受样机补助吗")
    assert [item.rule for item in verified.rejections] == ["verdict_not_proved"]
