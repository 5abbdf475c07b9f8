"""What the contract promises of every answer, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.figures import find_figures, same_figure
from bot.types import Answer, AnswerStatus, Citation, Question
from knowledge.normalise import printable, typed_key
from knowledge.types import Document, SourceKind, Status, Validity

_MARKER = re.compile(r"\[([0-9]+)\]")
_LIST_NUMBER = re.compile(r"(?m)^(?:问题[一二三]：)?(?:共[0-9]+项：|[0-9]+\. )")
_NOTICE_OF = {Validity.UNKNOWN: "to_be_verified"}
UNCITED = {AnswerStatus.NO_ANSWER, AnswerStatus.OUT_OF_SCOPE, AnswerStatus.GREETING, AnswerStatus.CLARIFY}


def assert_keeps_the_contract(answer: Answer, question: Question, documents: Sequence[Document]) -> None:
    assert_quotes_are_verbatim(answer, documents)
    assert_markers_and_citations_match(answer)
    assert_status_fits_the_citations(answer)
    assert_every_figure_is_accounted_for(answer, question, documents)
    assert_standing_is_told(answer, documents)


def assert_quotes_are_verbatim(answer: Answer, documents: Sequence[Document]) -> None:
    texts = {document.doc_id: document.text for document in documents}
    clauses = {clause.clause_id: clause for document in documents for clause in document.clauses}
    for citation in (*answer.citations, *answer.related):
        assert citation.quote
        assert texts[citation.doc_id][citation.start : citation.end] == citation.quote
        clause = clauses[citation.clause_id]
        assert clause.start <= citation.start < citation.end <= clause.end
        assert (citation.label, citation.heading_path) == (clause.label, clause.heading_path)


def assert_markers_and_citations_match(answer: Answer) -> None:
    numbers = [citation.marker for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(number) for number in _MARKER.findall(answer.text)} == set(numbers)
    assert all(citation.marker == 0 for citation in answer.related)
    assert not {c.clause_id for c in answer.related} & {c.clause_id for c in answer.citations}


def assert_status_fits_the_citations(answer: Answer) -> None:
    assert bool(answer.citations) != (answer.status in UNCITED)
    assert answer.text.strip()
    is_in_doubt = any(notice.code == "to_be_verified" for notice in answer.notices)  # then the doubt is what is told
    if answer.status is AnswerStatus.PARTIAL and answer.gaps and not is_in_doubt:
        assert any(gap.text in answer.text for gap in answer.gaps)
    details = [(gap.detail, gap.text) for gap in answer.gaps]
    assert len(details) == len(set(details))


def assert_every_figure_is_accounted_for(answer: Answer, question: Question, documents: Sequence[Document]) -> None:
    allowed = [
        question.text,
        printable(question.text),
        typed_key(question.text),
        f"{question.today.year}年{question.today.month}月{question.today.day}日",
    ]
    allowed += [turn.topic for turn in question.history]
    if answer.status not in UNCITED:
        allowed += [words for citation in answer.citations for words in _words_of(citation, documents)]
    known = [figure for words in allowed for figure in find_figures(words, indefinite=True)]
    for figure in find_figures(_LIST_NUMBER.sub("", _MARKER.sub("", answer.text))):
        shown = any(same_figure(figure, other) for other in known)
        is_result = answer.text[max(0, answer.text.find(figure.text) - 1)] == "=" and re.search("[×÷]", answer.text)
        assert shown or is_result, f"{figure.text} in: {answer.text}"


def _words_of(citation: Citation, documents: Sequence[Document]) -> Iterable[str]:
    metadata = next(document.metadata for document in documents if document.doc_id == citation.doc_id)
    yield from (citation.quote, citation.title, citation.doc_no or "", citation.label, *citation.heading_path)
    for day in filter(None, (metadata.issued, metadata.effective_from, metadata.effective_to)):
        yield from (f"{day.year}年{day.month}月{day.day}日", f"{day.year}年")


def assert_standing_is_told(answer: Answer, documents: Sequence[Document]) -> None:
    statuses = {document.doc_id: document.metadata.status for document in documents}
    assert len(set(answer.notices)) == len(answer.notices)
    for citation in answer.citations:
        expected = (
            set() if citation.validity is Validity.IN_FORCE else {_NOTICE_OF.get(citation.validity, citation.validity)}
        )
        if statuses[citation.doc_id] is Status.VERIFY_SOURCE:
            expected.add("source_unverified")
        if citation.source_kind == SourceKind.DIGEST:
            expected.add("digest")
            assert "摘编" in answer.text
        told = [notice for notice in answer.notices if f"《{citation.title}》" in notice.text]
        assert expected <= {notice.code for notice in told}
        assert all(notice.text in answer.text for notice in told)
