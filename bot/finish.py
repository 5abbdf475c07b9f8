"""From a verified draft to the answer that leaves: markers in the text, citations, notices, the next questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot import messages
from bot.structure import OPENING
from bot.types import (
    AnswerStatus,
    Citation,
    Draft,
    Evidence,
    Notice,
    RankedClause,
    RegionReading,
    Sentence,
    Understanding,
)
from bot.written_dates import written_day
from knowledge.types import Level, Metadata, SourceKind, Status, Validity

_CLOSING = re.compile(r"[。!?;：:]+$")
_MOST_FOLLOW_UPS = 3
_LAW_MAKERS = re.compile("人民代表大会")


def answer_text(draft: Draft, notices: Sequence[Notice], next_step: str | None, *, listed: bool) -> str:
    """The sentences with their markers, then the notices and the next step; list items stand on lines of their own."""
    if listed:
        lines = [f"{number}. {_marked(sentence)}" for number, sentence in enumerate(draft.sentences, start=1)]
        body = "\n".join([f"共{len(lines)}项：", *lines])
    else:
        body = "".join(_marked(sentence) for sentence in draft.sentences)
    shown = [*_sources(draft)]
    said = {"request_refused"} if draft.quotes else {"request_refused", "other_region"}
    shown += [notice.text for notice in notices if notice.code not in said]
    first = [notice.text for notice in notices if notice.code == "request_refused"]
    return "\n".join([*first, body, *shown, *([next_step] if next_step else [])])


def _sources(draft: Draft) -> Iterable[str]:
    """One line that names the cited places, so that the text stands alone where citations are not shown."""
    places: dict[str, list[str]] = {}
    for quote in draft.quotes:
        clause, metadata = quote.source.clause, quote.source.metadata
        number = f"({metadata.doc_no})" if metadata.doc_no else ""
        named = places.setdefault(f"《{metadata.title}》{number}", [])
        place = clause.label + _title_shown(quote.source)
        if place not in named:
            named.append(place)
    if places:
        yield "依据：" + "；".join(f"{document}{'、'.join(named)}" for document, named in places.items()) + "。"


def _title_shown(source: RankedClause) -> str:
    """A clause's own title behind its label; ours in brackets. Titles of the chapter above it say nothing of it."""
    clause = source.clause
    # The title of a fact in doubt may have the very figure that must not be given.
    if not clause.heading_path or source.in_doubt:
        return ""
    title = clause.heading_path[-1]
    if source.metadata.source_kind is SourceKind.DIGEST:
        return f"（{title}）"
    return title if title in clause.text else ""


def notices_for(
    understanding: Understanding, draft: Draft, *, refused: bool, is_elsewhere: bool = False
) -> tuple[Notice, ...]:
    """What the reader must know: standing of the cited documents, digests, unverified sources, other regions."""
    notices: list[Notice] = []
    cited = _cited_documents(draft)
    for source in cited:
        metadata, standing = source.metadata, source.validity
        title = f"《{metadata.title}》"
        if source.in_doubt:
            notices.append(Notice("to_be_verified", messages.TO_BE_VERIFIED.format(title=title)))
        if standing in messages.NOTICE_OF and not (source.in_doubt and standing is Validity.UNKNOWN):
            days = {key: written_day(day) if day else "" for key, day in _period(metadata).items()}
            code = "to_be_verified" if standing is Validity.UNKNOWN else standing.value
            text = _standing_words(metadata, standing).format(title=title, successor=_successor(metadata), **days)
            notices.append(Notice("draft" if metadata.status is Status.DRAFT else code, text))
        if amending := source.metadata.amended_by:
            successor = "、".join(f"《{reference.title}》" for reference in amending)
            notices.append(Notice("amended", messages.AMENDED.format(title=title, successor=successor)))
        if metadata.status is Status.VERIFY_SOURCE:
            notices.append(Notice("source_unverified", messages.SOURCE_UNVERIFIED.format(title=title)))
        if metadata.source_kind is SourceKind.DIGEST:
            notices.append(Notice("digest", messages.DIGEST.format(title=title)))
    if understanding.region is RegionReading.ELSEWHERE or is_elsewhere:
        text = messages.OTHER_REGION_NATIONAL if draft.quotes else messages.OTHER_REGION
        notices.append(Notice("other_region", text.format(region=understanding.region_name)))
    if understanding.region is RegionReading.UNSPECIFIED and understanding.region_name and draft.quotes:
        text = messages.UNKNOWN_REGION.format(region=understanding.region_name)
        notices.append(Notice("unknown_region", text))
    if understanding.past_day is not None and any(source.validity is Validity.IN_FORCE for source in cited):
        notices.append(Notice("as_of", messages.AS_OF_THEN))
    if draft.quotes and understanding.question.as_of is None and understanding.as_of > understanding.question.today:
        notices.append(Notice("as_of", messages.AS_OF_COMING))
    if refused:
        notices.append(Notice("request_refused", messages.RULE_REQUEST_REFUSED))
    return tuple(notices)


