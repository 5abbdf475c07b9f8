from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.rows import Cell, table_lines


def cells(*texts: str) -> list[Cell]:
    return [Cell((text,)) for text in texts]


def test_a_row_is_a_line_and_blank_rows_are_none():
    assert table_lines([cells("甲", "乙"), cells("", ""), cells("丙", "")]) == ["甲 | 乙", "丙 | "]


def test_a_cell_over_several_rows_is_repeated_in_its_column():
    rows = [[Cell(("类",), rows=3), Cell(("一",))], cells("二"), [Cell(("三",)), Cell(("备注",))], cells("甲", "乙")]
    assert table_lines(rows) == ["类 | 一", "类 | 二", "类 | 三 | 备注", "甲 | 乙"]


def test_a_cell_over_rows_at_the_end_of_a_row_is_repeated_there():
    assert table_lines([[Cell(("甲",)), Cell(("万",), rows=2)], cells("乙")]) == ["甲 | 万", "乙 | 万"]


def test_a_cell_over_columns_stands_once_in_its_line():
    rows = [[Cell(("类",), rows=2), Cell(("金额",), columns=2)], cells("首年", "次年")]
    assert table_lines(rows) == ["类 | 金额", "类 | 首年 | 次年"]


def test_a_row_that_one_cell_fills_stays_a_row():
    assert table_lines([[Cell(("（一）标准",), columns=2)], cells("甲", "乙")]) == ["（一）标准 |", "甲 | 乙"]


def test_a_table_of_one_column_is_paragraphs():
    assert table_lines([[Cell(("一、甲", "二、乙"))], cells("三、丙")]) == ["一、甲", "二、乙", "三、丙"]


def test_a_page_laid_out_in_a_table_is_paragraphs():
    page = Cell(tuple(f"第{number}条 甲。" for number in range(1, 31)))
    assert table_lines([[Cell(("栏目",)), page]]) == ["栏目", *page.lines]


@given(
    st.lists(st.lists(st.builds(Cell, st.just(("甲",)), st.integers(1, 3), st.integers(1, 4)), max_size=3), max_size=6)
)
def test_every_row_has_its_own_cells_and_no_line_is_lost(rows: list[list[Cell]]):
    assert sum(line.count("甲") for line in table_lines(rows)) >= sum(map(len, rows))
