"""Who issued a document: the names that sign it, that head it, or that its title or history begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction.document_numbers import own_numbers
from knowledge.extraction.history import HistoryEvent
from knowledge.extraction.layout import DateLine, Layout, fold, without_spaces
from knowledge.extraction.types import Span
from knowledge.extraction.web_fields import field_issuer
from knowledge.lines import Line

_MOST_SIGNING_LINES = 12
_LONGEST_NAME = 40
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff()]+?(?:部|委|委员会|局|厅|院|署|办|办公室|政府|会|中心|银行|分行|集团|公司|小组|大学|处|所|总队|支队|社|党组|专班|库|行)"
)
_NOT_A_NAME = re.compile(r"关于|通知|办法|[的]|附件|联系|第[一二三四五六七八九十]|公章|附:")
_SEAL = re.compile(r"[(\[](?:盖?章|公章|印章?|签章|代章?)[)\]]")
_HEADED = re.compile(r"(?P<names>[\u4e00-\u9fff()、 ]{2,80}?)\s*(?:文\s*件|令|公\s*告|通\s*告)$")
_TITLED = re.compile(r"(?P<names>[\u4e00-\u9fff()、 ]{2,80}?)\s*(?:关于|印发|转发)")
_NUMBERED = re.compile(r"(?P<names>.{2,80}?)(?:令|公告|通告)(?=第|\d|〔)")
_STATE = "中华人民共和国"


def signed_by(layout: Layout, signature: DateLine) -> tuple[str, Span] | None:
    """The names beside and right above a date line, from the top down."""
    names: list[str] = []
    first = last = layout.lines[signature.index]
    if signature.names:
        names = split_names(signature.names)
    index = signature.index - 1
    while index >= layout.head_end - 1 and index >= 0 and signature.index - index <= _MOST_SIGNING_LINES:
        line = layout.lines[index]
        above = split_names(line.text) if _may_sign(line) else []
        if not above:
            break
        names, first = above + names, line
        index -= 1
    return (
        (_join(names), (first.start, min(last.end, signature.start) if signature.names else last.start))
        if names
        else None
    )


def headed_by(layout: Layout, title: str, history: Sequence[HistoryEvent]) -> tuple[str, Span | None] | None:
    """The issuer by the head: a labelled field, the letterhead, the title's first words, the history, 令 or 公告.

    `history` are the steps that made the text in hand, before all others.
    """
    field = field_issuer(layout)
    if field and (names := split_names(field[0])):
        return _join(names), field[1]
    letterhead = _letterhead(layout)
    if letterhead:
        return letterhead
    match = _TITLED.match(fold(title))
    if match and (names := split_names(match["names"])):
        return _join(names), None
    for event in history:
        if event.body:
            return event.body, event.span
    for number in own_numbers(layout):
        match = _NUMBERED.match(number.text)
        if match:
            return _join(re.split("[ 、]", match["names"])), number.span
    return None


def _letterhead(layout: Layout) -> tuple[str, Span] | None:
    """The names in the line that ends with 文件, 令 or 公告, and those alone on the lines around it."""
    for index, line in enumerate(layout.lines[: layout.head_end]):
        match = _HEADED.fullmatch(line.text)
        names = split_names(match["names"]) if match else []
        if not names:
            continue
        first = last = index
        if without_spaces(line.text).endswith("文件"):
            while first > 0 and (above := split_names(layout.lines[first - 1].text)):
                names, first = above + names, first - 1
            while last + 1 < layout.head_end and (below := split_names(layout.lines[last + 1].text)):
                names, last = names + below, last + 1
        return _join(names), (layout.lines[first].start, layout.lines[last].end)
    return None


def split_names(words: str) -> list[str]:
    """The names of organisations that a line consists of; empty if it holds anything else."""
    words = _SEAL.sub("", fold(words)).strip()
    names: list[str] = []
    for piece in re.split(r"\s{2,}|[、,|;]|\n", words):
        parts = piece.split()
        if not parts:
            continue
        set_wide = any(len(part) == 1 for part in parts)
        together = "".join(parts)
        if not set_wide and all(_is_organisation(part) for part in parts):
            names += parts
        elif _is_organisation(together):
            names.append(together)
        else:
            return []
    return names


def _is_organisation(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and not _NOT_A_NAME.search(name) and _ORGANISATION.fullmatch(name) is not None


def _may_sign(line: Line) -> bool:
    return not line.ends_a_sentence and not line.text.endswith(":")


def _join(names: Sequence[str]) -> str:
    """The names joined by 、, each once, without the name of the state."""
    return "、".join(dict.fromkeys(name.removeprefix(_STATE) or name for name in names if name))
