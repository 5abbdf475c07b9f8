"""Slips are mended where a listed word sounds alike; real words stay."""

import pytest

from bot.eligibility.fields import load_fields
from bot.eligibility.words.lexicon import load_lexicon
from bot.eligibility.words.mending import load_mender, ready
from bot.eligibility.words.spacing import compact

MENDER = load_mender(load_lexicon(load_fields()).all_words)


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("赢收", "营收"),
        ("软住3个", "软著3个"),
        ("言发费用", "研发费用"),
        ("小规膜", "小规模"),
        ("发明专历", "发明专利"),
        ("资产总鹅", "资产总额"),
    ],
)
def test_a_slip_that_sounds_alike_is_mended(slip, right):
    assert MENDER.mend(slip) == right


@pytest.mark.parametrize(
    "text", ["预期收益", "自产自销", "应收账款", "监测站", "起点很高", "研究院", "我们去年营收不错"]
)
def test_what_is_right_stays(text):
    assert MENDER.mend(text) == text


@pytest.mark.parametrize("text", ["營業收入１２００萬元，研發費用", "ＡＢＣ①②", "員工㎡", "a\u3000b"])
def test_folding_keeps_the_length(text):
    assert len(ready(text)) == len(text)


def test_a_spaced_out_text_is_closed_up_and_offsets_lead_back():
    text = "营 业 收 入 1 2 0 0 万"
    closed = compact(text)
    assert closed.text == "营业收入1200万"
    assert text[slice(*closed.original(4, 9))] == "1 2 0 0 万"


def test_spaces_between_entries_stay():
    assert compact("济南槐荫 员工31 研发12 发明1").text == "济南槐荫 员工31 研发12 发明1"
