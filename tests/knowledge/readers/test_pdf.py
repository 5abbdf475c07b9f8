import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers import ocr
from knowledge.readers.limits import Limits
from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import read_file
from tests.knowledge.readers.pdf_files import (
    HEIGHT,
    SONG,
    WIDTH,
    Column,
    finish,
    new_canvas,
    set_document,
    wrap,
)

TITLE = "海州市科学园区管理委员会关于印发《园区企业扶持资金管理办法（试行）》的通知"
MEASURES = [
    "第一条 为了规范科学园区企业扶持资金的管理，提高资金使用效益，根据《中华人民共和国预算法》等法律法规，"
    "结合本园区实际，制定本办法。",
    "第二条 本办法所称扶持资金，是指由园区财政预算安排，专项用于支持入园企业研发投入、人才引进、成果转化等方面的资金。",
    "第三条 符合下列条件之一的企业，可以申请扶持资金：",
    "（一）上一年度研发投入占营业收入的比例不低于5%；",
    "（二）上一年度营业收入达到2000万元以上，且同比增长不低于10%，研发人员占职工总数的比例不低于10%；",
    "（三）被认定为国家高新技术企业。",
    "第四条 扶持资金按照研发投入的10%给予补助，单个企业每年最高不超过100万元，"
    "审核通过后由管理委员会"
    "在三十个工作日内依照第三条规定的条件拨付。",
    "第五条 企业应当如实提供申报材料，并对材料的真实性、合法性、完整性负责。弄虚作假的，取消其申报资格，"
    "三年内不再受理；情节严重的，依法追究责任。",
    "第六条 本办法自2026年3月1日起施行，有效期3年。",
]


def lines_of(data):
    return read_pdf(data).text.split("\n")


def codes(found):
    return {flag.code for flag in found.flags}


def clauses_of(text):
    return {clause.path: clause.text for clause in parse_clauses(text, doc_id="x")}


def without_ocr(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


# one column


def test_lines_are_joined_to_paragraphs_and_pages_to_one_text():
    found = read_pdf(set_document(MEASURES * 2))
    assert found.text.split("\n") == MEASURES * 2
    assert (found.format, found.is_complete, found.flags) == ("pdf", True, ())


@pytest.mark.parametrize("columns", range(20, 29))
def test_paragraphs_are_told_apart_at_any_width(columns):
    assert lines_of(set_document(MEASURES, columns=columns)) == MEASURES


def test_a_title_on_several_lines_is_one_line():
    data = set_document(MEASURES, title=[TITLE[:22], TITLE[22:]])
    assert lines_of(data) == [TITLE, *MEASURES]


def test_clauses_come_out_as_in_the_document():
    data = set_document(MEASURES * 3, title=[TITLE[:22], TITLE[22:]], head="海州市科学园区文件汇编")
    clauses = clauses_of(read_pdf(data).text)
    assert clauses["0"] == TITLE
    assert clauses["3"] == "\n".join(MEASURES[2:6])
    assert clauses["4"] == MEASURES[6]
    assert [path for path in clauses if "-" not in path] == ["0", "1", "2", "3", "4", "5", "6"]


def test_divisions_and_numbered_headings_stay_lines_of_their_own():
    paragraphs = [
        "一、总体要求",
        "坚持创新驱动。" * 9,
        "（一）基本原则。" + "市场主导，政府引导。" * 6,
        "1.加强领导。",
        "2.严格考核。",
    ]
    assert lines_of(set_document(paragraphs)) == paragraphs


def test_a_cross_reference_at_the_beginning_of_a_line_starts_no_paragraph():
    for filling in range(1, 30):
        text = (
            "第四条 " + "审" * filling + "核通过后由管理委员会依照第三条规定的条件和第五条的程序拨付资金，并予以公告。"
        )
        assert lines_of(set_document([text, MEASURES[4]])) == [text, MEASURES[4]]


PHRASES = (
    "研发投入",
    "营业收入达到2000万元",
    "R&D",
    "（含高新技术企业）",
    "比例不低于10%",
    "《办法》第三条",
    "经审核",
    "的",
    "2026年",
)
BODIES = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=20).flatmap(
    lambda words: st.sampled_from(("，", "")).map(lambda comma: f"企业{comma.join(words)}的，可以申报。")
)
ARTICLES = st.lists(BODIES, min_size=1, max_size=12)


