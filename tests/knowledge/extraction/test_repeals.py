"""What a text ends as a whole, and what it does not."""

from __future__ import annotations

import pytest

from knowledge.extraction import extract_metadata


def repeals(statement: str) -> list[tuple[str, str | None]]:
    text = f"齐川市创新券管理办法\n第一条 目的。\n第二条 {statement}\n齐川市科学技术局\n2026年1月10日\n"
    return [(reference.title, reference.doc_no) for reference in extract_metadata(text).supersedes]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("原《创新券细则》（齐科字〔2019〕1号）同时废止。", [("创新券细则", "齐科字〔2019〕1号")]),
        ("自2026年2月1日起施行。《甲办法》同时废止。", [("甲办法", None)]),
        (
            "《甲办法》（齐科字［2019］1号）、《乙办法》(齐科字〔2020〕2号)同时废止。",
            [("甲办法", "齐科字〔2019〕1号"), ("乙办法", "齐科字〔2020〕2号")],
        ),
        ("《甲公告》（财政部 税务总局公告2023年第6号）相应停止执行。", [("甲公告", "财政部 税务总局公告2023年第6号")]),
        ("本办法替代《甲办法》（齐科字〔2019〕1号）。", [("甲办法", "齐科字〔2019〕1号")]),
        ("齐科字〔2019〕1号文件同时废止。", [("齐科字〔2019〕1号", "齐科字〔2019〕1号")]),
        ("《关于贯彻〈甲办法〉的通知》同时废止。", [("关于贯彻〈甲办法〉的通知", None)]),
        ("自施行之日起，原《齐川市创新券管理办法》同时废止。", [("齐川市创新券管理办法", None)]),
        ("此前有关规定与本办法不一致的，以本办法为准。", []),
        ("《甲办法》与本办法不一致的，以本办法为准。", []),
        ("《甲办法》第三条同时废止。", []),
        ("《甲办法》已经废止。", []),
        ("规章的修改、废止，参照《甲条例》执行。", []),
        ("根据《甲条例》制定的规定，有效期满自动废止。", []),
    ],
)
def test_only_whole_documents_that_the_text_ends_are_superseded(
    statement: str, expected: list[tuple[str, str | None]]
) -> None:
    assert repeals(statement) == expected
