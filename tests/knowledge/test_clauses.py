"""What becomes a clause: the action plan, awkward hand-made documents, and generated ones of known structure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from knowledge.clauses import parse_clauses
from knowledge.normalise import stored_text
from knowledge.numerals import to_chinese
from knowledge.types import Clause

PLAN = Path(knowledge.__file__).parent / "documents" / "sd-xyd-2023" / "text.txt"
PLAN_PATHS = (
    "0 1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.2 2.2.3 2.2.4 2.3 2.3.5 2.3.6 2.4 2.4.7 2.4.8 2.4.9 2.5 2.5.10 2.5.11 2.5.12 "
    "2.6 2.6.13 2.6.14 2.6.15 2.7 2.7.16 2.7.17 2.7.18 3 3.1 3.2 3.3 3.4"
)


def parse(text: str, title: str | None = None) -> tuple[Clause, ...]:
    clauses = parse_clauses(text, doc_id="doc", title=title)
    assert_partition(text, clauses)
    return clauses


def assert_partition(text: str, clauses: tuple[Clause, ...]) -> None:
    """Offsets hold, clauses follow each other, and no word is lost: only headings lie between."""
    position, headings = 0, []
    for clause in clauses:
        assert text[clause.start : clause.end] == clause.text
        assert clause.text == clause.text.strip() != ""
        assert clause.start >= position
        headings += text[position : clause.start].split("\n")
        position = clause.end
    assert text[position:].strip() == ""
    assert len({clause.path for clause in clauses}) == len(clauses)
    for heading in headings:
        assert len(heading.strip()) <= 50
        assert not heading.strip().endswith(("。", ";", "；"))


def paths(text: str, title: str | None = None) -> list[str]:
    return [clause.path for clause in parse(text, title)]


def by_path(text: str) -> dict[str, Clause]:
    return {clause.path: clause for clause in parse(text)}


def test_the_action_plan_parses_into_its_numbered_units_and_nothing_else():
    assert " ".join(paths(PLAN.read_text(encoding="utf-8"))) == PLAN_PATHS


def test_the_clause_of_the_headline_question_carries_label_titles_and_words():
    text = PLAN.read_text(encoding="utf-8")
    clause = by_path(text)["2.3.6"]
    assert clause.label == "二、(三)6."
    assert clause.heading_path == ("重点任务", "壮大科技创新主体,开展“强企”行动", "壮大科技型企业队伍")
    assert clause.text.startswith("6.壮大科技型企业队伍。强化")
    assert clause.text.endswith("研发投入按10%给予后补助。")
    assert clause.clause_id == "doc:2.3.6"


def test_unnumbered_paragraphs_and_run_in_text_stay_in_their_clause():
    clauses = by_path(PLAN.read_text(encoding="utf-8"))
    assert "创新能力显著提升。" in clauses["1.2"].text
    assert clauses["1.2"].text.endswith("产业链更加健全。")
    assert clauses["3.1"].text.startswith("(一)完善工作机制。完善协同工作机制")
    assert clauses["0"].text.startswith("鲁科字〔2023〕4号")
    assert clauses["0"].text.endswith("特制定本行动计划。")
    assert clauses["2.3"].text == "(三)壮大科技创新主体,开展“强企”行动"


AWKWARD = {
    "full width": (
        "政策\n一、目标\n（一）甲。\n１．乙。\n２．丙。\n（二）丁。\n３．戊。",
        "0 1 1.1 1.1.1 1.1.2 1.2 1.2.3",
    ),
    "enclosed characters": ("㈠甲\n⑴乙。\n①丙。\n②丁。\n⑵戊。\n㈡己。", "1 1.1 1.1.1 1.1.2 1.2 2"),
    "skipped numbers": ("通知\n一、甲。\n三、乙。\n1.丙。\n5.丁。", "0 1 3 3.1 3.5"),
    "restarts": ("通知\n一、甲。\n1.乙。\n1.丙。\n二、丁。\n1.戊。\n二、己。\n1.庚。", "0 1 1.1 1.1-2 2 2.1 2-2 2.1-2"),
    "thrice the same": ("1.甲。\n1.乙。\n1.丙。", "1 1-2 1-3"),
    "two clauses on one line": ("通知\n一、甲。(一)乙。(二)丙。二、丁。", "0 1 1.1 1.2 2"),
    "colon, comma, semicolon": ("一、材料:1.甲;2.乙,3.丙、(一)丁。\n二、其他。", "1 2"),
    "list begun after a colon goes on": ("一、材料:(一)甲。(二)乙。(三)丙。\n二、其他。", "1 2"),
    "cross references": ("一、甲。\n依据第三条办理。\n第三条规定的企业。\n(一)项所列材料。\n一、二等奖各一名。", "1"),
    "dotted figures": ("通知\n1.甲。\n1.5亿元以上项目。\n2.5G网络。\n3.2025年前完成。", "0 1 2 3"),
    "several dotted levels": ("5.甲\n5.1 乙\n5.1.1 丙\n5.1.2 丁\n5.2 戊\n6.己", "5 5.1 5.1.1 5.1.2 5.2 6"),
    "numbers without a dot above 1.1": (
        "指南\n1 范围\n甲。\n2 条件\n2.1 乙\n2.1.1 丙。\n2.2 丁。\n3 流程\n3.1 戊。\n5 楼办理。\n5 附则\n己。",
        "0 1 2 2.1 2.1.1 2.2 3 3.1",
    ),
    "numbers without a dot alone": ("指南\n1 号楼\n2 号楼\n甲。", "0 p1"),
    "one. under 一、": ("一、甲\n1.乙。\n(1)丙。\n(2)丁。\n2.戊。\n二、己\n1.庚。", "1 1.1 1.1.1 1.1.2 1.2 2 2.1"),
    "starts with (一)": ("通知\n(一)甲。\n1.乙。\n2.丙。\n(二)丁。\n1.戊。", "0 1 1.1 1.2 2 2.1"),
    "mixed 1. and 1、": ("一、甲\n1、乙。\n2.丙。\n3、丁。\n二、戊", "1 1.1 1.2 1.3 2"),
    "levels left out": ("一、甲\n(一)乙\n1.丙。\n二、丁\n1.戊。\n2.己。\n(一)庚。", "1 1.1 1.1.1 2 2.1 2.2 2.1-2"),
    "half parentheses": ("一、甲\n1)乙。\n2)丙。", "1 1.1 1.2"),
    "questions": ("问答\n问1:甲?\n答:乙。\n1.丙。\n2.丁。\n问2:戊?\n答:己。\n第三问 庚?\n答:辛。", "0 1 1.1 1.2 2 3"),
    "questions under sections": ("一、甲\n问1:乙?\n答:丙。\n二、丁\n问2:戊?\n答:己。", "1 1.1 2 2.2"),
    "Markdown list": ("指南\n1. 甲\n2. 乙\n- 丙\n10. 丁", "0 1 2 10"),
    "articles": ("办法\n第一条 甲。\n(一)乙;\n(二)丙。\n1.丁。\n第二条 戊。\n一、己;\n二、庚。", "0 1 2"),
    "articles without space": ("办法\n第一条为了甲。\n第二条本办法乙。\n第一条所称丙。\n第三条中外丁。", "0 1 2 3"),
    "articles on one line": ("办法\n第一条 甲。第二条 乙。依第三条办理。第三条规定丙。", "0 1 2"),
    "inserted articles": ("第一百二十条 甲。\n第一百二十条之一 乙。\n第一百二十条之二 丙。", "120 120_1 120_2"),
    "letter above articles": (
        "通知\n一、甲。\n二、乙。\n某局\n2024年1月1日\n某办法\n第一条 丙。\n第二条 丁。",
        "0 1 2 1-2 2-2",
    ),
    "amending decision": ("决定\n一、改为:\n“第三条 甲。\n第四条 乙。”\n二、丙。\n三、丁。", "0 1 2 3"),
    "quoted articles with items": (
        "决定\n一、第三条修改为：“第三条 甲：\n（一）乙；\n（二）丙。”\n"
        "二、增加一条：\n“第五条 丁：\n“（一）戊“己”；\n1.庚。”\n三、辛。\n（一）壬。",
        "0 1 2 3 3.1",
    ),
    "quotation that is never closed": (
        "决定\n一、改为：“甲：\n（一）乙。\n二、丙。\n（一）丁。\n三、戊“己”。",
        "0 1 2 2.1 3",
    ),
    "quotation in a sentence": ("通知\n一、落实“甲\n（一）乙”。\n二、丙。", "0 1 1.1 2"),
    "attachments": ("通知\n一、甲。\n附件1\n表\n一、乙\n(一)丙\n附件2:\n1.丁", "0 1 a1 a1.1 a1.1.1 a2 a2.1"),
    "attachment without number": ("通知\n请执行。\n附件\n办法\n第一条 甲。\n第二条 乙。", "0 a1 a1.1 a1.2"),
    "attachment with title": ("通知\n一、甲。\n附件1:申报指南\n一、乙\n附件1-2 表\n一、丙", "0 1 a1 a1.1 a1_2 a1_2.1"),
    "list of attachments": ("通知\n一、甲。\n附件:1.申报书\n     2.汇总表\n某局\n2024年1月1日", "0 1"),
    "list, then attachments": (
        "通知\n一、甲。\n附件1:书\n附件2:表\n某局\n2024年1月1日\n附件1\n1.乙\n附件2\n丙",
        "0 1 a1 a1.1 a2",
    ),
    "attachment with title above a table": ("通知\n一、甲。\n附件:奖励标准表\n类别 | 金额\n乙 | 5万元", "0 1 a1"),
    "inserted article without a space": ("第十条 甲。\n第十条之二乙。\n第十一条 丙。", "10 10_2 11"),
    "inserted item": ("一、甲\n(三)乙。\n(三)之一 丙。\n(四)丁。", "1 1.3 1.3_1 1.4"),
    "single listed attachment": ("通知\n一、甲。\n附件:申报书\n某局\n2024年1月1日", "0 1"),
    "attachment named in a sentence": ("一、甲。\n附件1所列材料。\n附件2的表格应盖章。", "1"),
    "table": ("一、标准\n项目 | 金额\n一、甲 | 1.乙\n(一)丙。 | 二、丁\n二、其他", "1 2"),
    "no numbering": ("园区介绍\n园字〔2024〕1号\n甲。\n乙。\n某局\n2024年1月1日", "0 p1 p2"),
    "no numbering, no title": ("甲是甲。\n\n乙是乙。", "p1 p2"),
    "one line": ("园区介绍", "0"),
    "table of contents": (
        "计划\n目  录\n一、甲 ..... 1\n(一)乙\n二、丙……3\n附件1 表 ……5\n一、甲\n(一)乙\n丁。\n二、丙\n戊。",
        "0 1 1.1 2",
    ),
    "notes of a table": ("一、甲\n项目 | 金额\n注:1.乙。\n2.丙。\n二、丁", "1 2"),
    "nested Markdown list": (
        "1. 甲\n   1. 乙\n   2. 丙\n      1. 丁\n2. 戊\n   1. 己\n3. 庚",
        "1 1.1 1.2 1.2.1 2 2.1 3",
    ),
    "answers that list": ("问1:甲?\n答:一、乙。\n二、丙。\n问2:丁?\n答:戊。", "1 1.2 2"),
    "minutes": ("会议纪要\n时间:2026年1月1日\n会议指出,抓好落实。\n会议议定:(一)甲;(二)乙。", "0 p1 p2"),
    "nothing": (" \n\u3000\n", ""),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_documents_parse_into_the_printed_numbers(name: str):
    text, expected = AWKWARD[name]
    assert paths(text) == expected.split()


def test_divisions_lie_between_clauses_and_head_what_follows():
    text = (
        "办法\n第一章 总则\n第一条 甲。\n第二章\n申报\n第一节 条件\n第二条 乙。\n第三条 【期限】丙。\n附则\n"
        "第四条 丁。\n第一条所称戊。"
    )
    clauses = by_path(text)
    assert clauses["1"].text == "第一条 甲。"
    assert clauses["1"].heading_path == ("第一章 总则",)
    assert clauses["2"].heading_path == ("第二章 申报", "第一节 条件")
    assert clauses["3"].heading_path == ("第二章 申报", "第一节 条件", "期限")
    assert clauses["4"].heading_path[-1] == "附则"
    assert clauses["4"].text == "第四条 丁。\n第一条所称戊。"


def test_numbered_headings_over_articles_are_headings():
    clauses = by_path("解释\n一、管辖\n第一条 甲。\n二、回避\n(一)范围\n第二条 乙:\n(一)丙。\n第三条 丁。")
    assert list(clauses) == ["0", "1", "2", "3"]
    assert clauses["1"].heading_path == ("管辖",)
    assert clauses["3"].heading_path == ("回避", "范围")


def test_a_table_of_contents_is_no_clause():
    assert paths("办法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。") == [
        "0",
        "1",
        "2",
    ]


def test_text_under_a_division_stays_in_the_clause_above():
    clauses = by_path("办法\n第一条 甲。\n第二章 申报\n本章说明。\n第二条 乙。")
    assert clauses["1"].text == "第一条 甲。\n第二章 申报\n本章说明。"
    assert clauses["2"].heading_path == ("第二章 申报",)


def test_an_unnumbered_heading_heads_its_list_until_an_outer_clause_begins():
    clauses = by_path("政策\n一、支持\n1.甲。\n申报要求\n2.乙。\n3.丙。\n二、其他\n1.丁。")
    assert clauses["1.1"].text == "1.甲。"
    assert clauses["1.2"].heading_path == ("支持", "申报要求")
    assert clauses["1.3"].heading_path == ("支持", "申报要求")
    assert clauses["2.1"].heading_path == ("其他",)


def test_short_list_lines_and_signatures_are_no_headings():
    clauses = by_path("一、领域:\n人工智能\n集成电路\n二、其他。\n某局\n2024年1月1日")
    assert clauses["1"].text == "一、领域:\n人工智能\n集成电路"
    assert clauses["2"].text.endswith("某局\n2024年1月1日")
    assert by_path("一、甲。\n责任单位:某局\n二、乙。")["1"].text.endswith("责任单位:某局")


def test_the_title_above_the_first_clause_belongs_to_the_lead_text():
    text = "请认真执行。\n某某奖励办法\n第一条 甲。\n第二条 乙。"
    assert by_path(text)["0"].text == "请认真执行。\n某某奖励办法"


def test_headings_between_unnumbered_paragraphs_head_them():
    clauses = by_path("介绍\n甲是甲。\n交通\n乙是乙。\n表头 | 值\n丙 | 丁")
    assert list(clauses) == ["0", "p1", "p2"]
    assert clauses["p2"].heading_path == ("交通",)
    assert clauses["p2"].text.endswith("丙 | 丁")
    assert clauses["p2"].label == "第2段"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("(一)完善机制。完善协同。", "完善机制"),
        ("(一)申报条件:", "申报条件"),
        ("1.支持对象:注册企业。", "支持对象"),
        ("1.申报方式:线上,提交以下材料:", "申报方式"),
        ("一、主要任务。(一)培育。", "主要任务"),
        ("一、什么是高企?", "什么是高企?"),
        ("1.企业应当守法,并且在园区注册满一年;", None),
        ("1.守法。", None),
        ("第一条 企业守法。不守法的除外。", None),
        ("第一条(目的)为了甲。", "目的"),
        ("第一条 申报条件", "申报条件"),
    ],
)
def test_titles_are_own_lines_lead_sentences_and_labels(text: str, title: str | None):
    assert parse(text)[0].heading_path == ((title,) if title else ())


def test_labels_are_printed_from_the_top_down():
    clauses = by_path("通知\n一、甲\n（二）乙\n6．丙。\n附件1\n一、丁\n1.1 戊")
    assert clauses["0"].label == "正文前"
    assert clauses["1.2.6"].label == "一、（二）6．"
    assert clauses["a1"].label == "附件1"
    assert clauses["a1.1"].label == "附件1 一、"
    assert by_path("第一百二十条之一 甲。")["120_1"].label == "第一百二十条之一"


WORDS = st.text(alphabet="支持企业创新发展推进平台", min_size=2, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: ",".join(words) + "。")
STYLES = {
    "一、": lambda n: f"{to_chinese(n)}、",
    "(一)": lambda n: f"({to_chinese(n)})",
    "（一）": lambda n: f"（{to_chinese(n)}）",
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "(1)": lambda n: f"({n})",
    "①": lambda n: chr(0x245F + n),
}
ORDERS = [
    ("一、", "(一)", "1.", "(1)"),
    ("一、", "（一）", "1、", "①"),
    ("一、", "1.", "(1)", "①"),
    ("(一)", "1.", "(1)", "①"),
    ("1.", "(1)", "①"),
]


@st.composite
def numbered_documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A document of nested numbered items and the paths that it has; items may share a line."""
    order = draw(st.sampled_from(ORDERS))
    pieces, expected = [draw(SENTENCES) + "\n"], ["0"]

    def add(depth: int, parents: tuple[int, ...]) -> None:
        for number in range(1, draw(st.integers(min_value=1, max_value=4)) + 1):
            expected.append(".".join(map(str, (*parents, number))))
            pieces.append(
                STYLES[order[depth]](number) + draw(SENTENCES) + draw(st.sampled_from(["", "\n", "\n\n\u3000"]))
            )
            if depth + 1 < len(order) and draw(st.booleans()):
                add(depth + 1, (*parents, number))

    add(0, ())
    return "".join(pieces), expected


