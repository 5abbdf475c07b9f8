import pytest

from knowledge.clauses import parse_clauses
from knowledge.readers.docx import read_docx
from tests.knowledge.readers.word_files import OFFICIAL, level, numbered, numbering, paragraph, styled, word_file


def lines(body: str, definitions: str, styles: str = "") -> list[str]:
    return read_docx(word_file(body, numbering=definitions, styles=styles)).text.split("\n")


def paths(body: str, definitions: str) -> list[str]:
    text = read_docx(word_file(body, numbering=definitions)).text
    return [clause.path for clause in parse_clauses(text, doc_id="d")]


def test_the_numbers_of_an_official_document_are_rebuilt():
    body = "".join(
        [
            paragraph("关于支持企业研发的若干措施"),
            numbered("总体要求"),
            numbered("支持研发", 0),
            numbered("研发补助。按投入给予补助。", 1),
            numbered("最高五十万元。", 2),
            numbered("不重复享受。", 2),
            numbered("人才补助。", 1),
            numbered("每人一万元。", 2),
            numbered("附则", 0),
        ]
    )
    assert lines(body, OFFICIAL)[1:] == [
        "一、总体要求",
        "二、支持研发",
        "（一）研发补助。按投入给予补助。",
        "1. 最高五十万元。",
        "2. 不重复享受。",
        "（二）人才补助。",
        "1. 每人一万元。",
        "三、附则",
    ]
    assert paths(body, OFFICIAL) == ["0", "1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1", "3"]


def test_articles_and_chapters_count_on_their_own():
    definitions = numbering(
        level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>'),
        level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
        level(2, "chineseCountingThousand", "（%3）"),
    )
    chapter_one = numbered("总则") + numbered("为了鼓励研发，制定本办法。", 1) + numbered("企业应当：", 1)
    chapter_two = numbered("补助") + numbered("补助按年发放。", 1) + numbered("材料如下：", 1) + numbered("申请表。", 2)
    body = chapter_one + numbered("诚信申报；", 2) + numbered("按时申报。", 2) + chapter_two
    assert lines(body, definitions) == [
        "第一章 总则",
        "第一条 为了鼓励研发，制定本办法。",
        "第二条 企业应当：",
        "（一）诚信申报；",
        "（二）按时申报。",
        "第二章 补助",
        "第三条 补助按年发放。",
        "第四条 材料如下：",
        "（一）申请表。",
    ]
    assert paths(body, definitions) == ["1", "2", "3", "4"]


def test_a_level_restarts_only_after_the_level_that_it_names():
    definitions = numbering(
        level(0, "decimal", "%1."),
        level(1, "decimal", "(%2)"),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 1) + numbered("戊", 2) + numbered("己")
    )
    body += numbered("庚", 1) + numbered("辛", 2)
    assert lines(body, definitions) == [
        "1. 甲", "(1) 乙", "a) 丙", "(2) 丁", "b) 戊", "2. 己", "(1) 庚", "a) 辛",
    ]  # fmt: skip


def test_lists_on_one_definition_count_on_unless_one_overrides_the_start():
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = numbered("甲") + numbered("乙", number=2) + numbered("丙", number=3) + numbered("丁", number=3)
    assert lines(body, numbering(level(0, "decimal", "%1、"), more=more)) == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_list_may_override_a_whole_level():
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperRoman', '%1.', start=4)}</w:lvlOverride></w:num>"
    )
    assert lines(numbered("甲", number=2), numbering(level(0, "decimal", "%1、"), more=more)) == ["IV. 甲"]


def test_legal_numbering_prints_the_numbers_above_in_digits():
    definitions = numbering(
        level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>'), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    )
    assert lines(numbered("总则") + numbered("目的。", 1), definitions) == ["第一章 总则", "1.1 目的。"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    '<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>'
)


def test_styles_number_their_paragraphs_and_those_of_the_styles_based_on_them():
    definitions = numbering(
        level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="2"/>'),
    )
    none = paragraph("无编号", properties='<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("总则", "1") + styled("目的。", "2") + styled("依据。", "3") + none + styled("附则", "1")
    assert lines(body, definitions, STYLES) == ["一、总则", "（一）目的。", "（二）依据。", "无编号", "二、附则"]


def test_a_list_may_take_its_definition_from_a_style():
    definitions = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1)")}<w:styleLink w:val="s"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert lines(numbered("甲") + numbered("乙"), definitions) == ["1) 甲", "2) 乙"]


def test_an_empty_paragraph_counts_and_prints_nothing():
    assert lines(numbered("甲") + numbered("") + numbered("乙"), OFFICIAL) == ["一、甲", "三、乙"]


@pytest.mark.parametrize(
    ("number_format", "text", "printed"),
    [
        ("decimal", "第%1条", "第21条 甲"),
        ("chineseCounting", "%1、", "二十一、甲"),
        ("ideographDigital", "%1、", "二一、甲"),
        ("chineseLegalSimplified", "%1、", "贰拾壹、甲"),
        ("japaneseCounting", "%1、", "二十一、甲"),
        ("upperLetter", "%1.", "U. 甲"),
        ("lowerRoman", "%1.", "xxi. 甲"),
        ("decimalEnclosedCircle", "%1", "㉑甲"),
        ("decimalFullWidth", "%1．", "２１．甲"),
        ("decimalZero", "%1.", "21. 甲"),
        ("bullet", "\uf06c", "• 甲"),
        ("none", "", "甲"),
        ("none", "附：", "附：甲"),
        ("unheardOf", "%1.", "21. 甲"),
    ],
)
def test_every_number_format_is_printed_as_word_prints_it(number_format: str, text: str, printed: str):
    definitions = numbering(level(0, number_format, text, start=21))
    line = lines(numbered("甲"), definitions)[0]
    assert line == printed


def test_a_list_that_is_defined_nowhere_numbers_nothing():
    assert lines(numbered("甲", number=7) + numbered("乙", level=5), OFFICIAL) == ["甲", "乙"]


def test_deleted_paragraphs_do_not_count():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    )
    gone += '<w:del w:id="2"><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>'
    assert lines(numbered("甲") + gone + numbered("乙"), OFFICIAL) == ["一、甲", "二、乙"]
