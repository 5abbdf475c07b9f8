"""Which older documents a text repeals or replaces as a whole: 《X办法》(鲁科字〔2019〕1号)同时废止."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.extraction.dates import DAY, parse_date
from knowledge.extraction.document_numbers import numbers_in
from knowledge.extraction.layout import Layout, fold
from knowledge.extraction.names import name_key
from knowledge.extraction.types import Span
from knowledge.types import DocumentReference

_QUOTED = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
_NUMBER_BEHIND = re.compile(r"\s*[(（](?P<inside>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_ENDS_IT = re.compile(
    r"(?:同时|即行|一并|随之|相应|予以|均|也|亦|自行|届时|自然|全部|起)?\s*(?:作)?(?:废止|停止执行|停止施行|停止使用|停止实施|不再执行|不再施行|宣布失效|失效|终止执行)"
    r"(?=\s*(?:[。;,、)]|$|\n))"
)
_VERB_FIRST = re.compile(r"(?:废止|替代|代替|取代|替换)了?\s*(?:[原了由]|以下(?:文件|规定)[:：])?[^《。;,]{0,30}(?=《)")
_IS_HISTORY = re.compile(r"(?:已|已经|被)$")
_PART = re.compile(r"^\s*(?:第[零〇一二三四五六七八九十百\d]+[条款项章]|中的?|有关|附件|的(?:规定|有关|相关))")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|参照|执行|贯彻|落实|遵守|违反|与|符合)\s*$")
_REPEALING_TITLE = re.compile(r"关于.*(?:废止|宣布失效|失效|停止执行|清理).*(?:决定|通知|公告|通告)")
_END_DAY = re.compile(
    rf"自\s*(?P<day>{DAY})\s*(?:之日)?起,?\s*(?:同时|即行|一并|予以|全部|正式)?"
    r"(?:废止|停止执行|停止施行|停止使用|停止实施|不再执行|不再施行|失效|终止执行)"
)
_SENTENCE = re.compile(r"[^。;\n]+")


def superseded(layout: Layout, title: str, begin: int, end: int) -> tuple[tuple[DocumentReference, ...], Span | None]:
    """The documents that the text ends as a whole, in order, each once; and where the first statement stands.

    A part that is ended (第三条停止执行) and a rule that merely gives way where it differs end nothing.
    """
    found: dict[tuple[str, str | None], DocumentReference] = {}
    span: Span | None = None
    statements = (
        _listed(layout, begin, end) if _REPEALING_TITLE.search(fold(title)) else _statements(layout, begin, end)
    )
    for reference, place in statements:
        found.setdefault((name_key(reference.title), reference.doc_no), reference)
        span = span or place
    return tuple(found.values()), span


def _statements(layout: Layout, begin: int, end: int) -> Iterator[tuple[DocumentReference, Span]]:
    for sentence in _SENTENCE.finditer(layout.folded, begin, end):
        if not re.search("废止|停止|失效|不再执行|不再施行|终止执行|替代|代替|取代|替换", sentence.group()):
            continue
        ended_from = _end_day(sentence.group())
        for start, stop in _stretches(sentence.group()):
            for reference in _references(layout, sentence.start() + start, sentence.start() + stop):
                span = (sentence.start() + start, sentence.start() + stop)
                yield replace(reference, ended_from=ended_from), span


def _stretches(words: str) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that name what it ends: before 同时废止, or behind 替代."""
    last = 0
    for match in _ENDS_IT.finditer(words):
        if _IS_HISTORY.search(words[: match.start()]):
            continue
        yield last, match.start()
        last = match.end()
    for match in _VERB_FIRST.finditer(words):
        if not _IS_HISTORY.search(words[: match.start()]):
            yield match.end(), len(words)


def _references(layout: Layout, begin: int, end: int) -> Iterator[DocumentReference]:
    """The documents that a stretch names by title, or by 文号 alone (原鲁科字〔2019〕1号文件)."""
    behind = begin
    titled = False
    for match in _QUOTED.finditer(layout.folded, begin, end):
        after = layout.folded[match.end() : end]
        number = _NUMBER_BEHIND.match(after)
        rest = after[number.end() :] if number else after
        behind = match.end() + (number.end() if number else 0)
        if _BASIS.search(layout.folded[begin : match.start()]) or _PART.match(rest):
            titled = True
            continue
        titled = True
        inside = next(numbers_in(fold(number["inside"])), None) if number else None
        yield DocumentReference(layout.printed(match.start() + 1, match.end() - 1), inside.text if inside else None)
    if not titled:
        for found in numbers_in(layout.folded, behind, end):
            if not _PART.match(layout.folded[found.span[1] : end].removeprefix("文件").removeprefix("文")):
                yield DocumentReference(found.text, found.text)


def _listed(layout: Layout, begin: int, end: int) -> Iterator[tuple[DocumentReference, Span]]:
    """The entries of a decision that repeals a list of documents: each line that names one by its title."""
    for line in layout.lines:
        if begin <= line.start < end and re.match(
            r"(?:[(（]?[\d一二三四五六七八九十]+[)）]?[.、|]?\s*\|?\s*)?[^《。]{0,12}《", line.text
        ):
            for reference in _references(layout, line.start, line.end):
                ended_from = _end_day(line.text) or _end_day(layout.folded[begin:end])
                yield replace(reference, ended_from=ended_from), (line.start, line.end)


def _end_day(words: str) -> date | None:
    """The first day without the rule, where the words say it: 自2026年6月1日起停止执行."""
    match = _END_DAY.search(words)
    return parse_date(match["day"]) if match else None
