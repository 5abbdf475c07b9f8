"""Answers about a document as such: 文号, issuer, dates, period, whether it still holds. Cited from its opening."""

from __future__ import annotations

import re
from datetime import date

from bot.details import asks_standing
from bot.messages import NO_SUCCESSOR
from bot.types import (
    AnswerStatus, Detail, Draft, Evidence, Gap, GapDetail, Quote, RankedClause, Sentence, SentenceKind, Understanding,
)  # fmt: skip
from knowledge.types import Validity

_SUCCESSOR = re.compile("接替|替代|取代|后续|新(的)?(文件|计划|版)|延续|续上|下一")
_PERIOD = re.compile("哪(几)?年|到期|有效|期限|管(到)?(哪|几)|规划期|执行期|施行|起止|结束|截止")
_ISSUED = re.compile("发|印|落款|成文|公布|出台|日期|几月|哪天|几号")
_ISSUER = re.compile("谁|部门|单位|机关|哪个(厅|局)|国家的|省里的|哪一级")
_NAMED = re.compile("全称|全名|标题|叫什么")


def compose_about_document(understanding: Understanding, evidence: Evidence) -> Draft:
    """The facts asked for, each with the line of the document that shows it; the title line where none does."""
    source = evidence.kept[0]
    facts = _facts(understanding, source)
    quotes: list[Quote] = []
    sentences = []
    for text, shown in facts:
        quote = _quote(source, shown, len(quotes) + 1)
        known = next((item for item in quotes if quote and item.start == quote.start), None)
        if quote is not None and known is None:
            quotes.append(quote)
        marker = known or quote
        sentences.append(Sentence(text, SentenceKind.FRAME, (marker.marker,) if marker else ()))
    if asks_standing(understanding.text) and _SUCCESSOR.search(understanding.text):
        gap = Gap(GapDetail.OTHER, NO_SUCCESSOR)
        return Draft(
            AnswerStatus.PARTIAL, (*sentences, Sentence(f"{NO_SUCCESSOR}。", SentenceKind.FRAME)), tuple(quotes), (gap,)
        )
    return Draft(AnswerStatus.ANSWERED, tuple(sentences), tuple(quotes))


def _facts(understanding: Understanding, source: RankedClause) -> list[tuple[str, str]]:
    """(sentence, what to quote) for each fact asked for."""
    metadata, text = source.metadata, understanding.text
    title = f"《{metadata.title}》"
    facts: list[tuple[str, str]] = []
    if asks_standing(text):
        facts.append((f"{title}{_standing(source)}。", metadata.title))
        return facts
    if re.search("文号|字号|编号", text) and metadata.doc_no:
        facts.append((f"{title}的文号是{metadata.doc_no}。", metadata.doc_no))
    if Detail.METADATA in understanding.asks and _ISSUER.search(text) and metadata.issuer:
        facts.append(
            (f"{title}由{metadata.issuer}印发,是{metadata.region or ''}的{metadata.level}级文件。", metadata.issuer)
        )
    if Detail.DATE in understanding.asks and _PERIOD.search(text) and metadata.effective_to:
        facts.append((f"{title}{_period(source)}。", metadata.title))
    elif Detail.DATE in understanding.asks and _ISSUED.search(text) and metadata.issued:
        facts.append((f"{title}的落款日期是{_day(metadata.issued)}。", _day(metadata.issued)))
    if not facts or _NAMED.search(text):
        number = f"({metadata.doc_no})" if metadata.doc_no else ""
        facts.append((f"文件全称是{title}{number},由{metadata.issuer}印发。", metadata.title))
    return facts


def _standing(source: RankedClause) -> str:
    metadata = source.metadata
    end = _day(metadata.effective_to) if metadata.effective_to else ""
    return {
        Validity.IN_FORCE: "在您问的日期处于有效期内" + (f",到{end}为止" if end else ""),
        Validity.NOT_YET: "还没有开始施行",
        Validity.PERIOD_ENDED: f"的规划期到{end}为止,现在已经结束",
        Validity.EXPIRED: f"已于{end}到期失效",
        Validity.SUPERSEDED: "已被新的文件替代",
        Validity.UNKNOWN: "目前的效力没有核实",
    }[source.validity]


def _period(source: RankedClause) -> str:
    metadata = source.metadata
    start = metadata.effective_from
    years = f"{start.year}-{metadata.effective_to.year}年" if start and metadata.effective_to else ""
    return f"的规划期是{years},到{_day(metadata.effective_to)}为止" if metadata.effective_to else "没有写明期限"


def _quote(source: RankedClause, shown: str, marker: int) -> Quote | None:
    """The line of the opening that shows a fact; the title may be broken over two lines."""
    clause = source.clause
    pattern = r"\n?".join(re.escape(character) for character in shown)
    found = list(re.finditer(pattern, clause.text))
    standing_alone = [m for m in found if clause.text[m.start() - 1 : m.start()] in {"", "\n"}]
    match = next(iter(standing_alone or found), None)
    if match is None:
        return None
    start, end = clause.start + match.start(), clause.start + match.end()
    return Quote(marker, source, start, end, match.group())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
