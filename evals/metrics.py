"""Pure measures of one answer against its golden question. Each is 1 (good) … 0 (bad), or None where not judged.

Higher is better throughout, so that one floor holds them all. A refusal where only an answer is accepted counts as a
miss of clause and facts: refusing must not raise a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from bot.folding import fold_width
from bot.types import Answer, Citation
from evals.binding import unbound_figures
from evals.golden import CITING, GoldenQuestion
from evals.grounding import body, fabricated_figures
from knowledge.normalise import search_key
from knowledge.regions import load_regions
from knowledge.types import Document, Validity
from knowledge.validity import validity

METRICS = MappingProxyType(
    {
        "right": "everything judged is right",
        "status_right": "status is an accepted one",
        "clause_first": "an accepted clause is the first citation",
        "clause_in_three": "an accepted clause is among the first three of citations and related",
        "clauses_complete": "every clause of a list question is cited",
        "citation_precision": "share of the citations that are accepted clauses",
        "facts_present": "every expected fact stands in the answer",
        "no_forbidden": "no wrong fact stands in the answer",
        "verdict_given": "a yes/no question is given a verdict (可以, 不可以, 文件没有规定)",
        "verdict_right": "the verdict given is the right one",
        "gaps_named": "every missing detail is named",
        "notices_present": "every expected notice is given",
        "notices_founded": "no validity notice where everything cited is in force",
        "quotes_verified": "every quote is verbatim and lies in its clause",
        "markers_matched": "every marker has its citation and every citation its marker",
        "figures_grounded": "no fabricated figure",
        "figures_bound": "each figure stands in a quote that its own sentence marks, behind the same words",
        "stale_warned": "a cited clause that is not in force carries its notice",
        "jurisdiction_right": "no regional clause is cited for another region",
        "not_over_refused": "an answerable question is answered",
        "not_over_answered": "an unanswerable question is refused",
    }
)
"""Every measure of an answer, and what it says."""

RETRIEVAL_METRICS = MappingProxyType(
    {
        "hit_first": "an accepted clause is the first search hit",
        "hit_in_three": "an accepted clause is among the first three search hits",
        "reciprocal_rank": "1 ÷ rank of the first accepted clause among ten hits",
    }
)
"""Measures of the search alone, before any ranking by the answer."""

MATTERS_OF_DEGREE = frozenset({"citation_precision", "verdict_given"})
"""Measures that no single answer fails: extra citations beside the right one; no verdict word where none is proved."""

TOP = 3
AS_OF_THEN = "as_of"
_MARKER = re.compile(r"\[(\d{1,2})\]")
_QUOTED = re.compile(r"「([^「」]*)」|“([^“”]*)”")
_NOTICE_OF = {Validity.UNKNOWN: "to_be_verified"}
_VALIDITY_NOTICES = frozenset(item.value for item in Validity) - {Validity.IN_FORCE.value, Validity.UNKNOWN.value}
"""Said of documents. `to_be_verified` may also be said of one fact in a document that is in force."""


def judge(golden: GoldenQuestion, answer: Answer, documents: Mapping[str, Document]) -> dict[str, float | None]:
    """Every measure of `METRICS` for one answer. `documents` is the knowledge base by id."""
    day = golden.as_of
    scores: dict[str, float | None] = {
        "status_right": _score(answer.status in golden.status),
        **clause_scores(golden, answer),
        "facts_present": facts_present(golden, answer),
        "no_forbidden": _score(not forbidden_found(golden, answer)),
        **verdict_scores(golden, answer),
        "gaps_named": gaps_named(golden, answer),
        "notices_present": _score(golden.notices <= codes(answer)) if golden.notices else None,
        "notices_founded": notices_founded(answer, documents, day),
        "quotes_verified": quotes_verified(answer, documents),
        "markers_matched": _score(markers_matched(answer)),
        "figures_grounded": _score(not fabricated_figures(answer, golden.asked, day, documents)),
        "figures_bound": _score(not unbound_figures(answer, golden.asked, day, documents)),
        "stale_warned": stale_warned(answer, documents, day),
        "jurisdiction_right": jurisdiction_right(golden, answer, documents),
        "not_over_refused": _score(answer.status in CITING) if golden.status <= CITING else None,
        "not_over_answered": _score(answer.status not in CITING) if not golden.status & CITING else None,
    }
    judged = [value for name, value in scores.items() if value is not None and name not in MATTERS_OF_DEGREE]
    scores["right"] = _score(all(value == 1.0 for value in judged))
    return {name: scores[name] for name in METRICS}


def clause_scores(golden: GoldenQuestion, answer: Answer) -> dict[str, float | None]:
    """First, in three, completeness and precision of the cited clauses."""
    names = ("clause_first", "clause_in_three", "clauses_complete", "citation_precision")
    if not golden.clauses or not _is_judged(golden, answer):
        return dict.fromkeys(names)
    cited = cited_clauses(answer)
    offered = _distinct([*cited, *(citation.clause_id for citation in answer.related)])
    return {
        "clause_first": _score(cited[:1] != [] and cited[0] in golden.clauses),
        "clause_in_three": _score(bool(set(offered[:TOP]) & set(golden.clauses))),
        "clauses_complete": _score(set(golden.clauses) <= set(cited)) if golden.all_clauses else None,
        "citation_precision": sum(item in golden.clauses for item in cited) / len(cited) if cited else 0.0,
    }


def retrieval_scores(golden: GoldenQuestion, hits: Sequence[str]) -> dict[str, float | None]:
    """The measures of `RETRIEVAL_METRICS` for the clause ids that a search gave, best first."""
    if not golden.clauses:
        return dict.fromkeys(RETRIEVAL_METRICS)
    rank = next((rank for rank, clause_id in enumerate(hits, start=1) if clause_id in golden.clauses), None)
    return {
        "hit_first": _score(rank == 1),
        "hit_in_three": _score(rank is not None and rank <= TOP),
        "reciprocal_rank": 1 / rank if rank else 0.0,
    }


def cited_clauses(answer: Answer) -> list[str]:
    """The distinct clause ids of the citations, in the order of their markers."""
    return _distinct([item.clause_id for item in sorted(answer.citations, key=lambda item: item.marker)])


def codes(answer: Answer) -> frozenset[str]:
    """The codes of the answer's notices."""
    return frozenset(str(notice.code) for notice in answer.notices)


