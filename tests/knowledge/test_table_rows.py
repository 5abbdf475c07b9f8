"""Tables inside clauses: rows with their header, searched one by one; blank forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checks import check
from knowledge.knowledge_base import open_knowledge_base
from knowledge.table_rows import MOST_ROWS, is_form, row_texts, tables_in
from knowledge.types import Clause
from tests.knowledge.factories import HashingEncoder, make_document

LEAD = "第二条 按下表执行："
TABLE = "等次 | 奖励 | 条件\n优秀 | 50万元 | 前三名\n良好 | 30万元 |"


def clause(text: str, title: str | None = None, path: str = "2") -> Clause:
    return Clause("rules", path, "第二条", (title,) if title else (), text, 0, len(text))


def test_a_table_has_its_header_and_its_rows_where_they_stand() -> None:
    text = f"{LEAD}\n{TABLE}\n注：逐年调整。"
    (table,) = tables_in(text)
    assert table.header is not None and table.header.cells == ("等次", "奖励", "条件")
    assert [row.cells for row in table.rows] == [("优秀", "50万元", "前三名"), ("良好", "30万元", "")]
    assert [text[row.start : row.end] for row in table.rows] == TABLE.split("\n")[1:]
    assert text[slice(*table.span)] == TABLE


def test_tables_parted_by_other_lines_are_two_and_a_first_row_with_figures_is_no_header() -> None:
    first, second = tables_in(f"{TABLE}\n下表为众创空间：\n甲 | 1万元\n乙 | 2万元")
    assert first.header is not None and second.header is None and len(second.rows) == 2
    assert tables_in("没有表格。\n只有文字。") == ()


def test_each_row_says_by_itself_what_its_cells_are() -> None:
    assert row_texts(clause(TABLE, "奖励标准")) == (
        "奖励标准 等次优秀 奖励50万元 条件前三名",
        "奖励标准 等次良好 奖励30万元",
    )
    assert row_texts(clause(LEAD)) == ()
    assert len(row_texts(clause("\n".join(f"甲{number} | 乙" for number in range(MOST_ROWS + 9))))) == MOST_ROWS


@given(st.lists(st.text(alphabet="甲乙丙1 |\n。", max_size=12), max_size=8))
def test_rows_are_always_lines_of_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    rows = [row for table in tables_in(text) for row in (table.header, *table.rows) if row is not None]
    assert all(text[row.start : row.end] in text.split("\n") for row in rows)
    assert [row.start for row in rows] == sorted({row.start for row in rows})


@pytest.mark.parametrize(
    ("text", "title", "form"),
    [
        ("附件2\n奖励申请表\n单位名称 |  | 信用代码 |\n申请金额(万元) |  | 等次 |", "奖励申请表", True),
        ("附件3\n承诺书\n本单位承诺材料真实。\n法定代表人（签字）\n（盖章）\n年  月  日", None, True),
        ("名称 |  | 电话 |\n地址 |  | 邮编 |", None, True),
        (TABLE, "奖励标准", False),
        ("附件1\n申报信息表\n字段 | 说明\n名称 | 企业全称\n电话 | 联系电话", "申报信息表", False),
        (f"{LEAD}\n{TABLE}", None, False),
        ("第六条 申请人填写申请表并加盖公章。", None, False),
    ],
)
def test_a_form_is_a_blank_to_be_filled_in(text: str, title: str | None, form: bool) -> None:
    assert is_form(clause(text, title)) is form


def test_a_row_of_a_long_table_is_found_by_its_own_words(tmp_path: Path) -> None:
    rows = "\n".join(
        f"第{number}类 | 示例行业{chr(0x4E00 + 7 * number)}{chr(0x5E00 + number)} | {number}万元"
        for number in range(60)
    )
    texts = [f"补贴标准：\n类别 | 行业 | 补贴\n{rows}", "第三条 示例行业的补贴每年发放。", "第四条 类别由管委会公布。"]
    document = make_document("grants", texts)
    encoder = HashingEncoder(256)
    wanted = f"示例行业{chr(0x4E00 + 7 * 41)}{chr(0x5E00 + 41)}补贴"
    of_whole_table, asked = encoder.encode([f"总则\n{texts[0]}", wanted])
    with open_knowledge_base(tmp_path / "data", encoder=encoder, documents=(document,)) as knowledge_base:
        (hit,) = knowledge_base.search(wanted, 1)
        assert hit.clause_id == "grants:1" and hit.similarity > 0.1 + float(of_whole_table @ asked)
        assert knowledge_base.document("grants").clauses[0].questions == () and check(knowledge_base).problems == ()
