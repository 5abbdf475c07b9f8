"""What the reading process and its parent say to each other: JSON in frames with their length in front, never pickles.

The process that reads handles hostile files, so its parent believes nothing that it says: every reply is checked for
size and shape here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, get_args

from knowledge.errors import UNREADABLE_CODES, UnreadableFile
from knowledge.readers.types import Flag, Format, ReadText, UncertainLine

_LENGTH_BYTES = 8
_MOST_FLAGS = 10_000
LARGEST_REPLY = 128 * 1024 * 1024
"""Bytes; a text of the largest size allowed with every character escaped fits."""


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` of `count`, counted from one."""

    number: int
    count: int


class BadFrame(Exception):
    """What came over the pipe is no frame, or none of the shape agreed."""


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """One frame: the payload's length in eight bytes, then the payload."""
    stream.write(len(payload).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO, most_bytes: int) -> bytes:
    """The next frame's payload. Raises EOFError where the stream ends, BadFrame for more than `most_bytes`."""
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "big")
    if length > most_bytes:
        raise BadFrame(f"a frame of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def page_reply(page: int, pages: int) -> bytes:
    """Said before page `page` of `pages` is recognised: a sign of life."""
    return _encoded({"page": page, "pages": pages})


def text_reply(read: ReadText) -> bytes:
    """Said at the end: the file's text."""
    return _encoded({"read": asdict(read)})


def error_reply(error: UnreadableFile) -> bytes:
    """Said at the end: no text can be had, and why."""
    return _encoded({"code": error.code, "message": str(error)})


def _encoded(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply, ensure_ascii=False).encode()


def parse_reply(payload: bytes) -> ReadText | Page:
    """The text that a reply brings, or the page that is recognised next: a sign of life.

    Raises UnreadableFile where that is what the reply says, BadFrame for anything that is no reply.
    """
    try:
        reply = json.loads(payload)
        if "page" in reply:
            return Page(int(reply["page"]), int(reply["pages"]))
        if "code" in reply:
            raise _error(reply)
        return _read_text(reply["read"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadFrame(str(error)) from error


def _error(reply: dict[str, Any]) -> UnreadableFile:
    code, message = _string(reply["code"]), _string(reply["message"])
    if code not in UNREADABLE_CODES:
        raise ValueError(code)
    return UnreadableFile(code, message)


def _read_text(fields: dict[str, Any]) -> ReadText:
    if fields["format"] not in get_args(Format) or not isinstance(fields["is_complete"], bool):
        raise ValueError("no format that is known")
    if max(len(fields["flags"]), len(fields["uncertain_lines"])) > _MOST_FLAGS:
        raise ValueError("too many flags")
    return ReadText(
        text=_string(fields["text"]),
        format=fields["format"],
        flags=tuple(Flag(_string(flag["code"]), _string(flag["text"])) for flag in fields["flags"]),
        is_complete=fields["is_complete"],
        uncertain_lines=tuple(
            UncertainLine(_string(line["text"]), float(line["confidence"])) for line in fields["uncertain_lines"]
        ),
        title=None if fields["title"] is None else _string(fields["title"]),
    )


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {type(value)}")
    return value
