"""What a text says of its own time: 自…起施行, 自发布之日起30日后施行, 有效期3年, 有效期至…, 执行至…."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.extraction.dates import (
    DAY,
    DAY_OF_SAME_YEAR,
    NUMBER,
    PERIOD_END,
    parse_date,
    parse_last_day,
    parse_number,
)
from knowledge.extraction.types import Span


class Unit(StrEnum):
    """What a period is counted in; its value is the character as printed."""

    YEARS = "年"
    MONTHS = "月"
    DAYS = "日"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of years, months or days."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Start:
    """The first day in force: a date, or a count of days after the day of issue (none: that day itself)."""

    words: str
    span: Span
    day: date | None = None
    after: Count | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The last day in force: a date, or how long the rule lasts from its first day."""

    words: str
    span: Span
    day: date | None = None
    lasts: Count | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A period between two days; `is_stated` if the text calls it the time of validity (执行期限为…至…)."""

    words: str
    span: Span
    first: date
    last: date
    is_stated: bool


_DOES = r"(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行)"
_STOP = r"(?=\s*(?:[,。;、)\]]|$|有效|至|到|止|试行|期限|\d|一|二|三|五|两))"
_ISSUE = r"(?:发布|公布|印发|下发|颁布|发文|成文|刊登)"
_STARTS_ON = re.compile(
    rf"(?:自|从|于|由)\s*(?P<day>{DAY})\s*(?:起|零时起|开始)?\s*,?\s*{_DOES}{_STOP}|^(?P<bare>{DAY})起{_DOES}{_STOP}"
)
_STARTS_AFTER = re.compile(
    rf"(?:自|从|于)\s*(?:本\S{{1,4}})?{_ISSUE}(?:之|当)?日\s*(?:起|后)?\s*(?:计?满?\s*(?P<number>{NUMBER})\s*个?(?P<unit>工作日|日|天|月)\s*(?:之?后|起|内)?)?"
    rf"\s*,?\s*(?:起)?{_DOES}{_STOP}"
)
_RANGE = re.compile(
    rf"(?P<from>{DAY})\s*(?:起|开始)?\s*(?:至|到|[-—–~～]+)\s*(?P<to>{DAY}|{DAY_OF_SAME_YEAR})(?:止|前|期间)?"
)
_VALID = r"(?:(?:有效|执行|实施|施行|适用|试行|暂行|政策)期限?|(?:执行|施行|实施|有效)时间)"
_LASTS = re.compile(
    rf"(?:{_VALID}\s*(?:暂定|定)?\s*(?:为|是|:)?\s*(?:自{_ISSUE}之日起)?\s*(?:暂定)?\s*|(?:^|,|起)\s*(?:试行|有效|执行|施行|实施)\s*)"
    rf"(?P<number>{NUMBER})\s*(?:周)?(?P<unit>年|个月)(?!\d|度|后|以|前|内|或)"
)
_UNTIL = re.compile(
    rf"(?:{_VALID}\s*(?:暂定)?\s*(?:为|是|:|延长|顺延)?\s*|有效|继续有效|执行|施行|实施|延续|延长|试行|继续执行|延续执行|延续实施|,)\s*(?:至|到|截至|截止到?|截止至)\s*"
    rf"(?P<day>{PERIOD_END})\s*(?:止|为止)?"
)
_ENDS_ITSELF = re.compile(
    rf"(?:(?:至|到|截至|于)\s*)?(?P<day>{PERIOD_END})\s*(?P<from>起)?(?:止|后|前)?\s*,?\s*(?:自行|自动|即行)?(?P<how>失效|废止|期满|有效|终止)"
)
_OTHERS_VALID = re.compile(
    r"(?:证书?|资格|资质|编号|许可证?|认定|称号|入库|批文|报告|名单|公示|报价|合同|登记|备案|协议|执照|证明|标志|注册|投标|授牌|牌)\S{0,4}$"
)
_ITSELF = re.compile(
    r"(?:本|该)(?:办法|规定|细则|条例|通知|公告|通告|意见|方案|计划|措施|政策|文件|规则|规程|决定|指南|标准|若干措施|实施细则|实施办法|法|暂行办法|行动计划|实施意见|管理办法|解释)"
)
_GENERAL = re.compile(r"(?:应当|可以|应|须|必须)\s*$")
_PARTIAL = re.compile(
    r"其中|的制度\s*(?:自|从|于)|第[零〇一二三四五六七八九十百\d]+[条款项章](?!本|该)\S{0,20}(?:自|从|于)|除\S{0,30}外"
)
_BEFORE_A_STATED_RANGE = re.compile(rf"{_VALID}\s*(?:暂定)?\s*(?:为|是|:|自|从)*\s*$")
_AFTER_A_STATED_RANGE = re.compile(rf"\s*(?:期间)?\s*(?:有效|{_DOES})(?!期)")
_SENTENCE = re.compile(r"[^。;\n]+")
_WORTH_READING = re.compile("施行|实施|执行|生效|试行|有效|失效|废止|期限|至")
_HISTORY_AFTER = re.compile(r"\s*(?:以来|的|之后|后的|前|之前|期间)")
_LONGEST_SENTENCE = 600
_SHORTEST_PERIOD_DAYS = 180
_APPLICATION = re.compile(
    r"申报|申请|报名|受理|征集|填报|报送|提交|公示|公开征求|反馈|咨询|截止|报价|投标|活动时间|举办|培训"
)


def starts(folded: str, begin: int, end: int, is_about_another: Callable[[str], bool]) -> Iterator[Start]:
    """The statements of the first day, in order, without those about a part or about another rule.

    `is_about_another` tells by the words before a statement whether it is about another rule (《某办法》自…).
    """
    for sentence in _sentences(folded, begin, end):
        for match in [*_STARTS_ON.finditer(sentence.words), *_STARTS_AFTER.finditer(sentence.words)]:
            before = sentence.words[: match.start()]
            if (
                is_about_another(before)
                or _GENERAL.search(before)
                or _PARTIAL.search(sentence.words[: match.end()])
                or _HISTORY_AFTER.match(sentence.words, match.end())
            ):
                continue
            span = sentence.at(match.span())
            groups = match.groupdict()
            printed = groups.get("day") or groups.get("bare")
            if printed:
                day = parse_date(printed)
                if day:
                    yield Start(match.group(), span, day)
            else:
                yield Start(match.group(), span, after=_count(match["number"], match["unit"]))


def ends(folded: str, begin: int, end: int, is_about_another: Callable[[str], bool]) -> Iterator[End]:
    """The statements of the last day or of how long the rule lasts, in order; deadlines for applicants are none."""
    started = False
    for sentence in _sentences(folded, begin, end):
        words = sentence.words
        starts_here = bool(_STARTS_ON.search(words) or _STARTS_AFTER.search(words))
        about_itself = starts_here or _ITSELF.search(words) or (started and re.match(rf"\s*{_VALID}", words))
        started = starts_here
        for match, day, lasts in _end_matches(words, bool(about_itself)):
            before = words[: match.start()]
            if not is_about_another(before) and not _OTHERS_VALID.search(before):
                yield End(match.group().strip(" ,"), sentence.at(match.span()), day, lasts)


def ranges(folded: str, begin: int, end: int) -> Iterator[Range]:
    """The periods of at least half a year that the text prints and that no application is bound to, in order."""
    for sentence in _sentences(folded, begin, end):
        for match in _RANGE.finditer(sentence.words):
            first = parse_date(match["from"])
            last = _range_end(first, match["to"]) if first else None
            before, after = sentence.words[: match.start()][-20:], sentence.words[match.end() :][:12]
            if (
                not first
                or not last
                or (last - first).days < _SHORTEST_PERIOD_DAYS
                or _APPLICATION.search(before + after)
            ):
                continue
            stated = _BEFORE_A_STATED_RANGE.search(before) or _AFTER_A_STATED_RANGE.match(after)
            if not (stated and _OTHERS_VALID.search(before)):
                yield Range(match.group(), sentence.at(match.span()), first, last, is_stated=stated is not None)


def _range_end(first: date, words: str) -> date | None:
    return parse_date(f"{first.year}年{words}" if re.fullmatch(DAY_OF_SAME_YEAR, words) else words)


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: str
    start: int

    def at(self, span: Span) -> Span:
        return self.start + span[0], self.start + span[1]


def _sentences(folded: str, begin: int, end: int) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(folded, begin, end):
        if len(match.group()) <= _LONGEST_SENTENCE and _WORTH_READING.search(match.group()):
            yield _Sentence(match.group(), match.start())


def _end_matches(words: str, about_itself: bool) -> Iterator[tuple[re.Match[str], date | None, Count | None]]:
    for match in _LASTS.finditer(words):
        if about_itself:
            yield match, None, _count(match["number"], match["unit"])
    for match in _UNTIL.finditer(words):
        sure = about_itself or re.search("执行|延续|延长|施行|实施", match.group()[:6])
        if sure and not _APPLICATION.search(words[max(0, match.start() - 20) : match.start()]):
            yield match, parse_last_day(match["day"]), None
    if about_itself:
        for match in _ENDS_ITSELF.finditer(words):
            day = parse_last_day(match["day"])
            # What is repealed from a day on was in force until the day before.
            yield match, day - timedelta(days=1) if day and match["from"] else day, None


def _count(number: str | None, unit: str | None) -> Count | None:
    value = parse_number(number) if number else None
    if value is None:
        return None
    return Count(value, Unit.YEARS if unit == "年" else Unit.MONTHS if unit in ("月", "个月") else Unit.DAYS)