def missing_facts(golden: GoldenQuestion, answer: Answer) -> tuple[tuple[str, ...], ...]:
    """The expected facts of which no alternative stands in the answer's text."""
    text = _squeezed(answer.text)
    return tuple(item for item in golden.facts if not any(_squeezed(form) in text for form in item))


def facts_present(golden: GoldenQuestion, answer: Answer) -> float | None:
    """Whether every expected fact stands in the answer's text."""
    if not golden.facts or not _is_judged(golden, answer):
        return None
    return _score(answer.status in CITING and not missing_facts(golden, answer))


def forbidden_found(golden: GoldenQuestion, answer: Answer) -> tuple[str, ...]:
    """The wrong facts in the answer's body; what the user said and verbatim quotes in it are left out of count."""
    text = _squeezed(_without_quotes(body(answer.text), answer.citations))
    asked = _squeezed(golden.asked)
    return tuple(item for item in golden.forbidden if not _occurs(item, asked) and _occurs(item, text))


def gaps_named(golden: GoldenQuestion, answer: Answer) -> float | None:
    """Whether every expected gap is among the answer's."""
    if not golden.gaps or not _is_judged(golden, answer):
        return None
    return _score(golden.gaps <= {gap.detail for gap in answer.gaps})


def verdict_scores(golden: GoldenQuestion, answer: Answer) -> dict[str, float | None]:
    """Whether a verdict is given to a yes/no question, and whether it is right: recall is their product."""
    if golden.verdict is None:
        return {"verdict_given": None, "verdict_right": None}
    given = answer.verdict is not None
    return {
        "verdict_given": _score(given),
        "verdict_right": _score(answer.verdict is golden.verdict) if given else None,
    }


def notices_founded(answer: Answer, documents: Mapping[str, Document], on: date) -> float | None:
    """Whether there is no validity notice where all that is cited is in force; None where nothing is cited."""
    standing = {_standing(item, documents, on) for item in answer.citations}
    if not standing:
        return None
    return _score(standing != {Validity.IN_FORCE} or not codes(answer) & _VALIDITY_NOTICES)


def quotes_verified(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Whether each quote, cited or related, is the stored text at its offsets and lies inside its clause."""
    quotes = (*answer.citations, *answer.related)
    return _score(all(_is_verbatim(item, documents) for item in quotes)) if quotes else None


def markers_matched(answer: Answer) -> bool:
    """Whether the markers in the text are exactly those of the citations, each of which has its own."""
    markers = [citation.marker for citation in answer.citations]
    return {int(item) for item in _MARKER.findall(answer.text)} == set(markers) and len(set(markers)) == len(markers)


def stale_warned(answer: Answer, documents: Mapping[str, Document], on: date) -> float | None:
    """Whether each cited clause that is not in force has its notice; None where all that is cited is in force."""
    standing = {_standing(item, documents, on) for item in answer.citations} - {Validity.IN_FORCE}
    if not standing:
        return None
    if AS_OF_THEN in codes(answer):  # what was in force in the year asked about, and said to be of then
        return 1.0
    return _score({_NOTICE_OF.get(item, item.value) for item in standing} <= codes(answer))


def jurisdiction_right(golden: GoldenQuestion, answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """For a question about another region: whether no rule is cited that does not hold there."""
    if "other_region" not in golden.notices:
        return None
    regions = load_regions()
    places = regions.places(search_key(golden.region or golden.asked))
    cited = [documents[item.doc_id].metadata for item in answer.citations if item.doc_id in documents]
    return _score(all(regions.covers(metadata, place) for metadata in cited for place in places[-1:]))


def _is_judged(golden: GoldenQuestion, answer: Answer) -> bool:
    """Clauses and facts are not judged under an accepted status that cites nothing."""
    return answer.status in CITING or (golden.status <= CITING)


def _standing(citation: Citation, documents: Mapping[str, Document], on: date) -> Validity:
    document = documents.get(citation.doc_id)
    return validity(document.metadata, on) if document else citation.validity


def _is_verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    document = documents.get(citation.doc_id)
    if document is None or not citation.quote or document.text[citation.start : citation.end] != citation.quote:
        return False
    clause = next((item for item in document.clauses if item.clause_id == citation.clause_id), None)
    return clause is not None and clause.start <= citation.start < citation.end <= clause.end


def _without_quotes(text: str, citations: Sequence[Citation]) -> str:
    quotes = [fold_width(citation.quote) for citation in citations]

    def cut(match: re.Match[str]) -> str:
        inner = match[1] or match[2] or ""
        return " " if any(inner in quote for quote in quotes) else match[0]

    return _QUOTED.sub(cut, text)


def _occurs(needle: str, text: str) -> bool:
    """Whether `needle` stands in `text`, and not as the tail of a longer number (5% in 15%)."""
    squeezed = _squeezed(needle)
    before = r"(?<!\d)(?<!\d[.,])" if squeezed[:1].isdigit() else ""
    return re.search(before + re.escape(squeezed), text) is not None


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold_width(_MARKER.sub("", text)))


def _distinct(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _score(good: bool) -> float:
    return 1.0 if good else 0.0
