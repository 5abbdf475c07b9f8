"""Titles and 文号 folded for comparing: width, brackets and spaces never tell two documents apart."""

from __future__ import annotations

import re

from knowledge.normalise import search_key

_BRACKETS = str.maketrans({"〔": "(", "[": "(", "【": "(", "〕": ")", "]": ")", "】": ")"})
# People leave out or change what stands between the year and the number: 鲁科字2023年4号, 鲁科字(2023)第4号.
_LOOSE_IN_DOC_NO = re.compile(r"[\s()年第]")
_BETWEEN_ISSUERS = re.compile(r"[,;、\s]+")
_TELLING_START = 4  # 国家发展改革委 and 国家发展和改革委员会 begin alike; 国家税务总局 does not
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


def issuers_agree(first: str, second: str) -> bool:
    """Whether two lists of issuers (财政部、国家税务总局; 财政部、税务总局) have one in common, in whatever form."""
    return any(_may_be_one_agency(one, other) for one in _agencies(first) for other in _agencies(second))


def _agencies(issuers: str) -> list[str]:
    return [name for name in _BETWEEN_ISSUERS.split(without_subtitle(search_key(issuers))) if name]


def _may_be_one_agency(first: str, second: str) -> bool:
    """Whether one name contains the other or both begin alike."""
    alike = len(first) >= _TELLING_START and first[:_TELLING_START] == second[:_TELLING_START]
    return alike or first in second or second in first
