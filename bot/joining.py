"""Several answers to the questions of one turn, joined into one: markers run on, notices and gaps stand once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.types import Answer, AnswerStatus, Citation, Question

_MARKER = re.compile(r"\[(\d+)\]")
_NUMBERS = "一二三"


def joined(question: Question, answers: Sequence[Answer]) -> Answer:
    """One answer to a turn of two or three questions, each part under its own number."""
    texts: list[str] = []
    citations: list[Citation] = []
    for number, answer in enumerate(answers):
        texts.append(f"问题{_NUMBERS[number]}：{_shifted(answer.text, len(citations))}")
        citations += [replace(item, marker=item.marker + len(citations)) for item in answer.citations]
    cited = {(item.clause_id, item.version) for item in citations}
    further = {(item.clause_id, item.version): item for answer in answers for item in answer.related}
    related = [item for key, item in further.items() if key not in cited]
    return Answer(
        status=_status([answer.status for answer in answers]),
        text="\n".join(texts),
        citations=tuple(citations),
        related=tuple(related),
        gaps=tuple(dict.fromkeys(gap for answer in answers for gap in answer.gaps)),
        notices=tuple(dict.fromkeys(notice for answer in answers for notice in answer.notices)),
        follow_ups=tuple(dict.fromkeys(item for answer in answers for item in answer.follow_ups))[:3],
        missing=tuple(item for answer in answers for item in answer.missing),
        topic=question.text,
        took_ms=sum(answer.took_ms for answer in answers),
        trace=tuple(stage for answer in answers for stage in answer.trace),
    )


def _shifted(text: str, by: int) -> str:
    return _MARKER.sub(lambda match: f"[{int(match[1]) + by}]", text)


def _status(statuses: Sequence[AnswerStatus]) -> AnswerStatus:
    """The common status; answered beside anything less is partial; else the first that says something."""
    if len(set(statuses)) == 1:
        return statuses[0]
    if AnswerStatus.ANSWERED in statuses or AnswerStatus.PARTIAL in statuses:
        only_courtesy = all(item in {AnswerStatus.ANSWERED, AnswerStatus.GREETING} for item in statuses)
        return AnswerStatus.ANSWERED if only_courtesy else AnswerStatus.PARTIAL
    return next(item for item in statuses if item is not AnswerStatus.GREETING)
