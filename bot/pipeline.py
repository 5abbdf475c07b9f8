"""One question's path, in one straight line: understand → retrieve → compose → verify → finish."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot import messages
from bot.corpus import Corpus
from bot.extractive import compose
from bot.finish import answer_text, citations_of, follow_ups_of, next_step, notices_for, related_of
from bot.joining import joined
from bot.retrieve import KnowledgeSource, retrieve
from bot.scope import breaks_rules, sounds_like_policy
from bot.types import (
    Answer,
    AnswerStatus,
    Draft,
    Evidence,
    Intent,
    Question,
    Quote,
    RegionReading,
    Rejection,
    Sentence,
    SentenceKind,
    StageTrace,
    Understanding,
    Verified,
)
from bot.understand import Reader, split_questions, understand
from bot.verify import verify
from knowledge.fields import load_fields
from knowledge.lexicon import load_lexicon
from knowledge.normalise import printable, search_key
from knowledge.regions import load_regions
from knowledge.spelling import Speller
from knowledge.subjects import load_subjects
from knowledge.types import Document

_NO_EVIDENCE = Evidence((), (), (), 0.0)


class Pipeline:
    """Answers questions from a knowledge base. Made once; `answer` may be called from several threads."""

    def __init__(self, knowledge: KnowledgeSource, *, contact: str | None = None) -> None:
        documents = knowledge.documents()
        self._knowledge = knowledge
        self._contact = contact
        self._corpus = Corpus.of(documents)
        self._reader = Reader(
            load_lexicon(),
            load_regions(),
            Speller(_spelling_sources(documents)),
            self._corpus.weights,
            load_subjects(),
            load_fields(),
        )

    def answer(self, question: Question) -> Answer:
        """The verified answer to one question."""
        text = search_key(printable(question.text))
        parts = split_questions(text)
        if len(parts) == 1 or breaks_rules(text):
            return self._answer_one(question)
        return joined(question, [self._answer_one(replace(question, text=part)) for part in parts])

    def _answer_one(self, question: Question) -> Answer:
        watch = _Watch()
        understanding = understand(question, self._reader)
        watch.lap("understand", intent=understanding.intent, asks=sorted(understanding.asks),
                  topic=understanding.standalone, region=understanding.region,
                  as_of=understanding.as_of.isoformat())  # fmt: skip
        evidence = self._evidence(understanding)
        watch.lap("retrieve", confidence=round(evidence.confidence, 4), kept=_scores(evidence),
                  rejected=[(item.clause_id, item.score, item.reason) for item in evidence.rejected])  # fmt: skip
        verified = self._verified(understanding, evidence)
        watch.lap("compose and verify", cut=[(cut.sentence, cut.rule, cut.detail) for cut in verified.rejections])
        return self._finish(understanding, evidence, verified.draft, watch)

    def _evidence(self, understanding: Understanding) -> Evidence:
        if understanding.intent is not Intent.POLICY:
            return _NO_EVIDENCE
        return retrieve(understanding, self._knowledge, self._corpus, self._reader)

    def _verified(self, understanding: Understanding, evidence: Evidence) -> Verified:
        """The first draft that passes whole; else what passes of the plainest; else the quotes alone."""
        if not evidence.kept:
            return Verified(_without_evidence(understanding), ())
        cut: tuple[Rejection, ...] = ()
        for narrow in (True, False):
            draft = compose(understanding, evidence, self._corpus, self._reader, narrow=narrow)
            verified = _checked(draft, understanding)
            cut += verified.rejections
            if verified.draft.sentences and not verified.rejections:
                return Verified(verified.draft, cut)
        return verified if verified.draft.sentences else Verified(_quotes_only(evidence), cut)

    def _finish(self, understanding: Understanding, evidence: Evidence, draft: Draft, watch: _Watch) -> Answer:
        refused = bool(draft.quotes) and breaks_rules(search_key(printable(understanding.question.text)))
        notices = notices_for(understanding, draft, refused=refused)
        text = answer_text(
            draft,
            notices,
            next_step(draft, self._contact),
            listed=evidence.is_enumeration and draft.status is AnswerStatus.ANSWERED,
        )
        related, follow_ups = related_of(evidence, draft), follow_ups_of(evidence, draft)
        watch.lap("finish", notices=[notice.code for notice in notices])
        return Answer(
            status=draft.status, text=text, citations=citations_of(draft), related=related, gaps=draft.gaps,
            notices=notices, follow_ups=follow_ups, missing=_missing(understanding), topic=understanding.standalone,
            took_ms=watch.total_ms(), trace=watch.stages(),
        )  # fmt: skip


class _Watch:
    """Times the stages of one answer and keeps what each found."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._stages: list[StageTrace] = []

    def lap(self, stage: str, **found: object) -> None:
        now = time.perf_counter()
        self._stages.append(StageTrace(stage, round((now - self._last) * 1000, 3), found))
        self._last = now

    def total_ms(self) -> int:
        return round((time.perf_counter() - self._started) * 1000)

    def stages(self) -> tuple[StageTrace, ...]:
        return tuple(self._stages)


