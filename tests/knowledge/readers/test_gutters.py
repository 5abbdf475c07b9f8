"""Columns of running text are told from tables; whole files are read where that says more than a gutter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.columns import reading_order
from knowledge.readers.gutters import find_gutter
from knowledge.readers.page import Box, Piece
from knowledge.readers.pdf import read_pdf
from tests.knowledge.readers.pdf_files import HEIGHT, SONG, finish, new_canvas, wrap

ARTICLES = [
    "第一条 为了规范实验室的安全管理，保障人员和财产安全，根据有关法律法规，结合本园区实际，制定本规定。",
    "第二条 实验室的负责人是安全管理的第一责任人，应当每季度组织一次全面检查，并将检查的结果报告园区。",
    "第三条 使用危险化学品的实验室，应当遵守下列要求：",
    "（一）双人收发，双人保管；",
    "（二）设置通风和报警设施，每半年检定一次；",
    "（三）废弃物交由有资质的单位处置，不得自行倾倒。",
    "第四条 违反本规定的，责令改正；造成事故的，依法承担赔偿责任。",
    "第五条 本规定由园区管理委员会负责解释。",
]
SIZE, LEADING, GUTTER = 10.0, 17.0, 20.0


def set_in_columns(widths, lines_each, indent=2):
    """The articles in columns so many ems wide, `lines_each` lines in each but the last."""
    canvas, stream = new_canvas()
    canvas.setFont(SONG, SIZE)
    column, line_number, left = 0, 0, 60.0
    for text in ARTICLES:
        rest, first = text, True
        while rest:
            if line_number == lines_each and column + 1 < len(widths):
                left += widths[column] * SIZE + GUTTER
                column, line_number = column + 1, 0
            line = wrap(rest, widths[column], indent if first else 0)[0]
            canvas.drawString(left + indent * SIZE * first, HEIGHT - 100 - LEADING * line_number, line)
            rest, first, line_number = rest[len(line) :], False, line_number + 1
    return finish(canvas, stream)


def lines_of(data):
    return read_pdf(data).text.split("\n")


def set_in_rows(rows, places):
    """Rows of cells without rules."""
    canvas, stream = new_canvas()
    canvas.setFont(SONG, SIZE)
    for number, cells in enumerate(rows):
        for x, cell in zip(places, cells, strict=True):
            canvas.drawString(x, HEIGHT - 100 - 24 * number, cell)
    return finish(canvas, stream)


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("lines_each", range(9, 16))
def test_a_right_column_is_read_as_one_however_short_it_is(lines_each, indent):
    assert lines_of(set_in_columns((18, 18), lines_each, indent)) == ARTICLES


@pytest.mark.parametrize("widths", [(24, 15), (15, 24), (20, 16)])
@pytest.mark.parametrize("lines_each", (8, 11))
def test_columns_may_be_of_different_widths(widths, lines_each):
    assert lines_of(set_in_columns(widths, lines_each)) == ARTICLES


@pytest.mark.parametrize("lines_each", (6, 7, 8, 9))
def test_three_columns_are_read_from_the_left_whether_the_last_is_full_or_not(lines_each):
    assert lines_of(set_in_columns((14, 14, 14), lines_each)) == ARTICLES


def test_names_of_one_length_beside_places_are_a_table():
    rows = [(f"海州市{name}科技有限公司", "望河区") for name in ("一丁", "二甲", "三乙", "四丙", "五戊", "六己")]
    assert lines_of(set_in_rows(rows, (80, 300))) == [" | ".join(row) for row in rows]


NAMES = ("海州市一丁科技有限公司", "二甲生物技术股份有限公司", "三乙光电（海州）有限公司", "海州四丙新材料技术研究院")


@pytest.mark.parametrize("columns", (2, 3))
def test_long_cells_on_common_lines_are_a_table(columns):
    cells = (
        "高性能陶瓷粉体连续制备",
        "抗体药物中试工艺开发与验证",
        "车规级激光雷达芯片",
        "可降解地膜专用树脂开发及应用",
    )
    rows = [(NAMES[at % 4], cells[at % 3], cells[(at + 2) % 4])[:columns] for at in range(8)]
    assert lines_of(set_in_rows(rows, (60, 220, 380)[:columns])) == [" | ".join(row) for row in rows]


def test_short_cells_beside_cells_of_several_lines_are_no_column():
    tops = [(row * 50.0, row * 50.0 + 14, row * 50.0 + 28) for row in range(4)]
    long = [
        Piece("甲" * 15 + "，", Box(60, top, 220 - 20 * (at == 2), top + 10), 10)
        for row in tops
        for at, top in enumerate(row)
    ]
    short = [Piece("科技创新局", Box(300, row[0], 350, row[0] + 10), 10) for row in tops[:3]]
    pieces = sorted([*long, *short], key=lambda piece: piece.box.top)
    assert find_gutter(pieces, 60, 350) is None
    beside_the_first = [Piece("科技创新局", Box(300, top, 350, top + 10), 10) for top in tops[0]]
    pieces = sorted([*long, *beside_the_first], key=lambda piece: piece.box.top)
    assert find_gutter(pieces, 60, 350) is not None


def test_page_numbers_of_a_table_of_contents_are_no_column():
    rows = [(f"第{number}章 总则{'.' * 110}", str(at)) for at, number in enumerate("一二三四五六七", 1)]
    lines = lines_of(set_in_rows(rows, (80, 480)))
    assert [line[-1] for line in lines] == list("1234567")


def test_a_name_at_the_right_below_short_lines_is_no_column():
    lines = [Piece("甲" * 9 + "。", Box(60, top, 160, top + 10), 10) for top in range(100, 240, 20)]
    name = Piece("海州市科学技术局", Box(300, 260, 380, 270), 10)
    assert find_gutter([*lines, name], 60, 380) is None


PIECES = st.builds(
    lambda left, top, width, size: Piece("甲，" * 4, Box(left, top, left + width, top + size), size),
    st.sampled_from((50.0, 70.0, 300.0, 320.0, 333.0)),
    st.sampled_from([100.0 + 14 * line for line in range(12)]),
    st.sampled_from((40.0, 180.0, 200.0, 450.0)),
    st.sampled_from((0.0, 10.0, 14.0)),
)


@given(st.lists(PIECES, max_size=30))
def test_whatever_stands_on_a_page_is_read_once(pieces):
    read = [id(block) for region in reading_order(pieces) for block in region.blocks]
    assert sorted(read) == sorted(map(id, pieces))


@pytest.mark.parametrize("indent", [0, 2])
def test_columns_of_a_few_lines_with_half_width_punctuation_are_read_one_after_the_other(indent):
    canvas, stream = new_canvas()
    canvas.setFont(SONG, SIZE)
    columns = (
        [
            "第一条 为支持小微企业,制定本办法。",
            "第二条 首次被认定的,给予一次性补助10万元;重新认定的,给予一次性补助5万元。",
        ],
        ["第三条 补助资金由两级财政按比例承担,其余自筹。", "第四条 申请时间为每年10月1日至10月31日。"],
    )
    for place, articles in enumerate(columns):
        top = HEIGHT - 100
        for article in articles:
            rest, first = article, True
            while rest:
                line = wrap(rest, 20, indent if first else 0)[0]
                canvas.drawString(50 + 260 * place + indent * SIZE * first, top, line)
                rest, first, top = rest[len(line) :], False, top - LEADING
    assert lines_of(finish(canvas, stream)) == [article for articles in columns for article in articles]


def test_the_same_articles_side_by_side_are_a_comparison_and_no_columns():
    rows = [
        ("第一条 甲乙丙丁戊己庚辛", "第一条 甲乙丙丁戊己庚壬"),
        ("第二条 子丑寅卯辰巳午未", "第二条 子丑寅卯辰巳午申"),
    ]
    rows = [*rows, ("第三条 金木水火土日月星", "第三条 金木水火土日月辰")]
    lines = lines_of(set_in_rows(rows, (60, 300)))
    assert [line.count("第") for line in lines] == [2, 2, 2]
