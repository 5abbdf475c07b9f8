"""How surely the verifier tells false answers from true ones: `python -m evals.bench.mutations`, also `make soak`.

Every marked sentence of the answers to all dev questions is checked against the quotes it marks: as it is (it must
pass) and changed by each of `evals.mutations`, or put under a quote of another document (it must be cut).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.types import Answer, AnswerStatus, Citation, Draft, Quote, RankedClause, Sentence, SentenceKind
from bot.verify import verify
from evals.golden import Half, load_golden
from evals.mutations import MUTATIONS, RARER_MUTATIONS
from evals.run import ask, shipped_pipeline
from evals.sets import SETS
from knowledge.types import Document

FEWEST_CAUGHT = 0.99
MOST_FALSE_ALARMS = 0.01
MOVED = "move_marker"
SHOWN = 4
"""Examples of what a kind of falsehood slipped through with."""
_PART = re.compile("^问题[一二三]：")
_MARKED = re.compile(r"([^\n\[\]。]+)((?:\[\d{1,2}\])+)")
_OWN_WORDS = re.compile("原文是[:：]|没有核实|规划期|落款日期|的文号是|印发，是|[×÷=]|您")
"""Our own frames around a clause and sums: other rules of the verifier judge them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an answer, without markers, and the quotes it marks."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many sentences of each kind were tried and passed, and those that passed though false."""

    true: int
    alarms: tuple[tuple[str, str], ...]
    tried: Counter[str]
    missed: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def caught(self) -> float:
        """The share of false sentences that the verifier cut."""
        return 1 - sum(map(len, self.missed.values())) / max(self.tried.total(), 1)


def told_sentences(answers: Iterable[Answer], documents: Mapping[str, Document]) -> tuple[Told, ...]:
    """The distinct sentences that answers take from clauses, with their quotes."""
    found: dict[str, Told] = {}
    for answer in answers:
        quotes = {item.marker: quote for item in answer.citations if (quote := quote_of(item, documents))}
        for match in _MARKED.finditer(answer.text):
            marked = tuple(quotes[int(number)] for number in re.findall(r"\d+", match[2]) if int(number) in quotes)
            text = _PART.sub("", match[1])
            if marked and not _OWN_WORDS.search(text):
                found.setdefault(text, Told(text, marked))
    return tuple(found.values())


def quote_of(citation: Citation, documents: Mapping[str, Document]) -> Quote | None:
    """The quote behind a citation, None where the clause stands in an earlier version."""
    document = documents.get(citation.doc_id)
    clauses = document.clauses if document else ()
    clause = next((item for item in clauses if item.clause_id == citation.clause_id), None)
    if document is None or clause is None:
        return None
    source = RankedClause(clause, document.metadata, citation.validity, 1.0, 1.0)
    return Quote(citation.marker, source, citation.start, citation.end, citation.quote)


def false_sentences(told: tuple[Told, ...]) -> Iterator[tuple[str, Told]]:
    """Each sentence changed in every way, and each one under the quote of another document."""
    for index, item in enumerate(told):
        for kind, mutation in {**MUTATIONS, **RARER_MUTATIONS}.items():
            yield from ((kind, Told(changed, item.quotes)) for changed in mutation(item.text))
        others = (told[(index + step) % len(told)] for step in range(7, 7 + len(told)))
        documents = {quote.source.clause.doc_id for quote in item.quotes}
        other = next((each for each in others if each.quotes[0].source.clause.doc_id not in documents), None)
        if other is not None:
            yield MOVED, Told(item.text, other.quotes)


def refusal(told: Told, today: date) -> str | None:
    """The rule by which the verifier cuts a sentence, None where it passes."""
    sentence = Sentence(told.text, SentenceKind.CLAUSE, tuple(quote.marker for quote in told.quotes))
    draft = Draft(AnswerStatus.ANSWERED, (sentence,), told.quotes)
    rejections = verify(draft, question="", profile={}, today=today).rejections
    return rejections[0].rule if rejections else None


def judge_verifier(told: tuple[Told, ...], today: date) -> Verdicts:
    """True sentences that were cut, false ones that passed."""
    alarms = tuple((item.text, rule) for item in told if (rule := refusal(item, today)))
    tried: Counter[str] = Counter()
    missed: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind, item in false_sentences(told):
        tried[kind] += 1
        if refusal(item, today) is None:
            missed[kind] = (*missed.get(kind, ()), (item.text, item.quotes[0].text))
    return Verdicts(len(told), alarms, tried, missed)


def print_verdicts(found: Verdicts) -> None:
    """The figures by kind, with examples of what slipped through."""
    print(f"true sentences: {found.true}, cut: {len(found.alarms)} ({len(found.alarms) / found.true:.2%})")
    for text, rule in found.alarms[:SHOWN]:
        print(f"  {rule}: {text}")
    print(f"false sentences: {found.tried.total()}, caught {found.caught:.2%}")
    for kind, count in found.tried.items():
        passed = found.missed.get(kind, ())
        print(f"  {kind}: {count - len(passed)} of {count} ({1 - len(passed) / count:.1%})")
        for text, quote in passed[:SHOWN]:
            print(f"    passed: {text}\n        of: {quote}")


def main() -> int:
    """Judge the verifier on all dev questions; 1 where it misses its figures."""
    golden = [item for name in SETS for item in load_golden(name, Half.DEV)]
    with shipped_pipeline() as (pipeline, _, documents):
        told = told_sentences((ask(pipeline, item) for item in golden), documents)
    found = judge_verifier(told, max(item.as_of for item in golden))
    print_verdicts(found)
    good = found.caught >= FEWEST_CAUGHT and len(found.alarms) <= MOST_FALSE_ALARMS * found.true
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
