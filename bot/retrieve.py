"""From an understood question to evidence: both searches, then ranking, subject and region decide what is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bot.asked_things import unshown_things
from bot.corpus import Corpus, is_loaded
from bot.originals import quoted_from_originals
from bot.parts import sentences_of
from bot.ranking import rank
from bot.reader import Reader
from bot.structure import ABOUT_A_DOCUMENT, OPENING, means_main_document, structural_evidence
from bot.types import (
    Detail,
    Evidence,
    GapDetail,
    RankedClause,
    RegionReading,
    RejectedClause,
    Understanding,
)
from knowledge.names import doc_no_key, without_subtitle
from knowledge.normalise import search_key
from knowledge.readers.suspicions import addresses_a_machine
from knowledge.subjects import mentions
from knowledge.types import ClauseAddress, Document, Hit, Level, Mention, SourceKind, Status, Validity
from knowledge.validity import HELD_FROM

SEARCHED = 40
"""Clauses taken from the fused search before ranking."""
CONFIDENCE_FLOOR = 0.15
"""Below this a clause is not about the question (set on the dev halves: no_answer against the rest). Confidence rests
on coverage and cosine, which unlike the ranking score do not depend on what else was found."""
KEPT_MARGIN, KEPT_SHARE = 0.1, 0.93
"""A further clause is cited beside the best one only if its score is no further below and its confidence nearly the
same (set on the dev halves: citation precision against in three)."""
SUCCESSOR_MARGIN = 0.8
"""A clause of the successor is about the same if its score is no further below that of the replaced one."""
MOST_RELATED = 3
REST_SHARE = 0.4
"""What a clause must hold of a question's words beside the law that is missing (set on the dev halves)."""
NATIONAL_MARGIN = 0.3
"""From elsewhere a national rule answers if its score is no further below that of a regional one, else that is meant.
"""
DETAILS_OF_ITS_OWN = frozenset(
    {Detail.AMOUNT, Detail.CAP, Detail.DEADLINE, Detail.CHANNEL, Detail.CONDITION, Detail.DURATION, Detail.NAMES}
)
"""What only an instrument's own text settles, not the plan that names it."""


SHORTENED_SHARE = 0.8
"""A short name of a document has at least this share of its characters from the title, and the same kind (条例)."""
_BETWEEN_LAWS = re.compile(
    "冲突|抵触|矛盾|不一致|打架|衔接|听谁的|以(谁|哪个)为准|哪个(优先|大|管用)|谁(大|优先)|上位法|对应关系"
)
_ASKS_FOR_SUPPORT = re.compile(
    "(补贴?|补助|奖补?|奖励|扶持|资助|津贴|给钱|安家费|经费|培育)(?!扣除|费用)|(给|拿|领|补|奖)(到)?(多少|几)(个点|万|钱|块)?|入库给"
)
_GIVES_SUPPORT = re.compile("补助|补贴|奖补|后补|能补|奖励|奖金|资助|贴息|津贴")
_EXCLUDED = re.compile("不(含|包括)[^),。;\\n]*")
_ASKS_WHETHER_IN = re.compile("算|属于|属不|计入|包括|包含|含不含|认不认|可以用|能用")
"""What a clause leaves out, it tells of only to those who ask whether it is in (商标算不算)."""
_EXPLAINING = "td"  # first letters of fact ids: traps and definitions
_KIND_LENGTH = 2
_SHORTEST_CORE = 2
_GENERIC = re.compile("管理|实施|暂行|试行|若干|促进|办法|条例|规定|措施|细则|省|市")
"""What titles have in common: no document is told by it."""


_OF_TODAY = re.compile("现在|目前")


@runtime_checkable
class KnowledgeSource(Protocol):
    """What the bot needs of the knowledge base (`knowledge.knowledge_base.KnowledgeBase`)."""

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        """The k best clauses, best first."""

    def documents(self) -> tuple[Document, ...]:
        """All current documents."""

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        """The documents and clauses that a question names outright."""

    def clause(self, clause_id: str) -> ClauseAddress:
        """The clause or part of one with this id."""


