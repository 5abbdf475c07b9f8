"""The date of issue (成文日期): under the letter or the text, in the history of a law, in a field of the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.extraction.dates import dates_in, parse_date
from knowledge.extraction.document_numbers import DocumentNumber
from knowledge.extraction.history import HistoryEvent
from knowledge.extraction.layout import DateLine, Layout
from knowledge.extraction.types import ExtractionFlag, Span
from knowledge.extraction.web_fields import ISSUED, field_date

_PRINTED = re.compile(r"\s*印发\s*$|\s*印\s*$")
_LONGEST_PRINT_LINE = 80


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The date of issue, where it stands, and how it was found if that is not plain."""

    day: date | None = None
    span: Span | None = None
    note: str | None = None
    flags: tuple[ExtractionFlag, ...] = ()


def signature_line(layout: Layout, rule_line: int | None) -> DateLine | None:
    """The date line of the 落款: the last one before the transmitted rule, else the last of the main text.

    A text whose attachments come first may sign at its very end.
    """
    limit = min([layout.main_end, *([rule_line] if rule_line else [])])
    within = [line for line in layout.date_lines if line.index < limit]
    if within:
        return within[-1]
    return None if rule_line else next(iter(reversed(layout.date_lines)), None)


def issue_date(
    layout: Layout, signature: DateLine | None, stage: Sequence[HistoryEvent], numbers: Sequence[DocumentNumber]
) -> IssueDate:
    """The date of issue, by the 落款 before all else."""
    found = _found(layout, signature, stage)
    labelled = field_date(layout, ISSUED)
    flags: list[ExtractionFlag] = []
    if found.day and labelled and labelled[0] != found.day:
        flags.append(ExtractionFlag("contradictory_dates", f"成文日期栏为{labelled[0]},落款为{found.day},以落款为准"))
    if (
        found.day
        and signature
        and len(numbers) == 1
        and (year := numbers[0].year)
        and not 0 <= found.day.year - year <= 1
    ):
        flags.append(
            ExtractionFlag("contradictory_dates", f"文号{numbers[0].text}的年份与落款日期{found.day}不一致,以落款为准")
        )
    return IssueDate(found.day, found.span, found.note, tuple(flags))


def _found(layout: Layout, signature: DateLine | None, stage: Sequence[HistoryEvent]) -> IssueDate:
    signed = parse_date(signature.words) if signature else None
    if signature and signed:
        return IssueDate(signed, (signature.start, signature.end))
    labelled = field_date(layout, ISSUED)
    if stage:
        return IssueDate(stage[-1].day, stage[-1].span)
    if labelled:
        return IssueDate(*labelled)
    return _in_head(layout) or _printed(layout) or IssueDate()


def _in_head(layout: Layout) -> IssueDate | None:
    """A date on a line of its own under the title, maybe in brackets with the 文号."""
    for line in layout.lines[: layout.head_end]:
        if re.match(r"[(\[]?\s*(?:\d{4}|[一二][〇○零九])", line.text) or re.search(r"\d号\s*\d{4}年", line.text):
            for day, start, end in dates_in(layout.folded, line.start, line.end):
                return IssueDate(day, (start, end))
    return None


def _printed(layout: Layout) -> IssueDate | None:
    """The date of printing at the foot (某厅办公室 2023年1月6日印发), for want of a better one."""
    for line in reversed(layout.lines[-6:]):
        if len(line.text) <= _LONGEST_PRINT_LINE and _PRINTED.search(line.text):
            for day, start, end in dates_in(layout.folded, line.start, line.end):
                return IssueDate(day, (start, end), "文中没有落款日期,取版记中的印发日期")
    return None
