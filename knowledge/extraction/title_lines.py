"""The title: that of the rule, also where a letter covers it; broken titles are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction.dates import DAY
from knowledge.extraction.document_numbers import numbers_in
from knowledge.extraction.layout import Layout, is_addressee, is_history, is_labelled
from knowledge.extraction.names import (
    KINDS,
    Name,
    is_qualifier,
    is_rule_name,
    name_key,
    transmitted_by_letter,
    transmitted_by_title,
)
from knowledge.extraction.rule_starts import RuleStart, rule_start
from knowledge.extraction.types import Span

_LONGEST_TITLE_LINE = 120
_LONGEST_TITLE = 250
_CHROME = re.compile(
    r".*(?:您的位置|当前位置|所在位置|首页\s*[>»/]|打印|关闭窗口|分享到|字体).*|[★☆\d\s]+|(?:特急|加急|平急|急件|机密|秘密|内部资料|签发人.*)|第\s*\S{1,8}\s*号|附\s*件\s*\d*\s*:?"
    r"|[(（].*(?:公开|此件).*[)）]|.*(?:总理|主席|省长|市长|部长|署长|局长|主任)\s*[:：]?\s*\S{2,4}"
)
_LETTERHEAD = re.compile(r".{2,60}(?:文\s*件|令|公\s*告|通\s*告|公\s*报)")
_WHOLE_LETTER = re.compile(
    rf"(?:(?:印发|转发|发布|公布)[^关]*的?(?:通知|公告|通告|令|函|决定)|关于(?!\S{{0,4}}(?:印发|转发))\S.*的\S{{0,12}}{KINDS})"
    r"(?:\s*[(（][^()（）]*[)）])*$"
)
_LABELLED_TITLE = re.compile(r"(?:标\s*题|名\s*称)\s*[:|]\s*(?P<title>[^|\n]{4,})")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff()（） 、]{2,60}?(?:部|委|局|厅|院|署|办|办公室|政府|会|中心|银行|集团|公司|小组|大学)"
)


@dataclass(frozen=True, slots=True)
class Titles:
    """The title, where the rule's own text begins (a line index, None without a letter), and the other names.

    `note` says in Chinese how the title was chosen where that is not plain; `is_sure` is False for a stopgap.
    """

    title: str
    span: Span | None
    rule_line: int | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    is_sure: bool = True


def find_titles(layout: Layout, title_hint: str | None = None) -> Titles:
    """The document's title; `title_hint` (a file's title property or name) serves where the text has none."""
    head = _head_title(layout)
    names = _transmitted(layout, head)
    found = [(name, start) for name in names if (start := rule_start(layout, name)) is not None]
    if len(names) == 1 or len(found) == 1:
        return _of_the_rule(layout, head, *(found[0] if found else (names[0], None)))
    if head is not None:
        return Titles(head.text, head.span, aliases=tuple(name.text for name in names))
    return _stopgap(layout, title_hint)


def _of_the_rule(layout: Layout, head: Name | None, name: Name, start: RuleStart | None) -> Titles:
    """The transmitted rule's title, as its own text prints it where that is here; else the letter's own title."""
    aliases = (head.text,) if head and name_key(head.text) != name_key(name.text) else ()
    if start is not None and start.title_lines:
        lines = start.title_lines
        return Titles(_joined(layout, lines), _span(layout, lines), start.line, aliases)
    printed = layout.printed(*name.span)
    if start is not None or head is None or _has_articles(layout):
        return Titles(printed, name.span, start.line if start else None, aliases)
    return Titles(head.text, head.span, aliases=(printed,), note=f"文件中没有《{printed}》的正文,以通知的标题为题")


def _has_articles(layout: Layout) -> bool:
    return re.search(r"^\s*第\s*一\s*条", layout.folded, re.MULTILINE) is not None


def _transmitted(layout: Layout, head: Name | None) -> tuple[Name, ...]:
    """The rules that the letter names as those it transmits."""
    if head is not None and (names := transmitted_by_title(head.text, head.span[0])):
        return names
    if head is not None and is_rule_name(head.text) and not re.search(r"(?:令|公告|通知|通告)$", head.text):
        return ()
    last = layout.lines[min(layout.head_end + 6, len(layout.lines)) - 1] if layout.lines else None
    begin = layout.lines[layout.head_end].start if layout.head_end < len(layout.lines) else 0
    names = tuple(transmitted_by_letter(layout.folded, begin, last.end)) if last else ()
    return tuple(name for name in names[:1] if head is None or rule_start(layout, name) is not None)


def _head_title(layout: Layout) -> Name | None:
    """The title at the head of the document, joined from its lines."""
    runs = list(_title_runs(layout))
    named = [run for run in runs if is_rule_name(_joined(layout, run))]
    for run in named or [range(run[0], run[0] + 1) for run in runs[:1]]:
        return Name(_joined(layout, run), _span(layout, run))
    field = next(filter(None, (_LABELLED_TITLE.search(line.text) for line in layout.lines[: layout.head_end])), None)
    if field:
        line = next(line for line in layout.lines if line.text == field.string)
        start = line.start + field.start("title")
        printed = layout.printed(start, line.start + field.end("title")).strip()
        return Name(printed, (start, start + len(printed)))
    return None


def _title_runs(layout: Layout) -> Iterator[range]:
    """The runs of lines in the head that may be titles, each as the range of its lines."""
    first: int | None = None
    for index in range(layout.head_end + 1):
        line = layout.lines[index] if index < layout.head_end else None
        goes_on = line is not None and _may_be_title(layout, index) and not _is_complete(layout, first, index)
        if first is not None and not goes_on:
            yield range(first, index)
            first = None
        if line is not None and first is None and _may_be_title(layout, index):
            first = index


def _is_complete(layout: Layout, first: int | None, index: int) -> bool:
    """Whether the run from `first` is a whole title that the line at `index` does not go on with."""
    if first is None:
        return False
    words = _joined(layout, range(first, index))
    if len(words) + len(layout.lines[index].text) > _LONGEST_TITLE:
        return True
    if "关于" in words and not _WHOLE_LETTER.search(words):
        return False
    opened = words.count("《") > words.count("》") or words.count("(") > words.count(")")
    below = layout.lines[index].text
    return is_rule_name(words) and not opened and not is_qualifier(below) and not re.match(r"的|[)》]", below)


def _may_be_title(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    words = line.text
    if len(words) > _LONGEST_TITLE_LINE or line.is_table_row or is_labelled(words) or is_history(words):
        return False
    if _CHROME.fullmatch(words) or is_addressee(line) or re.fullmatch(rf"[(\[]?\s*{DAY}.*", words):
        return False
    if re.fullmatch(r"[-—_=*·. ]+", words) or "http" in words:
        return False
    if any(len(number.text) > len(words.replace(" ", "")) - 14 for number in numbers_in(words)):
        return False
    return not _is_letterhead(layout, index)


def _is_letterhead(layout: Layout, index: int) -> bool:
    """Whether a line is the agency's letterhead (X文件, X令, X公告), not a title (关于…的公告)."""
    words = layout.lines[index].text
    return bool(_LETTERHEAD.fullmatch(words)) and not re.search("关于|的(?:公告|通告|令)$|《", words)


