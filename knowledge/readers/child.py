"""The process that reads files, one after another: `python -m knowledge.readers.child`, started by reading.py only.

It imports no more than the format of the file at hand needs, opens no connection and writes nothing but temporary
files in the folder that its parent gave it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from knowledge.errors import UnreadableFile
from knowledge.readers.frames import error_reply, page_reply, read_frame, text_reply, write_frame
from knowledge.readers.limits import Limits, allow, confine_process
from knowledge.readers.types import ReadText

OnPage = Callable[[int, int], None]
"""Called with the page's number and the number of pages before a page is recognised."""

_MOST_FLAGS = 200
"""Flags of one file that are passed on; a person reads them."""
_LARGEST_HEADER = 1024 * 1024
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character: some formats can say it, UTF-8 cannot."""


def main() -> None:
    """Answer requests from the standard input until it ends."""
    confine_process()
    replies = _claim_standard_output()
    while True:
        try:
            header = json.loads(read_frame(sys.stdin.buffer, _LARGEST_HEADER))
            limits = Limits(**header["limits"])
            data = read_frame(sys.stdin.buffer, limits.file_bytes)
        except EOFError:
            return
        write_frame(replies, _reply(header["name"], data, limits, replies))


def _claim_standard_output() -> BinaryIO:
    """The pipe to the parent, out of the way of whatever a library may print."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return pipe


def _reply(name: str, data: bytes, limits: Limits, replies: BinaryIO) -> bytes:
    """The last frame for one file; an error that no reader foresaw makes the file a broken one."""

    def on_page(page: int, pages: int) -> None:
        allow(limits.ocr_memory_bytes, limits.seconds)
        write_frame(replies, page_reply(page, pages))

    try:
        allow(limits.memory_bytes, limits.seconds)
        return text_reply(_checked(read(name, data, on_page), limits))
    except UnreadableFile as error:
        return error_reply(error)
    except MemoryError:
        return error_reply(UnreadableFile("too_much_memory", "读取这份文件需要的内存超出了限制，没有读取。"))
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        return error_reply(UnreadableFile("broken_file", f"文件已损坏或不符合其格式，无法读取（{detail}）。"))


def read(name: str, data: bytes, on_page: OnPage) -> ReadText:
    """The text of a file by the reader of its format, imported only now."""
    from knowledge.readers.formats import format_of

    match format_of(name, data):
        case "txt":
            from knowledge.readers.text import read_txt

            return read_txt(data)
        case "markdown":
            from knowledge.readers.markdown import read_markdown

            return read_markdown(data)
        case "html":
            from knowledge.readers.html import read_html

            return read_html(data)
        case "docx":
            from knowledge.readers.docx import read_docx

            return read_docx(data)
        case "ofd":
            from knowledge.readers.ofd import read_ofd

            return read_ofd(data)
        case "pdf" | "pdf-scan":
            from knowledge.readers.pdf import read_pdf

            return read_pdf(data, on_page)
        case "image":
            from knowledge.readers.pictures import read_image

            return read_image(data, on_page)
        case "doc" | "wps" | "rtf" | "odt" as format_name:
            from knowledge.readers.office import read_office

            return read_office(data, format_name)


def _checked(found: ReadText, limits: Limits) -> ReadText:
    """`found` with what is suspicious about any text flagged. Raises UnreadableFile for no words and for too many."""
    from knowledge.readers.suspicions import without_suspicious_characters

    text, flags = without_suspicious_characters(_LONE_SURROGATE.sub("\ufffd", found.text))
    if not text.strip():
        raise UnreadableFile("no_text", "文件里没有可以读取的文字。")
    if len(text.encode()) > limits.text_bytes:
        raise UnreadableFile("too_large", f"文件里的文字超过 {limits.text_bytes // 1024 // 1024} MB，请拆分后再导入。")
    return replace(found, text=text, flags=(*found.flags, *flags)[:_MOST_FLAGS])


if __name__ == "__main__":
    main()
