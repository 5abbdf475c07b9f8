"""What stands centred at the head of a letter, set as one would see it on a page."""

from dataclasses import replace

import pytest

from knowledge.readers.columns import Region
from knowledge.readers.joining import join_paragraphs
from knowledge.readers.page import Box, Piece
from knowledge.readers.text_lines import TextLine, lines_of_region

WIDTH, SIZE = 400.0, 20.0


def centred(*texts: str) -> list[TextLine]:
    """Lines of large print below each other in the middle of a column."""
    lines = []
    for row, text in enumerate(texts):
        left, top = (WIDTH - len(text) * SIZE) / 2, row * 28.0
        box = Box(left, top, WIDTH - left, top + SIZE)
        lines.append(TextLine(text, box, SIZE, 0.0, WIDTH, 0, "0 of 1"))
    return lines


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["某省科技厅", "关于推动创新的若干意见"], ["某省科技厅关于推动创新的若干意见"]),
        (["某市科技局文件", "某科〔2026〕3号", "某某管理办法"], ["某市科技局文件", "某科〔2026〕3号", "某某管理办法"]),
        (["某某税收政策的公告", "税务局公告2026年第3号"], ["某某税收政策的公告", "税务局公告2026年第3号"]),
        (["关于印发某科〔2026〕", "3号文件清单的通知"], ["关于印发某科〔2026〕3号文件清单的通知"]),
    ],
)
def test_a_centred_number_or_head_is_no_part_of_the_title(printed: list[str], expected: list[str]):
    assert join_paragraphs(centred(*printed), body_size=16.0) == expected


def test_a_number_that_ends_a_full_line_of_a_sentence_is_joined():
    full = "根据某市科技局文件某科〔2026〕3号"
    width = len(full) * SIZE
    lines = [
        TextLine(text, Box(0.0, row * 28.0, len(text) * SIZE, row * 28.0 + SIZE), SIZE, 0.0, width, 0, "0 of 1")
        for row, text in enumerate((full, "的规定办理。"))
    ]
    assert join_paragraphs(lines, body_size=SIZE) == [full + "的规定办理。"]


def flush(*rows: tuple[str, float]) -> list[TextLine]:
    """Full lines at the left edge, each with the top of its box."""
    return [TextLine(text, Box(0.0, top, WIDTH, top + SIZE), SIZE, 0.0, WIDTH, 0, "0 of 1") for text, top in rows]


def test_a_mark_of_an_attachment_never_goes_on_with_the_date_above():
    date, mark = flush(("2026年5月11日", 0), ("附件1", 0))
    assert join_paragraphs([date, replace(mark, column=1)], body_size=SIZE) == ["2026年5月11日", "附件1"]


def test_a_gap_after_a_complete_sentence_begins_a_paragraph_and_one_inside_a_sentence_does_not():
    near = [
        ("企业应当如实申报，并对", 0),
        ("材料负责。", 28),
        ("3 申报流程和", 66),
        ("审核要求。", 94),
        ("另有规定的除外。", 122),
    ]
    texts = join_paragraphs(flush(*near), body_size=SIZE)
    assert texts == ["企业应当如实申报，并对材料负责。", "3 申报流程和审核要求。另有规定的除外。"]
    apart = [("企业应当如实申报，并对", 0), ("材料负责", 38), ("到底。", 66), ("另有规定的", 94), ("除外。", 122)]
    assert len(join_paragraphs(flush(*apart), body_size=SIZE)) == 1


def ragged(*texts: str, column: float = 20 * SIZE) -> list[TextLine]:
    """Lines at the left edge that are broken after so many characters, wherever the column ends."""
    lines = []
    for row, text in enumerate(texts):
        box = Box(0.0, row * 28.0, sum(1.0 if ord(letter) > 255 else 0.5 for letter in text) * SIZE, row * 28.0 + SIZE)
        lines.append(TextLine(text, box, SIZE, 0.0, column, 0, "0 of 1"))
    return lines


@pytest.mark.parametrize(
    "broken",
    [
        ("第五条 申请时间为每年10月1日至10月3", "1日。"),
        ("第六条 本办法自2025年6月15日起施行,有", "效期至2028年6月14日。"),
        ("第六条 本办法自公布之日起施行", ",有效期至2028年6月14日。"),
    ],
)
def test_a_sentence_broken_short_of_the_edge_goes_on(broken):
    assert join_paragraphs(ragged(*broken), body_size=SIZE) == ["".join(broken)]


@pytest.mark.parametrize("apart", [("市科技局,市财政局", "2025年5月15日"), ("第二章 补助标准", "给予一次性补助。")])
def test_names_over_a_date_and_headings_are_not_joined_with_what_follows(apart):
    assert join_paragraphs(ragged(*apart), body_size=SIZE) == list(apart)


def test_lines_of_any_length_at_the_left_edge_are_joined_only_where_the_column_breaks_them():
    printed = (
        "工业企业技术改造奖补办法",
        "章工信〔2025〕6号",
        "第一条 对完成技术改造的工业企业,按设备投资额给予奖补,",
        "最高三百万元。",
        "第二条 申请截止时间为每年11月20日。",
        "第三条 本办法自2025年2月1日起施行,有效期2年。",
        "某市工业和信息化局",
    )
    pieces = [Piece(line.text, line.box, SIZE) for line in ragged(*printed)]
    lines = lines_of_region(Region(tuple(pieces), 0.0, 900.0), 0, 1000.0)
    assert join_paragraphs(lines, body_size=SIZE) == [*printed[:2], printed[2] + printed[3], *printed[4:]]