def retrieve(understanding: Understanding, knowledge: KnowledgeSource, corpus: Corpus, reader: Reader) -> Evidence:
    """Search, rank, and keep what may be cited on the day and in the place asked about."""
    if understanding.place is not None and understanding.place.has_own_law:
        return Evidence((), (), (), 0.0, is_elsewhere=True)
    ranked = rank(knowledge.search(understanding.search_text, SEARCHED), understanding, corpus, reader)
    ranked = quoted_from_originals(ranked, understanding, corpus)
    elsewhere = understanding.region is RegionReading.ELSEWHERE
    ranked = [item for item in ranked if not _speaks_of_later(item, understanding) and _may_answer(item, corpus)]
    foreign = [item for item in ranked if not reader.regions.covers(item.metadata, understanding.place)]
    if not elsewhere and foreign and _is_meant_elsewhere(foreign[0], ranked):
        cut = _rejected(foreign, "other_region")
        return Evidence((), tuple(foreign[:1]), cut, foreign[0].confidence, is_elsewhere=True)
    ranked = [item for item in ranked if elsewhere or item not in foreign]
    unnamed = [item for item in ranked if not _is_of_document_meant(item, understanding, corpus)]
    ranked = [item for item in ranked if item not in unnamed]
    if not elsewhere and (structural := structural_evidence(understanding, ranked, corpus, reader)) is not None:
        return structural
    absent = None if elsewhere else _of_absent_text(understanding, ranked, corpus)
    if absent is not None:
        return absent
    other = [item for item in ranked if not _names_subjects(item, understanding, corpus)]
    ranked = [item for item in ranked if item not in other]
    cut = _rejected(other, "other_subject") + _rejected(unnamed, "other_document")
    cut += () if elsewhere else _rejected(foreign, "other_region")
    confidence = ranked[0].confidence if ranked else 0.0
    if ranked and understanding.absent_laws and not _tells_of_the_rest(ranked[0], understanding, corpus, reader):
        return Evidence((), tuple(ranked[:1]), _rejected(ranked, "absent_law") + cut, confidence)
    if confidence < CONFIDENCE_FLOOR:
        return Evidence((), (), _rejected(ranked, "low_confidence") + cut, confidence)
    if _is_beside_the_sum(ranked[0], understanding):
        return Evidence((), tuple(ranked[:1]), _rejected(ranked[1:], "other_sum") + cut, confidence)
    if elsewhere:
        return _outside(ranked, understanding, reader, cut)
    return _kept(ranked, understanding, cut)


def _is_beside_the_sum(item: RankedClause, understanding: Understanding) -> bool:
    """Whether a sum is asked for (an award, a fee, a rent) and the clause only explains or warns of something else.

    Such facts of a digest state no sums of their own; one that speaks of the sum asked for shows it.
    """
    if item.metadata.source_kind is not SourceKind.DIGEST or item.clause.path[0] not in _EXPLAINING:
        return False
    text, told = understanding.text, item.clause.text
    if any(gap.detail is GapDetail.AMOUNT for gap in unshown_things(text, told)):
        return True
    return bool(understanding.subjects and _ASKS_FOR_SUPPORT.search(text)) and not _GIVES_SUPPORT.search(told)


def _kept(ranked: list[RankedClause], understanding: Understanding, cut: tuple[RejectedClause, ...]) -> Evidence:
    ranked = _successor_first(ranked)
    best = ranked[0]
    good = [item for item in ranked if item is best or (_is_as_good(item, best) and _stands_beside(item, best))]
    kept = good[: understanding.question.top_k]
    rest = [item for item in ranked if item not in kept]
    rejected = _rejected(rest[MOST_RELATED:], "ranked_lower") + cut
    return Evidence(tuple(kept), tuple(rest[:MOST_RELATED]), rejected, ranked[0].confidence)