LAST_WORDS_ON_THEIR_OWN_LINES = [
    *(2 * ["企业研发投入的，可以申报。"]),
    *(4 * ["企业研发投入，研发投入的，可以申报。"]),
    *(2 * [f"企业{'研发投入，' * 5}营业收入达到2000万元的，可以申报。"]),
    f"企业{'研发投入，' * 9}营业收入达到2000万元的，可以申报。",
    f"企业{'研发投入，' * 5}研发投入的，可以申报。",
    "企业营业收入达到2000万元的，可以申报。",
    "企业R&D比例不低于10%的，可以申报。",
]


@example(LAST_WORDS_ON_THEIR_OWN_LINES, 22)
@given(ARTICLES, st.integers(20, 28))
@settings(max_examples=60, deadline=None)
def test_any_articles_come_back_as_they_were_set(bodies, columns):
    paragraphs = [f"第{number}条 {body}" for number, body in enumerate(bodies, start=1)]
    assert lines_of(set_document(paragraphs, columns=columns)) == paragraphs


# heads, feet, page numbers


@pytest.mark.parametrize("foot", ["- {} -", "— {} —", "第{}页 共9页", "第 {} 页", "{}", "{}/9", "Page {} of 9"])
def test_page_numbers_are_dropped(foot):
    assert lines_of(set_document(MEASURES * 3, foot=foot)) == MEASURES * 3


def test_a_running_head_is_dropped_and_the_title_like_it_is_kept():
    head = "园区企业扶持资金管理办法"
    found = lines_of(set_document(MEASURES * 3, title=[head], head=head))
    assert found == [head, *MEASURES * 3]


def test_heads_that_differ_on_left_and_right_pages_are_dropped():
    canvas, stream = new_canvas()
    for number in range(1, 7):
        canvas.setFont(SONG, 10)
        canvas.drawString(90, HEIGHT - 50, "海州市人民政府公报" if number % 2 else "二〇二六年第三期")
        Column(canvas, 90, HEIGHT - 120, 26).paragraph(MEASURES[number])
        canvas.showPage()
    assert lines_of(finish(canvas, stream)) == MEASURES[1:7]


def test_figures_at_the_edge_of_a_page_that_count_nothing_are_kept():
    canvas, stream = new_canvas()
    for amount in ("2000", "350", "80"):
        column = Column(canvas, 90, HEIGHT - 60, 26)
        column.paragraph(amount)
        column.paragraph(MEASURES[0])
        canvas.showPage()
    assert [line for line in lines_of(finish(canvas, stream)) if line.isdecimal()] == ["2000", "350", "80"]


# columns


def two_columns(canvas, paragraphs, top, lines_each):
    lines = [(number == 0, line) for text in paragraphs for number, line in enumerate(wrap(text, 16))]
    for index, (is_first, line) in enumerate(lines):
        left = 70 if index < lines_each else 320
        canvas.setFont(SONG, 13)
        canvas.drawString(left + 26 * is_first, top - 22 * (index % lines_each), line)


