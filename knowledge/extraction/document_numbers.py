"""The 文号 in all the forms that agencies print, and which of those in a text is the document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.layout import Layout, without_spaces
from knowledge.extraction.types import Span

_GAP = r"[^\S\n]*"
_OPEN, _CLOSE = r"[〔\[［【(〖{<﹝]", r"[〕\]］】)〗}>﹞]"
_COUNT = rf"\d(?:{_GAP}\d){{0,4}}"
_CHINESE_COUNT = r"[零〇○一二三四五六七八九十百]{1,7}"
_YEAR = rf"(?:19|20){_GAP}\d{_GAP}\d"
_AGENCY = r"[\u4e00-\u9fffA-Za-z]"

_BRACKETED = (
    rf"(?P<agency>{_AGENCY}{{1,20}}|{_AGENCY}(?:[^\S\n]+{_AGENCY}){{1,19}}){_GAP}{_OPEN}{_GAP}(?P<year>{_YEAR}){_GAP}年?{_GAP}{_CLOSE}"
    rf"{_GAP}第?{_GAP}(?P<count>{_COUNT}){_GAP}号"
)
_ANNOUNCEMENT = (
    rf"(?P<issuers>{_AGENCY}[\u4e00-\u9fff、 ]{{0,79}}?){_GAP}(?P<kind>公{_GAP}告|通{_GAP}告|令){_GAP}{_OPEN}?{_GAP}"
    rf"(?P<announced>{_YEAR}){_GAP}年?{_GAP}{_CLOSE}?{_GAP}第{_GAP}(?P<number>{_COUNT}){_GAP}号{_GAP}{_CLOSE}?"
)
_ORDER = (
    rf"(?P<orderer>{_AGENCY}[\u4e00-\u9fff、 ]{{0,79}}?){_GAP}(?P<order>令|公{_GAP}告|通{_GAP}告)\s*{_OPEN}?{_GAP}"
    rf"第{_GAP}(?P<ordinal>{_COUNT}|{_CHINESE_COUNT}){_GAP}号{_GAP}{_CLOSE}?"
)
_ANY = re.compile(f"{_BRACKETED}|{_ANNOUNCEMENT}|{_ORDER}")
_LABEL = re.compile(
    rf"(?:文{_GAP}号|发{_GAP}文{_GAP}字{_GAP}号|发文文号|文{_GAP}件{_GAP}编{_GAP}号|规范性文件编号){_GAP}[:|]{_GAP}"
)
# What may share a line with the document's own number.
_BESIDE = re.compile(
    r"签发人?:?\S{0,12}|文件|特急|加急|平急|急件|机密|秘密|内部|★|号|[(\[]?\d{4}年\d{1,2}月\d{1,2}日(?:印发|发布|公布)?|印发|[|()\[\]:]"
)
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff、 ]{2,80}文件")
_PREFIX = "中华人民共和国"
_NOT_AN_AGENCY = re.compile(r"^原|根据|按照|依据|依照|关于|印发|以及|废止|执行|贯彻|落实|[的和与]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 文号 in its canonical form (鲁科字〔2023〕4号, 财政部 税务总局公告2023年第7号) and its year, if it has one."""

    text: str
    year: int | None
    span: Span


def numbers_in(folded: str, start: int = 0, end: int | None = None) -> Iterator[DocumentNumber]:
    """The 文号 in a stretch of folded text, in order."""
    for match in _ANY.finditer(folded, start, len(folded) if end is None else end):
        yield _number(match)


def own_numbers(layout: Layout) -> tuple[DocumentNumber, ...]:
    """The document's own numbers: those that its head prints on lines of their own or in a labelled field.

    A well-made document has one at most; several different ones are for a person to judge.
    """
    found: dict[str, DocumentNumber] = {}
    head = layout.lines[: layout.head_end]
    for index, line in enumerate(head):
        end = head[index + 1].end if index + 1 < len(head) else line.end
        for number in numbers_in(layout.folded, line.start, end):
            if number.span[0] < line.end and _stands_alone(layout.folded, line.start, line.end, number):
                found.setdefault(without_spaces(number.text), number)
    return tuple(found.values())


def _stands_alone(folded: str, start: int, end: int, number: DocumentNumber) -> bool:
    """Whether the number fills its line, but for a label, a letterhead, a date or an urgency mark."""
    if folded[start:end].strip().endswith("。"):
        return False
    before, after = folded[start : number.span[0]], folded[number.span[1] : end]
    if _LABEL.search(before):
        return True
    rest = _BESIDE.sub("", _LETTERHEAD.sub("", before)) + _BESIDE.sub("", after)
    return not rest.strip()


def _number(match: re.Match[str]) -> DocumentNumber:
    span = match.span()
    if match["count"]:
        agency, year = without_spaces(match["agency"]), int(without_spaces(match["year"]))
        cut = 0
        for word in _NOT_AN_AGENCY.finditer(agency):
            cut = word.end() if word.end() < len(agency) else cut
        count = int(without_spaces(match["count"]))
        letterhead = agency.rfind("文件") + 2 if "文件" in agency[:-2] else 0
        cut = max(cut, letterhead)
        return DocumentNumber(f"{agency[cut:]}〔{year}〕{count}号", year, _without_first(match, "agency", cut))
    if match["number"]:
        issuers, year = _issuers(match["issuers"]), int(without_spaces(match["announced"]))
        kind = without_spaces(match["kind"])
        return DocumentNumber(f"{issuers}{kind}{year}年第{int(without_spaces(match['number']))}号", year, span)
    ordinal = without_spaces(match["ordinal"])
    return DocumentNumber(f"{_issuers(match['orderer'])}{without_spaces(match['order'])}第{ordinal}号", None, span)


def _without_first(match: re.Match[str], group: str, letters: int) -> Span:
    """The match's span without the first `letters` letters of a group."""
    start = match.start(group)
    for _ in range(letters):
        start += 1
        while match.string[start].isspace():
            start += 1
    return start, match.end()


def _issuers(words: str) -> str:
    """Names before 公告 or 令: one space between several, none inside one that is set wide (国 务 院)."""
    names = re.split(r"[\s、]+", words.strip())
    if all(len(name) == 1 for name in names):
        names = ["".join(names)]
    return " ".join(name.removeprefix(_PREFIX) or name for name in names)