@given(numbered_documents())
def test_generated_documents_parse_back_to_their_structure(document: tuple[str, list[str]]):
    text, expected = document
    assert paths(text) == expected


@st.composite
def article_documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A document in articles with 章, 款 and 项, and its paths."""
    space = draw(st.sampled_from([" ", "\u3000", ""]))
    lines, expected = ["某办法"], ["0"]
    for number in range(1, draw(st.integers(min_value=2, max_value=15)) + 1):
        if draw(st.integers(min_value=0, max_value=3)) == 0:
            lines.append(f"第{to_chinese(number)}章 总则")
        lines.append(f"第{to_chinese(number)}条{space}支持{draw(SENTENCES)}")
        lines += [f"({to_chinese(item)}){draw(SENTENCES)}" for item in range(1, draw(st.integers(0, 3)) + 1)]
        lines += [f"依据第{to_chinese(number)}条的规定,{words}" for words in draw(st.lists(SENTENCES, max_size=2))]
        expected.append(str(number))
    return "\n".join(lines), expected


@given(article_documents())
def test_generated_articles_parse_back_to_their_numbers(document: tuple[str, list[str]]):
    text, expected = document
    assert paths(text) == expected


FRAGMENTS = st.sampled_from(
    [
        "一、",
        "二、",
        "(一)",
        "（二）",
        "1.",
        "2．",
        "1.1",
        "1.1.1 ",
        "(1)",
        "①",
        "第一条 ",
        "第二条",
        "第三条之一",
        "第一章 总则",
        "第二节",
        "附件",
        "附件1",
        "附件:1.",
        "问1:",
        "第二问",
        "甲",
        "乙。",
        "丙;",
        "某办法",
        " | ",
        "\n",
        "\n\n",
        "\u3000",
        "2024年1月1日",
        "。",
        ":",
        "(此件公开发布)",
    ]
)


@given(st.lists(FRAGMENTS, max_size=40).map("".join), st.one_of(st.none(), st.just("某办法")))
def test_any_mixture_of_enumerators_is_partitioned_without_loss(text: str, title: str | None):
    parse(text, title)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_any_text_is_partitioned_without_loss(text: str):
    parse(stored_text(text))
