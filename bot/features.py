"""What tells how well a found clause fits a question: one number for each thing that searches and words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.asked_terms import AskedTerms
from bot.corpus import MAIN_TOPIC, ClauseWords, Corpus
from bot.details import says_this_document
from bot.structure import OPENING, asks_whole_part, uses_name_of
from bot.talk_features import talk_features
from bot.types import Detail, FigureKind, RankedClause, Understanding
from knowledge.types import Hit, MentionKind, Metadata, SourceKind, Validity

_LAPSED = frozenset({Validity.SUPERSEDED, Validity.NOT_YET})
_KINDS = (
    (re.compile("条例"), "条例"),
    (re.compile("法律|那个法|(?<!办)法(里|上|规定)"), "法"),
)
_TERRITORY = re.compile("[^省市区县]{2,}[省市区县]")
_AMOUNTS = frozenset({FigureKind.SHARE, FigureKind.MONEY})
_TIMES = frozenset({FigureKind.DURATION, FigureKind.DATE})
_ONE_KIND_SETTLES = (
    *(Detail.CONDITION, Detail.CHANNEL, Detail.DEADLINE, Detail.YES_NO),
    *(Detail.METADATA, Detail.DATE, Detail.LIST, Detail.DEFINITION),
)
"""Details that one kind of fact of a digest settles: conditions, benefits, procedures, traps."""


def features(
    hit: Hit, item: RankedClause, understanding: Understanding, terms: AskedTerms, corpus: Corpus
) -> Mapping[str, float]:
    """What speaks for and against a clause, by name, each 0 … 1; what is 0 may be left out.

    The main document's wording is long, its words come back in the policies around it, and it answers for their whole
    field; a fact of a policy is short: the measures of both bear their name.
    """
    words = corpus.words[hit.clause_id]
    kind = "main" if MAIN_TOPIC in item.metadata.topics else "policy"
    is_of_talk = item.clause.doc_id == understanding.document_of_talk
    return {
        **{f"{kind}.{name}": value for name, value in _found(hit, words, terms, corpus, is_of_talk=is_of_talk)},
        "similarity": max(hit.similarity, 0.0),
        **_standing(item, understanding, corpus),
        **talk_features(item, words, understanding, terms, corpus),
        **_named(item, understanding),
        **_figures(words, understanding),
        **dict.fromkeys(_facts(item, understanding), 1.0),
    }


def _found(
    hit: Hit, words: ClauseWords, terms: AskedTerms, corpus: Corpus, *, is_of_talk: bool
) -> Iterator[tuple[str, float]]:
    """By both searches, and by the words of the clause, its title and its policy's names."""

    def covered(held: frozenset[str]) -> float:
        return terms.covered_by(held, corpus, is_of_talk=is_of_talk)

    yield "lexical", hit.lexical
    yield "semantic", hit.semantic
    for name, held in (("wording", words.with_questions), ("official", words.terms)):
        yield name, covered(held)
        yield f"asked_{name}", corpus.weights.coverage(terms.asking, held)
    # A clause that nobody wrote questions for is found by its wording alone.
    yield "question", max(map(covered, words.questions or (words.terms,)))
    yield "title", covered(words.title)
    yield "title_used", terms.used_of(words.title)
    yield "policy", covered(words.names)


def _standing(item: RankedClause, understanding: Understanding, corpus: Corpus) -> Mapping[str, float]:
    """Where a clause stands: in the main document, as a heading, in a rule that lapsed."""
    clause = item.clause
    is_main = MAIN_TOPIC in item.metadata.topics
    is_heading = corpus.is_bare_heading(clause) and not uses_name_of(clause, understanding.text)
    return {
        "main": float(is_main and not _names_others(understanding, corpus)),
        "heading": float(is_heading and not asks_whole_part(understanding)),
        "opening": float(clause.path == OPENING and not is_main),
        "lapsed": float(item.validity in _LAPSED),
        "in_doubt": float(item.in_doubt),
    }


def _names_others(understanding: Understanding, corpus: Corpus) -> bool:
    """Whether the question names policies, and the main document is not among them."""
    named = {mention.doc_id for mention in understanding.mentions}
    main = corpus.main_document
    means_main = says_this_document(understanding.text) or (main is not None and main.doc_id in named)
    return bool(named) and not means_main


def _named(item: RankedClause, understanding: Understanding) -> Mapping[str, float]:
    """What the question names of it: its document, the kind of its document, its territory, its quoted name."""
    text, metadata = understanding.text, item.metadata
    kinds = {mention.kind for mention in understanding.mentions if mention.doc_id == item.clause.doc_id}
    is_by_title = bool(kinds & {MentionKind.DOC_NO, MentionKind.TITLE})
    kind = next((end for words, end in _KINDS if words.search(text)), None)
    return {
        "document_named": float(is_by_title),
        "document_called": float(MentionKind.ALIAS in kinds and not is_by_title),
        "kind_named": float(kind is not None and metadata.title.endswith(kind)),
        "place_named": float(_is_of_place(metadata, understanding)),
        "name_quoted": float(uses_name_of(item.clause, text)),
    }


def _is_of_place(metadata: Metadata, understanding: Understanding) -> bool:
    place, region = understanding.place, metadata.region or ""
    if place is not None and (place.city or place.province) in region:
        return True
    return any(unit in understanding.text for unit in _TERRITORY.findall(region))


def _figures(words: ClauseWords, understanding: Understanding) -> Mapping[str, float]:
    """Whether a clause has the figure asked for, one to compute with, or the very share that the question names."""
    asks, figures = understanding.asks, understanding.figures
    has_money = any(figure.kind is FigureKind.MONEY for figure in figures)
    computes = has_money and bool(asks & {Detail.AMOUNT, Detail.CAP, Detail.CONTENT, Detail.COUNT})
    return {
        "amount_told": float(bool(asks & {Detail.AMOUNT, Detail.CAP}) and bool(words.figure_kinds & _AMOUNTS)),
        "time_told": float(bool(asks & {Detail.DURATION, Detail.DEADLINE}) and bool(words.figure_kinds & _TIMES)),
        "computes": float(computes and bool(words.shares)),
        "share_named": float(any(each.kind is FigureKind.SHARE and each.value in words.shares for each in figures)),
    }


def _facts(item: RankedClause, understanding: Understanding) -> Iterator[str]:
    """The kind of a digest's fact, by the first letter of its id, and beside each kind of detail asked for."""
    if item.metadata.source_kind is not SourceKind.DIGEST:
        return
    letter = item.clause.path[0]
    yield f"fact.{letter}"
    for detail in _ONE_KIND_SETTLES:
        if detail in understanding.asks:
            yield f"{detail.value}.{letter}"
