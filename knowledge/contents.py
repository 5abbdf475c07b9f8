"""The lines of a table of contents (目录): they print enumerators and headings, but start nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.lines import Line

_CONTENTS_TITLE = re.compile(r"目\s*[录次]")
_PAGE_NUMBER = re.compile(r"(?:[.．…·•\s-]{2,}|\s)[(（-]?\s*[0-9０-９]{1,4}\s*[)）-]?$")
_LEADER = re.compile(r"(?:[.．·•]{3,}|…+)\s*[(（-]?\s*[0-9０-９]{1,4}\s*[)）-]?$")


_LONGEST_LEADER = 100
_LONGEST_ENTRY = 100


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """The indices of lines with a page number behind dots, and of those under 目录 that are printed again below."""
    found = {index for index, line in enumerate(lines) if _LEADER.search(line.text[-_LONGEST_LEADER:])}
    titles = [index for index, line in enumerate(lines) if _CONTENTS_TITLE.fullmatch(line.text)]
    if titles:
        printed = Counter(_words(line) for line in lines)
        for index in titles:
            found.update(_entries_below(lines, index, printed))
    return found


def _entries_below(lines: Sequence[Line], index: int, printed: Counter[str]) -> set[int]:
    """The run of entries right below the title 目录; it ends where an entry comes round again."""
    seen: set[str] = set()
    for below in range(index + 1, len(lines)):
        words = _words(lines[below])
        numbered = words and _PAGE_NUMBER.search(lines[below].text)
        if not words or words in seen or (printed[words] < 2 and not numbered):
            return set(range(index + 1, below))
        seen.add(words)
    return set()


def _words(line: Line) -> str:
    """The line without page number and white space; a long line is no entry."""
    if len(line.text) > _LONGEST_ENTRY:
        return ""
    return re.sub(r"\s", "", _PAGE_NUMBER.sub("", line.text))
