"""The shape of a document: its head, the letter that may cover a rule, and where the rule's own text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.attachments import find_attachments
from knowledge.enumerators import Family, match_enumerator
from knowledge.extraction.dates import DAY
from knowledge.lines import Line, split_lines

_MOST_HEAD_LINES = 60
_LONGEST_ADDRESSEE = 200
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " "}
_HISTORY = re.compile(
    rf"[(\[]?\s*(?:根据|经)?\s*{DAY}.*(?:通过|公布|发布|颁布|批准|修订|修正|施行|实施|生效|第\s*\S+\s*次会议)",
    re.DOTALL,
)
_DATE_LINE = re.compile(rf"(?P<before>.*?)\s*(?P<date>{DAY})\s*[)\]]?")
_LONGEST_DATE_LINE = 80
_CONTENTS = re.compile(r"目\s*[录次]")
_LABELLED = re.compile(
    r"(?:索\s*引\s*号|标\s*题|名\s*称|文\s*号|发\s*文\s*字\s*号|文\s*件\s*编\s*号|发文文号|发\s*文\s*机\s*关|发布机[构关]|发布单位|"
    r"发文单位|制定机关|公开责任部门|责任部门|主题分类|主题词|分\s*类|体裁分类|组配分类|公开方式|公开形式|公开范围|有\s*效\s*性|"
    r"时\s*效\s*性?|效力状态|成文日期|成文时间|发文日期|发文时间|印发日期|发布日期|发布时间|发布于|公开日期|公开时间|生成日期|"
    r"公布日期|更新时间|日\s*期|时\s*间|来\s*源|信息来源|稿源|作者|编辑|浏览次数|点击数|阅读次数|访问量|字\s*[号体]|签发人|密级|紧急程度|"
    r"施行日期|实施日期|生效日期|失效日期|废止日期|终止日期|有效期至|有效期|统一登记号|统一编号|登记号|备案号|规范性文件编号)"
    r"\s*[:|]"
)


def fold(text: str) -> str:
    """The text with full-width letters, digits, punctuation and spaces made half-width; every offset stays."""
    return text.translate(_FOLD)


def without_spaces(text: str) -> str:
    """The text without any white space, for comparing titles and names."""
    return re.sub(r"\s", "", text)


def is_labelled(line: str) -> bool:
    """Whether a folded line is a field of a web page's or a file's head (索引号:…, 发布日期:…)."""
    return _LABELLED.match(line) is not None


def is_history(line: str) -> bool:
    """Whether a folded line tells when the rule was adopted and amended."""
    return _HISTORY.match(line) is not None and not line.endswith("。")


@dataclass(frozen=True)
class DateLine:
    """A line that holds only a date and maybe the names that sign; offsets are those of the date."""

    index: int
    names: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """A text and its lines; `folded` has the same offsets. The lines' texts are folded."""

    text: str
    folded: str
    lines: Sequence[Line]

    @cached_property
    def head_end(self) -> int:
        """The index of the first line of running text; titles, numbers and fields stand above it."""
        for index, line in enumerate(self.lines[:_MOST_HEAD_LINES]):
            if _begins_the_body(line):
                return index
        return min(len(self.lines), _MOST_HEAD_LINES)

    @cached_property
    def attachments(self) -> tuple[int, ...]:
        """The indices of the lines that begin attachments."""
        marks, _ = find_attachments(self.lines, set())
        return tuple(mark.line for mark in marks)

    @cached_property
    def main_end(self) -> int:
        """The index of the first attachment's line, or the number of lines."""
        return min(self.attachments, default=len(self.lines))

    @cached_property
    def date_lines(self) -> tuple[DateLine, ...]:
        """The lines below the head that are no more than a date and names."""
        found = (self._date_line(index) for index in range(min(self.head_end, len(self.lines)), len(self.lines)))
        return tuple(line for line in found if line)

    def _date_line(self, index: int) -> DateLine | None:
        line = self.lines[index]
        match = _DATE_LINE.fullmatch(line.text) if len(line.text) <= _LONGEST_DATE_LINE else None
        if match is None or re.search("[。;:,]|自|至", match["before"]) or is_labelled(line.text):
            return None
        return DateLine(
            index,
            match["before"].strip(" (["),
            match["date"],
            line.start + match.start("date"),
            line.start + match.end("date"),
        )

    def printed(self, start: int, end: int) -> str:
        """The text as it is printed, not folded."""
        return self.text[start:end]


def layout_of(text: str) -> Layout:
    """The layout of a stored text."""
    folded = fold(text)
    return Layout(text, folded, split_lines(folded))


def is_addressee(line: Line) -> bool:
    """Whether a line names those whom a letter is sent to (各市科技局,各有关单位:)."""
    return line.text.endswith(":") and len(line.text) <= _LONGEST_ADDRESSEE and not is_labelled(line.text)


def _begins_the_body(line: Line) -> bool:
    if is_labelled(line.text) or is_history(line.text) or line.is_table_row:
        return False
    mark = match_enumerator(line.text)
    numbered = mark is not None and mark.family in (Family.ARTICLE, Family.CHINESE_COMMA, Family.CHINESE_PAREN)
    return bool(
        numbered
        or is_addressee(line)
        or line.division_level is not None
        or line.ends_a_sentence
        or _CONTENTS.fullmatch(line.text)
    )
