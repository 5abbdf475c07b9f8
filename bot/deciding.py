"""Whether a draft's quotes decide a yes/no question, and the verdict that may then stand first in the answer.

A wrong verdict is far worse than none: each threshold stands where no verdict on the open golden questions was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.bounds import comparable, measure
from bot.corpus import Corpus
from bot.figure_verdicts import figures_asked
from bot.figures import find_figures
from bot.folding import fold_width
from bot.reader import Reader
from bot.segments import sentence_spans
from bot.terms import pairs
from bot.types import (
    AnswerStatus,
    Draft,
    Proof,
    Quote,
    Sentence,
    SentenceKind,
    Understanding,
    Verdict,
)
from bot.verdicts import proofs
from bot.yes_no import Form, without_asking, yes_no_question
from knowledge.normalise import typed_key
from knowledge.types import Validity

#: Weighted share of a question's terms that sentence and names must hold before figures are compared.
FIGURES_COVERED: Final = 0.4
#: The same before words are taken for an answer, and the share of the terms that no name holds in those words: a case
#: that is named only in part may be another case (炒股的印花税), so a yes takes more.
WORDS_COVERED: Final = 0.55
CASE_COVERED: Final = {Verdict.NO: 0.55, Verdict.YES: 0.75}
FEWEST_TERMS: Final = 4
"""Terms of a question that names nothing but policies: with fewer, any sentence of the policy would seem to fit."""
RIVALS: Final = 0.6
"""A proof of the contrary that fits at least this share as well leaves the question open."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    proof: Proof
    fit: float


def with_verdict(draft: Draft, understanding: Understanding, corpus: Corpus, reader: Reader) -> Draft:
    """The draft of an answer with the verdict first, where its quotes prove one."""
    proof = decided(understanding, draft.quotes, corpus, reader) if draft.status is AnswerStatus.ANSWERED else None
    if proof is None:
        return draft
    said = Sentence(f"{proof.saying}。", SentenceKind.VERDICT)
    return replace(draft, sentences=(said, *draft.sentences), proof=proof)


def verdict_of(understanding: Understanding, draft: Draft) -> Verdict | None:
    """What a yes/no question comes to: the verdict said first, or that the documents leave it open."""
    if draft.proof is not None:
        return draft.proof.verdict
    if draft.status is AnswerStatus.PARTIAL and yes_no_question(understanding.text) is not None:
        return Verdict.UNSTATED
    return None


def decided(understanding: Understanding, quotes: Sequence[Quote], corpus: Corpus, reader: Reader) -> Proof | None:
    """The proof of a verdict in the quotes of the first clause.

    None where nothing, or as much to the contrary, proves one; where the clause is in doubt or not in force on the day
    asked about; for a question that goes on from another, or whose slips were mended: its words are not all its own.
    """
    first, question = quotes[0].source, understanding.text
    asked = yes_no_question(question)
    if asked is None or understanding.is_follow_up or question not in typed_key(understanding.question.text):
        return None
    if Form.COMBINED in asked.forms and understanding.question.history:  # with what was talked of before
        return None
    if first.in_doubt or first.validity in {Validity.UNKNOWN, Validity.NOT_YET}:
        return None
    is_over = first.validity is not Validity.IN_FORCE and understanding.past_day is None
    own = [quote for quote in quotes if quote.source.clause.clause_id == first.clause.clause_id]
    weighed = sorted(_weighed(question, own, corpus, reader), key=lambda item: -item.fit)
    if not weighed or (is_over and not weighed[0].proof.is_of_text):
        return None
    best = weighed[0]
    contrary = (item for item in weighed if item.proof.verdict is not best.proof.verdict)
    return None if any(item.fit >= best.fit * RIVALS for item in contrary) else best.proof


def _weighed(question: str, quotes: Sequence[Quote], corpus: Corpus, reader: Reader) -> Iterator[_Weighed]:
    terms = [item for item in reader.terms(without_asking(question)) if len(item.term) > 1]
    metadata, clause = quotes[0].source.metadata, quotes[0].source.clause
    names = pairs(" ".join((metadata.title, *metadata.aliases)))
    headed = names | pairs(" ".join(clause.heading_path))
    case = [item for item in terms if corpus.weights.coverage([item], names) < 0.5] or (
        terms if len(terms) >= FEWEST_TERMS else ()
    )
    for quote in quotes:
        for start, end in sentence_spans(fold_width(quote.text)):
            sentence = quote.text[start:end]
            covered = corpus.weights.coverage(terms, pairs(sentence) | headed)
            for proof in proofs(question, sentence):
                fit = corpus.weights.coverage(case, pairs(proof.words))
                if _suffices(proof, covered, fit) and not (
                    proof.is_of_text and _is_stated_otherwise(clause.text, question, proof)
                ):
                    yield _Weighed(proof, covered + fit)


def _is_stated_otherwise(text: str, question: str, proof: Proof) -> bool:
    """Whether a clause also has the very figure that one of its sentences is taken to deny (应当30日内, 最长60日), or
    another figure beside the one taken to be meant (减按15%…少缴10%)."""
    told = [other for other in find_figures(text) if any(comparable(own, other) for own in figures_asked(question))]
    meant = {measure(own) for own in figures_asked(question)}
    if proof.verdict is Verdict.NO:
        return any(measure(other) in meant for other in told)
    return any(measure(other) not in meant for other in told)


def _suffices(proof: Proof, covered: float, fit: float) -> bool:
    if proof.by_figures:
        return covered >= FIGURES_COVERED
    return covered >= WORDS_COVERED and fit >= CASE_COVERED[proof.verdict]
