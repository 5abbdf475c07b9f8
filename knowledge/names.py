"""Titles and 文号 folded for comparing: width, brackets and spaces never tell two documents apart."""

from __future__ import annotations

import re

from knowledge.normalise import search_key

_BRACKETS = str.maketrans({"〔": "(", "[": "(", "【": "(", "〕": ")", "]": ")", "】": ")"})
# People leave out or change what stands between the year and the number: 鲁科字2023年4号, 鲁科字(2023)第4号.
_LOOSE_IN_DOC_NO = re.compile(r"[\s()年第]")
_SUBTITLE = re.compile(r"\([^()]*\)$")


def title_key(text: str) -> str:
    """A title, or a text that may name one, folded for comparing."""
    return search_key(text).translate(_BRACKETS).replace(" ", "")


def doc_no_key(text: str) -> str:
    """A 文号, or a text that may name one, folded for comparing."""
    return _LOOSE_IN_DOC_NO.sub("", title_key(text))


def without_subtitle(key: str) -> str:
    """A title key without the brackets at its end: 认定管理办法(2016年修订) → 认定管理办法."""
    return _SUBTITLE.sub("", key)
