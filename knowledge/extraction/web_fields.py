"""The labelled fields at the head of a web page or a file: 索引号, 成文日期, 发布日期, 来源, 施行日期 and the like."""

from __future__ import annotations

import re
from datetime import date

from knowledge.extraction.dates import DAY, parse_date
from knowledge.extraction.layout import Layout, without_spaces
from knowledge.extraction.types import Span

_G = r"\s*"
_END = rf"{_G}[:|]{_G}"
ISSUED = rf"(?:成文日期|成文时间|发文日期|发文时间|印发日期|制发日期){_END}"
EFFECTIVE_FROM = rf"(?:施行日期|实施日期|生效日期){_END}"
EFFECTIVE_TO = rf"(?:失效日期|废止日期|终止日期|有效期至|有效期限至){_END}"
_ISSUER = re.compile(
    rf"(?:发{_G}文{_G}机{_G}关|发布机[构关]|发布单位|发文单位|制定机关|印发机关){_END}(?P<value>[^|\n]+?)(?={_G}(?:\||$)|\s+\S{{2,6}}:)",
    re.MULTILINE,
)
_SOURCE = re.compile(
    rf"(?:(?:来{_G}源|信息来源|稿源)|(?:发布日期|发布时间|发布于|公开日期|公开时间)){_END}[^|\n]*?(?={_G}(?:\||$)|\s+\S{{2,6}}:)",
    re.MULTILINE,
)


def field_date(layout: Layout, label: str) -> tuple[date, Span] | None:
    """The date in the first field with a label (ISSUED, EFFECTIVE_FROM, EFFECTIVE_TO) in the document's head."""
    for match in re.finditer(rf"{label}(?P<date>{DAY})", layout.folded[: _head_offset(layout)]):
        day = parse_date(match["date"])
        if day is not None:
            return day, match.span("date")
    return None


def field_issuer(layout: Layout) -> tuple[str, Span] | None:
    """The issuer that a field of the head names."""
    match = _ISSUER.search(layout.folded[: _head_offset(layout)])
    return (match["value"].strip(), match.span("value")) if match else None


def web_source(layout: Layout) -> tuple[str, Span] | None:
    """Where and when the page was published, as it prints it (来源:省科技厅 发布日期:2023-01-10)."""
    matches = list(_SOURCE.finditer(layout.folded[: _head_offset(layout)]))
    if not matches:
        return None
    parts = dict.fromkeys(without_spaces(layout.printed(*match.span())).replace("|", ":") for match in matches)
    return ";".join(parts), (matches[0].start(), matches[-1].end())


def _head_offset(layout: Layout) -> int:
    """The offset where the running text begins."""
    return layout.lines[layout.head_end - 1].end if layout.head_end else 0
