import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.enumerators import Family, match_enumerator
from knowledge.numerals import to_chinese

PRINTED = {
    Family.ARTICLE: lambda n: f"第{to_chinese(n)}条 ",
    Family.CHINESE_COMMA: lambda n: f"{to_chinese(n)}、",
    Family.QUESTION: lambda n: f"问{n}:",
    Family.CHINESE_PAREN: lambda n: f"（{to_chinese(n)}）",
    Family.ARABIC_DOT: lambda n: f"{n}.",
    Family.ARABIC_COMMA: lambda n: f"{n}、",
    Family.ARABIC_PAREN: lambda n: f"({n})",
    Family.HALF_PAREN: lambda n: f"{n})",
    Family.CIRCLED: lambda n: chr(0x245F + n % 20 if n % 20 else 0x2473),
}


@given(st.sampled_from(sorted(PRINTED)), st.integers(min_value=1, max_value=199))
def test_every_family_is_recognised_with_its_number(family: Family, number: int):
    mark = match_enumerator(PRINTED[family](number) + "推进工作。")
    assert mark is not None
    assert mark.family is family
    assert mark.value == (number if family is not Family.CIRCLED else (number % 20 or 20))


@pytest.mark.parametrize(
    ("text", "family", "path", "rest"),
    [
        ("（一）甲", Family.CHINESE_PAREN, "1", "甲"),
        ("( 二 ) 甲", Family.CHINESE_PAREN, "2", "甲"),
        ("㈢甲", Family.CHINESE_PAREN, "3", "甲"),
        ("(一)、甲", Family.CHINESE_PAREN, "1", "甲"),
        ("(一)项目建设", Family.CHINESE_PAREN, "1", "项目建设"),
        ("１．甲", Family.ARABIC_DOT, "1", "甲"),
        ("⒈甲", Family.ARABIC_DOT, "1", "甲"),
        ("3.2025年底前", Family.ARABIC_DOT, "3", "2025年底前"),
        ("⑵甲", Family.ARABIC_PAREN, "2", "甲"),
        ("（１）甲", Family.ARABIC_PAREN, "1", "甲"),
        ("廿一、甲", Family.CHINESE_COMMA, "21", "甲"),
        ("一、二维码", Family.CHINESE_COMMA, "1", "二维码"),
        ("第一百二十条之一 甲", Family.ARTICLE, "120_1", "甲"),
        ("第 三 条\u3000甲", Family.ARTICLE, "3", "甲"),
        ("第十五 条工商", Family.ARTICLE, "15", "工商"),
        ("第二条中华", Family.ARTICLE, "2", "中华"),
        ("第12条 甲", Family.ARTICLE, "12", "甲"),
        ("第四条 第三条所称", Family.ARTICLE, "4", "第三条所称"),
        ("第四条【目的】甲", Family.ARTICLE, "4", "【目的】甲"),
        ("第三问 甲", Family.QUESTION, "3", "甲"),
        ("Q2：甲", Family.QUESTION, "2", "甲"),
        ("5.9.5 轻微伤", Family.DOTTED, "5.9.5", "轻微伤"),
    ],
)
def test_printed_forms_are_read(text: str, family: Family, path: str, rest: str):
    mark = match_enumerator(text)
    assert mark is not None
    assert (mark.family, mark.path, text[mark.end :]) == (family, path, rest)


@pytest.mark.parametrize(
    "text",
    [
        "第三条规定的条件",
        "第五条所称企业",
        "第三条、第四条",
        "第三条 第一款",
        "第三条的规定",
        "第三条之规定",
        "第三条至第五条",
        "(一)项规定的",
        "(一)至(三)项",
        "（一）、（二）项",
        "一、二、三等奖",
        "一、二等奖各一名",
        "1、2月",
        "2023.1.5",
        "2023年",
        "十十、甲",
        "一是甲",
        "首先,甲",
        "第一章 总则",
        "问题很多",
        "零、甲",
        "甲",
        "",
        "(2023)4号",
    ],
)
def test_cross_references_lists_of_numbers_and_dates_are_no_enumerators(text: str):
    assert match_enumerator(text) is None


def test_the_mark_is_read_at_the_given_place():
    mark = match_enumerator("甲。(二)  乙", 2)
    assert mark is not None
    assert (mark.start, mark.end, mark.printed) == (2, 7, "(二)")


@given(st.text(alphabet="第一十百零条之项款问Q(（)）1２.．、 \n的①㈠甲"), st.integers(min_value=0, max_value=20))
def test_no_text_breaks_the_recogniser(text: str, position: int):
    mark = match_enumerator(text, min(position, len(text)))
    assert mark is None or position <= mark.start < mark.end <= len(text)
