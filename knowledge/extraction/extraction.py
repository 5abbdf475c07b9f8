"""A text → what it says of itself. Pure: nothing is looked up, only read."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from knowledge.extraction.amendments import amended
from knowledge.extraction.document_numbers import DocumentNumber, own_numbers
from knowledge.extraction.drafts import is_draft_text
from knowledge.extraction.history import HistoryEvent, history_of, stage_in_hand
from knowledge.extraction.impossible_dates import impossible_dates
from knowledge.extraction.issue_dates import IssueDate, issue_date, signature_line
from knowledge.extraction.issuers import headed_by, signed_by
from knowledge.extraction.layout import DateLine, Layout, layout_of
from knowledge.extraction.periods import period_of
from knowledge.extraction.repeals import superseded
from knowledge.extraction.territories import territory, territory_of_title
from knowledge.extraction.title_lines import Titles, find_titles
from knowledge.extraction.types import ExtractedMetadata, ExtractionFlag, Span
from knowledge.extraction.web_fields import web_source
from knowledge.types import DocumentReference

_HISTORY_LINES_UNDER_A_TITLE = 12


def extract_metadata(text: str, *, title_hint: str | None = None) -> ExtractedMetadata:
    """What a stored text says of itself; `title_hint` (a file's title property or name) serves where it has no title.

    Nothing is raised: what the text does not say is None, what it says twice and differently is flagged.
    """
    layout = layout_of(text)
    titles = find_titles(layout, title_hint)
    history = _history(layout, titles)
    stage = stage_in_hand(history)
    numbers = own_numbers(layout)
    signature = signature_line(layout, titles.rule_line)
    issued = issue_date(layout, signature, stage, numbers)
    issuer = _issuer(layout, titles, signature, stage, history)
    period = period_of(layout, titles, issued.day, history)
    supersedes, repeal_span = superseded(layout, titles.title, 0, len(text))
    is_draft, amends = is_draft_text(layout, titles.title), amended(layout, titles)
    number = numbers[0] if numbers else next((event.number for event in reversed(stage) if event.number), None)
    source = web_source(layout)
    level, region = territory(issuer[0], layout.folded) if issuer else (None, None)
    computed = dict(period.computed)
    if region is None:
        by_title = territory_of_title(titles.title, layout.folded)
        computed |= {"region": "按标题中的地域判断"} if by_title[1] else {}
        level, region = level or by_title[0], by_title[1]
    computed |= {key: note for key, note in (("title", titles.note), ("issued", issued.note)) if note}
    spans = dict(period.spans) | _spans(titles, numbers, issued, issuer, source, repeal_span)
    return ExtractedMetadata(
        title=titles.title,
        doc_no=number.text if number else None,
        issuer=issuer[0] if issuer else None,
        level=level,
        region=region,
        issued=issued.day,
        effective_from=period.first,
        effective_to=period.last,
        is_plan=period.is_plan,
        supersedes=supersedes,
        aliases=titles.aliases,
        source=source[0] if source else None,
        is_draft=is_draft,
        amends=amends,
        spans=MappingProxyType(spans),
        computed=MappingProxyType(computed),
        flags=(
            *_flags(titles, numbers),
            *issued.flags,
            *period.flags,
            *impossible_dates(layout),
            *_kind_flags(is_draft, amends),
        ),
    )


def _history(layout: Layout, titles: Titles) -> tuple[HistoryEvent, ...]:
    """The history under the rule's title."""
    if titles.rule_line is None:
        return history_of(layout, 0, layout.head_end)
    return history_of(layout, titles.rule_line, titles.rule_line + _HISTORY_LINES_UNDER_A_TITLE)


def _issuer(
    layout: Layout,
    titles: Titles,
    signature: DateLine | None,
    stage: tuple[HistoryEvent, ...],
    history: tuple[HistoryEvent, ...],
) -> tuple[str, Span | None] | None:
    signed = signed_by(layout, signature) if signature else None
    letter_title = titles.aliases[0] if titles.aliases else titles.title
    return signed or headed_by(layout, letter_title, (*stage, *history))


def _spans(
    titles: Titles,
    numbers: tuple[DocumentNumber, ...],
    issued: IssueDate,
    issuer: tuple[str, Span | None] | None,
    source: tuple[str, Span] | None,
    repeal: Span | None,
) -> dict[str, Span]:
    found = {
        "title": titles.span,
        "doc_no": numbers[0].span if numbers else None,
        "issued": issued.span,
        "issuer": issuer[1] if issuer else None,
        "source": source[1] if source else None,
        "supersedes": repeal,
    }
    return {key: span for key, span in found.items() if span is not None}


def _kind_flags(is_draft: bool, amends: tuple[DocumentReference, ...]) -> Iterator[ExtractionFlag]:
    """That a text is no rule yet, or only changes another one."""
    if is_draft:
        yield ExtractionFlag("draft", "这是征求意见稿或草案,没有正式施行,不能当作现行规定。")
    if amends:
        names = "、".join(f"《{reference.title}》" for reference in amends)
        words = f"这份文件修改{names}的部分内容:引用原文时会提示已被修改;有修改后的全文,请一并载入。"
        yield ExtractionFlag("amends", words)


def _flags(titles: Titles, numbers: tuple[DocumentNumber, ...]) -> tuple[ExtractionFlag, ...]:
    flags: list[ExtractionFlag] = []
    if not titles.is_sure:
        flags.append(ExtractionFlag("no_title", titles.note or "正文中没有标题"))
    if len(numbers) > 1:
        printed = "、".join(number.text for number in numbers)
        flags.append(ExtractionFlag("several_doc_nos", f"文件头有多个文号:{printed},取第一个"))
    return tuple(flags)
