"""Plain text, and the encoding of any text file: UTF-8, UTF-16 with or without a mark, GB18030.

Own rules instead of a guesser: of the encodings that Chinese offices use each can be proved or refuted, while
charset-normalizer 3.5.3, which chooses among ninety, read 「联通」 in GB18030 as Big5 and 「鲁科字〔2023〕4号」
as Korean. A file that fits none of them is refused; nothing is read as what it may not be.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from knowledge.errors import UnreadableFile
from knowledge.normalise import join_hard_line_breaks, stored_text
from knowledge.readers.page_numbers import without_page_numbers
from knowledge.readers.types import Flag, ReadText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LAST_LATIN, _FIRST_OF_THREE_BYTES = "\u024f", "\u0800"
_SAMPLE = 20_000
"""Characters that are judged."""
_SMALLEST_PLAUSIBILITY = 0.6
"""Simplified text scores above 0.9, traditional text in GB18030 about 0.7, Big5 read as GB18030 0.5 and less."""
_WEIGHT_OF_A_RARE_CHARACTER = 0.3
_FEWEST_CHARACTERS_FOR_FREQUENCIES = 12
_SMALLEST_SHARE_OF_FREQUENT_CHARACTERS = 0.08
"""Chinese prose has 25 % and more of them; Korean or Japanese text read as GB18030 3 % and less."""
_MOST_DAMAGE = 0.02
"""Share of characters that may be broken in a file whose encoding is beyond doubt otherwise."""
_MOST_CONTROL_CHARACTERS = 0.01
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CHINESE_PUNCTUATION = re.compile(
    "[\u2010-\u2027\u2030-\u205e\u2160-\u217b\u2460-\u249b\u3000-\u303f\uff00-\uffee×÷°±·§≤≥]"
)
_FREQUENT = frozenset(
    "的一是不在人有和为中大上个国以要时来用生到作地于出分对成会可主发年动同工能下过产种面方后多定行学法所民得经十三之进"
    "等部度家力化高自二理小物现实加量两体制机当使点从业本性应开合由其前外政四日社事平形相全表与关各重新内数正原利比或第"
    "条建月公无系者最立代已通提展五员位入文总次品式活设及管特件长求基资级区企技术科研市省规请申"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and whether all of it could be decoded."""

    text: str
    encoding: str
    flags: tuple[Flag, ...] = ()
    is_complete: bool = True


def read_txt(data: bytes) -> ReadText:
    """The text of a plain text file, without typed page numbers. Raises UnreadableFile."""
    decoded = decode(data)
    text = join_hard_line_breaks(without_page_numbers(stored_text(decoded.text)))
    return ReadText(text, "txt", decoded.flags, decoded.is_complete)


def decode(data: bytes) -> Decoded:
    """The text that `data` holds. Raises UnreadableFile: empty_file, unknown_encoding, unsupported_format (no text)."""
    if not data:
        raise UnreadableFile("empty_file", "文件是空的。")
    decoded = _by_mark(data) or _strictly(data) or _damaged(data)
    if decoded is None:
        if b"\0" in data:
            raise UnreadableFile("unsupported_format", "这不是文本文件，也不是能识别的文档格式。")
        raise UnreadableFile(
            "unknown_encoding", "无法确定文件的文字编码（不是 UTF-8、UTF-16 或 GB18030），请另存为 UTF-8 后再导入。"
        )
    controls = len(_CONTROL_CHARACTER.findall(decoded.text))
    if controls > _MOST_CONTROL_CHARACTERS * len(decoded.text):
        raise UnreadableFile("unsupported_format", "这不是文本文件，也不是能识别的文档格式。")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    """The text by the byte order mark that it begins with."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_damage_flagged(data[len(mark) :], encoding)
    return None


def _strictly(data: bytes) -> Decoded | None:
    """The text in the one encoding that fits it without an error; UTF-8 first, for nothing else looks like it."""
    text = _decoded(data, "utf-8")
    if text is not None and "\0" not in text and not _may_be_two_byte_chinese(text, data):
        return Decoded(text, "utf-8")
    candidates = ["gb18030"] if b"\0" not in data else []
    candidates += ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    best: tuple[float, Decoded] | None = None
    for encoding in candidates:
        text = _decoded(data, encoding)
        score = 0.0 if text is None or "\0" in text else _plausibility(text)
        if text is not None and score >= _SMALLEST_PLAUSIBILITY and (best is None or score > best[0]):
            best = score, Decoded(text, encoding)
    return best[1] if best else None


def _may_be_two_byte_chinese(text: str, data: bytes) -> bool:
    """Whether what reads as Greek, Cyrillic or Arabic letters in UTF-8, and nothing wider, is Chinese in GB18030.

    A few words may be either (要 in GB18030 is Ҫ in UTF-8); in Chinese offices they are Chinese.
    """
    beyond = [character for character in text if not character.isascii()]
    if not beyond or max(beyond) >= _FIRST_OF_THREE_BYTES or max(beyond) <= _LAST_LATIN:
        return False
    chinese = _decoded(data, "gb18030")
    return chinese is not None and _plausibility(chinese) == 1.0


def _damaged(data: bytes) -> Decoded | None:
    """The text of a file that is cut off or has a few broken bytes."""
    if b"\0" in data:
        return None
    for encoding in ("utf-8", "gb18030"):
        decoded = _with_damage_flagged(data, encoding)
        letters = sum(not character.isascii() for character in decoded.text)
        broken = decoded.text.count("\ufffd")
        if broken <= max(1, _MOST_DAMAGE * letters) < letters and _plausibility(decoded.text) >= _SMALLEST_PLAUSIBILITY:
            return decoded
    return None


def _with_damage_flagged(data: bytes, encoding: str) -> Decoded:
    text = _decoded(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    text = data.decode(encoding, errors="replace")
    flag = Flag("broken_bytes", f"文件里有 {text.count(chr(0xFFFD))} 处字节损坏或文件被截断，这些字读不出来。")
    return Decoded(text, encoding, (flag,), is_complete=False)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """How much like Chinese office text the characters beyond ASCII are, 0 … 1."""
    beyond = [character for character in text[:_SAMPLE] if not character.isascii()]
    if not beyond:
        return 1.0
    total = 0.0
    for character in beyond:
        if character in _common_characters() or _CHINESE_PUNCTUATION.match(character):
            total += 1
        elif "\u3400" <= character <= "\u9fff":
            total += _WEIGHT_OF_A_RARE_CHARACTER
    frequent = sum(character in _FREQUENT for character in beyond)
    if len(beyond) >= _FEWEST_CHARACTERS_FOR_FREQUENCIES:
        share = frequent / len(beyond)
        return total / len(beyond) if share >= _SMALLEST_SHARE_OF_FREQUENT_CHARACTERS else 0.0
    return total / len(beyond)


@cache
def _common_characters() -> frozenset[str]:
    """The 3,755 characters of the first level of GB 2312."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", errors="ignore") for pair in pairs) - {""}
