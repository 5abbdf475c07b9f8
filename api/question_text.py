"""What counts as a question: characters that are taken out, and the limits on what is left."""

from __future__ import annotations

import unicodedata
from typing import Final

from pydantic_core import PydanticCustomError

MAX_QUESTION_CHARACTERS: Final = 2_000

# Characters that show nothing and only change how their neighbours are shown: zero-width space, word joiner, BOM,
# directions. The zero-width joiner stays, for it holds emoji together.
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT_CONTROLS = frozenset("\t\n")


def whole_characters(text: str) -> str:
    """The text as it is. Raises PydanticCustomError `half_character` where it holds half a surrogate pair."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("half_character", "含有不完整的 Unicode 字符")
    return text


def clean_question(text: str) -> str:
    """The question without control and invisible characters and without white space around it.

    Raises PydanticCustomError `blank_question` or `question_too_long`.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = "".join(character for character in lines if not _is_taken_out(character)).strip()
    if not any(_shows(character) for character in cleaned):
        raise PydanticCustomError("blank_question", "问题里没有内容")
    if len(cleaned) > MAX_QUESTION_CHARACTERS:
        raise PydanticCustomError("question_too_long", "最多 2000 个字符")
    return cleaned


def _is_taken_out(character: str) -> bool:
    is_control = unicodedata.category(character) == "Cc" and character not in _KEPT_CONTROLS
    return is_control or character in _INVISIBLE


def _shows(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] != "Z" and category not in {"Cc", "Cf", "Mn"}