def _span(layout: Layout, lines: range) -> Span:
    return layout.lines[lines[0]].start, layout.lines[lines[-1]].end


def _joined(layout: Layout, lines: range) -> str:
    """The printed lines as one title: names of agencies stay apart, everything else is joined without a space."""
    title = ""
    for index in lines:
        line = layout.lines[index]
        printed = layout.printed(line.start, line.end)
        between = " " if title and _are_names(title, printed) else ""
        title += between + printed
    return re.sub(r"\s{2,}", " ", _close_set_wide(title))


def _close_set_wide(title: str) -> str:
    """A title that is set wide (管 理 办 法) without the spaces inside."""
    parts = title.split()
    return "".join(parts) if len(parts) > 2 and all(len(part) == 1 for part in parts) else title


def _are_names(above: str, below: str) -> bool:
    last = above.rsplit(" ", 1)[-1]
    return bool(_ORGANISATION.fullmatch(last)) and bool(
        _ORGANISATION.fullmatch(below) or re.match(rf"{_ORGANISATION.pattern}关于", below)
    )


def _stopgap(layout: Layout, title_hint: str | None) -> Titles:
    """A name for a text without a title: a rule's name above its own text, the hint, or the first words."""
    for index in range(layout.head_end, len(layout.lines)):
        line = layout.lines[index]
        if index and layout.lines[index - 1].closes_a_letter and line.may_be_heading and is_rule_name(line.text):
            return Titles(layout.printed(line.start, line.end), (line.start, line.end), index)
    if title_hint and title_hint.strip():
        return Titles(title_hint.strip(), None, note="正文中没有标题,取自文件属性或文件名", is_sure=False)
    first = layout.lines[0] if layout.lines else None
    words = re.split("[。,;:!?]", first.text)[0][:40] if first else "无标题文件"
    return Titles(words or "无标题文件", None, note="正文中没有标题,以开头的文字代替", is_sure=False)
