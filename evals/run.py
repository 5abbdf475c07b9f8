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
from evals.compare import RESULTS
from evals.golden import GOLDEN_FOLDER, GoldenInvalid, GoldenQuestion, Half, golden_path, load_golden
from evals.metrics import MATTERS_OF_DEGREE, cited_clauses, judge, retrieval_scores
from evals.sets import SETS
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
        lower = (name for name, value in self.scores.items() if value is not None and value < 1)
        return tuple(name for name in lower if name not in {"right", *MATTERS_OF_DEGREE})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measured questions of a set, by half."""

    set_name: str
    halves: Mapping[Half, tuple[Measured, ...]]


ALL = "all"


def evaluate(set_name: str = ALL, half: str = ALL, golden_folder: Path = GOLDEN_FOLDER) -> tuple[Evaluation, ...]:
    """Run one half or `all` of one set or of `all` sets on the shipped knowledge base, in a folder thrown away.

    Raises GoldenInvalid where no set has that half, KnowledgeError.
    """
    names = SETS if set_name == ALL else (set_name,)
    golden = {name: halves for name in names if (halves := wanted_halves(name, half, golden_folder))}
    if not golden:
        raise GoldenInvalid(f"没有题集 {set_name}，或它没有 {half} 这一部分。题集有：{'、'.join(SETS)}。")
    with shipped_pipeline() as (pipeline, search, documents):

        def measured(questions: Sequence[GoldenQuestion]) -> tuple[Measured, ...]:
            return tuple(measure(pipeline, search, documents, item) for item in questions)

        return tuple(
            Evaluation(name, {item: measured(questions) for item, questions in halves.items()})
            for name, halves in golden.items()
        )


def wanted_halves(set_name: str, half: str, folder: Path) -> dict[Half, tuple[GoldenQuestion, ...]]:
    """The questions of a set by half: of one half, or of `all` that the set has. Raises GoldenInvalid."""
    there = [item for item in Half if golden_path(set_name, item, folder).is_file()]
    return {item: load_golden(set_name, item, folder) for item in there if half in (ALL, item)}


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


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of `python -m evals.run`; 1 where a figure fell below the floor.

    Raises GoldenInvalid, ResultNotWritten.
    """
    from evals.compare import baseline_path, fallen_figures, write_baseline
    from evals.failures import failed_questions
    from evals.results import write_result
    from evals.summary import overall, summary
    from evals.tables import print_json, print_tables

    chosen = _parser().parse_args(arguments)
    evaluations = evaluate(chosen.set_name, chosen.half)
    summaries = [summary(item) for item in evaluations]
    summaries += [overall(evaluations)] if chosen.set_name == ALL else []
    shown = evaluations if chosen.failures else ()
    failures = {item.set_name: failed_questions(item, show_test=chosen.show_test) for item in shown}
    (print_json if chosen.json else print_tables)(summaries, failures)
    if chosen.write_baseline:
        for figures in summaries:
            write_baseline(figures, baseline_path(figures["set"]))
    fallen = fallen_figures(summaries)
    part = [item for item in (chosen.set_name, chosen.half) if item != ALL]
    for path in write_result(evaluations, summaries, fallen, folder=chosen.to, part=part):
        print(f"结果：{path}", file=sys.stderr)
    for line in fallen:
        print(f"低于下限：{line}", file=sys.stderr)
    return 1 if fallen else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.run", description="Measure parkbot on golden questions.")
    parser.add_argument("--set", default=ALL, dest="set_name", help="one set, or all")
    parser.add_argument("--half", choices=[*(item.value for item in Half), ALL], default=ALL)
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the report (HTML) and the figures (JSON)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, one line a set")
    parser.add_argument("--failures", action="store_true", help="list the questions that failed (not of the test half)")
    parser.add_argument("--show-test", action="store_true", help="let --failures list the test half too")
    parser.add_argument("--write-baseline", action="store_true", help="make these figures the floor")
    return parser


if __name__ == "__main__":
    sys.exit(main())
