"""Quotes and drafts made by hand: a clause is its text, a quote the whole of it unless a part is given."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.types import AnswerStatus, Draft, Quote, RankedClause, Rejection, Sentence, SentenceKind, Verified
from bot.verify import verify
from knowledge.types import Clause, Metadata, Validity

TODAY = date(2026, 11, 25)
ITEM_6 = (
    "6.壮大科技型企业队伍。强化信息领域科技型企业梯次培育,支持骨干企业建设专业化孵化载体,推动信息领域科技型中小企业、高新技术企业量质双升。"
    "全面落实研发费用加计扣除等政策,对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助。"
)
GOALS = (
    "支撑体系更加健全。国家级创新平台达到10家左右,重点实验室、技术创新中心等省级创新平台达到200家左右。"
    "济南、青岛等地创新策源能力进一步增强。\n产业生态不断完善。力争信息领域科技型企业群体达到万家以上。"
)


def make_quote(clause: str, marker: int = 1, part: str | None = None, **metadata: Any) -> Quote:
    offset = 100 * marker
    source = Clause("plan", f"{marker}", "二、(三)6.", (), clause, offset, offset + len(clause))
    facts = {"title": "行动计划", "doc_no": "鲁科字〔2023〕4号", "issued": date(2023, 1, 5)} | metadata
    ranked = RankedClause(source, Metadata("plan", **facts), Validity.IN_FORCE, 1.0, 1.0)
    text = clause if part is None else part
    start = offset + clause.index(text)
    return Quote(marker, ranked, start, start + len(text), text)


def make_draft(
    *sentences: Sentence, quotes: tuple[Quote, ...] = (), status: AnswerStatus = AnswerStatus.ANSWERED
) -> Draft:
    return Draft(status, sentences, quotes)


def clause_sentence(text: str, *markers: int) -> Sentence:
    return Sentence(text, SentenceKind.CLAUSE, markers or (1,))


def check(draft: Draft, question: str = "", profile: dict[str, object] | None = None) -> Verified:
    return verify(draft, question=question, profile=profile or {}, today=TODAY)


def refusal(text: str, clause: str) -> Rejection | None:
    """Why a clause does not support a sentence, None where it does."""
    rejections = check(make_draft(clause_sentence(text), quotes=(make_quote(clause),))).rejections
    return rejections[0] if rejections else None


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, with their marks."""
    parts = re.split(r"(?<=[。;\uff1b!?])|\n", text)
    return [part.strip() for part in parts if len(part.strip()) > 5]
