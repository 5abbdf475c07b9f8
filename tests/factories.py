"""Answers made by hand, for tests that do not care how they came about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.types import Answer, AnswerStatus, Citation, Gap, GapDetail, Notice, StageTrace
from knowledge.types import SourceKind, Validity


def make_citation(**fields: Any) -> Citation:
    citation = Citation(
        marker=1,
        clause_id="plan:2.3",
        doc_id="plan",
        title="行动计划",
        doc_no="示〔2024〕1号",
        label="二、(三)",
        heading_path=("任务", "措施"),
        quote="给予补助",
        start=10,
        end=14,
        source_kind=SourceKind.ORIGINAL,
        validity=Validity.IN_FORCE,
        effective_to=date(2026, 12, 31),
        version="5" * 64,
    )
    return replace(citation, **fields)


def make_answer(**fields: Any) -> Answer:
    answer = Answer(
        status=AnswerStatus.ANSWERED,
        text="给予补助[1]。",
        citations=(make_citation(),),
        related=(make_citation(marker=0, clause_id="plan:2.4"),),
        gaps=(Gap(GapDetail.CAP, "文件没有规定上限"),),
        notices=(Notice("period_ended", "实施期已结束"),),
        follow_ups=("还有什么支持？",),
        missing=({"field": "reg_region", "question": "企业注册在哪里？"},),
        topic="补助是什么",
        took_ms=7,
        trace=(StageTrace("understand", 0.5, {"intent": "policy"}),),
    )
    return replace(answer, **fields)