def test_two_columns_are_read_one_after_the_other():
    canvas, stream = new_canvas()
    count = sum(len(wrap(text, 16)) for text in MEASURES)
    two_columns(canvas, MEASURES, HEIGHT - 100, (count + 1) // 2)
    assert lines_of(finish(canvas, stream)) == MEASURES


def test_a_title_over_two_columns_comes_first():
    canvas, stream = new_canvas()
    Column(canvas, 70, HEIGHT - 80, 26).centred("园区企业扶持资金管理办法", 22)
    count = sum(len(wrap(text, 16)) for text in MEASURES)
    two_columns(canvas, MEASURES, HEIGHT - 140, (count + 1) // 2)
    assert lines_of(finish(canvas, stream)) == ["园区企业扶持资金管理办法", *MEASURES]


def test_the_order_in_the_file_does_not_matter():
    canvas, stream = new_canvas()
    lines = [(number == 0, line) for text in MEASURES for number, line in enumerate(wrap(text, 26))]
    for index, (is_first, line) in reversed(list(enumerate(lines))):
        canvas.setFont(SONG, 16)
        canvas.drawString(90 + 32 * is_first, HEIGHT - 100 - 28 * index, line)
    assert lines_of(finish(canvas, stream)) == MEASURES


# tables


def draw_table(canvas, left, top, widths, rows, height=24):
    """A table with rules; a cell None goes on from the cell above, one that is ... from the cell at its left."""
    edges = [left + sum(widths[:index]) for index in range(len(widths) + 1)]
    for row, cells in enumerate(rows):
        y = top - row * height
        for column, cell in enumerate(cells):
            if cell is not None:
                canvas.line(edges[column], y, edges[column + 1], y)
            if cell is not ...:
                canvas.line(edges[column], y, edges[column], y - height)
            if isinstance(cell, str):
                canvas.setFont(SONG, 12)
                canvas.drawString(edges[column] + 4, y - 16, cell)
    bottom = top - len(rows) * height
    canvas.line(left, bottom, edges[-1], bottom)
    canvas.line(edges[-1], top, edges[-1], bottom)


def test_a_ruled_table_is_read_row_by_row_and_merged_cells_are_repeated():
    canvas, stream = new_canvas()
    column = Column(canvas, 90, HEIGHT - 100, 26)
    column.paragraph("第七条 奖励标准如下：")
    rows = [
        ["类别", "等级", "金额"],
        ["科技奖励", "一等", "50万元"],
        [None, "二等", "30万元"],
        ["人才奖励", "不分等级", ...],
    ]
    draw_table(canvas, 90, HEIGHT - 140, (130, 130, 130), rows)
    column.y = HEIGHT - 270
    column.paragraph(MEASURES[5 + 3])
    assert lines_of(finish(canvas, stream)) == [
        "第七条 奖励标准如下：",
        "类别 | 等级 | 金额",
        "科技奖励 | 一等 | 50万元",
        "科技奖励 | 二等 | 30万元",
        "人才奖励 | 不分等级",
        MEASURES[8],
    ]


def test_lines_in_a_cell_are_joined_and_its_neighbours_kept_apart():
    canvas, stream = new_canvas()
    draw_table(canvas, 90, HEIGHT - 100, (80, 200), [["条件", ""], ["金额", "不超过100万元"]], height=60)
    canvas.drawString(174, HEIGHT - 120, "上一年度研发投入占营业收入")
    canvas.drawString(174, HEIGHT - 136, "的比例不低于5%")
    assert lines_of(finish(canvas, stream)) == [
        "条件 | 上一年度研发投入占营业收入的比例不低于5%",
        "金额 | 不超过100万元",
    ]


def test_a_table_without_borders_at_its_sides_keeps_its_outer_columns():
    canvas, stream = new_canvas()
    for y in (700, 670, 640, 610):
        canvas.line(90, y, 480, y)
    for x in (220, 350):
        canvas.line(x, 700, x, 610)
    for y, cells in zip(
        (682, 652, 622), (("类别", "等级", "金额"), ("甲类", "一等", "50"), ("乙类", "二等", "30")), strict=True
    ):
        for x, cell in zip((100, 230, 360), cells, strict=True):
            canvas.setFont(SONG, 12)
            canvas.drawString(x, y, cell)
    assert lines_of(finish(canvas, stream)) == ["类别 | 等级 | 金额", "甲类 | 一等 | 50", "乙类 | 二等 | 30"]


def test_columns_that_stand_in_line_are_a_table_without_rules():
    canvas, stream = new_canvas()
    rows = [("企业类型", "补助比例", "最高金额"), ("初创企业", "15%", "50万元"), ("规模以上企业", "10%", "100万元")]
    for row, cells in enumerate(rows):
        for x, cell in zip((90, 250, 400), cells, strict=True):
            canvas.setFont(SONG, 14)
            canvas.drawString(x, HEIGHT - 100 - 26 * row, cell)
    assert lines_of(finish(canvas, stream)) == [" | ".join(row) for row in rows]


def test_a_table_that_runs_over_pages_is_one_table_without_its_repeated_head():
    canvas, stream = new_canvas()
    head = ["类别", "条件", "金额"]
    draw_table(
        canvas, 90, 300, (80, 200, 100), [head, ["甲类", "研发投入", "50万元"], ["乙类", "上一年度营业收入", "30万元"]]
    )
    canvas.showPage()
    draw_table(canvas, 90, 740, (80, 200, 100), [head, ["", "达到2000万元", ""], ["丙类", "其他", "10万元"]])
    canvas.showPage()
    draw_table(canvas, 90, 740, (80, 200, 100), [["", "一般企业", "5万元"], [None, "小微企业", "8万元"]])
    Column(canvas, 90, 640, 26).paragraph("注：金额为税前。")
    assert lines_of(finish(canvas, stream)) == [
        "类别 | 条件 | 金额",
        "甲类 | 研发投入 | 50万元",
        "乙类 | 上一年度营业收入达到2000万元 | 30万元",
        "丙类 | 其他 | 10万元",
        "丙类 | 一般企业 | 5万元",
        "丙类 | 小微企业 | 8万元",
        "注：金额为税前。",
    ]


def test_lines_of_a_table_of_contents_stay_apart():
    canvas, stream = new_canvas()
    for row, words in enumerate(("第一章 总则", "第二章 条件", "第三章 附则")):
        canvas.setFont(SONG, 14)
        canvas.drawString(90, 700 - 24 * row, f"{words}{'.' * 80}{row + 1}")
    assert lines_of(finish(canvas, stream)) == [
        f"{words}{'.' * 80}{row + 1}" for row, words in enumerate(("第一章 总则", "第二章 条件", "第三章 附则"))
    ]


def test_items_set_apart_from_their_numbers_are_no_table():
    canvas, stream = new_canvas()
    for row, (mark, text) in enumerate(
        (("（一）", "研发投入补助；"), ("（二）", "人才引进补助；"), ("（三）", "成果转化补助。"))
    ):
        canvas.setFont(SONG, 16)
        canvas.drawString(120, HEIGHT - 100 - 28 * row, mark)
        canvas.drawString(200, HEIGHT - 100 - 28 * row, text)
    assert lines_of(finish(canvas, stream)) == [
        "（一） 研发投入补助；",
        "（二） 人才引进补助；",
        "（三） 成果转化补助。",
    ]


# notes


def test_a_footnote_follows_its_paragraph_and_its_mark_leaves_the_text():
    canvas, stream = new_canvas()
    column = Column(canvas, 90, HEIGHT - 100, 26)
    column.paragraph("第一条 企业上一年度经审计的营业收入达到2000万元")
    mark = 90 + 32 + stringWidth("第一条 企业上一年度经审计的营业收入达到2000万元", SONG, 16)
    canvas.setFont(SONG, 8)
    canvas.drawString(mark, HEIGHT - 93, "1")
    canvas.setFont(SONG, 16)
    canvas.drawString(mark + 5, HEIGHT - 100, "以上")
    column.paragraph("的企业可以申请。", indent=0)
    column.paragraph(MEASURES[8])
    canvas.line(90, 150, 220, 150)
    canvas.setFont(SONG, 7)
    canvas.drawString(90, 138, "1")
    canvas.setFont(SONG, 10)
    canvas.drawString(96, 134, "营业收入以税务部门确认的数额为准。")
    text = read_pdf(finish(canvas, stream)).text
    assert text.split("\n") == [
        "第一条 企业上一年度经审计的营业收入达到2000万元以上的企业可以申请。",
        "注1：营业收入以税务部门确认的数额为准。",
        MEASURES[8],
    ]
    assert list(clauses_of(text)) == ["1", "6"]


def test_raised_figures_that_are_no_footnote_stay():
    canvas, stream = new_canvas()
    canvas.setFont(SONG, 16)
    canvas.drawString(90, 700, "第一条 办公用房不超过500m")
    x = 90 + stringWidth("第一条 办公用房不超过500m", SONG, 16)
    canvas.setFont(SONG, 8)
    canvas.drawString(x + 1, 707, "2")
    assert lines_of(finish(canvas, stream))[0].endswith("m2")


# what nobody sees


def test_hidden_text_is_left_out_and_flagged():
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[8])
    canvas.setFillGray(1)
    canvas.setFont(SONG, 16)
    canvas.drawString(90, 500, "白色的字")
    canvas.setFillGray(0)
    canvas.setFont(SONG, 1)
    canvas.drawString(90, 480, "极小的字")
    canvas.setFont(SONG, 16)
    canvas.drawString(WIDTH + 50, 460, "页外的字")
    text = canvas.beginText(90, 440)
    text.setTextRenderMode(3)
    text.textOut("透明的字")
    canvas.drawText(text)
    found = read_pdf(finish(canvas, stream))
    assert found.text == MEASURES[8]
    assert codes(found) == {"hidden_text"}
    assert "白色" in found.flags[0].text


def test_white_text_on_a_dark_ground_is_seen():
    canvas, stream = new_canvas()
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(80, 680, 300, 50, fill=1, stroke=0)
    canvas.setFillGray(1)
    canvas.setFont(SONG, 20)
    canvas.drawString(90, 695, "申报指南")
    found = read_pdf(finish(canvas, stream))
    assert (found.text, found.flags) == ("申报指南", ())


@pytest.mark.parametrize("angle", [45, 90])
def test_a_watermark_across_the_page_is_left_out_and_flagged(angle):
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.saveState()
    canvas.translate(250, 400)
    canvas.rotate(angle)
    canvas.setFillGray(0.7)
    canvas.setFont(SONG, 48)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()
    found = read_pdf(finish(canvas, stream))
    assert found.text == MEASURES[0]
    assert codes(found) == {"watermark"}


def test_a_large_pale_watermark_that_is_level_is_left_out():
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.setFillGray(0.85)
    canvas.setFont(SONG, 60)
    canvas.drawString(90, 600, "征求意见稿")
    found = read_pdf(finish(canvas, stream))
    assert (found.text, codes(found)) == (MEASURES[0], {"watermark"})


def test_a_seal_over_the_names_is_left_out_and_what_it_lies_on_is_kept():
    canvas, stream = new_canvas()
    column = Column(canvas, 90, HEIGHT - 100, 26)
    column.paragraph(MEASURES[8])
    column.write(300, "海州市科学园区管理委员会")
    column.write(330, "2026年2月10日")
    canvas.setFillColorRGB(0.85, 0.1, 0.1)
    canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
    canvas.circle(380, HEIGHT - 150, 60)
    canvas.setFont(SONG, 12)
    for index, character in enumerate("海州市科学园区管理委员会"):
        canvas.saveState()
        canvas.translate(380, HEIGHT - 150)
        canvas.rotate(125 - 22 * index)
        canvas.drawString(-6, 44, character)
        canvas.restoreState()
    canvas.setFont(SONG, 24)
    canvas.drawString(368, HEIGHT - 158, "★")
    found = read_pdf(finish(canvas, stream))
    assert found.text.split("\n") == [MEASURES[8], "海州市科学园区管理委员会", "2026年2月10日"]
    assert codes(found) == {"watermark"}


def test_text_without_ink_is_left_out():
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.setFillAlpha(0)
    canvas.drawString(90, 500, "透明的字")
    found = read_pdf(finish(canvas, stream))
    assert (found.text, codes(found)) == (MEASURES[0], {"hidden_text"})


def test_a_page_turned_as_a_whole_is_read():
    canvas, stream = new_canvas()
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    Column(canvas, 90, WIDTH - 100, 26).paragraph(MEASURES[0])
    found = read_pdf(finish(canvas, stream))
    assert (found.text, found.flags) == (MEASURES[0], ())


def test_bold_print_made_by_printing_twice_is_read_once():
    canvas, stream = new_canvas()
    canvas.setFont(SONG, 16)
    for shift in (0, 0.4):
        canvas.drawString(90 + shift, 700, "第一章 总则")
    assert lines_of(finish(canvas, stream)) == ["第一章 总则"]


def test_radicals_become_the_characters_that_they_look_like():
    from knowledge.readers.radicals import unified_character

    assert "".join(map(unified_character, "⼀⼆⽉⾦⻔⻅⻋⻓⻚⻢①（）Ａ")) == "一二月金门见车长页马①（）Ａ"


def test_remarks_are_left_out_and_flagged():
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.freeTextAnnotation("此处待核实", "/Helv 12 Tf", Rect=(90, 500, 300, 560))
    canvas.acroForm.textfield(name="单位", value="ABC", x=90, y=400, width=200, height=30)
    found = read_pdf(finish(canvas, stream))
    assert found.text == MEASURES[0]
    assert codes(found) == {"annotations_dropped", "form_fields"}
    assert not found.is_complete


def test_text_in_a_form_inside_the_page_is_read():
    canvas, stream = new_canvas()
    canvas.beginForm("part")
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.line(90, 300, 200, 300)
    canvas.endForm()
    canvas.doForm("part")
    assert lines_of(finish(canvas, stream)) == [MEASURES[0]]


# bad files


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data)
    return caught.value


