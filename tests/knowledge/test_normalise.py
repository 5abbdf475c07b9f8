import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import join_hard_line_breaks, looks_wrapped, search_key, stored_text

PAGE = """为深入贯彻落实省委、省政府关于数字强省建
设的决策部署，全面提升我省新一代信息技术创
新能力，打造高质量发展新引擎，特制定本计划。
一、总体要求
以提升自主创新能力为主线，构建以企业为主体
的创新体系。"""


def test_stored_text_drops_bom_trailing_spaces_and_foreign_line_ends():
    assert stored_text("\ufeff一、甲 \u3000\r\n乙\t\r丙\u2028丁") == "一、甲\n乙\n丙\n丁"


def test_stored_text_keeps_width_traditional_characters_and_indents():
    text = "\u3000\u3000（一）研發費用１００％\n\n〔２０２３〕ﬁ ㈠"
    assert stored_text(text) == text


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_storing_twice_changes_nothing_more(text: str):
    once = stored_text(text.lstrip("\ufeff"))
    assert stored_text(once) == once
    assert "\r" not in once


@given(st.text(alphabet="甲乙（１)Ａ。、一 \u3000\n\t"))
def test_stored_text_loses_nothing_but_white_space(text: str):
    assert "".join(stored_text(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("研發費用加計扣除", "研发费用加计扣除"),
        ("１０％ ＡＩ（一）", "10% ai(一)"),
        ("  甲 \n\u3000乙 ", "甲 乙"),
        ("鲁科字〔2023〕4号", "鲁科字〔2023〕4号"),
    ],
)
def test_search_keys_fold_width_case_white_space_and_traditional_characters(text: str, key: str):
    assert search_key(text) == key


@given(st.text())
def test_search_keys_hold_single_spaces_only(text: str):
    key = search_key(text)
    assert key == " ".join(key.split())


WRAPPED = (
    "　　为深入贯彻落实省委省政府关于数字强省建设的决策部署，全面提升我市新一代信息技术创新能力，按照市委工作要求，"
    "现就组织开展二〇二六年度企业研发投入补助资金申报工作的有关事项通知如下，请各区县科技局和各有关企业认真组织，"
    "按照规定的时间和要求报送申报材料。"
)
NAMES = "附件：名单\n济南甲乙科技有限公司\n山东丙丁信息技术有限公司\n济南戊己电子有限公司\n济南庚辛智能装备有限公司"


def wrapped(text: str, width: int = 22) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_a_page_of_full_lines_is_told_from_paragraphs():
    assert looks_wrapped(wrapped(WRAPPED))
    assert join_hard_line_breaks(wrapped(WRAPPED)) == WRAPPED
    paragraphs = "\n".join(WRAPPED[: 60 + 7 * count] + "。" for count in range(8))
    assert not looks_wrapped(paragraphs)
    assert join_hard_line_breaks(paragraphs) == paragraphs


@pytest.mark.parametrize("above", ["", WRAPPED + "\n", "关于公布名单的通知\n各有关单位：\n" + WRAPPED + "\n"])
def test_a_list_of_names_of_one_length_is_no_broken_sentence(above: str):
    assert join_hard_line_breaks(above + NAMES) == above + NAMES
    assert not looks_wrapped(above + NAMES)


def test_lines_of_one_sentence_are_joined_and_headings_are_not():
    assert join_hard_line_breaks(PAGE).split("\n") == [
        "为深入贯彻落实省委、省政府关于数字强省建设的决策部署，全面提升我省新一代信息技术创新能力，打造高质量发展新引擎，特制定本计划。",
        "一、总体要求",
        "以提升自主创新能力为主线，构建以企业为主体的创新体系。",
    ]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("包括甲、\n乙。", "包括甲、乙。"),
        ("根据《管理\n办法》执行。", "根据《管理办法》执行。"),
        ("using the open（source\nlicence）", "using the open（source licence）"),
        ("（2023-20\n25年）", "（2023-2025年）"),
        ("包括甲、\n(二)乙。", "包括甲、\n(二)乙。"),
        ("包括甲、\n\u3000\u3000乙。", "包括甲、\n\u3000\u3000乙。"),
        ("甲、| 乙、\n丙 | 丁", "甲、| 乙、\n丙 | 丁"),
        ("请执行,\n附件1:申报书", "请执行,\n附件1:申报书"),
        ("第一章 总则\n第一条 甲。", "第一章 总则\n第一条 甲。"),
        ("", ""),
    ],
)
def test_only_what_ends_inside_a_sentence_is_joined(text: str, joined: str):
    assert join_hard_line_breaks(text) == joined


@given(st.text(alphabet="甲乙丙，。、《》（） \n一二1."))
def test_joining_lines_keeps_all_words_in_order(text: str):
    assert "".join(join_hard_line_breaks(text).split()) == "".join(text.split())


def test_half_a_character_is_folded_instead_of_failing():
    assert search_key("样机\ud800试制") == "样机\ufffd试制"
