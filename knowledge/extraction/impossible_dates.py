"""Dates that no calendar has (2026年2月30日) where a document says when it was issued or applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction.dates import DAY, parse_date
from knowledge.extraction.layout import Layout, is_labelled, without_spaces
from knowledge.extraction.types import ExtractionFlag

_DATE = re.compile(DAY)
_SAYS_WHEN = re.compile(r"[^。;\n]{0,8}?(?:施行|实施|执行|生效|有效|失效|废止|印发|发布|公布|通过|批准)")


def impossible_dates(layout: Layout) -> tuple[ExtractionFlag, ...]:
    """One flag with the impossible dates that sign the text, fill a field of its head or say when it applies."""
    printed = "、".join(dict.fromkeys(_impossible(layout)))
    return (ExtractionFlag("impossible_date", f"文中的日期{printed}不存在,请核对"),) if printed else ()


def _impossible(layout: Layout) -> Iterator[str]:
    signing = {line.start for line in layout.date_lines}
    for match in _DATE.finditer(layout.folded):
        if parse_date(match.group()) is None and (
            match.start() in signing
            or _SAYS_WHEN.match(layout.folded, match.end())
            or _fills_a_field(layout.folded, match.start())
        ):
            yield without_spaces(match.group())


def _fills_a_field(folded: str, start: int) -> bool:
    return is_labelled(folded[folded.rfind("\n", 0, start) + 1 : start])