def test_a_password_is_named_as_the_reason():
    assert refusal(set_document(MEASURES, encrypt="geheim")).code == "encrypted_file"


def test_a_file_that_may_be_opened_but_not_copied_is_read_and_flagged():
    lock = StandardEncryption("", ownerPassword="owner", canCopy=0, canPrint=0)
    found = read_pdf(set_document(MEASURES, encrypt=lock))
    assert found.text.split("\n") == MEASURES
    assert codes(found) == {"restrictions_ignored"}


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_broken_file_is_refused(data):
    assert refusal(data).code == "broken_file"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_file_that_is_cut_off_is_refused_or_flagged(share):
    data = set_document(MEASURES * 6)
    try:
        found = read_pdf(data[: int(len(data) * share)])
    except UnreadableFile as error:
        assert error.code == "broken_file"
    else:
        assert "truncated_file" in codes(found)
        assert not found.is_complete


def test_too_many_pages_are_refused_with_their_number():
    canvas, stream = new_canvas()
    for _ in range(2000):
        canvas.drawString(90, 700, "x")
        canvas.showPage()
    error = refusal(finish(canvas, stream))
    assert error.code == "too_many_pages"
    assert "2000" in str(error)


def test_pages_without_anything_on_them_have_no_text():
    canvas, stream = new_canvas()
    canvas.showPage()
    canvas.showPage()
    assert refusal(finish(canvas, stream)).code == "no_text"


