"""What a file is: told by its content first, by its name only where the content leaves it open (txt or Markdown)."""

from __future__ import annotations

import io
import re
import zipfile

from knowledge.errors import UnreadableFile
from knowledge.readers.types import Format

_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_97 = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|style|table|div|p|h[1-6]|span|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(rb"<(?:p|div|br|table|span|h[1-6]|li|a)\b[^<>]*>", re.IGNORECASE)
_PDF_HEAD = 1024
_HTML_HEAD = 4096
_SUPPORTED = "可以导入 txt、md、html、docx、doc、wps、rtf、odt、pdf、ofd 和图片"
_OTHER_FORMATS = {
    "xl/": "这是 Excel 表格",
    "ppt/": "这是 PowerPoint 演示文稿",
    "word/": "这份 Word 文件缺少正文",
}


def format_of(name: str, data: bytes) -> Format:
    """The format of a file; a wrong extension is no obstacle.

    Raises UnreadableFile: empty_file, unsupported_format, encrypted_file, broken_file. A PDF is `pdf`, whether its text
    has to be recognised or not.
    """
    if not data:
        raise UnreadableFile("empty_file", "文件是空的。")
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _format_of_zip(data)
    if data.startswith(_OLE):
        return _format_of_ole(name, data)
    if data.startswith(b"{\\rt"):
        return "rtf"
    if _is_image(data):
        return "image"
    return _format_of_text(name, data)


def _is_image(data: bytes) -> bool:
    is_bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return data.startswith(_IMAGES) or is_bitmap or is_webp


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _format_of_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("broken_file", "文件已损坏：压缩结构读不出来，可能没有下载完整。") from error
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names and any(re.fullmatch(r"word/document\d*\.xml", member) for member in names):
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return _format_of_open_document(data)
    for prefix, what in _OTHER_FORMATS.items():
        if any(member.startswith(prefix) for member in names):
            raise UnreadableFile("unsupported_format", f"{what}，不能导入；{_SUPPORTED}。")
    raise UnreadableFile("unsupported_format", f"这是压缩包，请解压后逐个导入；{_SUPPORTED}。")


def _format_of_open_document(data: bytes) -> Format:
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    raise UnreadableFile("unsupported_format", f"这不是文字处理文档，不能导入；{_SUPPORTED}。")


def _format_of_ole(name: str, data: bytes) -> Format:
    """Word 97 and the like; newer Office files are put into the same container when they are encrypted."""
    if _ENCRYPTED in data:
        raise UnreadableFile("encrypted_file", "文件设有打开密码，请去掉密码后再导入。")
    if _extension(name) == "wps":
        return "wps"
    if _WORD_97 in data:
        return "doc"
    raise UnreadableFile("unsupported_format", f"这不是 Word 文档，不能导入；{_SUPPORTED}。")


def _format_of_text(name: str, data: bytes) -> Format:
    """HTML, Markdown or plain text. Whether it is text at all is for its reader to say."""
    head = data.lstrip(b"\xef\xbb\xbf")[:_HTML_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            head = data[2:_HTML_HEAD].decode(encoding, errors="ignore").encode()
    extension = _extension(name)
    if b"<?mso-application" in head and b"Word.Document" in head:
        return "doc"
    if head.lstrip().startswith(b"MIME-Version:"):
        raise UnreadableFile("unsupported_format", "这是网页归档（mht）文件，请另存为 html 或 docx 后再导入。")
    if _WHOLE_PAGE.match(head):
        return "html"
    if extension in ("md", "markdown"):
        return "markdown"
    if _HTML.match(head) or (extension in ("html", "htm", "shtml", "xhtml") and _ANY_TAG.search(data)):
        return "html"
    return "txt"
