"""Runs golden questions through the pipeline and measures the answers: `python -m evals.run`, `parkbot eval`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from bot.pipeline import Pipeline
from bot.types import Answer, Question, Turn
from evals.golden import GOLDEN_FOLDER, SETS, GoldenQuestion, Half, golden_path, load_golden
from evals.grounding import fabricated_figures
from evals.metrics import cited_clauses, forbidden_found, judge, missing_facts, retrieval_scores
from knowledge.embeddings import load_encoder
from knowledge.knowledge_base import open_knowledge_base
from knowledge.shipped import shipped_documents
from knowledge.types import Document

DEPTH = 10
"""How many search hits the retrieval figures look at."""

Search = Callable[[str, int], Sequence[str]]
"""The clause ids that a search for a text gives, best first, at most so many."""


class Answerer(Protocol):
    """What is measured: `bot.pipeline.Pipeline`."""

    def answer(self, question: Question) -> Answer:
        """The answer to one question."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """One golden question with its answer and scores (0 … 1, None where not judged)."""

    golden: GoldenQuestion
    answer: Answer
    scores: Mapping[str, float | None]

    def failed(self) -> tuple[str, ...]:
        """The measures that are not fully met."""
        return tuple(name for name, value in self.scores.items() if value is not None and value < 1 and name != "right")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measured questions of a set, by half."""

    set_name: str
    halves: Mapping[Half, tuple[Measured, ...]]


ALL = "all"
BOTH = "both"


def evaluate(set_name: str = "plan", half: str = BOTH, golden_folder: Path = GOLDEN_FOLDER) -> Evaluation:
    """Run one half of a set, `both` dev and test, or `all`, on the shipped knowledge base.

    The data directory is thrown away.

    Raises GoldenInvalid, KnowledgeError.
    """
    there = tuple(item for item in Half if golden_path(set_name, item, golden_folder).is_file())
    wanted = {ALL: there or tuple(Half), BOTH: (Half.DEV, Half.TEST)}.get(half) or (Half(half),)
    golden = {item: load_golden(set_name, item, golden_folder) for item in wanted}
    with shipped_pipeline() as (pipeline, search, documents):
        return Evaluation(
            set_name,
            {item: tuple(measure(pipeline, search, documents, each) for each in golden[item]) for item in wanted},
        )


@contextmanager
def shipped_pipeline() -> Iterator[tuple[Pipeline, Search, Mapping[str, Document]]]:
    """The pipeline, the search and the documents by id, over the shipped knowledge base."""
    shipped = shipped_documents()
    with (
        TemporaryDirectory(prefix="parkbot-eval-") as folder,
        open_knowledge_base(Path(folder), encoder=load_encoder(), documents=shipped) as knowledge_base,
    ):
        yield (
            Pipeline(knowledge_base.snapshot, contact=None),
            lambda text, most: [hit.clause_id for hit in knowledge_base.search(text, most)],
            {document.doc_id: document for document in shipped},
        )


def measure(pipeline: Answerer, search: Search, documents: Mapping[str, Document], golden: GoldenQuestion) -> Measured:
    """Ask one golden question, its history first, and judge the answer and the search for its standalone form."""
    golden = with_told_clauses(golden, documents)
    answer = ask(pipeline, golden)
    hits = search(answer.topic or golden.question, DEPTH)
    scores = {**judge(golden, answer, documents), **retrieval_scores(golden, hits)}
    return Measured(golden, answer, scores)


def with_told_clauses(golden: GoldenQuestion, documents: Mapping[str, Document]) -> GoldenQuestion:
    """The question with each expected fact of a digest named by the clause that tells it."""
    told = {
        f"{doc_id}:{path}": clause.clause_id
        for doc_id, document in documents.items()
        for clause in document.clauses
        for path in clause.joins
    }
    return replace(golden, clauses=tuple(dict.fromkeys(told.get(item, item) for item in golden.clauses)))


def ask(pipeline: Answerer, golden: GoldenQuestion) -> Answer:
    """The answer to a golden question after the questions of its history were asked one after another.

    The golden day is "today", so that a run next year gives the same figures.
    """
    return pipeline.answer(asked_in_turn(pipeline, golden))


def asked_in_turn(pipeline: Answerer, golden: GoldenQuestion) -> Question:
    """A golden question with the turns of its history, answered."""
    turns: list[Turn] = []
    for text in golden.history:
        earlier = pipeline.answer(_question(golden, text, turns))
        turns.append(Turn(text, earlier.topic, tuple(cited_clauses(earlier)), earlier.status))
    return _question(golden, golden.question, turns)


def _question(golden: GoldenQuestion, text: str, turns: Sequence[Turn]) -> Question:
    return Question(text, today=golden.as_of, region=golden.region, history=tuple(turns))


def explain(measured: Measured, documents: Mapping[str, Document]) -> dict[str, object]:
    """What went wrong with one question, for the person who mends it."""
    golden, answer = measured.golden, measured.answer
    return {
        "id": golden.id,
        "category": golden.category,
        "history": list(golden.history),
        "question": golden.question,
        "failed": list(measured.failed()),
        "status": answer.status.value,
        "accepted": sorted(status.value for status in golden.status),
        "cited": cited_clauses(answer),
        "clauses": list(golden.clauses),
        "missing_facts": [list(item) for item in missing_facts(golden, answer)],
        "forbidden": list(forbidden_found(golden, answer)),
        "fabricated": list(fabricated_figures(answer, golden.asked, golden.as_of, documents)),
        "gaps": [gap.detail.value for gap in answer.gaps],
        "notices": [str(notice.code) for notice in answer.notices],
        "answer": answer.text,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of `python -m evals.run`; 1 where a figure fell below the baseline."""
    from evals.compare import baseline_path, regressions, write_baseline
    from evals.report import print_report, summary

    parser = argparse.ArgumentParser(prog="python -m evals.run", description="Measure parkbot on golden questions.")
    parser.add_argument("--set", default=ALL, dest="set_name", help="one set, or all")
    parser.add_argument("--half", choices=[*(item.value for item in Half), BOTH, ALL], default=BOTH)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, one line a set")
    parser.add_argument("--failures", action="store_true", help="list the questions that failed (not of the test half)")
    parser.add_argument("--show-test", action="store_true", help="let --failures list the test half too")
    parser.add_argument("--write-baseline", action="store_true", help="make these figures the floor")
    chosen = parser.parse_args(arguments)
    sets = SETS if chosen.set_name == ALL else (chosen.set_name,)
    evaluations = [evaluate(set_name, chosen.half) for set_name in sets]
    for evaluation in evaluations:
        print_report(evaluation, as_json=chosen.json, failures=chosen.failures, show_test=chosen.show_test)
    if chosen.write_baseline:
        for evaluation in evaluations:
            write_baseline(summary(evaluation), baseline_path(evaluation.set_name))
        print("the floor is written; python -m evals.readme shows it in the READMEs", file=sys.stderr)
        return 0
    fallen = [line for item in evaluations for line in regressions(summary(item), baseline_path(item.set_name))]
    for line in fallen:
        print(f"below the baseline: {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
