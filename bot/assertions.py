"""What a sentence says of a case outright: that it is permitted or not, needed or not, counted in or not.

Works on width-folded text. Each assertion comes with the words that it is made of: its comma segment, the segments
that lead to it, and an enumeration behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.folding import fold_width
from bot.segments import Span, segment_spans
from bot.yes_no import Form

_SAYS: Final = (
    (
        Form.COMBINED,
        False,
        r"不(?:能|得|可以?|再|可再)?(?:同时|重复|叠加|兼得|一并)|只能(?:任?选|择)(?:其?[一1]种?|用)?|择一",
    ),
    (Form.COMBINED, True, r"(?:可以?|能够?)(?:同时|叠加|一并|一起)"),
    (Form.NEEDED, False, r"不(?:需要?|用|必|要求|再(?=[^,。;]{0,4}(?:审批|备案|申请|认定)))|无需|无须|免予"),
    (Form.NEEDED, True, r"应当|必须|须(?!知)|需要?|(?<![主重只需不])要(?!求|件|素|点|么|是|约)|才能|保留|凭"),
    (Form.BELONGS, False, r"不(?:属于|含|包括|包含|是|算|计入|纳入|在[^,]{1,10}(?:内|范围))|不适用"),
    (Form.BELONGS, True, r"属于|(?:包含|包括)在内|纳入|参照|也是|\(含|(?<![不只])适用于?|算符合|包括|均减半"),
    (
        Form.PERMITTED,
        False,
        r"不(?:得(?!低|超|少|高|大|小|长|短)|能|可(?!抗|逆|避|分)|予|许|准|允许|享受|适用|再)|不算|帮不上",
    ),
    (Form.PERMITTED, True, r"可以|(?<=[都均仍])可|能够|允许|免征|减半征收|减按|应当购买|率先|算符合"),
)
_PATTERNS: Final = tuple((form, holds, re.compile(words)) for form, holds, words in _SAYS)
_BY_NAME: Final = re.compile(r"不(?:含|包括|包含|是)|\(含|包括|也是")
_NAME: Final = re.compile(r"[^,;。:()]+")
_ENUMERATES: Final = re.compile(r"\s*(?:包括|如|即|具体|分别)")


@dataclass(frozen=True, slots=True)
class Assertion:
    """Words of a sentence that say yes (`holds`) or no; `words` is the span of all that they are said of.

    `of` is what is counted in or out by name (不含商标), None where the sentence itself says it of its subject.
    """

    form: Form
    holds: bool
    words: Span
    of: str | None = None


def assertions(text: str, form: Form) -> tuple[Assertion, ...]:
    """What a sentence asserts in one form, in order. A denial takes the words of permission inside it with it."""
    folded = fold_width(text)
    segments = segment_spans(folded, (0, len(folded)))
    found: list[Assertion] = []
    first = 0
    for index, segment in enumerate(segments):
        marks = list(_marks(folded, segment, form))
        if not marks:
            continue
        words = (segments[first][0], _tail(folded, segments, index, form))
        found += [Assertion(form, holds, words, _named(folded, span)) for span, holds in marks]
        first = index + 1
    return tuple(found)


def _named(folded: str, span: Span) -> str | None:
    """What stands behind words that count something in or out by its name, up to the next mark."""
    if not _BY_NAME.fullmatch(folded, *span):
        return None
    match = _NAME.match(folded, span[1])
    return match.group() if match else ""


def _marks(folded: str, segment: Span, form: Form) -> Iterator[tuple[Span, bool]]:
    taken: list[Span] = []
    for wanted, holds, pattern in _PATTERNS:
        if wanted is not form:
            continue
        for match in pattern.finditer(folded, *segment):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match.span(), holds


def _tail(folded: str, segments: Sequence[Span], index: int, form: Form) -> int:
    """Where the words of an assertion end: with its segment, with the list that the next one gives (…，包括甲、乙), or
    with the sentence where all of it is required (要会计核算健全，设置辅助账)."""
    following = index + 1
    if form is Form.NEEDED:
        return segments[-1][1]
    if following < len(segments) and _ENUMERATES.match(folded, segments[following][0]):
        return segments[following][1]
    return segments[index][1]