def _standing_words(metadata: Metadata, standing: Validity) -> str:
    """What is said of a document that is not in force, by how it ended."""
    if metadata.status is Status.DRAFT:
        return messages.DRAFT
    is_repealed = metadata.superseded_by is not None and metadata.superseded_by.is_repeal
    return messages.REPEALED if standing is Validity.SUPERSEDED and is_repealed else messages.NOTICE_OF[standing]


def _successor(metadata: Metadata) -> str:
    if metadata.superseded_by is None:
        return messages.A_NEW_DOCUMENT
    title = metadata.superseded_by.title
    return messages.A_NEW_VERSION if title == metadata.title else f"《{title}》"


def next_step(draft: Draft, contact: str | None) -> str | None:
    """Whom to ask about what the documents leave open: the issuer, and the park's own line where it is set."""
    if draft.status is AnswerStatus.GREETING or (draft.status is AnswerStatus.ANSWERED and not draft.gaps):
        return None
    asked_of = [quote.source.metadata for quote in draft.quotes if quote.source.metadata.issuer]
    step = _whom_to_ask(asked_of[0]) if asked_of and draft.gaps else None
    if draft.status is AnswerStatus.NO_ANSWER:
        step = messages.ASK_PARK
    asked = messages.CONTACT.format(contact=contact) if contact and draft.status is not AnswerStatus.ANSWERED else None
    return "".join(filter(None, (step, asked))) or None


def _whom_to_ask(metadata: Metadata) -> str:
    """The issuer of a local rule; nobody sends a founder to a ministry, nor to those who only make laws."""
    if metadata.level is Level.NATION or _LAW_MAKERS.search(metadata.issuer or ""):
        return messages.ASK_LOCALLY
    return messages.ASK_ISSUER.format(issuer=metadata.issuer)


def citations_of(draft: Draft) -> tuple[Citation, ...]:
    """The quotes of a draft as they leave parkbot."""
    return tuple(_citation(quote.source, quote.marker, quote.start, quote.end, quote.text) for quote in draft.quotes)


def related_of(evidence: Evidence, draft: Draft) -> tuple[Citation, ...]:
    """Clauses worth reading that do not answer: whole, unmarked, none that is cited."""
    cited = {quote.source.clause.clause_id for quote in draft.quotes}
    return tuple(
        _citation(item, 0, item.clause.start, item.clause.end, item.clause.text)
        for item in evidence.related
        if item.clause.clause_id not in cited
    )


def follow_ups_of(evidence: Evidence, draft: Draft) -> tuple[str, ...]:
    """Questions the user may ask next: about the neighbouring clauses that were found."""
    if draft.status not in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}:
        return ()
    titles = [
        item.clause.heading_path[-1] for item in evidence.related if item.clause.path != OPENING and _title_shown(item)
    ]
    return tuple(f"关于“{title}”，文件是怎么规定的？" for title in dict.fromkeys(titles))[:_MOST_FOLLOW_UPS]


def _marked(sentence: Sentence) -> str:
    """A sentence with its markers before the closing mark."""
    markers = "".join(f"[{marker}]" for marker in sentence.markers)
    closing = _CLOSING.search(sentence.text)
    return sentence.text + markers if closing is None else sentence.text[: closing.start()] + markers + closing.group()


def _cited_documents(draft: Draft) -> Sequence[RankedClause]:
    """One cited clause of each document, one that is in doubt if there is such."""
    quoted = [quote.source for quote in draft.quotes]
    first = {source.clause.doc_id: source for source in reversed(quoted)}
    first |= {source.clause.doc_id: source for source in reversed(quoted) if source.in_doubt}
    return [first[doc_id] for doc_id in dict.fromkeys(source.clause.doc_id for source in quoted)]


def _period(metadata: Metadata) -> dict[str, date | None]:
    last = metadata.effective_to
    ended_from = last + timedelta(days=1) if last else None
    return {"effective_from": metadata.effective_from, "effective_to": last, "ended_from": ended_from}


def _citation(source: RankedClause, marker: int, start: int, end: int, text: str) -> Citation:
    clause, metadata = source.clause, source.metadata
    return Citation(
        marker=marker, clause_id=clause.clause_id, doc_id=clause.doc_id, title=metadata.title, doc_no=metadata.doc_no,
        label=clause.label, heading_path=clause.heading_path, quote=text, start=start, end=end,
        source_kind=metadata.source_kind, validity=source.validity, effective_to=metadata.effective_to,
        version=source.version,
    )  # fmt: skip
