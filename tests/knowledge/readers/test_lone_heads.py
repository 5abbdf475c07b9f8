"""Heads of a document of one page, where nothing repeats them."""

from knowledge.readers.lone_heads import is_lone_head
from knowledge.readers.page import Box, Page, Piece

RULE = Box(90, 63, 505, 64)
TEXT = Piece("第一条 为了规范实验室的安全管理，制定本规定。", Box(90, 100, 450, 112), 12)


def piece(text, size=9.0, top=50.0):
    return Piece(text, Box(90, top, 90 + size * len(text), top + size), size)


def page(*blocks, rules=()):
    return Page(1, 595, 842, (*blocks, TEXT), rules)


def test_small_print_well_above_the_text_is_a_head():
    head = piece("海州市科学技术局")
    assert is_lone_head(page(head), head, 12)
    assert not is_lone_head(page(head, piece("第一条", 12, 65)), head, 12)


def test_what_stands_on_the_only_rule_across_the_page_is_a_head():
    head, title = piece("海州市科学技术局", 11), piece("实验室安全管理规定", 16, 70)
    assert is_lone_head(page(head, title, rules=(RULE,)), head, 12)
    assert not is_lone_head(page(head, title), head, 12)
    assert not is_lone_head(page(piece("附件1", 12), title, rules=(RULE,)), piece("附件1", 12), 12)


def test_what_stands_on_a_table_is_no_head():
    unit, below = piece("单位：万元", 10), Box(90, 90, 505, 91)
    assert not is_lone_head(page(unit, piece("金额", 12, 70), rules=(RULE, below)), unit, 12)


def test_the_title_in_small_print_above_itself_is_a_head():
    first, second = piece("关于组织申报2026年度科技型企业", 16, 68), piece("房租补贴的通知", 16, 88)
    head = piece("关于组织申报2026年度科技型企业房租补贴的通知", 12)
    assert is_lone_head(page(head, second, first), head, 12)
    assert not is_lone_head(page(head, first), head, 12)
    assert not is_lone_head(page(first), first, 12)