def _successor_first(ranked: list[RankedClause]) -> list[RankedClause]:
    """What a replaced rule says is answered first by the rule that took its place, if that says something of it; what a
    coming rule says, by the one that it will replace."""
    best, successor = ranked[0], ranked[0].metadata.superseded_by
    others = {
        Validity.SUPERSEDED: {successor.doc_id} if successor and not successor.is_repeal else set(),
        Validity.NOT_YET: {reference.doc_id for reference in best.metadata.supersedes},
    }.get(best.validity, set())
    in_place = [item for item in ranked if item.clause.doc_id in others and item.validity is not best.validity]
    if not in_place or in_place[0].score < best.score - SUCCESSOR_MARGIN:
        return ranked
    first = replace(in_place[0], score=best.score, confidence=max(in_place[0].confidence, best.confidence))
    return [first, *(item for item in ranked if item is not in_place[0])]


def _is_as_good(item: RankedClause, best: RankedClause) -> bool:
    """Whether a clause is nearly as good as the best: in rank, and in being about the question, bonuses apart."""
    is_as_sure = item.confidence >= best.confidence * KEPT_SHARE > 0
    return is_as_sure and item.score >= best.score - KEPT_MARGIN


def _stands_beside(item: RankedClause, best: RankedClause) -> bool:
    """Whether a clause may be cited beside the best one: no lapsed or coming rule beside one in force."""
    return item is best or item.validity is best.validity or item.validity in {Validity.IN_FORCE, Validity.PERIOD_ENDED}


def _outside(
    ranked: list[RankedClause], understanding: Understanding, reader: Reader, cut: tuple[RejectedClause, ...]
) -> Evidence:
    """For a place outside the documents' territory national rules may answer; regional ones are only related."""
    national = [item for item in ranked if _is_national(item, reader)]
    regional = [item for item in ranked if item not in national]
    cut += _rejected(regional, "other_region")
    enough = ranked[0].score - NATIONAL_MARGIN
    if national and _is_local_support(national[0], understanding):
        return Evidence((), tuple(ranked[:1]), cut + _rejected(national, "other_region"), ranked[0].confidence)
    if national and national[0].confidence >= CONFIDENCE_FLOOR and national[0].score >= enough:
        return _kept(national, understanding, cut)
    return Evidence((), tuple(regional[:1]), cut, ranked[0].confidence)


def _is_local_support(item: RankedClause, understanding: Understanding) -> bool:
    """Whether support is asked for that a place gives of its own, and the national rule found gives none."""
    return bool(_ASKS_FOR_SUPPORT.search(understanding.text)) and not _GIVES_SUPPORT.search(item.clause.text)


def _is_national(item: RankedClause, reader: Reader) -> bool:
    """Whether a clause is of a national rule and speaks of no single place (山东另有财政补助)."""
    return item.metadata.level is Level.NATION and not reader.regions.places(item.clause.text)


def _speaks_of_later(item: RankedClause, understanding: Understanding) -> bool:
    """Whether a clause says how things stand today, or only what is open from 2026 on, for a question about a day
    before."""
    if understanding.past_day is not None and _OF_TODAY.search(item.clause.text):
        return True
    held = item.metadata.status in {Status.HOLD_2026, Status.PARTIAL_HOLD_2026}
    day = understanding.past_day or understanding.as_of
    return held and item.is_uncertain and day < HELD_FROM


def _is_meant_elsewhere(foreign: RankedClause, ranked: Sequence[RankedClause]) -> bool:
    """Whether the rule that answers is one of another place: found first, and nothing that holds here is near it."""
    if foreign is not ranked[0] or foreign.confidence < CONFIDENCE_FLOOR:
        return False
    here = [item for item in ranked if item.metadata.region != foreign.metadata.region]
    return not here or here[0].score < foreign.score - NATIONAL_MARGIN


def _of_absent_text(understanding: Understanding, ranked: list[RankedClause], corpus: Corpus) -> Evidence | None:
    """For an instrument whose text is not there: the clause that names it, where its details are asked for.

    Where no clause names it, nothing may be cited. None for a question that asks what the documents say of it.
    """
    text = understanding.absent_text
    if text is None or (text.clause_id is not None and not _asks_of_its_own(understanding)):
        return None
    asked = [word for word in text.says if word in understanding.text]
    naming = [item for item in ranked if any(word in corpus.words[item.clause.clause_id].official for word in asked)]
    found = [item for item in ranked[:1] if item.confidence >= ABOUT_A_DOCUMENT]
    if any(is_loaded(item.metadata) for item in (*found, *naming)):
        return None
    if text.clause_id is not None and text.clause_id in corpus.clauses:
        named = corpus.ranked(corpus.clauses[text.clause_id], understanding, 1.0, 1.0)
        naming = [named, *(item for item in naming if item.clause.clause_id != text.clause_id)]
    return Evidence(tuple(naming[:1]), tuple(naming[1:][:MOST_RELATED]), _rejected(ranked, "absent_text"), 1.0)


