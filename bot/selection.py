"""Which sentences of a clause answer a question, and which of several figures is the one asked for."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from bot.claims import Claim, claims
from bot.corpus import Corpus
from bot.figures import find_figures, same_figure
from bot.parts import Part, segment_with, sentences_of
from bot.terms import ContentTerm, pairs
from bot.types import Detail, FigureKind, RankedClause
from knowledge.fields import Fields

FURTHER_SHARE = 0.5
"""A further sentence is taken when it covers at least this share of what the best one covers."""
MOST_SENTENCES = 3
WHOLE_CLAUSE_BELOW = 0.12
"""When no sentence covers this much, the clause was found through its everyday questions: all of it is shown."""
WHOLE_CLAUSE_LENGTH = 220
LISTED_LENGTH = 420
_COMPARES = re.compile(
    "比.{0,10}(多|高|少|低|划算)|非|不是|除了|之外|以外|别的|其余|剩下|其他|其它|一般|普通|区别|差别|差多少|不同|相比|分别|各|和.{1,6}(哪个|比)|跟.{1,8}比"
)
_TOLD_APART = frozenset({FigureKind.SHARE, FigureKind.MONEY, FigureKind.COUNT})
"""Kinds of figures that a sentence gives to different subjects; dates and durations frame the whole sentence."""
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.、．]|[①-⑳])")
_CELL_BORDER = " | "
_OUTER = re.compile(r"^[\s,]*其中[,:]?")


def select_sentences(
    source: RankedClause, terms: Sequence[ContentTerm], corpus: Corpus, asks: Container[Detail]
) -> tuple[Part, ...]:
    """The sentences of a clause that answer, in the clause's order; never empty for a clause with text.

    All of it where a list is asked for under the clause's own title.
    """
    parts = [part for part in sentences_of(source) if not part.is_title] or list(sentences_of(source))
    scored = [(corpus.weights.coverage(terms, pairs(part.text)), part) for part in parts]
    best = max((score for score, _ in scored), default=0.0)
    if Detail.LIST in asks and corpus.weights.coverage(terms, _title(source)) >= best:
        return _as_much_as_fits(parts, LISTED_LENGTH)
    if best < WHOLE_CLAUSE_BELOW:
        with_amount = [part for part in parts if Detail.AMOUNT in asks and _has_amount(part)]
        return _as_much_as_fits(with_amount or parts, WHOLE_CLAUSE_LENGTH)
    taken = sorted(scored, key=lambda item: -item[0])[:MOST_SENTENCES]
    chosen = [part for score, part in taken if score >= best * FURTHER_SHARE]
    if Detail.AMOUNT in asks or Detail.COUNT in asks:
        chosen = [part for part in chosen if find_figures(part.text)] or chosen
    return tuple(sorted(_with_lists(parts, chosen), key=lambda part: part.start))


def narrowed(part: Part, question: str, terms: Sequence[ContentTerm], fields: Fields) -> tuple[str, Claim] | None:
    """Of a sentence with several figures: the wording and the claim of the one that `question` is about.

    A question that names another field than any of them is about the one for everybody.

    None when the question names none of them, more than one, or compares them.
    """
    rivals = [claim for claim in claims(part.text) if claim.figure.kind in _TOLD_APART]
    if len(rivals) < 2 or compares(question) or _ITEM.match(part.text):  # an item of a list is one case already
        return None
    asked = _official_wording(question, terms)
    named = [claim for claim in rivals if _names(claim, asked)] or [
        claim for claim in rivals if any(same_figure(claim.figure, own) for own in find_figures(question))
    ]
    if not named and fields.are_named(question):
        named = [claim for claim in rivals if is_general(claim)]
    if len(named) != 1:
        return None
    claim = named[0]
    segment = segment_with(part, claim.figure.start)
    if segment.text.rstrip().endswith("的"):  # a condition (超过100万元的), whose consequence follows
        return None
    wording = _OUTER.sub("", segment.text)
    outer = "".join(condition for condition in claim.conditions if condition not in wording)
    if outer and not outer.endswith("的"):
        outer += "的"
    return outer + wording.removeprefix("对"), claim


def compares(question: str) -> bool:
    """Whether a question sets cases beside each other, or excludes one: then no single case may be picked."""
    return bool(_COMPARES.search(question))


def is_general(claim: Claim) -> bool:
    """Whether a claim holds for everybody, not only for the kind of enterprise that tells it from its neighbours."""
    return all(term in claim.conditions for term in claim.terms)


def _with_lists(parts: Sequence[Part], chosen: Sequence[Part]) -> list[Part]:
    """The chosen sentences, an item of a list with the words that lead to it, such words alone with all their items."""
    taken = list(chosen)
    for lead, items in _lists(parts):
        if any(item in chosen for item in items):
            taken += [] if lead in taken else [lead]
        elif lead in chosen:
            taken += _as_much_as_fits(items, LISTED_LENGTH)
    return taken


def _lists(parts: Sequence[Part]) -> list[tuple[Part, list[Part]]]:
    """The lead words that end in a colon, each with the items behind it."""
    found: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.text.endswith(("：", ":")):
            found.append((part, []))
        elif found and (_ITEM.match(part.text) or _CELL_BORDER in part.text):
            found[-1][1].append(part)
    return [(lead, items) for lead, items in found if items]


def _names(claim: Claim, asked: frozenset[str]) -> bool:
    telling = [pairs(term) for term in claim.terms if term not in claim.conditions]
    return any(term and len(term & asked) / len(term) >= FURTHER_SHARE for term in telling)


def _official_wording(question: str, terms: Sequence[ContentTerm]) -> frozenset[str]:
    words = set(pairs(question))
    for item in terms:
        for alternative in item.alternatives:
            words |= alternative
    return frozenset(words)


def _has_amount(part: Part) -> bool:
    return any(figure.kind in {FigureKind.SHARE, FigureKind.MONEY} for figure in find_figures(part.text))


def _title(source: RankedClause) -> frozenset[str]:
    return pairs(source.clause.heading_path[-1]) if source.clause.heading_path else frozenset()


def _as_much_as_fits(parts: Sequence[Part], length: int) -> tuple[Part, ...]:
    taken: list[Part] = []
    for part in parts:
        if taken and sum(len(p.text) for p in taken) + len(part.text) > length:
            break
        taken.append(part)
    return tuple(taken)
