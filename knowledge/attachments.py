"""Where the attachments of a document begin, and which lines are lists that start nothing.

Such lists are that of the attachments under a letter (附件:1.申报书 2.汇总表) and a table's numbered notes (注:1.…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.enumerators import Family, match_enumerator
from knowledge.lines import Line
from knowledge.numerals import CHINESE_NUMERAL, to_int

_MARK = re.compile(
    rf"[【\[]?附\s*件(?:\s*(?P<n>[0-9０-９]{{1,3}}|{CHINESE_NUMERAL}{{1,4}}))?(?:[-－—](?P<sub>[0-9０-９]{{1,2}}))?[】\]]?"
    r"(?P<gap>\s*[:：.．、]?\s*)(?P<title>.*)"
)
_REFERENCE = re.compile(r"[所中的和与及或至规列内）)]")
_NUMBERED_NOTE = re.compile(r"备?注(?:释)?\s*[:：]\s*(?:1\s*[.．、].*)?$")
_LISTED_NUMBER = re.compile(r"([0-9０-９]{1,2})\s*[.．、]")
_LONGEST_MARK_LINE = 60
_SIGNATURE_LINES = 3


@dataclass(frozen=True, slots=True)
class AttachmentMark:
    """An attachment's first line. `number` is `1`, or `1_2` for 附件1-2; `printed` the mark, `title` by or below it."""

    line: int
    number: str
    printed: str
    title: str


def find_attachments(lines: Sequence[Line], passive: set[int]) -> tuple[list[AttachmentMark], set[int]]:
    """The attachments' marks in order, and the indices of the lines of lists that start nothing.

    `passive` are the indices of lines that are no marks (the table of contents).
    """
    listing = _listing_lines(lines)
    marks: list[AttachmentMark] = []
    for index, line in enumerate(lines):
        match = _match(line)
        if match and index not in listing and index not in passive:
            printed = re.sub(r"\s", "", line.text[: match.start("gap")]).strip("【】[]")
            title = match["title"].strip() or _title_below(lines, index)
            marks.append(AttachmentMark(index, _number(match, len(marks) + 1), printed, title))
    return marks, listing


def _title_below(lines: Sequence[Line], index: int) -> str:
    """The title on the line under the mark, or nothing."""
    if index + 1 == len(lines) or not lines[index + 1].may_be_heading or match_enumerator(lines[index + 1].text):
        return ""
    return lines[index + 1].text


def _match(line: Line) -> re.Match[str] | None:
    """The parts of a line that begins with 附件 and is no sentence."""
    match = _MARK.fullmatch(line.text)
    if match is None or line.is_table_row or len(line.text) > _LONGEST_MARK_LINE:
        return None
    if match["title"] and ((line.ends_a_sentence and not match["gap"].strip()) or _REFERENCE.match(match["title"])):
        return None
    return None if match["title"] and not match["n"] and not match["gap"] else match


def _number(match: re.Match[str], position: int) -> str:
    if not match["n"]:
        return str(position)
    try:
        number = str(to_int(match["n"]))
    except ValueError:
        return str(position)
    return f"{number}_{int(match['sub'])}" if match["sub"] else number


def _listing_lines(lines: Sequence[Line]) -> set[int]:
    listing: set[int] = set()
    for index, line in enumerate(lines):
        match = _MARK.fullmatch(line.text)
        lists = _is_listing(lines, index, match, listing) if match else _NUMBERED_NOTE.match(line.text) is not None
        if lists and index not in listing:
            listing.add(index)
            listing.update(_listed_below(lines, index))
    return listing


def _is_listing(lines: Sequence[Line], index: int, match: re.Match[str], listing: set[int]) -> bool:
    """Whether a line that begins with 附件 lists attachments instead of beginning one."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    if not match["n"] and ":" in match["gap"].replace("：", ":"):
        return _lists_without_number(match["title"], following)
    if not (match["n"] and match["title"]) or _match(lines[index]) is None:
        return False
    beside = index - 1 in listing or (following is not None and _titled_mark(following))
    return (
        beside
        or following is None
        or _signature_follows(lines, index)
        or _marked_again(lines, index, match.group("n", "sub"))
    )


def _lists_without_number(title: str, following: Line | None) -> bool:
    """Whether 附件: with `title` after it is a list: it is, unless the attachment's text itself follows."""
    if title and match_enumerator(title):
        return True
    if title:
        return following is None or not (_begins_a_rule(following) or following.is_table_row)
    first = match_enumerator(following.text) if following else None
    return (
        first is not None
        and first.family in (Family.ARABIC_DOT, Family.ARABIC_COMMA)
        and first.value == 1
        and bool(following and not following.ends_a_sentence)
    )


def _begins_a_rule(line: Line) -> bool:
    first = match_enumerator(line.text)
    return line.division_level is not None or (
        first is not None and first.family in (Family.ARTICLE, Family.CHINESE_COMMA)
    )


def _titled_mark(line: Line) -> bool:
    match = _match(line)
    return match is not None and bool(match["n"] and match["title"])


def _signature_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether the next lines are names and a date: then the line stands at the foot of a letter."""
    for line in lines[index + 1 : index + 1 + _SIGNATURE_LINES]:
        if line.closes_a_letter:
            return True
        if line.ends_a_sentence or line.is_table_row:
            return False
    return False


def _marked_again(lines: Sequence[Line], index: int, number: tuple[str | None, ...]) -> bool:
    return any((match := _match(line)) and match.group("n", "sub") == number for line in lines[index + 1 :])


def _listed_below(lines: Sequence[Line], index: int) -> list[int]:
    """The lines right below a list's first line that go on counting from its last number."""
    numbers = _LISTED_NUMBER.findall(lines[index].text)
    last = to_int(numbers[-1]) if numbers else 0
    listed: list[int] = []
    for below in range(index + 1, len(lines)):
        mark = match_enumerator(lines[below].text)
        if mark is None or mark.family not in (Family.ARABIC_DOT, Family.ARABIC_COMMA) or mark.value != last + 1:
            break
        listed.append(below)
        last = mark.value
    return listed
