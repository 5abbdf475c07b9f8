"""Denials, hedges and promises that a sentence must share with its source."""

from __future__ import annotations

import pytest

from bot.polarity import polarity_fault

SOURCE = (
    "支持企业牵头制定国际标准,可以按规定享受税收优惠。未单独核算的不得享受该项优惠。"
    "\n鼓励有条件的园区建设公共平台。在孵企业免征房产税,外商投资企业除外。省级以上重点人才工程予以优先保障。"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "支持企业牵头制定国际标准",
        "未单独核算的不得享受该项优惠",
        "未单独核算的不能享受该项优惠",
        "在孵企业免征房产税,外商投资企业除外",
        "鼓励有条件的园区建设公共平台",
        "省级以上重点人才工程予以优先保障",
    ],
)
def test_a_sentence_that_is_as_firm_as_its_source_passes(sentence: str) -> None:
    assert polarity_fault(sentence, SOURCE) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "不支持企业牵头制定国际标准",
        "必须企业牵头制定国际标准",
        "企业牵头制定国际标准",
        "未单独核算的可以享受该项优惠",
        "单独核算的不得享受该项优惠",
        "未单独核算的不得不享受该项优惠",
        "在孵企业征收房产税",
        "外商投资企业在内",
        "鼓励园区建设公共平台",
        "一律可以按规定享受税收优惠",
        "省级重点人才工程予以优先保障",
    ],
)
def test_a_flipped_or_firmer_sentence_is_found(sentence: str) -> None:
    assert polarity_fault(sentence, SOURCE) is not None


@pytest.mark.parametrize("word", ["不动产", "未来产业", "无形资产", "非居民企业", "不断提高"])
def test_words_that_only_look_like_denials_deny_nothing(word: str) -> None:
    assert polarity_fault(f"{word}项目建设", f"{word}项目建设") is None
    assert polarity_fault("项目建设", f"{word}项目建设") is None
