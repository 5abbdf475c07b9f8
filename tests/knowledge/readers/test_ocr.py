import io
import subprocess
import sys

import pytest

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.normalise import search_key
from knowledge.readers import ocr
from knowledge.readers.limits import Limits
from knowledge.readers.page import Box, Piece
from knowledge.readers.pdf import read_pdf
from knowledge.readers.pictures import read_image
from knowledge.readers.reading import read_file

if not ocr.is_installed():
    pytest.skip("needs the extra ocr: make install EXTRAS=ocr", allow_module_level=True)

import numpy as np
from PIL import Image

from tests.knowledge.readers import scans
from tests.knowledge.readers.pdf_files import HEIGHT, Column, finish, new_canvas
from tests.knowledge.readers.scans import as_file, as_pdf, draw_page, scanned, stamped

needs_font = pytest.mark.skipif(not scans.FONT.exists(), reason="needs Debian's fonts-wqy-microhei to draw scans")

MEASURES = [
    "第一条 为了规范科学园区企业扶持资金的管理，提高资金使用效益，结合本园区实际，制定本办法。",
    "第二条 符合下列条件之一的企业，可以申请扶持资金：",
    "（一）上一年度研发投入占营业收入的比例不低于5%；",
    "（二）被认定为国家高新技术企业。",
    "第三条 扶持资金按照研发投入的10%给予补助，单个企业每年最高不超过100万元。",
    "第四条 本办法自2026年3月1日起施行，有效期3年。",
]


def packed(text):
    """The text without white space, and with half-width punctuation, as recognition mixes the two."""
    return "".join(search_key(text).split())


def codes(found):
    return {flag.code for flag in found.flags}


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        read_image(data)
    return caught.value


@pytest.fixture(scope="module")
def engine():
    return ocr.Recogniser()


@needs_font
def test_a_stamped_scan_of_two_pages_is_read_in_the_child_within_its_limits():
    first = scanned(draw_page(MEASURES[:2], ["园区企业扶持资金管理办法"], number=1))
    second = scanned(stamped(draw_page(MEASURES[2:], number=2), 380, 290), tilt=-0.8, seed=2)
    found = read_file("扫描件.pdf", as_pdf(first, second), Limits(seconds=100))
    assert found.format == "pdf-scan"
    assert codes(found) >= {"ocr_used", "stamp_removed"}
    clauses = {clause.path: packed(clause.text) for clause in parse_clauses(found.text, doc_id="x")}
    assert clauses == {
        "0": packed("园区企业扶持资金管理办法"),
        "1": packed(MEASURES[0]),
        "2": packed("".join(MEASURES[1:4])),
        "3": packed(MEASURES[4]),
        "4": packed(MEASURES[5]),
    }


@needs_font
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_lies_on_its_side_or_head_is_turned(engine, turn):
    page = draw_page(MEASURES[:1]).crop((0, 200, 1653, 600)).rotate(turn, expand=True)
    found = engine.recognise(np.asarray(page), 0.36)
    text = packed("".join(piece.text for piece in found.pieces))
    assert text == packed(MEASURES[0])
    assert found.width > found.height


@needs_font
def test_the_cells_of_a_scanned_table_stay_apart():
    page = scans.blank_page(595, 260)
    draw = scans.ImageDraw.Draw(page)
    rows = [("企业类型", "补助比例", "最高金额"), ("初创企业", "15%", "50万元"), ("规模以上企业", "10%", "100万元")]
    for y in (70, 110, 150, 190):
        draw.line(scans.at(80, y, 500, y), (0, 0, 0), 3)
    for x in (80, 240, 380, 500):
        draw.line(scans.at(x, 70, x, 190), (0, 0, 0), 3)
    for row, cells in enumerate(rows):
        for x, cell in zip((90, 250, 390), cells, strict=True):
            draw.text(scans.at(x, 80 + 40 * row), cell, (10, 10, 10), scans.font(14))
    assert read_image(as_file(page, "PNG")).text.split("\n") == [" | ".join(row) for row in rows]


@needs_font
def test_a_transparent_picture_is_read_on_white():
    page = draw_page(MEASURES[5:]).crop((0, 200, 1653, 600))
    clear = page.convert("RGBA")
    pixels = np.array(clear)
    pixels[pixels[:, :, :3].min(axis=2) > 200, 3] = 0
    found = read_image(as_file(Image.fromarray(pixels), "PNG"))
    assert packed(found.text) == packed(MEASURES[5])
    assert found.format == "image"


