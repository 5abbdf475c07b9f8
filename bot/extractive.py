"""Composes an answer from the clauses' own sentences: conclusion first, then what the documents do not give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.about_document import compose_about_document, standing
from bot.arithmetic import computed
from bot.claims import Claim, claims
from bot.corpus import MAIN_TOPIC, Corpus, is_loaded
from bot.deciding import with_verdict
from bot.denials import only_true
from bot.details import asks_of_document
from bot.digest_gaps import gaps_of_digest
from bot.early_answers import absent_words
from bot.figures import find_figures, same_figure
from bot.gaps import find_gaps, told
from bot.giving_clauses import sought_details
from bot.giving_sentences import with_given_details
from bot.in_doubt import compose_in_doubt
from bot.messages import FIGURE_NOT_STATED
from bot.parts import Part, sentences_of
from bot.reader import Reader
from bot.selection import compares, is_general, narrowed, select_sentences
from bot.tables import is_row, with_rows
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
from bot.unstated import unstated
from knowledge.normalise import typed_key
from knowledge.types import Document, SourceKind, Validity

_CONFIRMS = re.compile("对不对|对吧|对吗|是吧|没错吧|是不是")
_STILL = re.compile("现在|今年|明年|目前|眼下|还能|还可以|还有|还给|还补|20[0-9]{2}年")
_JOINED_GAP = 2  # characters between two sentences of one quote: the full stop and a line end


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
        return with_verdict(compose_about_document(understanding, evidence), understanding, corpus, reader)
    best = evidence.kept[0]
    if evidence.lacks is not None:
        return _compose_lack(best, evidence.lacks)
    if best.in_doubt:
        return compose_in_doubt(understanding, evidence, corpus)
    if evidence.is_enumeration:
        return _compose_list(evidence.kept)
    settled = [source for source in evidence.kept if not source.in_doubt]
    passages = _passages(understanding, settled, corpus, reader, narrow)
    found = "\n".join(item.clause.text for item in (*evidence.kept, *evidence.related))
    draft = _compose_passages(understanding, best, passages, corpus.documents[best.clause.doc_id], found)
    return with_verdict(draft, understanding, corpus, reader)


def _compose_lack(source: RankedClause, lacks: str) -> Draft:
    """Says what a document does not have, and shows which document was looked into."""
    first = sentences_of(source)[0]
    quote = Quote(1, source, first.start, first.end, first.text)
    gap = Gap(GapDetail.OTHER, lacks)
    return Draft(AnswerStatus.PARTIAL, (Sentence(f"{lacks}。", SentenceKind.FRAME, (1,)),), (quote,), (gap,))


def _compose_list(sources: Sequence[RankedClause]) -> Draft:
    """The titles of clauses, one a line."""
    quotes, sentences = [], []
    for marker, source in enumerate(sources, start=1):
        clause = source.clause
        is_fact = source.metadata.source_kind is SourceKind.DIGEST
        title = clause.heading_path[-1] if clause.heading_path and not is_fact else clause.text
        start = clause.start + max(clause.text.find(title), 0)
        quotes.append(Quote(marker, source, start, start + len(title), title))
        sentences.append(Sentence(title, SentenceKind.CLAUSE, (marker,)))
    return Draft(AnswerStatus.ANSWERED, tuple(sentences), tuple(quotes))


def _passages(
    understanding: Understanding, sources: Sequence[RankedClause], corpus: Corpus, reader: Reader, narrow: bool
) -> list[_Passage]:
    """The sentences that answer, each cut to the case that the question, or the talk before it, is about.

    A clause of a digest tells one fact with its bounds, so it is never cut; nor is anything computed from it here.
    """
    own = understanding.is_follow_up and reader.tells(understanding.text)
    terms = reader.terms(understanding.text if own else understanding.standalone)
    passages = []
    for source in sources:
        if source.metadata.source_kind is SourceKind.DIGEST:
            passages += [_Passage(source, part.text, part, ()) for part in sentences_of(source)]
            continue
        chosen = select_sentences(source, terms, corpus, understanding.asks)
        if is_loaded(source.metadata):
            chosen = with_given_details(source, chosen, sought_details(understanding))
        asked = f"{understanding.question.text} {understanding.standalone}"  # as typed too: no cell is a slip
        for part in with_rows(source, chosen, asked, terms, corpus):
            if is_row(part):
                passages.append(_Passage(source, part.text, part, ()))
                continue
            cut = _case_meant(part, understanding, reader) if narrow else None
            wording, found = (part.text, claims(part.text)) if cut is None else (cut[0], (cut[1],))
            passages.append(_Passage(source, wording, part, found))
    return passages


def _case_meant(part: Part, understanding: Understanding, reader: Reader) -> tuple[str, Claim] | None:
    """The one case of a sentence that is meant, by the latest words that name one; none where cases are compared."""
    if compares(understanding.text):
        return None
    said_before = [understanding.circumstances]
    if understanding.is_follow_up:
        earlier = [typed_key(turn.question) for turn in reversed(understanding.question.history)]
        said_before = [] if reader.tells(understanding.text) else earlier
    for text in (understanding.text, *said_before):
        case = narrowed(part, text, reader.terms(text), reader.fields)
        if case is not None:
            return case
    return None


def _compose_passages(
    understanding: Understanding, best: RankedClause, passages: Sequence[_Passage], document: Document, found: str
) -> Draft:
    """`found` is the wording of all clauses that were found: what stands there is not denied."""
    quotes: list[Quote] = []
    sentences: list[Sentence] = []
    results: list[Sentence] = []
    before: _Passage | None = None
    for passage in passages:
        marker = _quoted(quotes, passage)
        sentences.append(Sentence(_as_sentence(passage, before), SentenceKind.CLAUSE, (marker,)))
        before = passage
        for claim in _computable(passage.claims, understanding):
            text = computed(claim, understanding.figures, understanding.text)
            if text is not None:
                results.append(Sentence(f"{text}。", SentenceKind.COMPUTED, (marker,)))
    said = "".join(passage.part.text for passage in passages)
    if best.metadata.source_kind is SourceKind.DIGEST:
        gaps = gaps_of_digest(understanding, best, said, document)
    else:
        whole = "" if MAIN_TOPIC in best.metadata.topics else document.text
        gaps = find_gaps(understanding, said, best.clause.text, has_result=bool(results), document_text=whole)
        if is_loaded(best.metadata):
            shown = "\n".join(passage.part.text for passage in passages)
            gaps = only_true(gaps, sought_details(understanding), understanding.text, shown, document.text)
    stated = document.text if is_loaded(best.metadata) else said
    gaps = gaps.with_asked(unstated(understanding, best, stated, found))
    gap_text = told(gaps, said)
    below = "\n" if passages and is_row(passages[-1].part) and not gaps.asked else ""
    frame = [Sentence(f"{below}{gap_text}", SentenceKind.FRAME)] if gap_text else []
    if understanding.absent_text is not None and gaps.asked:
        frame.append(Sentence(absent_words(understanding.absent_text), SentenceKind.FRAME))
    lead = [Sentence(text, SentenceKind.FRAME) for text in _leads(understanding, best, said + found)]
    body = (*lead, *frame, *sentences) if gaps.asked else (*lead, *sentences, *results, *frame)
    return Draft(AnswerStatus.PARTIAL if gaps.asked else AnswerStatus.ANSWERED, body, tuple(quotes), gaps.all)


def _as_sentence(passage: _Passage, before: _Passage | None) -> str:
    """The wording with its full stop; a row of a table stands on a line of its own."""
    is_table = is_row(passage.part)
    stop = "" if is_table or passage.wording.endswith(("：", ":")) else "。"
    is_parted = before is not None and (is_table or is_row(before.part))
    return ("\n" if is_parted else "") + passage.wording + stop


def _leads(understanding: Understanding, best: RankedClause, said: str) -> list[str]:
    """What a yes/no question must hear first: that the rule no longer holds, that the figure named is not there."""
    if Detail.YES_NO not in understanding.asks and not _CONFIRMS.search(understanding.text):
        return []
    leads = []
    if best.validity is not Validity.IN_FORCE and _STILL.search(understanding.text):
        leads.append(f"《{best.metadata.title}》{standing(best)}。")
    figures = [figure for figure in understanding.figures if figure.kind in {FigureKind.SHARE, FigureKind.COUNT}]
    if best.metadata.source_kind is SourceKind.DIGEST:
        return leads  # a figure in a question on many rules is mostly the enterprise's own, to be held against a bound
    if len(figures) == 1 and not any(same_figure(figures[0], other) for other in find_figures(said)):
        leads.append(FIGURE_NOT_STATED.format(figure=figures[0].text))
    return leads


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
    return [claim for claim in found if is_general(claim)]
