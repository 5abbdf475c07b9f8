"""文号 in all forms, and which is the document's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction.document_numbers import numbers_in, own_numbers
from knowledge.extraction.layout import fold, layout_of


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("鲁科字〔2023〕4号", "鲁科字〔2023〕4号"),
        ("国科发火[2016]32号", "国科发火〔2016〕32号"),
        ("财税（2016）36号", "财税〔2016〕36号"),
        ("鲁科字【２０２３】 4 号", "鲁科字〔2023〕4号"),
        ("鲁 科 字 〔 2023 〕 4 号", "鲁科字〔2023〕4号"),
        ("济科规发〔2024〕第3号", "济科规发〔2024〕3号"),
        ("国办发明电〔2020〕１２号", "国办发明电〔2020〕12号"),
        ("财政部 税务总局公告2023年第7号", "财政部 税务总局公告2023年第7号"),
        ("财政部、税务总局、科技部公告2022年第16号", "财政部 税务总局 科技部公告2022年第16号"),
        ("中华人民共和国国务院令\n第802号", "国务院令第802号"),
        ("国 务 院 令 第 802 号", "国务院令第802号"),
        ("中华人民共和国主席令 第六十三号", "主席令第六十三号"),
        ("齐川市人民政府令（第354号）", "齐川市人民政府令第354号"),
        ("齐川市科学技术局公告〔2026〕5号", "齐川市科学技术局公告〔2026〕5号"),
    ],
)
def test_a_number_is_read_in_every_form(printed: str, canonical: str) -> None:
    assert [number.text for number in numbers_in(fold(printed))] == [canonical]


@given(
    st.text(alphabet="鲁科字国发火财税工信联企业规办", min_size=1, max_size=6),
    st.integers(1980, 2099),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "［］", "【】", "（）", "()"]),
    st.sampled_from(["", " "]),
)
def test_brackets_and_spaces_make_no_difference(agency: str, year: int, count: int, brackets: str, gap: str) -> None:
    printed = f"{agency}{gap}{brackets[0]}{gap}{year}{gap}{brackets[1]}{gap}{count}{gap}号"
    (number,) = numbers_in(fold(printed))
    assert (number.text, number.year, number.span) == (f"{agency}〔{year}〕{count}号", year, (0, len(printed)))


@pytest.mark.parametrize(
    "line",
    [
        "根据《某办法》（国科发火〔2016〕32号）,现就有关事项通知如下。",
        "各市:",
        "关于贯彻落实国科发火〔2016〕32号文件精神的通知",
        "第四号台风",
    ],
)
def test_a_number_that_is_cited_is_not_the_documents_own(line: str) -> None:
    text = f"关于开展检查的通知\n{line}\n一、总体要求\n鲁科字〔2023〕4号\n"
    assert own_numbers(layout_of(text)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "鲁科字〔2023〕4号",
        "文号：鲁科字〔2023〕4号",
        "山东省科学技术厅文件 鲁科字〔2023〕4号",
        "鲁科字〔2023〕4号 签发人：王某",
        "（鲁科字〔2023〕4号）",
    ],
)
def test_the_documents_own_number_fills_its_line(line: str) -> None:
    text = f"{line}\n关于开展检查的通知\n各市:\n根据国科发火〔2016〕32号,检查。"
    assert [number.text for number in own_numbers(layout_of(text))] == ["鲁科字〔2023〕4号"]
