import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.readers.markdown import read_markdown


def lines(source: str) -> list[str]:
    return read_markdown(source.encode()).text.split("\n")


def codes(source: str) -> list[str]:
    return [flag.code for flag in read_markdown(source.encode()).flags]


def test_an_ordered_list_counts_as_it_renders():
    source = "# 申报指南\n\n1. 甲。\n1. 乙。\n   1. 子。\n   1. 孙。\n1. 丙。\n\n文。\n\n7) 庚。\n7) 辛。\n"
    assert lines(source) == [
        "申报指南", "1. 甲。", "2. 乙。", "    1. 子。", "    2. 孙。", "3. 丙。", "文。", "7) 庚。", "8) 辛。",
    ]  # fmt: skip
    paths = [clause.path for clause in parse_clauses("\n".join(lines(source)), doc_id="d")]
    assert paths[:6] == ["0", "1", "2", "2.1", "2.2", "3"]


def test_markup_goes_and_text_stays():
    source = (
        "## **补助**标准\n\n按*投入*的 `10%` 补助，见[办法](http://127.0.0.1/x)，\\*另行通知。\n\n> 引文。\n\n---\n\n"
        "- 点\n\n```\n公式 = a * b\n```\n\n第一行<br>第二行\n"
    )
    assert lines(source) == [
        "补助标准", "按投入的 10% 补助，见办法，*另行通知。", "引文。", "• 点", "公式 = a * b", "第一行", "第二行",
    ]  # fmt: skip


def test_emphasis_that_ends_in_chinese_punctuation_is_dropped_too():
    assert lines("**（一）标准：**按10%补助。\n\n5 ** 2 = 25，a**b") == ["（一）标准：按10%补助。", "5 ** 2 = 25，a**b"]


def test_tables_are_rows():
    source = "| 类别 | 金额 |\n|---|---:|\n| 一类 | **50万元** |\n| 二类 |\n"
    assert lines(source) == ["类别 | 金额", "一类 | 50万元", "二类 |"]


def test_comments_and_hidden_text_are_left_out_and_flagged():
    source = '# 办法\n<!-- 内部 -->\n\n一、甲<span style="display:none">密</span>。\n\n<div hidden>密</div>\n'
    assert lines(source) == ["办法", "一、甲。"]
    assert sorted(codes(source)) == ["comments_dropped", "hidden_text"]


def test_a_table_in_html_repeats_merged_cells():
    source = "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>\n"
    assert lines(source) == ["甲 | 1", "甲 | 2"]


def test_a_footnote_follows_its_paragraph():
    source = "一、研发费用[^a]按实计。\n\n二、补助。\n\n[^a]: 按119号文归集。\n    另见指南。\n"
    assert lines(source) == ["一、研发费用按实计。", "注1：按119号文归集。 另见指南。", "二、补助。"]


@pytest.mark.parametrize("line", ["[注]: 申报材料一式三份", "[^x] 没有注文", "[1]：见附件", "[a]: 甲 乙"])
def test_text_that_looks_like_a_reference_is_not_lost(line: str):
    assert "".join(read_markdown(line.encode()).text.split()) == "".join(line.split())


def test_front_matter_gives_the_title_and_no_text():
    read = read_markdown("---\ntitle: 若干措施\ndate: 2025-01-02\n---\n\n一、甲。\n".encode())
    assert (read.text, read.title) == ("一、甲。", "若干措施")


def test_lines_of_one_paragraph_stay_lines_unless_a_sentence_goes_on():
    assert lines("第一条 甲。\n第二条 包括乙、\n丙。\n（一）丁。") == [
        "第一条 甲。",
        "第二条 包括乙、丙。",
        "（一）丁。",
    ]


def test_a_law_keeps_its_chapters_and_articles():
    general = "# 某法\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 甲。\n\n乙款。\n\n（一）丙；\n\n"
    source = general + "## 第二章 附则\n\n第二条 丁。\n"
    clauses = parse_clauses(read_markdown(source.encode()).text, doc_id="d")
    assert [(clause.path, clause.heading_path) for clause in clauses] == [
        ("0", ()), ("1", ("第一章 总则",)), ("2", ("第二章 附则",)),
    ]  # fmt: skip


@given(st.lists(st.text(alphabet="甲乙丙（一）二、。：0123万元%第条\u3000", min_size=1, max_size=20), max_size=10))
def test_text_without_markup_loses_nothing_but_white_space(paragraphs: list[str]):
    source = "\n\n".join(paragraphs)
    assert "".join(read_markdown(("始。\n\n" + source).encode()).text.split()) == "始。" + "".join(source.split())


@given(st.text(alphabet="甲*_`[]()<>!#-+.1|\\~:\n &;^\"'="))
def test_any_markup_is_read(source: str):
    read_markdown(("甲" + source).encode())