@needs_font
def test_a_tiff_of_several_pages_is_read_page_by_page():
    pages = [draw_page([text]).crop((0, 200, 1653, 700)) for text in MEASURES[4:]]
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    calls = []
    found = read_image(stream.getvalue(), lambda *page: calls.append(page))
    assert [packed(line) for line in found.text.split("\n")] == [packed(text) for text in MEASURES[4:]]
    assert calls == [(1, 2), (2, 2)]


@needs_font
def test_a_picture_beside_text_is_read_in_its_place():
    canvas, stream = new_canvas()
    column = Column(canvas, 90, HEIGHT - 100, 26)
    column.paragraph(MEASURES[4])
    picture = draw_page(MEASURES[5:]).crop((200, 280, 1500, 800))
    canvas.drawImage(scans_reader(picture), 90, 300, 400, 160)
    column.y = 240
    column.paragraph("附件不另印发，请到园区管理委员会网站下载。")
    found = read_pdf(finish(canvas, stream))
    lines = found.text.split("\n")
    assert lines[0] == MEASURES[4]
    assert packed(MEASURES[5]) in packed(lines[1])
    assert lines[-1] == "附件不另印发，请到园区管理委员会网站下载。"
    assert "ocr_used" in codes(found)
    assert found.is_complete


def scans_reader(picture):
    from reportlab.lib.utils import ImageReader

    return ImageReader(picture)


def test_lines_that_recognition_is_not_sure_of_are_listed():
    pieces = [
        Piece("清楚的一行", Box(0, 0, 9, 9), 9, confidence=0.99),
        Piece("模糊的一行", Box(0, 9, 9, 18), 9, confidence=0.6),
    ]
    (line,) = ocr.uncertain_lines(pieces)
    assert (line.text, line.confidence) == ("模糊的一行", 0.6)


@needs_font
def test_unclear_lines_are_flagged():
    page = draw_page(MEASURES[5:]).crop((0, 280, 1653, 560))
    tiny = page.resize((page.width // 4, page.height // 4))
    found = read_image(as_file(scanned(tiny, noise=40), "PNG"))
    assert "low_confidence" in codes(found)
    assert found.uncertain_lines


def test_a_picture_without_text_is_refused():
    assert refusal(as_file(Image.new("RGB", (600, 400), "white"), "PNG")).code == "no_text"


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked():
    bomb = as_file(Image.new("1", (9_000, 9_000)), "PNG")
    assert len(bomb) < 1_000_000
    assert refusal(bomb).code == "too_large"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n nothing", b"\xff\xd8\xff\xe0 nothing"])
def test_a_broken_picture_is_refused(data):
    assert refusal(data).code == "broken_file"


@needs_font
def test_a_picture_that_is_cut_off_is_refused():
    data = as_file(draw_page(MEASURES[:1]), "PNG")
    assert refusal(data[: len(data) // 2]).code == "broken_file"


def test_a_picture_without_the_extra_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    error = refusal(as_file(Image.new("RGB", (60, 40)), "PNG"))
    assert error.code == "ocr_missing"
    assert "parkbot[ocr]" in str(error)


def test_nothing_of_the_extra_is_loaded_to_read_a_pdf_with_text():
    code = (
        "import sys\nfrom tests.knowledge.readers.pdf_files import set_document\n"
        "data = set_document(['第一条 文字。'])\n"
        "before = set(sys.modules); from knowledge.readers.pdf import read_pdf; read_pdf(data)\n"
        "assert not {'rapidocr', 'cv2', 'onnxruntime', 'numpy'} & (set(sys.modules) - before), sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_pixels_of_a_seal_turn_white_and_a_red_heading_stays():
    from knowledge.readers.stamps import without_stamps

    page = np.full((1000, 700, 3), 250, np.uint8)
    page[100:140, 50:650] = (200, 30, 30)
    rows, columns = np.ogrid[:1000, :700]
    ring = abs(np.hypot(rows - 600, columns - 400) - 70) < 4
    page[ring] = (200, 30, 30)
    page[598:602, 300:500] = 20
    cleaned, found = without_stamps(page)
    assert found
    assert (cleaned[100:140, 50:650] == (200, 30, 30)).all()
    assert (cleaned[ring].min(axis=1) > 200).mean() > 0.95
    assert (cleaned[599:601, 340:460] == 20).all()
