"""Page numbers, and running heads beside them, that were typed or pasted into a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－―‐─]+\s*[0-9０-９]{1,4}\s*[-—–－―‐─]+|第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?"
    r"|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[。；;：:！!？?][”’」』）)]*$")
_FEWEST_RUNNING_HEADS = 3
_LONGEST_RUNNING_HEAD = 40


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but a page number as Chinese documents print it: — 3 —, 第3页 共9页."""
    return _PAGE_NUMBER.fullmatch(line) is not None


def without_page_numbers(text: str) -> str:
    """`text` without page-number lines and the running heads beside them.

    The blank lines around a page number go with it where a sentence was cut in two by it. A lone number is no page
    number, and a running head is a line that stands beside a page number at least three times.
    """
    lines = text.split("\n")
    numbers = [index for index, line in enumerate(lines) if is_page_number(line)]
    if not numbers:
        return text
    heads = _running_heads(lines, numbers)
    dropped = set(numbers)
    for index in numbers:
        dropped.update(at for at in _neighbours(lines, index) if lines[at].strip() in heads)
    kept: list[str] = []
    for index, line in enumerate(lines):
        if index in dropped:
            _close_gap(kept)
        elif line.strip() or not kept or index - 1 not in dropped or _CLOSED.search(kept[-1]):
            kept.append(line)
        else:
            dropped.add(index)
    return "\n".join(kept)


def _close_gap(kept: list[str]) -> None:
    """Drop the blank lines at the end if the sentence above them goes on."""
    blank = 0
    while blank < len(kept) and not kept[-1 - blank].strip():
        blank += 1
    if blank and blank < len(kept) and not _CLOSED.search(kept[-1 - blank]):
        del kept[-blank:]


def _running_heads(lines: Sequence[str], numbers: Sequence[int]) -> set[str]:
    beside = Counter(lines[at].strip() for index in numbers for at in _neighbours(lines, index))
    return {
        words
        for words, count in beside.items()
        if count >= _FEWEST_RUNNING_HEADS and len(words) <= _LONGEST_RUNNING_HEAD and not _CLOSED.search(words)
    }


def _neighbours(lines: Sequence[str], index: int) -> list[int]:
    """The nearest lines with words above and below a page number."""
    above = next((at for at in range(index - 1, -1, -1) if lines[at].strip()), None)
    below = next((at for at in range(index + 1, len(lines)) if lines[at].strip()), None)
    return [at for at in (above, below) if at is not None]
