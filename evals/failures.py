"""What went wrong with single questions, for the person who mends it; the test half stays unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evals.binding import unbound_figures
from evals.golden import Half
from evals.grounding import fabricated_figures
from evals.metrics import cited_clauses, forbidden_found, missing_facts
from evals.run import Evaluation, Measured
from knowledge.shipped import shipped_documents
from knowledge.types import Document


def failed_questions(evaluation: Evaluation, *, show_test: bool = False) -> list[dict[str, object]]:
    """What went wrong with each failed question, the test half only with `show_test`."""
    documents = {document.doc_id: document for document in shipped_documents()}
    return [explain(item, documents) for item in failed(evaluation, show_test=show_test)]


def failed(evaluation: Evaluation, *, show_test: bool = False) -> Iterable[Measured]:
    """The questions that are not wholly right, the test half only with `show_test`."""
    shown = [half for half in Half if half in evaluation.halves and (half.is_open or show_test)]
    return [item for half in shown for item in evaluation.halves[half] if item.scores["right"] != 1.0]


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
        "verdict": golden.verdict and golden.verdict.value,
        "verdict_given": answer.verdict and answer.verdict.value,
        "missing_facts": [list(item) for item in missing_facts(golden, answer)],
        "forbidden": list(forbidden_found(golden, answer)),
        "fabricated": list(fabricated_figures(answer, golden.asked, golden.as_of, documents)),
        "unbound": list(unbound_figures(answer, golden.asked, golden.as_of, documents)),
        "gaps": [gap.detail.value for gap in answer.gaps],
        "notices": [str(notice.code) for notice in answer.notices],
        "answer": answer.text,
    }
