"""What a sentence proves of a yes/no question: by its figures, or by what it asserts outright."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.assertions import Assertion, assertions
from bot.binding import Fault
from bot.bounds import comparable, measure
from bot.figure_verdicts import figure_verdict
from bot.figures import find_figures
from bot.folding import fold_width
from bot.qualifiers import CONDITIONS
from bot.segments import sentence_spans
from bot.terms import pairs
from bot.types import Proof, Quote, Verdict
from bot.yes_no import Form, YesNoQuestion, yes_no_question
from knowledge.normalise import search_key, typed_key

_STALE: Final = re.compile("旧(?:政策|办法|规定|版|标准)|此前|早先|原来|第三方|不采用|替代|没有核实|待核")
_EXCEPTS: Final = re.compile("除外|除非|但(?!书)|以外|之外")
_LATIN: Final = re.compile("[a-z]+")
_CHOSEN: Final = re.compile("国家鼓励的|重点|清单|认定的|备案的|规定的")
_CAN: Final = re.compile("能|可以|可否|行")
_SAYS_FIT: Final = {Verdict.YES: "这一条符合", Verdict.NO: "这一条不符合"}
_WORDS: Final = {
    Form.COMBINED: ("可以", "不可以"),
    Form.NEEDED: ("需要", "不需要"),
    Form.BELONGS: ("是", "不是"),
    Form.PERMITTED: ("可以", "不可以"),
    Form.STATED: ("是", "不是"),
}


def proofs(question: str, sentence: str) -> Iterator[Proof]:
    """What a sentence proves of a question (a search key), by every way that there is.

    That one thing is permitted does not prove that it is together with another.
    """
    asked = yes_no_question(question)
    if asked is None or _STALE.search(sentence):
        return
    told = None if asked.is_denied else figure_verdict(question, sentence)
    takes = (
        {Form.STATED, Form.BELONGS} & set(asked.forms)
        if told and told.is_supposed
        else {Form.NEEDED} - set(asked.forms)
    )
    if told is not None and takes:
        saying = _said(told.verdict, Form.STATED) if told.is_supposed else _fit(told.verdict, question)
        yield Proof(question, told.verdict, saying, sentence, by_figures=True, is_of_text=told.is_supposed)
    for form in asked.forms:
        for assertion in _on_case(question, assertions(sentence, form)):
            words = sentence[slice(*assertion.words)]
            is_whole = not _EXCEPTS.search(sentence.replace(words, ""))
            verdict = _turned(assertion, asked)
            is_of_one = Form.COMBINED in asked.forms and form is not Form.COMBINED and verdict is Verdict.YES
            if is_whole and not is_of_one and _names_case(question, words):
                yield Proof(question, verdict, _asserted(verdict, form, asked, words), words)


def _on_case(question: str, found: Sequence[Assertion]) -> list[Assertion]:
    """The assertions about what the question names: 不含X says nothing of Y, and where it is X, the rest (等属于II类)
    says nothing of X."""
    named = [item for item in found if item.of is not None and _is_in(item.of, question)]
    if any(not item.holds for item in named):
        return [item for item in named if not item.holds]
    return [item for item in found if item.of is None or item in named]


def _is_in(words: str, question: str) -> bool:
    own = pairs(words)
    return len(own & pairs(question)) * 2 >= len(own)


def _turned(said: Assertion, asked: YesNoQuestion) -> Verdict:
    return Verdict.YES if said.holds is not asked.is_denied else Verdict.NO


def _said(verdict: Verdict, form: Form) -> str:
    yes, no = _WORDS[form]
    return yes if verdict is Verdict.YES else no


def _fit(verdict: Verdict, question: str) -> str:
    """One bound kept or broken: a yes is of that one condition only."""
    fits = _SAYS_FIT[verdict]
    is_no = verdict is Verdict.NO and _CAN.search(question)
    return f"{_said(verdict, Form.PERMITTED)}，{fits}" if is_no else fits


def _asserted(verdict: Verdict, form: Form, asked: YesNoQuestion, words: str) -> str:
    if asked.is_denied:
        return _said(verdict, Form.STATED)
    condition = "符合条件的" if verdict is Verdict.YES and (CONDITIONS.search(words) or _CHOSEN.search(words)) else ""
    return condition + _said(verdict, form)


def _names_case(question: str, words: str) -> bool:
    """Whether the words have each figure and each Latin word (I类, C级) of a question: else it is another case."""
    told = find_figures(words)
    figures = all(
        any(comparable(own, other) and measure(own) == measure(other) for other in told)
        for own in find_figures(question)
    )
    return figures and set(_LATIN.findall(question)) <= set(_LATIN.findall(search_key(words)))


def verdict_fault(said: str, proof: Proof | None, quotes: Iterable[Quote], question: str) -> Fault | None:
    """What is wrong with a verdict: it must be said in answer to the question as typed, and be proved again, as it is
    said, from the sentence of a quote that holds the words of its proof."""
    if proof is None or proof.asked not in typed_key(question):
        return Fault("no_proof", said)
    for quote in quotes:
        for start, end in sentence_spans(fold_width(quote.text)):
            again = proofs(proof.asked, quote.text[start:end]) if proof.words in quote.text[start:end] else ()
            if any(item == proof and said == f"{item.saying}。" for item in again):
                return None
    return Fault("verdict_not_proved", said)
