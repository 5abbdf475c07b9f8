import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers.docx import read_docx
from tests.knowledge.readers.word_files import (
    NAMES,
    OFFICIAL,
    cell,
    numbered,
    paragraph,
    relationships,
    run,
    table,
    word_file,
)


def text_of(body: str, **parts: str) -> str:
    return read_docx(word_file(body, **parts)).text


def codes(data: bytes) -> set[str]:
    return {flag.code for flag in read_docx(data).flags}


def test_a_file_written_by_a_word_processor_is_read_with_its_lists_and_tables():
    document = docx.Document()
    document.core_properties.title = "若干措施"
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("关于支持研发的若干措施")
    document.add_paragraph("研发补助。", style="List Number")
    document.add_paragraph("人才补助。", style="List Number")
    grid = document.add_table(rows=3, cols=3)
    for index, words in enumerate(["类别", "条件", "金额", "一类", "百人以上", "50万元", "", "百人以下", "20万元"]):
        grid.cell(index // 3, index % 3).text = words
    grid.cell(1, 0).merge(grid.cell(2, 0))
    out = io.BytesIO()
    document.save(out)
    read = read_docx(out.getvalue())
    assert read.text.split("\n") == [
        "关于支持研发的若干措施",
        "1. 研发补助。",
        "2. 人才补助。",
        "类别 | 条件 | 金额",
        "一类 | 百人以上 | 50万元",
        "一类 | 百人以下 | 20万元",
    ]
    assert (read.format, read.title, read.is_complete, read.flags) == ("docx", "若干措施", True, ())


def test_revisions_are_read_as_accepted_and_said_so():
    inserted = f'<w:ins w:id="1">{run("百分之十五")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>百分之十</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("移走")}</w:moveFrom><w:moveTo w:id="4">{run("移来")}</w:moveTo>'
    data = word_file(paragraph("补助", deleted, inserted, "。", moved))
    assert read_docx(data).text == "补助百分之十五。移来"
    assert codes(data) == {"revisions_accepted"}


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_deleted_row_is_gone():
    first = paragraph("上半", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    gone = f'<w:tr><w:trPr><w:del w:id="2"/></w:trPr>{cell("旧")}{cell("1")}</w:tr>'
    body = first + paragraph("下半。") + f"<w:tbl>{gone}<w:tr>{cell('新')}{cell('2')}</w:tr></w:tbl>"
    assert text_of(body) == "上半下半。\n新 | 2"


@pytest.mark.parametrize(
    "look",
    ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="h"/>'],
)
def test_text_that_nobody_sees_is_left_out_and_flagged(look: str):
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    data = word_file(paragraph("看得见。", run("看不见", look)), styles=styles)
    assert read_docx(data).text == "看得见。"
    assert [(flag.code, "看不见" in flag.text) for flag in read_docx(data).flags] == [("hidden_text", True)]


@pytest.mark.parametrize(
    "shaded",
    [
        paragraph(run("白字", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>')),
        paragraph(run("白字", '<w:color w:val="FFFFFF"/>'), properties='<w:shd w:val="clear" w:fill="1F4E79"/>'),
        table(cell(paragraph(run("白字", '<w:color w:val="FFFFFF"/>')), '<w:shd w:val="clear" w:fill="1F4E79"/>')),
    ],
)
def test_white_letters_on_a_color_are_read(shaded: str):
    data = word_file(shaded)
    assert read_docx(data).text == "白字"
    assert codes(data) == set()


def test_white_letters_in_a_table_whose_style_colors_its_cells_are_read():
    first_row = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr></w:tblStylePr>'
    styles = f'<w:style w:type="table" w:styleId="t">{first_row}</w:style>'
    row = cell(paragraph(run("类别", '<w:color w:val="FEFEFE"/>'))) + cell("金额")
    body = table(row).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="t"/></w:tblPr>')
    assert text_of(body, styles=styles) == "类别 | 金额"


def test_an_embedded_object_in_a_sentence_is_pointed_out():
    assert codes(word_file(paragraph("补助=", "<w:r><w:object/></w:r>", "元。"))) == {"images_without_text"}


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("1.按财税〔2015〕119号归集。2.不含折旧。")}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("乙注。")}</w:footnote>'
)


def note(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_a_footnote_follows_its_paragraph_and_is_no_clause():
    body = paragraph("一、研发费用", note(2), "按实际发生额计。") + paragraph("二、补助", note(3), "一次性发放。")
    text = text_of(body, footnotes=NOTES)
    assert text.split("\n") == [
        "一、研发费用按实际发生额计。",
        "注1：1.按财税〔2015〕119号归集。2.不含折旧。",
        "二、补助一次性发放。",
        "注2：乙注。",
    ]
    assert [clause.path for clause in parse_clauses(text, doc_id="d")] == ["1", "2"]


def test_an_endnote_is_told_from_a_footnote():
    body = paragraph("甲", note(1, "endnote"), "。")
    assert text_of(body, endnotes=f'<w:endnote w:id="1">{paragraph("尾。")}</w:endnote>') == "甲。\n尾注1：尾。"


def text_box(*paragraphs: str, fill: str = "") -> str:
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    drawing = f"<w:drawing><wp:anchor><wps:wsp>{fill}<wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_follows_its_paragraph_once_and_is_no_clause():
    body = paragraph("一、申报条件。") + paragraph(
        text_box(paragraph("一、提示"), paragraph("二、截止三月底。")), "（一）注册在本市。"
    )
    text = text_of(body + paragraph(text_box(paragraph("三、注意")), "（二）有研发投入。"))
    assert text.split("\n") == [
        "一、申报条件。",
        "（一）注册在本市。",
        "一、提示 | 二、截止三月底。",
        "（二）有研发投入。",
        "三、注意 |",
    ]
    assert [clause.path for clause in parse_clauses(text, doc_id="d")] == ["1", "1.1", "1.2"]


def test_a_red_head_in_a_text_box_above_the_text_stays_plain():
    body = paragraph(text_box(paragraph("济南市科学技术局文件"))) + paragraph("关于申报的通知")
    assert text_of(body) == "济南市科学技术局文件\n关于申报的通知"


def test_fields_show_their_result_and_comments_are_left_out():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    nested = char("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + char("begin") + char("separate")
    nested += run("内") + char("end") + char("separate") + run("结果") + char("end")
    circled = char("begin") + r"<w:r><w:instrText>eq \o\ac(○,</w:instrText></w:r>" + run("3") + run(")") + char("end")
    data = word_file(paragraph("见", nested, circled, '<w:r><w:commentReference w:id="1"/></w:r>', "。"))
    assert read_docx(data).text == "见结果③。"
    assert codes(data) == {"comments_dropped"}


def test_content_in_controls_links_and_smart_tags_is_read():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('丙')}</w:sdtContent></w:sdt>"
    inline = f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>{control}"
    block = f"<w:sdt><w:sdtContent>{paragraph('丁')}</w:sdtContent></w:sdt>"
    assert text_of(paragraph(inline) + block) == "甲乙丙\n丁"


def test_breaks_tabs_hyphens_and_symbols_are_characters():
    content = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙。</w:t><w:br/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>丁</w:t><w:lastRenderedPageBreak/><w:cr/><w:t>戊</w:t></w:r>'
    )
    assert text_of(paragraph(content)) == "甲\t乙-丙。\n☑丁\n戊"


def test_a_line_break_inside_a_sentence_is_joined_and_between_paragraphs_is_not():
    broken = "<w:r><w:t>包括甲、</w:t><w:br/><w:t>乙。</w:t></w:r>"
    assert (
        text_of(paragraph(broken) + paragraph("各有关单位，") + paragraph("请申报。"))
        == "包括甲、乙。\n各有关单位，\n请申报。"
    )


def test_a_file_that_was_made_from_a_pdf_has_a_paragraph_for_each_line():
    text = (
        "一、为深入贯彻落实省委省政府关于数字强省建设的决策部署，全面提升我市新一代信息技术创新能力，按照市委工作要求，"
        "现就组织开展企业研发投入补助资金申报工作的有关事项通知如下，请各区县科技局和各有关企业认真组织，"
        "按照规定的时间和要求报送申报材料，逾期不予受理。"
    )
    lines = [text[at : at + 22] for at in range(0, len(text), 22)]
    assert text_of("".join(map(paragraph, [*lines, "二、附则。"]))).split("\n") == [text, "二、附则。"]


def test_a_merged_cell_is_repeated_in_each_line_and_a_full_row_starts_nothing():
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = table(
        cell("（一）标准", '<w:gridSpan w:val="3"/>'),
        cell("甲类", restart) + cell("首年 次年", wide),
        cell("", goes_on) + cell("10万") + cell("20万"),
        cell("") + cell("合计", restart) + cell("30万", restart),
        cell("乙类") + cell("", goes_on) + cell("", goes_on),
    )
    text = text_of(paragraph("一、补助") + rows + paragraph("二、附则"))
    assert text.split("\n")[1:-1] == [
        "（一）标准 |",
        "甲类 | 首年 次年",
        "甲类 | 10万 | 20万",
        " | 合计 | 30万",
        "乙类 | 合计 | 30万",
    ]
    assert [clause.path for clause in parse_clauses(text, doc_id="d")] == ["1", "2"]


def test_a_table_of_one_column_is_a_frame_around_paragraphs():
    body = table(cell(paragraph("一、甲。") + paragraph("二、乙。")))
    assert text_of(body) == "一、甲。\n二、乙。"


def test_a_table_inside_a_cell_becomes_words_of_the_cell():
    assert text_of(table(cell("外") + cell(table(cell("内1") + cell("内2"))))) == "外 | 内1 | 内2"


def test_automatic_numbers_inside_a_table_count_on():
    rows = table(cell(numbered("甲。")) + cell("1"), cell(numbered("乙。")) + cell("2"))
    assert text_of(rows + numbered("丙"), numbering=OFFICIAL) == "一、甲。 | 1\n二、乙。 | 2\n三、丙"


def test_formulas_become_one_line():
    fraction = "<m:f><m:num><m:r><m:t>研发费用</m:t></m:r></m:num><m:den><m:r><m:t>销售收入</m:t></m:r></m:den></m:f>"
    data = word_file(paragraph("比例=", f"<m:oMath>{fraction}<m:r><m:t>×100%</m:t></m:r></m:oMath>"))
    assert read_docx(data).text == "比例=研发费用/销售收入×100%"
    assert codes(data) == {"formulas_flattened"}


def picture(width: float, height: float) -> str:
    emu = 360_000
    size = f'<wp:extent cx="{int(width * emu)}" cy="{int(height * emu)}"/>'
    return f"<w:r><w:drawing><wp:inline>{size}</wp:inline></w:drawing></w:r>"


@pytest.mark.parametrize(("size", "is_complete"), [((15, 20), False), ((4.2, 4.2), True)])
def test_a_large_picture_that_is_a_paragraph_makes_the_text_incomplete(size: tuple[float, float], is_complete: bool):
    data = word_file(paragraph("通知。") + paragraph(picture(*size)))
    assert codes(data) == {"images_without_text"}
    assert read_docx(data).is_complete == is_complete


def test_a_picture_beside_words_is_no_loss():
    assert codes(word_file(paragraph("盖章", picture(15, 20)))) == set()


def test_pictures_alone_are_no_text():
    with pytest.raises(UnreadableFile) as caught:
        read_docx(word_file(paragraph(picture(15, 20)), members={"word/media/image1.png": b"x"}))
    assert caught.value.code == "no_text"
    assert "图片" in str(caught.value)


def test_an_embedded_document_is_missed_and_said_so():
    read = read_docx(word_file(paragraph("甲。") + '<w:altChunk r:id="r1"/>'))
    assert not read.is_complete
    assert [flag.code for flag in read.flags] == ["part_not_read"]


def test_macros_are_left_alone():
    data = word_file(paragraph("规定"), members={"word/vbaProject.bin": b"\xd0\xcf"})
    assert codes(data) == {"macros_ignored"}


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_text_is_left_out_and_pointed_out(mark):
    data = word_file(paragraph(run("最高") + run("20万元", mark) + run("30万元。")))
    assert read_docx(data).text == "最高30万元。"
    assert [(flag.code, "20万元" in flag.text) for flag in read_docx(data).flags] == [("struck_text", True)]


def test_typed_page_numbers_are_dropped():
    assert text_of(paragraph("甲。") + paragraph("— 3 —") + paragraph("乙。")) == "甲。\n乙。"


def test_strict_open_xml_is_read_like_the_usual_kind():
    usual = word_file(paragraph("一、甲。"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for part in (b"wordprocessingml/2006/main", b"officeDocument/2006/relationships"):
                changed = part.replace(b"/2006", b"")
                data = data.replace(
                    b"http://schemas.openxmlformats.org/" + part, b"http://purl.oclc.org/ooxml/" + changed
                )
            new.writestr(name, data)
    assert read_docx(strict.getvalue()).text == "一、甲。"


@given(st.lists(st.text(alphabet="甲乙（一）1.、。 第条", max_size=12), max_size=8))
def test_no_character_of_a_paragraph_is_lost(words: list[str]):
    data = word_file("".join(paragraph(run(text)) for text in [*words, "末。"]))
    assert "".join(read_docx(data).text.split()) == "".join("".join(words).split()) + "末。"


# What nobody vouches for


def test_a_hundred_tables_inside_each_other_are_refused_and_fifty_are_read():
    def nested(depth: int) -> str:
        content = paragraph("底")
        for _ in range(depth):
            content = table(cell(content))
        return content

    assert text_of(nested(50)) == "底"
    for depth in (100, 5_000):
        with pytest.raises(UnreadableFile) as caught:
            text_of(nested(depth))
        assert caught.value.code == "broken_file"


def test_many_paragraphs_are_read_one_at_a_time():
    count = 20_000
    data = word_file("".join(paragraph(f"甲{index}") for index in range(count)))
    assert read_docx(data).text.count("\n") == count - 1


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prologue", [BOMB, OUTSIDE])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_entities_are_refused(prologue: str, part: str):
    name = "document" if part.endswith("document.xml") else "styles"
    content = f"{prologue}<w:{name} {NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:{name}>"
    files = {
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relationships({"styles": "styles.xml"}),
        "word/document.xml": f"<w:document {NAMES}><w:body/></w:document>",
        part: content,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for member, text in files.items():
            package.writestr(member, text)
    with pytest.raises(UnreadableFile) as caught:
        read_docx(out.getvalue())
    assert caught.value.code == "broken_file"
    assert "实体" in str(caught.value)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_with_a_reason(at: int, noise: bytes):
    data = bytearray(word_file(numbered("甲。") + table(cell("乙") + cell("丙")), numbering=OFFICIAL))
    data[at % len(data) : at % len(data) + len(noise)] = noise
    try:
        read_docx(bytes(data))
    except UnreadableFile as error:
        assert str(error)
