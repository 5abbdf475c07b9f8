"""What a person reads: nothing lost, nothing said twice, and no text taken for markup."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from api.command_line.render import print_answer, print_checklist, print_documents, print_hits
from bot.response import response_of
from bot.types import Gap, GapDetail
from tests.factories import make_answer, make_citation


def printed(print_it, value, width=100):
    out = StringIO()
    print_it(value, Console(file=out, width=width))
    return out.getvalue()


def response(**fields):
    return response_of(make_answer(**fields), answer_id="a", session_id="s")


def test_everything_that_helps_is_there():
    text = printed(print_answer, response())
    for part in (
        "给予补助[1]。",
        "[1] 行动计划 二、(三)",
        "“给予补助”",
        "示〔2024〕1号",
        "plan:2.3",
        "现行有效（至 2026-12-31）",
        "文件没有规定上限",
        "实施期已结束",
        "企业注册在哪里？",
        "还有什么支持？",
        "--session s",
    ):
        assert part in text, part


def test_what_the_answer_says_itself_is_not_said_twice():
    gap = Gap(GapDetail.CAP, "文件没有规定上限。")
    text = printed(print_answer, response(text="给予补助[1]。文件没有规定上限。", gaps=(gap,)))
    assert text.count("文件没有规定上限") == 1


def test_brackets_of_a_document_are_no_markup():
    citation = make_citation(title="[bold]办法[/bold]", label="[1]", quote="[red]不变[/red]", clause_id="a[b]:1")
    text = printed(print_answer, response(text="[blue]原样[/blue][1]", citations=(citation,)))
    for part in ("[bold]办法[/bold]", "[red]不变[/red]", "[blue]原样[/blue]", "a[b]:1"):
        assert part in text


def test_a_digest_is_called_one():
    text = printed(print_answer, response(citations=(make_citation(source_kind="digest", doc_no=None),)))
    assert "摘编，以正式文件为准" in text and "None" not in text


def test_no_hits_are_said_in_words():
    assert "没有找到" in printed(print_hits, [])


@pytest.mark.parametrize("width", [30, 60, 200])
def test_a_long_title_is_folded_and_not_cut(width):
    document = {
        "doc_id": "plan", "title": "某省某市某区" * 12, "doc_no": None, "issuer": None, "validity": "in_force",
        "effective_to": None, "state": "current",
    }  # fmt: skip
    text = printed(print_documents, [document], width)
    assert text.count("某") == 36 and "…" not in text


def test_an_id_of_any_length_stands_whole_on_a_line_of_its_own():
    document = {
        "doc_id": "a-very-long-" * 6 + "name-end", "title": "某区科技人才公寓管理办法" * 5, "doc_no": None,
        "issuer": "某区科学技术局", "validity": "in_force", "effective_to": "2029-02-28", "state": "current",
    }  # fmt: skip
    lines = printed(print_documents, [document], 80).splitlines()
    assert lines[0] == document["doc_id"] and lines[-1] == "共 1 份文件"
    assert all(cell_len(line) <= 80 for line in lines)


@pytest.mark.parametrize("width", [40, 80])
def test_long_advice_is_wrapped_and_not_cut(width):
    check = {"name": "嵌入模型", "ok": False, "found": "/a/long/path" * 12, "advice": "请检查" * 40}
    text = printed(print_checklist, [check], width)
    flat = "".join(text.split())
    assert "/a/long/path" * 12 in flat and "请检查" * 40 in flat and "…" not in text
