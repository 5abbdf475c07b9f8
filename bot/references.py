"""Numbers that address something instead of measuring it: 文号, 第六条, 二、(三)6., list numbers, markers [1]."""

from __future__ import annotations

import re
from typing import Final

from bot.folding import fold_width
from bot.numerals import NUMERAL

_ORDER: Final = "一二三四五六七八九十百零〇"
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_DOCUMENT_NUMBER: Final = rf"[\[(] ?{_YEAR} ?[\])] ?(?:第 ?)?[0-9]+ ?号|{_YEAR}年第 ?[0-9]+ ?号"
_ORDINAL: Final = (
    rf"第 ?{NUMERAL}(?:(?:[、和至到-]|以及){NUMERAL})*(?:[编章节条款项目号批期]之[{_ORDER}]+|[编章节条款项目号])?"
)
_LABEL: Final = (
    rf"(?:[{_ORDER}]+、)?\((?:[{_ORDER}]{{1,4}}|[0-9]{{1,2}})\)"
    r"(?:[0-9]{1,3}(?:\.(?![0-9])|(?=[).,、。;]|$)))?"
)
_LIST_NUMBER: Final = (
    rf"(?:^|(?<=[\n。;:]))[ \t\u3000]*(?:[{_ORDER}]{{1,4}}、|[0-9]{{1,3}}(?:\.(?![0-9])|[、)])|(?:[-*•·]) )"
)
_MARKER: Final = r"\[[0-9]{1,3}\]"
_ADDRESS: Final = re.compile(rf"(?P<named>{_DOCUMENT_NUMBER}|{_ORDINAL})|{_LABEL}|{_LIST_NUMBER}|{_MARKER}")
_NAMED: Final = re.compile(rf"{_DOCUMENT_NUMBER}|{_ORDINAL}|[{_ORDER}]+、\([{_ORDER}]+\)(?:[0-9]+)?")


def address_spans(folded: str) -> list[tuple[int, int]]:
    """Spans of width-folded text whose digits are no figures, in order."""
    return [match.span() for match in _ADDRESS.finditer(folded)]


def find_references(text: str) -> tuple[str, ...]:
    """Document numbers, 第…条 and labels such as 二、(三)6 that a text names, width-folded and without spaces."""
    return tuple(match.group().replace(" ", "") for match in _NAMED.finditer(fold_width(text)))
