"""Answers about a document as such: 文号, issuer, dates, period, whether it still holds. Cited from its opening."""

from __future__ import annotations

import re
from datetime import date

from bot.details import asks_standing
from bot.messages import NO_SUCCESSOR
from bot.parts import sentences_of
from bot.types import (
    AnswerStatus,
    Detail,
    Draft,
    Evidence,
    Gap,
    GapDetail,
    Quote,
    RankedClause,
    Sentence,
    SentenceKind,
    Understanding,
)
from bot.unstated import unstated
from bot.written_dates import written_day
from knowledge.types import SourceKind, Validity

_SUCCESSOR = re.compile("接替|替代|取代|后续|新(的)?(文件|计划|版)|延续|续上|下一")
_PERIOD = re.compile("哪(几)?年|到期|有效|期限|管(到)?(哪|几)|规划期|执行期|施行|起止|结束|截止")
_ISSUED = re.compile("发|印|落款|成文|公布|出台|日期|几月|哪天|几号")
_ISSUER = re.compile("谁|部门|单位|机关|哪个(厅|局)|国家(的)?(政策|文件)|省级|国家的|省里的|哪一级")
_NAMED = re.compile("全称|全名|标题|叫什么")


def compose_about_document(understanding: Understanding, evidence: Evidence) -> Draft:
    """The facts asked for, each with the line of the document that shows it; the title line where none does."""
    source = evidence.kept[0]
    if source.metadata.source_kind is SourceKind.DIGEST:
        return _whole_opening(understanding, source)
    quotes: list[Quote] = []
    sentences = []
    for text, shown in _facts(understanding, source):
        start, end = _shown_at(source, shown)
        quote = next((item for item in quotes if (item.start, item.end) == (start, end)), None)
        if quote is None:
            clause = source.clause
            words = clause.text[start - clause.start : end - clause.start]
            quote = Quote(len(quotes) + 1, source, start, end, words)
            quotes.append(quote)
        sentences.append(Sentence(text, SentenceKind.FRAME, (quote.marker,)))
    if asks_standing(understanding.text) and _SUCCESSOR.search(understanding.text):
        gap = Gap(GapDetail.OTHER, NO_SUCCESSOR)
        return Draft(
            AnswerStatus.PARTIAL, (*sentences, Sentence(f"{NO_SUCCESSOR}。", SentenceKind.FRAME)), tuple(quotes), (gap,)
        )
    gaps = unstated(understanding, source, source.clause.text, source.clause.text)
    missing = [Sentence(f"{gap.text}。", SentenceKind.FRAME) for gap in gaps]
    return Draft(AnswerStatus.PARTIAL if gaps else AnswerStatus.ANSWERED, (*sentences, *missing), tuple(quotes), gaps)


def _whole_opening(understanding: Understanding, source: RankedClause) -> Draft:
    """The opening of a digest, which says what the policy is, since when and until when it holds, and for whom."""
    quote = Quote(1, source, source.clause.start, source.clause.end, source.clause.text)
    lead = []
    if asks_standing(understanding.text):
        lead = [Sentence(f"《{source.metadata.title}》{standing(source)}。", SentenceKind.FRAME, (1,))]
    told = [Sentence(f"{part.text}。", SentenceKind.CLAUSE, (1,)) for part in sentences_of(source)]
    gaps = unstated(understanding, source, source.clause.text, source.clause.text)
    missing = [Sentence(f"{gap.text}。", SentenceKind.FRAME, (1,)) for gap in gaps]
    status = AnswerStatus.PARTIAL if gaps else AnswerStatus.ANSWERED
    return Draft(status, (*missing, *lead, *told), (quote,), gaps)


def _facts(understanding: Understanding, source: RankedClause) -> list[tuple[str, str]]:
    """(sentence, what to quote) for each fact asked for."""
    metadata, text = source.metadata, understanding.text
    title = f"《{metadata.title}》"
    facts: list[tuple[str, str]] = []
    if asks_standing(text):
        facts.append((f"{title}{standing(source)}。", metadata.title))
        return facts
    if re.search("文号|字号|编号", text) and metadata.doc_no:
        facts.append((f"{title}的文号是{metadata.doc_no}。", metadata.doc_no))
    if Detail.METADATA in understanding.asks and _ISSUER.search(text) and metadata.issuer:
        facts.append(
            (f"{title}由{metadata.issuer}印发，是{metadata.region or ''}的{metadata.level}级文件。", metadata.issuer)
        )
    asks_issued = re.search("发的|印发|发布|公布|出台|落款|成文|下发", text)
    if Detail.DATE in understanding.asks and _PERIOD.search(text) and metadata.effective_to and not asks_issued:
        facts.append((f"{title}{_period(metadata.effective_from, metadata.effective_to)}。", metadata.title))
    elif (Detail.DATE in understanding.asks or "日期" in text) and _ISSUED.search(text) and metadata.issued:
        facts.append((f"{title}的落款日期是{written_day(metadata.issued)}。", written_day(metadata.issued)))
    if not facts or _NAMED.search(text):
        number = f"({metadata.doc_no})" if metadata.doc_no else ""
        issuer = f"，由{metadata.issuer}印发" if metadata.issuer else ""
        facts.append((f"文件全称是{title}{number}{issuer}。", metadata.title))
    return facts


def standing(source: RankedClause) -> str:
    """How a document stands on the day asked about, as the end of a sentence that begins with its title."""
    metadata = source.metadata
    end = written_day(metadata.effective_to) if metadata.effective_to else ""
    return {
        Validity.IN_FORCE: "在您问的日期处于有效期内" + (f"，到{end}为止" if end else ""),
        Validity.NOT_YET: "还没有开始施行",
        Validity.PERIOD_ENDED: f"的规划期到{end}为止，现在已经结束",
        Validity.EXPIRED: f"已于{end}到期失效",
        Validity.SUPERSEDED: "已被新的文件替代",
        Validity.UNKNOWN: "目前的效力没有核实",
    }[source.validity]


def _period(start: date | None, end: date) -> str:
    years = f"是{start.year}-{end.year}年，" if start else ""
    return f"的规划期{years}到{written_day(end)}为止"


def _shown_at(source: RankedClause, shown: str) -> tuple[int, int]:
    """Where the opening shows a fact: its own words, else the title, else the first line."""
    clause = source.clause
    span = _span(clause.text, shown) or _span(clause.text, source.metadata.title)
    start, end = span or (0, len(clause.text.partition("\n")[0]))
    return clause.start + start, clause.start + end


def _span(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand, at the start of a line if they do; a title may be broken over two lines."""
    found = list(re.finditer(r"\n?".join(map(re.escape, words)), text))
    at_line_start = [match for match in found if text[match.start() - 1 : match.start()] in {"", "\n"}]
    return next((match.span() for match in at_line_start or found), None)
