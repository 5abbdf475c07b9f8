"""Names of rules: what a title ends with, what belongs to it, which rules a letter transmits, when two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.layout import fold, without_spaces
from knowledge.extraction.types import Span

KINDS = (
    r"(?:宪法|法典|法|条例|办法|规定|细则|通知|通告|公告|通报|意见|方案|计划|规划|纲要|指南|指引|措施|政策|决定|决议|规则|规程|标准|解读|"
    r"问答|目录|清单|名单|公示|纪要|批复|函|制度|机制|章程|准则|解释|安排|手册|须知|公约|协定|守则|要点|举措|条款|若干条|"
    r"\d{1,3}条|[一二三四五六七八九十]{1,3}条|说明|答复|报告|议案|令|体系|行动|须知|流程|口径|修正案|政策措施|十条)"
)
_QUALIFIER = r"(?:\s*[(（〔\[](?!附件)[^()（）\n]{1,30}[)）〕\]])"
_NAMED = re.compile(rf"{KINDS}{_QUALIFIER}{{0,3}}$")
_QUALIFIER_LINE = re.compile(
    r"[(（](?:试\s*行|暂\s*行|修\s*订|修\s*正|修订版|修订稿|试行版|征求意见稿|\d{4}\s*年?\s*(?:[-—–~～至]+\s*\d{4}\s*年?)?\s*(?:度|版|修订|修正|修订版|本|修正本)*"
    r"|[〇○零一二三四五六七八九]{4}年[^()（）日]{0,6}|20\d\d[^日]{0,12})[)）]"
)
_GUIDE = re.compile(
    r"(?:指南|指引|问答|解读|纪要|名单|公示|通报|手册|说明|须知|答复|报告|要点|函|流程|一览表|汇编)(?:[(（][^()（）]*[)）])*$"
)
_CALL = re.compile(
    r"(?:申报|征集|推荐|遴选|报送|评选|填报|受理|报名|招募|举办|召开|复核|摸底|验收|公布\S*名单|认定\S*工作|评价\S*工作|备案\S*工作)\S*的?(?:通知|通告|公告)"
    r"(?:[(（][^()（）]*[)）])*$"
)
_PLAN = re.compile(r"(?:规划|计划|方案|纲要|行动)(?:[(（][^()（）]*[)）])*$")

_QUOTED = r"《(?:[^《》]|《[^《》]*》){2,120}》"
_SENDS = r"(?:修订)?(?:印发|转发|发布|公布|颁布|下发|下达)(?:实施|施行)?"
_LETTER = re.compile(
    rf"(?:关于)?\s*(?:再次|重新|联合)?(?:{_SENDS}|批转)\s*(?P<names>{_QUOTED}(?:\s*(?:[、和及与]|以及)?\s*{_QUOTED})*)"
    r"(?:等[^《》]{0,12})?\s*的?\s*(?:通知|公告|通告|令|函|决定)"
)
_LETTER_UNQUOTED = re.compile(rf"关于\s*{_SENDS}\s*(?P<name>[^《》]{{4,100}}?)\s*的\s*(?:通知|公告|通告)$")
_ORDERED = re.compile(
    rf"(?:现将|制定了?|修订了|研究制定了?|编制了|起草了)\s*(?P<name>{_QUOTED})[^。]{{0,60}}?(?:印发|转发|下发|发布|公布)"
    rf"|(?:现|兹)?(?:予以?)?(?:公布|发布|颁布)\s*(?P<published>{_QUOTED})"
    rf"|(?P<passed>{_QUOTED})[^。]{{0,120}}?现?(?:予以?|正式)(?:公布|发布|印发)"
    rf"|(?:现将|制定了?)\s*(?P<unquoted>[^《》。,]{{4,60}}?{KINDS})印发"
)


_BRACKETS = str.maketrans("〈〉<>", "《》《》")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a rule as a text prints it, without the brackets around it."""

    text: str
    span: Span


def name_key(title: str) -> str:
    """The form in which two prints of a title are compared: folded, without spaces, brackets or dash forms."""
    folded = without_spaces(fold(title)).translate(_BRACKETS)
    return re.sub("[—–~～-]+", "-", folded).replace("“", '"').replace("”", '"')


def is_rule_name(words: str) -> bool:
    """Whether words end like the name of a rule (…办法, …办法(试行), …行动计划(2023-2025年))."""
    return _NAMED.search(words) is not None


def is_qualifier(line: str) -> bool:
    """Whether a line is a bracketed part of the title above it: (试行), (2023年修订), (2023-2025年)."""
    return _QUALIFIER_LINE.fullmatch(line) is not None


def is_guide(title: str) -> bool:
    """Whether a title is that of a guide, Q&A, minutes, list or call for applications, which make no rule."""
    folded = without_spaces(fold(title))
    return _GUIDE.search(folded) is not None or _CALL.search(folded) is not None


def is_plan(title: str) -> bool:
    """Whether a title is that of a plan, which has a planning period."""
    return _PLAN.search(fold(title)) is not None


def transmitted_by_title(title: str, start: int) -> tuple[Name, ...]:
    """The rules that a letter's title transmits (关于印发《X》的通知); `start` is the title's offset in the text."""
    letter = _LETTER.search(title)
    if letter:
        return tuple(_unquoted(match, start + letter.start("names")) for match in re.finditer(_QUOTED, letter["names"]))
    bare = _LETTER_UNQUOTED.search(title)
    if bare and is_rule_name(bare["name"]):
        return (Name(bare["name"], (start + bare.start("name"), start + bare.end("name"))),)
    return ()


def transmitted_by_letter(folded: str, start: int, end: int) -> Iterator[Name]:
    """The rules that a letter's running text transmits (现将《X》印发给你们, 现公布《X》), in order."""
    for match in _ORDERED.finditer(folded, start, end):
        group = next(name for name in ("name", "published", "passed", "unquoted") if match[name])
        first, last = match.span(group)
        yield (
            Name(folded[first:last], (first, last))
            if group == "unquoted"
            else Name(folded[first + 1 : last - 1], (first + 1, last - 1))
        )


def _unquoted(match: re.Match[str], offset: int) -> Name:
    return Name(match.group()[1:-1], (offset + match.start() + 1, offset + match.end() - 1))
