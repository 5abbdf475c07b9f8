import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers.ofd import read_ofd

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0


def width_of(character: str) -> float:
    return SIZE / 2 if character.isascii() else SIZE


def item(text: str, left: float, top: float, more: str = "", inside: str = "") -> str:
    """A text object whose baseline is 5 mm below its top."""
    width = sum(map(width_of, text))
    steps = " ".join(str(width_of(character)) for character in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{left} {top} {width} 6" Font="1" Size="{SIZE}" {more}>{inside}'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def page(*lines: str, left: float = 30) -> str:
    """A page with a line every 10 mm; a line that begins with two wide spaces is set in by them."""
    return "".join(
        item(line.strip(), left + 2 * SIZE * line.startswith("　　"), 30 + 10 * row) for row, line in enumerate(lines)
    )


def ofd_file(*pages: str, members: dict[str, str] | None = None, title: str = "某通知") -> bytes:
    listed = "".join(
        f'<ofd:Page ID="{index}" BaseLoc="Pages/Page_{index}/Content.xml"/>' for index in range(len(pages))
    )
    files = {
        "OFD.xml": f"<ofd:OFD {NAMES}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMES}><ofd:CommonData>"
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/Tpl_0/Content.xml": f"<ofd:Page {NAMES}>{item('页眉', 30, 10)}</ofd:Page>",
        **{
            f"Doc_0/Pages/Page_{index}/Content.xml": f'<ofd:Page {NAMES}><ofd:Template TemplateID="9"/>'
            f'<ofd:Content><ofd:Layer Type="Body">{inner}</ofd:Layer></ofd:Content></ofd:Page>'
            for index, inner in enumerate(pages)
        },
        **(members or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


LEAD = "为深入贯彻落实省委省政府关于数字强省建设的决策部署，全面提升我市信息技术创新能力，现就申报工作通知如下。"
CONDITION = "一、申报条件。在本市注册，研发投入五百万元以上，且近三年没有重大安全、质量事故和严重环境违法行为。"
STANDARD = ["二、补助标准。按投入的10%补助。", "（一）最高50万元。", "（二）不重复享受。"]


def wrapped(text: str) -> list[str]:
    """A paragraph set in lines of 24 characters, the first of them two characters in."""
    text = f"　　{text}"
    return [text[at : at + 24] for at in range(0, len(text), 24)]


def test_pages_become_one_text_with_sentences_joined_over_lines_and_pages():
    lines = ["各有关单位：", *wrapped(LEAD), *wrapped(CONDITION), *(f"　　{line}" for line in STANDARD)]
    title = item("关于申报研发补助的通知", 62, 20)
    read = read_ofd(ofd_file(title + page(*lines[:5]), page(*lines[5:])))
    assert read.text.split("\n") == ["关于申报研发补助的通知", "各有关单位：", LEAD, CONDITION, *STANDARD]
    assert (read.format, read.title, read.is_complete, read.flags) == ("ofd", "某通知", True, ())
    assert [clause.path for clause in parse_clauses(read.text, doc_id="d")] == ["0", "1", "2", "2.1", "2.2"]


def test_pieces_of_a_line_are_put_in_order_whatever_their_order_in_the_file():
    pieces = [item("标准。", 50, 30.4), item("一、", 30, 30), item("补助", 40, 30.2), item("二、附则。", 30, 40)]
    assert read_ofd(ofd_file("".join(pieces))).text == "一、补助标准。\n二、附则。"


def test_a_wide_gap_in_a_line_is_a_space():
    assert read_ofd(ofd_file(item("甲", 30, 30) + item("乙", 80, 30))).text == "甲 乙"


def rules(*boxes: tuple[float, float, float, float]) -> str:
    """Lines from (x, y) to (x, y), each a path of its own."""
    return "".join(
        f'<ofd:PathObject ID="5" Boundary="0 0 210 297"><ofd:AbbreviatedData>M {a} {b} L {c} {d}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
        for a, b, c, d in boxes
    )


def test_a_ruled_table_is_rows_and_a_merged_cell_is_repeated():
    level = [(30, 50, 130, 50), (60, 60, 130, 60), (30, 70, 130, 70)]
    upright = [(30, 50, 30, 70), (60, 50, 60, 70), (130, 50, 130, 70)]
    cells = item("甲类", 35, 57) + item("最高50万元", 65, 52) + item("最高20万元", 65, 62)
    read = read_ofd(ofd_file(item("一、标准。", 30, 30) + cells + item("二、附则。", 30, 80) + rules(*level, *upright)))
    assert read.text.split("\n") == ["一、标准。", "甲类 | 最高50万元", "甲类 | 最高20万元", "二、附则。"]


@pytest.mark.parametrize("delta", ["", 'DeltaX="g 3 5"', 'DeltaX="5 5 5"', 'DeltaX="g x 5"', 'DeltaX="5"'])
def test_the_distances_between_characters_may_be_written_in_any_way(delta: str):
    code = f'<ofd:TextCode X="0" Y="5" {delta}>一、甲。</ofd:TextCode>'
    text = f'<ofd:TextObject ID="1" Boundary="30 30 20 6" Size="5">{code}</ofd:TextObject>'
    assert read_ofd(ofd_file(text)).text == "一、甲。"


@pytest.mark.parametrize("number", ["nan", "inf", "1e9", "x", "", "-5"])
def test_numbers_that_no_page_has_are_passed_over(number: str):
    text = item("一、甲。", 30, 30).replace('Size="5.0"', f'Size="{number}"').replace('Y="5"', f'Y="{number}"')
    assert read_ofd(ofd_file(text)).text == "一、甲。"


def test_a_moved_object_stands_where_its_matrix_puts_it():
    moved = item("二", 30, 20, more='CTM="1 0 0 1 0 40"')
    assert read_ofd(ofd_file(moved + item("一", 30, 30))).text == "一\n二"


def test_templates_running_heads_and_page_numbers_are_dropped():
    pages = [item("某市文件", 30, 12) + page(f"第{n}条 甲。") + item(f"— {n} —", 100, 280) for n in "一二三"]
    numbered = [text.replace("一 —", "1 —").replace("二 —", "2 —").replace("三 —", "3 —") for text in pages]
    assert read_ofd(ofd_file(*numbered)).text == "第一条 甲。\n第二条 甲。\n第三条 甲。"


@pytest.mark.parametrize("hidden", [item("密", 30, 50, more='Visible="false"'),
                                    item("密", 30, 50, inside='<ofd:FillColor Value="255 255 255"/>')])  # fmt: skip
def test_text_that_nobody_sees_is_left_out_and_flagged(hidden: str):
    read = read_ofd(ofd_file(item("甲。", 30, 30) + hidden))
    assert read.text == "甲。"
    assert [flag.code for flag in read.flags] == ["hidden_text"]


def test_radicals_of_a_font_become_characters():
    assert read_ofd(ofd_file(item("⼀、⾦额。", 30, 30))).text == "一、金额。"


IMAGE = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'


def test_a_page_that_is_a_picture_is_missed_and_named():
    read = read_ofd(ofd_file(item("甲。", 30, 30), IMAGE))
    assert not read.is_complete
    assert [(flag.code, "第 2 页" in flag.text) for flag in read.flags] == [("pages_without_text", True)]


def test_a_seal_is_no_missing_page():
    seal = IMAGE.replace("210 297", "42 42")
    assert read_ofd(ofd_file(item("甲。", 30, 30), seal)).is_complete


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd_file(IMAGE), "no_text"),
        (ofd_file(*[""] * 501), "too_many_pages"),
        (ofd_file("", members={"OFD.xml": "cipher", "Encryptions.xml": "<x/>"}), "encrypted_file"),
        (ofd_file("", members={"OFD.xml": "cipher"}), "broken_file"),
        (ofd_file("", members={"Doc_0/Document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "broken_file"),
        (ofd_file("", members={"../evil.xml": "x"}), "broken_file"),
        (b"PK\x03\x04", "broken_file"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, code: str):
    with pytest.raises(UnreadableFile) as caught:
        read_ofd(data)
    assert caught.value.code == code


@given(st.lists(st.text(alphabet="甲乙（一）二、。第条", min_size=1, max_size=20), min_size=1, max_size=8))
def test_no_character_is_lost(lines: list[str]):
    text = read_ofd(ofd_file(page(*lines))).text
    assert "".join(text.split()) == "".join(lines)
