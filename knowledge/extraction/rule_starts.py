"""Where the text of a rule begins that a letter transmits: at the lines that print its title, or at its attachment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.layout import Layout
from knowledge.extraction.names import Name, is_qualifier, is_rule_name, name_key
from knowledge.lines import Line

_MOST_TITLE_LINES = 8
_LONGEST_TITLE_LINE = 120
_SHORTEST_PART = 6
_MARK = re.compile(r"[【\[]?附\s*件\s*[\d一二三四五六七八九十]{0,3}[】\]]?\s*[:.、]?\s*")
_QUALIFIERS = re.compile(r"(?:\([^()]*\))+")


@dataclass(frozen=True, slots=True)
class RuleStart:
    """The index of the line where a rule begins, and the lines that print its title, if they hold nothing else."""

    line: int
    title_lines: range | None


def rule_start(layout: Layout, name: Name) -> RuleStart | None:
    """Where the rule called `name` begins below the letter's head, None where its text is not in the document.

    The line 附件:X办法 under a letter lists the attachment; only where no other line prints the title and the line
    does begin an attachment, the rule begins there.
    """
    wanted = name_key(name.text)
    for first, line in enumerate(layout.lines):
        if first < layout.head_end and line.start <= name.span[1]:
            continue
        if _may_be_title(line) and (last := _last_title_line(layout.lines, first, wanted)) is not None:
            return RuleStart(first, range(first, last + 1))
    for index in layout.attachments:
        if _is_wanted(name_key(_MARK.sub("", layout.lines[index].text, count=1)), wanted):
            return RuleStart(index, None)
    return None


def _may_be_title(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_TITLE_LINE
        and not line.is_table_row
        and not line.text.endswith(("。", ";", ":"))
        and not _MARK.match(line.text)
    )


def _last_title_line(lines: Sequence[Line], first: int, wanted: str) -> int | None:
    """The last of the lines from `first` on that together print the wanted title, with its qualifiers."""
    run = ""
    for index in range(first, min(first + _MOST_TITLE_LINES, len(lines))):
        run += name_key(lines[index].text)
        if (
            wanted.startswith(run)
            and index + 1 < len(lines)
            and wanted.startswith(run + name_key(lines[index + 1].text))
        ):
            continue
        if _is_wanted(run, wanted):
            while index + 1 < len(lines) and is_qualifier(lines[index + 1].text):
                index += 1
            return index
        if not wanted.startswith(run) and run not in wanted:
            return None
    return None


def _is_wanted(run: str, wanted: str) -> bool:
    """Whether a printed title is the wanted one, or one of both with the place, the agency or a qualifier left out."""
    if run == wanted:
        return True
    if len(run) < _SHORTEST_PART or not is_rule_name(run):
        return False
    plain, plain_wanted = _QUALIFIERS.sub("", run), _QUALIFIERS.sub("", wanted)
    return plain == plain_wanted or plain_wanted.endswith(plain) or plain.endswith(plain_wanted)