def test_a_blank_page_is_no_page_that_could_not_be_read(monkeypatch):
    without_ocr(monkeypatch)
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.showPage()
    canvas.showPage()
    found = read_pdf(finish(canvas, stream))
    assert (found.text, found.is_complete) == (MEASURES[0], True)


def grey_picture(width=400, height=300):
    """A bitmap (PPM) with something on it, made without a library for pictures."""
    row = b"\x20\x20\x20" * (width // 2) + b"\xf0\xf0\xf0" * (width - width // 2)
    return ImageReader(io.BytesIO(b"P6 %d %d 255\n" % (width, height) + row * height))


def test_pictures_only_and_no_ocr_is_refused_with_advice(monkeypatch):
    pytest.importorskip("PIL", reason="reportlab puts pictures on a page with Pillow (extra ocr)")
    without_ocr(monkeypatch)
    canvas, stream = new_canvas()
    canvas.drawImage(grey_picture(), 0, 0, WIDTH, HEIGHT)
    error = refusal(finish(canvas, stream))
    assert error.code == "ocr_missing"
    assert "parkbot[ocr]" in str(error)


def test_pages_that_need_ocr_are_named_where_it_is_missing(monkeypatch):
    pytest.importorskip("PIL", reason="reportlab puts pictures on a page with Pillow (extra ocr)")
    without_ocr(monkeypatch)
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.showPage()
    for _ in range(2):
        canvas.drawImage(grey_picture(), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    found = read_pdf(finish(canvas, stream))
    assert found.text == MEASURES[0]
    assert not found.is_complete
    assert next(flag.text for flag in found.flags if flag.code == "pages_without_text").startswith("第2–3页")


def test_a_picture_beside_text_is_flagged_where_ocr_is_missing(monkeypatch):
    pytest.importorskip("PIL", reason="reportlab puts pictures on a page with Pillow (extra ocr)")
    without_ocr(monkeypatch)
    canvas, stream = new_canvas()
    Column(canvas, 90, HEIGHT - 100, 26).paragraph(MEASURES[0])
    canvas.drawImage(grey_picture(), 90, 200, 400, 300)
    found = read_pdf(finish(canvas, stream))
    assert codes(found) == {"images_without_text"}
    assert not found.is_complete


def test_the_text_that_a_scanner_laid_under_its_picture_is_read_and_flagged():
    pytest.importorskip("PIL", reason="reportlab puts pictures on a page with Pillow (extra ocr)")
    canvas, stream = new_canvas()
    canvas.drawImage(grey_picture(), 0, 0, WIDTH, HEIGHT)
    for number, line in enumerate(wrap(MEASURES[0], 26)):
        text = canvas.beginText(90 + (32 if number == 0 else 0), HEIGHT - 100 - 28 * number)
        text.setFont(SONG, 16)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)
    found = read_pdf(finish(canvas, stream))
    assert (found.text, codes(found)) == (MEASURES[0], {"ocr_layer"})


def test_many_pages_are_read_in_little_time_within_the_limits():
    data = set_document([f"{text}" for text in MEASURES * 120])
    found = read_file("办法.pdf", data, Limits(seconds=30))
    assert found.text.split("\n") == MEASURES * 120


def test_damage_anywhere_is_an_error_that_is_foreseen_or_a_text():
    data = bytearray(set_document(MEASURES))
    for position in range(200, len(data), len(data) // 60):
        broken = (
            data[:position] + bytes(value ^ 0x55 for value in data[position : position + 40]) + data[position + 40 :]
        )
        try:
            read_pdf(bytes(broken))
        except UnreadableFile:
            continue
