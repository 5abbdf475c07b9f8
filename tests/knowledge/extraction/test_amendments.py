"""What a text says of others that it changes in part, and of itself as a draft."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.extraction.extraction import extract_metadata


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("关于修改《望河区创新券办法》的通知\n一、删除第五条。", ["望河区创新券办法"]),
        ("望河区人民政府关于修改望河区创新券办法部分条款的决定\n一、删除第五条。", ["望河区创新券办法"]),
        (
            "关于修改部分文件的决定\n一、将《望河区创新券办法》第三条中的“30万元”修改为“45万元”。",
            ["望河区创新券办法"],
        ),
        ("望河区创新券办法\n第一条 根据《科技进步法》制定本办法。", []),
        ("望河区创新券办法\n（根据2026年1月1日《关于修改〈望河区创新券办法〉的决定》修正）\n第一条 发券。", []),
    ],
)
def test_a_text_that_changes_a_part_of_another_names_it(text: str, named: list[str]) -> None:
    found = extract_metadata(text)
    assert [reference.title for reference in found.amends] == named
    assert ("amends" in [flag.code for flag in found.flags]) is bool(named)


@pytest.mark.parametrize(
    ("text", "is_draft"),
    [
        ("望河区创新券办法（征求意见稿）\n第一条 发券。", True),
        ("望河区创新券办法\n（草案）\n第一条 发券。", True),
        ("关于公开征求《望河区创新券办法》意见的公告\n现公布如下。", True),
        ("望河区创新券办法\n第一条 起草单位应当公开征求意见。", False),
    ],
)
def test_a_draft_is_told_by_its_title_or_head(text: str, is_draft: bool) -> None:
    assert extract_metadata(text).is_draft is is_draft


@pytest.mark.parametrize(
    "text",
    [
        "关于废止部分文件的决定\n决定废止《望河区楼宇办法》等3件文件，自2026年6月1日起停止执行。\n2026年5月20日",
        "望河区办公室通知\n《望河区楼宇办法》自2026年6月1日起废止。\n2026年5月20日",
    ],
)
def test_the_day_on_which_another_document_ends_is_read(text: str) -> None:
    (ended,) = extract_metadata(text).supersedes
    assert (ended.title, ended.ended_from) == ("望河区楼宇办法", date(2026, 6, 1))
