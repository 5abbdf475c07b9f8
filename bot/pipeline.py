"""One question's path, in one straight line: understand → retrieve → compose → verify → finish."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot import messages
from bot.amendments import with_amendments
from bot.attached import with_attached
from bot.corpus import Corpus
from bot.deciding import verdict_of
from bot.early_answers import answer_without_evidence, missing_facts
from bot.editions import DatedSource, View, Views, edition_notices
from bot.extractive import compose
from bot.finish import answer_text, citations_of, follow_ups_of, next_step, notices_for, related_of
from bot.giving_clauses import with_giving_clauses
from bot.joining import joined
from bot.named_clauses import WithNamedClauses
from bot.new_subject import opens_subject
from bot.ranking import rank, ranking_features
from bot.reader import Reader
from bot.retrieve import SEARCHED, retrieve
from bot.scope import breaks_rules
from bot.types import (
    Answer,
    AnswerStatus,
    Draft,
    Evidence,
    Intent,
    Question,
    Quote,
    Rejection,
    Sentence,
    SentenceKind,
    StageTrace,
    Turn,
    Understanding,
    Verified,
)
from bot.understand import split_questions, understand
from bot.verify import verify
from knowledge.absent_laws import load_absent_laws
from knowledge.absent_texts import load_absent_texts
from knowledge.divisions import load_divisions
from knowledge.fields import load_fields
from knowledge.lexicon import load_lexicon
from knowledge.normalise import typed_key
from knowledge.readers.suspicions import addresses_a_machine
from knowledge.regions import load_regions
from knowledge.spelling import Speller
from knowledge.subjects import load_subjects
from knowledge.types import Document, Level

_NO_EVIDENCE = Evidence((), (), (), 0.0)


class Pipeline:
    """Answers questions from a knowledge base. Made once; `answer` may be called from several threads."""

    def __init__(self, knowledge: DatedSource, *, contact: str | None = None, earlier: Pipeline | None = None) -> None:
        """Over what a knowledge base holds; from `earlier`, the pipeline before a change, what still holds is taken."""
        documents = knowledge.documents()
        self._contact = contact
        self.corpus: Corpus = Corpus.of(documents, earlier.corpus if earlier else None)
        self._views = Views(knowledge, self.corpus)
        self._reader = Reader(
            load_lexicon(),
            load_regions().with_territories(map(_territory, documents), load_divisions()),
            Speller(_spelling_sources(documents)),
            self.corpus.weights,
            load_subjects(),
            load_fields(),
            load_absent_texts(document.metadata for document in documents),
            knowledge.exact_lookup,
            load_absent_laws(document.metadata for document in documents),
        )

    def answer(self, question: Question) -> Answer:
        """The verified answer to one question."""
        text = typed_key(question.text)
        parts = split_questions(text)
        if len(parts) == 1 or breaks_rules(text):
            return self._answer_one(question)
        return joined(question, self._answers_in_turn(question, parts))

    def features_of(self, question: Question) -> Mapping[str, Mapping[str, float]]:
        """What ranking knows of each clause found for a question, by clause id: what its weights are learned from."""
        understanding = self._understood(question)
        view = self._views.for_question(understanding)
        hits = WithNamedClauses(view.knowledge, understanding).search(understanding.search_text, SEARCHED)
        return ranking_features(hits, understanding, view.corpus, self._reader)

    def _understood(self, question: Question) -> Understanding:
        """The question as going on with the talk before it, or alone where it opens a subject of its own."""
        going_on = understand(question, self._reader)
        if not going_on.is_follow_up or going_on.intent is not Intent.POLICY:
            return going_on
        view = self._views.for_question(going_on)
        hits = WithNamedClauses(view.knowledge, going_on).search(going_on.search_text, SEARCHED)
        ranked = rank(hits, going_on, view.corpus, self._reader)
        is_new = opens_subject(going_on, ranked, view.corpus, self._reader)
        if not is_new:
            return going_on
        # The day of the talk holds on for what is asked next, until a turn names another.
        return replace(understand(question, self._reader, alone=True), past_day=going_on.past_day)

    def _answers_in_turn(self, question: Question, parts: Sequence[str]) -> list[Answer]:
        """The answer to each part, those before it being what a short one goes on from (正好60天可以吗)."""
        answers: list[Answer] = []
        history = question.history
        for part in parts:
            answers.append(self._answer_one(replace(question, text=part, history=history)))
            cited = tuple(dict.fromkeys(citation.clause_id for citation in answers[-1].citations))
            history = (*history, Turn(part, answers[-1].topic, cited, answers[-1].status))
        return answers

    def _answer_one(self, question: Question) -> Answer:
        watch = _Watch()
        understanding = self._understood(question)
        watch.lap("understand", intent=understanding.intent, asks=sorted(understanding.asks),
                  topic=understanding.standalone, region=understanding.region,
                  as_of=understanding.as_of.isoformat())  # fmt: skip
        view = self._views.for_question(understanding)
        evidence = self._evidence(understanding, view)
        watch.lap("retrieve", confidence=round(evidence.confidence, 4), kept=_scores(evidence),
                  rejected=[(item.clause_id, item.score, item.reason) for item in evidence.rejected])  # fmt: skip
        verified = self._verified(understanding, evidence, view.corpus)
        watch.lap("compose and verify", cut=[(cut.sentence, cut.rule, cut.detail) for cut in verified.rejections])
        return self._finish(understanding, evidence, verified.draft, view, watch)

    def _evidence(self, understanding: Understanding, view: View) -> Evidence:
        if understanding.intent is not Intent.POLICY:
            return _NO_EVIDENCE
        knowledge = WithNamedClauses(view.knowledge, understanding)
        evidence = retrieve(understanding, knowledge, view.corpus, self._reader)
        evidence = with_giving_clauses(evidence, understanding, view.corpus, self._reader)
        evidence = with_attached(evidence, understanding, view.corpus, self._reader)
        return with_amendments(evidence, understanding, view.corpus)

    def _verified(self, understanding: Understanding, evidence: Evidence, corpus: Corpus) -> Verified:
        """The first draft that passes whole; else what passes of the plainest; else the quotes alone."""
        if not evidence.kept:
            return Verified(answer_without_evidence(understanding, is_elsewhere=evidence.is_elsewhere), ())
        cut: tuple[Rejection, ...] = ()
        for narrow in (True, False):
            draft = compose(understanding, evidence, corpus, self._reader, narrow=narrow)
            verified = _checked(draft, understanding)
            cut += verified.rejections
            if verified.draft.sentences and not verified.rejections:
                return Verified(verified.draft, cut)
        return verified if verified.draft.sentences else Verified(_quotes_only(evidence), cut)

    def _finish(
        self, understanding: Understanding, evidence: Evidence, draft: Draft, view: View, watch: _Watch
    ) -> Answer:
        refused = bool(draft.quotes) and breaks_rules(typed_key(understanding.question.text))
        notices = notices_for(understanding, draft, refused=refused, is_elsewhere=evidence.is_elsewhere)
        notices += tuple(edition_notices(draft, view, understanding))
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
            notices=notices, follow_ups=follow_ups, missing=missing_facts(understanding),
            topic=understanding.standalone,
            took_ms=watch.total_ms(), trace=watch.stages(), verdict=verdict_of(understanding, draft),
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


def _quotes_only(evidence: Evidence) -> Draft:
    """The fail-closed answer: the best clause verbatim, nothing claimed about it."""
    best = evidence.kept[0]
    # Its words may hold the very figure that is in doubt, or what somebody planted for a program to say.
    if best.in_doubt or addresses_a_machine(best.clause.text):
        return Draft(AnswerStatus.NO_ANSWER, (Sentence(messages.NO_ANSWER, SentenceKind.FRAME),))
    quote = Quote(1, best, best.clause.start, best.clause.end, best.clause.text)
    return Draft(AnswerStatus.PARTIAL, (Sentence(messages.UNVERIFIED, SentenceKind.FRAME, (1,)),), (quote,))


def _territory(document: Document) -> str:
    metadata = document.metadata
    return "" if metadata.level is Level.NATION else metadata.region or ""


def _spelling_sources(documents: Iterable[Document]) -> list[str]:
    return [text for document in documents for text in (document.text, document.metadata.title)]


def _scores(evidence: Evidence) -> list[Mapping[str, object]]:
    return [{"clause_id": item.clause.clause_id, "score": round(item.score, 4)} for item in evidence.kept]