def _checked(draft: Draft, understanding: Understanding) -> Verified:
    question = understanding.question
    asked = " ".join((question.text, understanding.standalone))
    return verify(draft, question=asked, profile=question.profile, today=question.today)


def _without_evidence(understanding: Understanding) -> Draft:
    """What is said when nothing may be cited."""
    if understanding.intent is Intent.GREETING:
        return _plain(AnswerStatus.GREETING, _courtesy(understanding.text))
    if understanding.intent is Intent.CIRCUMSTANCES:
        return _plain(AnswerStatus.CLARIFY, messages.CIRCUMSTANCES)
    if understanding.intent is Intent.RULE_BREAKING:
        return _plain(AnswerStatus.OUT_OF_SCOPE, messages.RULE_BREAKING)
    if understanding.region is RegionReading.ELSEWHERE:
        return _plain(AnswerStatus.NO_ANSWER, messages.OTHER_REGION.format(region=understanding.region_name))
    if understanding.intent is Intent.OUT_OF_SCOPE or not _is_policy(understanding):
        return _plain(AnswerStatus.OUT_OF_SCOPE, messages.OUT_OF_SCOPE)
    return _plain(AnswerStatus.NO_ANSWER, messages.NO_ANSWER)


def _is_policy(understanding: Understanding) -> bool:
    return bool(understanding.subjects) or sounds_like_policy(understanding.standalone)


def _missing(understanding: Understanding) -> tuple[Mapping[str, str], ...]:
    """What parkbot needs from the user: the question itself, after a turn that only says who they are."""
    if understanding.intent is not Intent.CIRCUMSTANCES:
        return ()
    return ({"field": "question", "question": messages.WHICH_QUESTION},)


def _plain(status: AnswerStatus, text: str) -> Draft:
    return Draft(status, (Sentence(text, SentenceKind.FRAME),))


def _courtesy(text: str) -> str:
    if re.search("再见|拜|bye|回见|回头见|下次", text):
        return messages.GOODBYE
    return messages.THANKS if re.search("谢|辛苦|厉害|棒|thank|赞|明白|懂了|清楚", text) else messages.GREETING


def _quotes_only(evidence: Evidence) -> Draft:
    """The fail-closed answer: the best clause verbatim, nothing claimed about it."""
    best = evidence.kept[0]
    quote = Quote(1, best, best.clause.start, best.clause.end, best.clause.text)
    return Draft(AnswerStatus.PARTIAL, (Sentence(messages.UNVERIFIED, SentenceKind.FRAME, (1,)),), (quote,))


def _spelling_sources(documents: Iterable[Document]) -> list[str]:
    return [text for document in documents for text in (document.text, document.metadata.title)]


def _scores(evidence: Evidence) -> list[Mapping[str, object]]:
    return [{"clause_id": item.clause.clause_id, "score": round(item.score, 4)} for item in evidence.kept]
