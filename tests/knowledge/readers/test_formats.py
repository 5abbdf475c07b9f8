import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnreadableFile
from knowledge.readers.formats import format_of
from tests.knowledge.readers.word_files import paragraph, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = OLE + "WordDocument".encode("utf-16-le")


def zipped(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, first if name == "mimetype" else b"x")
    return out.getvalue()


OPEN_TEXT = zipped("mimetype", "content.xml", first=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "一、甲".encode(), "txt"),
        ("a", "一、甲".encode("gb18030"), "txt"),
        ("a.md", b"# title", "markdown"),
        ("a.MD", b"<div>x</div>", "markdown"),
        ("a.txt", b"# title", "txt"),
        ("a.html", b"<p>x</p>", "html"),
        ("a.doc", b"\xef\xbb\xbf <!DOCTYPE html><html>", "html"),
        ("a.html", "<html><p>甲".encode("utf-16"), "html"),
        ("a.txt", b"<!-- c --><html></html>", "html"),
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("a.docx", b"junk %PDF-1.7\n", "pdf"),
        ("a.pdf", word_file(paragraph("甲")), "docx"),
        ("a.zip", zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        ("a.odt", OPEN_TEXT, "odt"),
        ("a.docx", WORD, "doc"),
        ("a.wps", WORD, "wps"),
        ("a.doc", b"{\\rtf1\\ansi", "rtf"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n....", "image"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image"),
        ("a.txt", b"BMW", "txt"),
        ("a.txt", b"PK means primary key", "txt"),
    ],
)
def test_the_content_tells_the_format_and_the_name_only_what_the_content_leaves_open(
    name: str, data: bytes, expected: str
):
    assert format_of(name, data) == expected


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "unsupported_format"),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), "unsupported_format"),
        ("a.zip", zipped("a.docx"), "unsupported_format"),
        ("a.docx", b"PK\x03\x04broken", "broken_file"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "unsupported_format"),
        ("a.mht", b"MIME-Version: 1.0\r\n", "unsupported_format"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str, data: bytes, code: str):
    with pytest.raises(UnreadableFile) as caught:
        format_of(name, data)
    assert caught.value.code == code
    assert str(caught.value).endswith("。")


@given(st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.html", ""]), st.binary(max_size=200))
def test_any_bytes_have_a_format_or_a_reason(name: str, data: bytes):
    try:
        format_of(name, data)
    except UnreadableFile as error:
        assert str(error)
