"""Composes an answer from the clauses' own sentences: conclusion first, then what the documents do not give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.about_document import compose_about_document
from bot.arithmetic import computed
from bot.claims import Claim, claims
from bot.corpus import Corpus
from bot.details import asks_hard_cap, asks_of_document, asks_structure
from bot.figures import find_figures
from bot.messages import GAPS, NO_DEFINITION, NO_DURATION, NO_NAMES
from bot.parts import Part
from bot.selection import compares, narrowed, select_sentences
from bot.types import (
    AnswerStatus,
    Detail,
    Draft,
    Evidence,
    FigureKind,
    Gap,
    GapDetail,
    Quote,
    RankedClause,
    Sentence,
    SentenceKind,
    Understanding,
)
from bot.understand import Reader

_JOINED_GAP = 2  # characters between two sentences of one quote: the full stop and a line end
# Arrangements that a founder asks about and that no clause of a plan settles in passing.
_ARRANGEMENT = re.compile(
    "叠加|重复(享受|申报|申请|拿|领)|同时(享受|申报|申请|拿|领)|兼得|能(报|申请|拿|申报)几次|谁(来)?(评审|审批|审核|审|发钱|出钱|打钱)|(哪家|哪个|什么)银行|要不要还|用不用还"
)
_NUMBER_ASKED = re.compile("多少|(?<!哪)(?<!好)几(?![个项条类]?(方面|领域|类))|多大|多高|多长|多久")
_PLACE_ASKED = re.compile("哪个(区|县|城市|地方有写)|具体(地址|位置|地点)|在哪个区|哪个区")
_USE_ASKED = re.compile("(借|租|给)(我们|咱|我)?.{0,4}(用|跑|使)|能借")


@dataclass(frozen=True, slots=True)
class _Passage:
    """Chosen wording of one clause: what is said, and the verbatim span it rests on."""

    source: RankedClause
    wording: str
    part: Part
    claims: tuple[Claim, ...]


def compose(
    understanding: Understanding, evidence: Evidence, corpus: Corpus, reader: Reader, *, narrow: bool = True
) -> Draft:
    """A draft from the kept clauses, of which there must be one. With `narrow` a sentence with several figures is cut
    to the one asked about; without it sentences stay whole, which always verifies."""
    if asks_of_document(understanding.text, understanding.asks) and evidence.kept[0].clause.path == "0":
        return compose_about_document(understanding, evidence)
    best = evidence.kept[0]
    if evidence.is_enumeration:
        return _compose_list(evidence.kept)
    passages = _passages(understanding, evidence.kept, corpus, reader, narrow)
    return _compose_passages(understanding, best, passages)


def _compose_list(sources: Sequence[RankedClause]) -> Draft:
    """The titles of clauses, one a line."""
    quotes, sentences = [], []
    for marker, source in enumerate(sources, start=1):
        clause = source.clause
        title = clause.heading_path[-1] if clause.heading_path else clause.text
        start = clause.start + max(clause.text.find(title), 0)
        quotes.append(Quote(marker, source, start, start + len(title), title))
        sentences.append(Sentence(title, SentenceKind.CLAUSE, (marker,)))
    return Draft(AnswerStatus.ANSWERED, tuple(sentences), tuple(quotes))


def _passages(
    understanding: Understanding, sources: Sequence[RankedClause], corpus: Corpus, reader: Reader, narrow: bool
) -> list[_Passage]:
    passages = []
    own = reader.terms(understanding.text)
    telling = [item for item in own if item.alternatives or (len(item.term) > 1 and item.term in corpus.weights)]
    whole = reader.terms(understanding.standalone)
    circumstances = reader.terms(understanding.circumstances)
    for source in sources:
        for part in select_sentences(
            source, own if understanding.is_follow_up and telling else whole, corpus, understanding.asks
        ):
            cut = narrowed(part, understanding.text, own) if narrow else None
            if cut is None and narrow and not telling:
                cut = narrowed(part, understanding.standalone, whole)
            if cut is None and narrow and understanding.circumstances:
                cut = narrowed(part, f"{understanding.circumstances} {understanding.text}", circumstances)
            if cut is None:
                passages.append(_Passage(source, part.text, part, claims(part.text)))
            else:
                passages.append(_Passage(source, cut[1], part, (cut[2],)))
    return passages


def _compose_passages(understanding: Understanding, best: RankedClause, passages: Sequence[_Passage]) -> Draft:
    quotes: list[Quote] = []
    sentences: list[Sentence] = []
    results: list[Sentence] = []
    for passage in passages:
        marker = _quoted(quotes, passage)
        sentences.append(Sentence(f"{passage.wording}。", SentenceKind.CLAUSE, (marker,)))
        for claim in _computable(passage.claims, understanding):
            text = computed(claim, understanding.figures, understanding.text)
            if text is not None:
                results.append(Sentence(f"{text}。", SentenceKind.COMPUTED, (marker,)))
    said = "".join(passage.part.text for passage in passages)
    gaps, asked = _gaps(understanding, said, best.clause.text, bool(results))
    status = AnswerStatus.PARTIAL if asked else AnswerStatus.ANSWERED
    told = [gap.text for gap in gaps if gap in asked or _MONEY_BENEFIT.search(said)]
    frame = [Sentence(f"{','.join(told)}。", SentenceKind.FRAME)] if told else []
    body = (*frame, *sentences) if asked else (*sentences, *results, *frame)
    return Draft(status, body, tuple(quotes), gaps)


def _quoted(quotes: list[Quote], passage: _Passage) -> int:
    """The marker of the quote that holds a passage; a sentence right behind the last quote of its clause joins it."""
    part, clause = passage.part, passage.source.clause
    last = quotes[-1] if quotes else None
    if last is not None and last.source is passage.source and 0 <= part.start - last.end <= _JOINED_GAP:
        text = clause.text[last.start - clause.start : part.end - clause.start]
        quotes[-1] = replace(last, end=part.end, text=text)
        return last.marker
    quotes.append(Quote(len(quotes) + 1, passage.source, part.start, part.end, part.text))
    return len(quotes)


def _computable(found: Sequence[Claim], understanding: Understanding) -> Sequence[Claim]:
    """The claims to compute with: all when they are compared, else the one for everybody."""
    if len(found) == 1 or compares(understanding.text):
        return found
    return [claim for claim in found if _is_general(claim)]


def _is_general(claim: Claim) -> bool:
    """Whether a claim holds for everybody, not only for the kind of enterprise that tells it from its neighbours."""
    return all(term in claim.conditions for term in claim.terms)