def _asks_of_its_own(understanding: Understanding) -> bool:
    """Whether a detail is asked for that only the instrument settles, or a figure is to be confirmed (是10万吗)."""
    names_figure = Detail.YES_NO in understanding.asks and bool(understanding.figures)
    return bool(understanding.asks & DETAILS_OF_ITS_OWN) or names_figure


def _tells_of_the_rest(item: RankedClause, understanding: Understanding, corpus: Corpus, reader: Reader) -> bool:
    """Whether a clause is about what a question names beside laws whose text is missing.

    How two laws stand to each other (冲突听谁的) cannot be told from one of them.
    """
    rest = reader.absent_laws.without_names(understanding.text)
    if _BETWEEN_LAWS.search(rest) or not reader.tells(rest):
        return False
    words = corpus.words[item.clause.clause_id]
    return corpus.weights.coverage(reader.terms(rest), words.with_questions | words.names) >= REST_SHARE


def _is_of_named_documents(item: RankedClause, understanding: Understanding, corpus: Corpus) -> bool:
    """Whether a clause is of the documents that the question names, or names them itself."""
    titles = [search_key(title) for title in (item.metadata.title, *item.metadata.aliases)]
    official = corpus.words[item.clause.clause_id].official
    numbers = doc_no_key(" ".join((item.metadata.doc_no or "", item.clause.label, item.clause.text)))
    if not all(number in numbers for number in understanding.document_numbers):
        return False
    return all(
        name in official or any(_is_short_for(name, title) for title in titles) for name in understanding.document_names
    )


def _may_answer(item: RankedClause, corpus: Corpus) -> bool:
    """Whether a clause says something to people: not a title alone, nor only orders to a program."""
    if _is_title(item):
        return False
    return not addresses_a_machine(item.clause.text) or bool(sentences_of(item))


def _is_title(item: RankedClause) -> bool:
    """Whether a clause is what stands before the first article of a loaded text: title and letterhead settle nothing.

    A question about the document itself finds it by the document's structure.
    """
    return item.clause.path == OPENING and is_loaded(item.metadata)


def _is_of_document_meant(item: RankedClause, understanding: Understanding, corpus: Corpus) -> bool:
    """Whether a clause is of the documents that the question names, or of the one that 这份文件 means."""
    if not _is_of_named_documents(item, understanding, corpus):
        return False
    main = corpus.main_document
    if main is None or not means_main_document(understanding):
        return True
    return item.clause.doc_id == main.doc_id


def _is_short_for(name: str, title: str) -> bool:
    """Whether a name is a title or what is left of one in speech: 付款条例 for 保障中小企业款项支付条例."""
    if name in title:
        return True
    title = without_subtitle(title)
    if name[-_KIND_LENGTH:] != title[-_KIND_LENGTH:]:
        return False
    # What stands before the name in running text (公司能用…条例) is no part of it.
    cores = [_GENERIC.sub("", name[start:]) for start in range(len(name))]
    return any(
        len(core) >= _SHORTEST_CORE and sum(character in title for character in core) >= SHORTENED_SHARE * len(core)
        for core in cores
    )


def _names_subjects(item: RankedClause, understanding: Understanding, corpus: Corpus) -> bool:
    """Whether a clause itself names every subject that the question names; the questions it answers do not count."""
    official = corpus.words[item.clause.clause_id].official
    if not _ASKS_WHETHER_IN.search(understanding.text):
        official = _EXCLUDED.sub("", official)
    return all(mentions(official, subject) for subject in understanding.subjects)


def _rejected(clauses: Sequence[RankedClause], reason: str) -> tuple[RejectedClause, ...]:
    return tuple(RejectedClause(item.clause.clause_id, round(item.score, 4), reason) for item in clauses)
