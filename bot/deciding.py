"""Whether a draft's quotes decide a yes/no question, and the verdict that may then stand first in the answer.

A wrong verdict is far worse than none: each threshold stands well above where no verdict on the open golden questions
was wrong any more, since the first ones, set right there, let one in six be wrong on questions not seen before.
"""

from __future__ import annotations

import re
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
from bot.terms import ContentTerm, pairs
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
from bot.yes_no import Form, without_asking, words_behind_verb, yes_no_question
from knowledge.normalise import typed_key
from knowledge.types import Validity

#: Weighted share of a question's terms that the sentence and the policy's names must hold.
COVERED: Final = 0.7
#: The share of the terms that no name holds which the proving words must have: a case that is named only in part may be
#: another case (炒股的印花税, 境外的费用), so a yes takes more.
CASE_COVERED: Final = {Verdict.NO: 0.6, Verdict.YES: 0.75}
FIGURES_CASE_COVERED: Final = 0.5
#: The share of the terms behind the verb (要备案, 能分期缴) that must stand there too: what is asked of the case.
ASKED_COVERED: Final = 0.6
_MAY_DEPART: Final = re.compile("另有约定|另有规定|从其约定|从其规定")
_HARD: Final = re.compile("最长|最高|最多|不得")
FEWEST_TERMS: Final = 4
"""Terms of a question that names nothing but policies: with fewer, any sentence of the policy would seem to fit."""
RIVALS: Final = 0.6
"""A proof of the contrary that fits at least this share as well leaves the question open."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A proof, how well its words fit the question, and the terms of the case asked about."""

    proof: Proof
    fit: float
    case: tuple[ContentTerm, ...]


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
    is_open = draft.status is AnswerStatus.PARTIAL and yes_no_question(understanding.text) is not None
    told_in_doubt = [quote for quote in draft.quotes if quote.source.in_doubt and not quote.source.is_uncertain]
    return Verdict.UNSTATED if is_open and not told_in_doubt else None


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
    if _is_of_one_case(best, first.clause.text, corpus):
        return None
    contrary = (item for item in weighed if item.proof.verdict is not best.proof.verdict)
    return None if any(item.fit >= best.fit * RIVALS for item in contrary) else best.proof


def _weighed(question: str, quotes: Sequence[Quote], corpus: Corpus, reader: Reader) -> Iterator[_Weighed]:
    terms = [item for item in reader.terms(without_asking(question)) if len(item.term) > 1]
    behind = [item for item in reader.terms(without_asking(words_behind_verb(question))) if len(item.term) > 1]
    metadata, clause = quotes[0].source.metadata, quotes[0].source.clause
    whole = corpus.documents[clause.doc_id].text
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
                held = pairs(proof.words)
                fit = corpus.weights.coverage(case, held)
                if covered < COVERED or fit < _least_fit(proof):
                    continue
                if not proof.by_figures and behind and corpus.weights.coverage(behind, held | headed) < ASKED_COVERED:
                    continue
                if not (proof.is_of_text and _is_stated_otherwise(clause.text, whole, question, proof)):
                    yield _Weighed(proof, covered + fit, tuple(case))


def _is_of_one_case(best: _Weighed, text: str, corpus: Corpus) -> bool:
    """Whether another sentence of the clause names the case as well: then the proving one is of a part of it only
    (委托境外个人研发的，不能), or is a rule from which a contract may depart."""
    if best.proof.by_figures:
        return bool(_MAY_DEPART.search(text)) and not _HARD.search(best.proof.words)
    others = [text[start:end] for start, end in sentence_spans(fold_width(text))]
    own = corpus.weights.coverage(best.case, pairs(best.proof.words))
    return any(
        corpus.weights.coverage(best.case, pairs(other)) >= own
        for other in others
        if best.proof.words not in other and not any(item.words in other for item in proofs(best.proof.asked, other))
    )


def _is_stated_otherwise(text: str, whole: str, question: str, proof: Proof) -> bool:
    """Whether the document also has the very figure that a sentence is taken to deny (个人最长3年, 小微企业2年), or the
    clause another figure beside the one taken to be meant (减按15%…少缴10%)."""
    text = whole if proof.verdict is Verdict.NO else text
    told = [other for other in find_figures(text) if any(comparable(own, other) for own in figures_asked(question))]
    meant = {measure(own) for own in figures_asked(question)}
    if proof.verdict is Verdict.NO:
        return any(measure(other) in meant for other in told)
    return any(measure(other) not in meant for other in told)


def _least_fit(proof: Proof) -> float:
    return FIGURES_CASE_COVERED if proof.by_figures else CASE_COVERED[proof.verdict]
