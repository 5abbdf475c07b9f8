"""Which column of a page a text is in."""

import pytest

from knowledge.readers.columns import Region, with_columns_of_other_pages
from knowledge.readers.layout import text_of_pages
from knowledge.readers.page import Box, Page, Piece
from knowledge.readers.page_findings import PageFindings

LEFT, RIGHT = Region((), 60, 250, "l"), Region((), 280, 470, "r")


def test_text_that_ends_where_a_column_of_another_page_does_is_in_that_column():
    pages = [(595.0, LEFT), (595.0, RIGHT), (595.0, Region((), 60, 258)), (595.0, Region((), 60, 470))]
    assert [region.place for _, region in with_columns_of_other_pages(pages)] == ["l", "r", "l", ""]


def test_columns_of_pages_of_another_width_say_nothing():
    assert with_columns_of_other_pages([(842.0, LEFT), (595.0, Region((), 60, 250))])[1][1].place == ""


def test_a_page_with_three_lines_in_its_left_column_is_joined_as_its_columns_are_elsewhere():
    def line(text, left, number):
        top = 100 + 17.0 * number
        return Piece(text, Box(left, top, left + 10 * len(text), top + 10), 10)

    title = Piece("海州市实验室安全管理规定实施细则及其说明", Box(80, 60, 480, 80), 20)
    full = "甲" * 9 + "，" + "乙" * 9
    columns = [line(full, left, number) for number in range(20) for left in (60, 280)]
    last = [line("丙" * 19, 60, 0), line("丁" * 19, 60, 1), line("戊" * 5 + "。", 60, 2)]
    pages = [Page(1, 595, 842, (title, *columns)), Page(2, 595, 842, tuple(last))]
    assert text_of_pages(pages).endswith(f"{'丙' * 19}{'丁' * 19}{'戊' * 5}。")


@pytest.mark.parametrize(("right", "expected"), [("乙" * 9, ["doubtful_layout"]), ("乙", [])])
def test_two_texts_side_by_side_that_are_read_across_are_flagged(right, expected):
    def line(text, left, number):
        return Piece(text, Box(left, 100 + 17.0 * number, left + 10 * len(text), 110 + 17.0 * number), 10)

    across = [line("丙" * 40, 60, number) for number in (0, 2, 4, 6)]
    beside = [line(text, left, number) for number in (1, 3, 5) for text, left in (("甲" * 9, 60), (right, 300))]
    findings = PageFindings()
    text_of_pages([Page(1, 595, 842, (*across, *beside))], findings)
    assert [flag.code for flag in findings.flags()] == expected
