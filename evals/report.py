"""Figures for people (a table by category, dev beside test) and for programs (JSON).

The test half shows totals only, so that nobody tunes on it by accident.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.intervals import interval
from evals.metrics import METRICS, RETRIEVAL_METRICS
from evals.run import Evaluation, Measured, explain

_WIDTH = 150  # columns where no terminal says how wide it is
CATEGORY_COLUMNS = ("right", "status_right", "clause_first", "clause_in_three", "facts_present", "figures_grounded")


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Every figure, rounded to six digits: by half, over all questions (with a 95 % interval) and by category."""
    return {
        "set": evaluation.set_name,
        "halves": {half.value: _half_summary(measured) for half, measured in evaluation.halves.items()},
    }


def print_report(
    evaluation: Evaluation, *, as_json: bool = False, failures: bool = False, show_test: bool = False
) -> None:
    """Print the figures; with `failures` the failed questions too, those of the test half only with `show_test`."""
    failed = failed_questions(evaluation, show_test=show_test) if failures else []
    if as_json:
        print(json.dumps({**summary(evaluation), **({"failures": failed} if failures else {})}, ensure_ascii=False))
        return
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    console.print(_totals_table(summary(evaluation)))
    console.print(_category_table(summary(evaluation)))
    for item in failed:
        console.rule(f"{item['id']} {item['category']}", align="left")
        for key, value in item.items():
            if key not in {"id", "category"} and value not in ([], ""):
                console.print(f"{key}: {value}", markup=False, highlight=False, soft_wrap=True)


def failed_questions(evaluation: Evaluation, *, show_test: bool = False) -> list[dict[str, object]]:
    """What went wrong with each failed question, the test half only with `show_test`."""
    from knowledge.shipped import shipped_documents

    documents = {document.doc_id: document for document in shipped_documents()}
    return [
        explain(item, documents)
        for half, measured in evaluation.halves.items()
        if half.is_open or show_test
        for item in measured
        if item.scores["right"] != 1.0
    ]


def _half_summary(measured: Sequence[Measured]) -> dict[str, Any]:
    categories = sorted({item.golden.category for item in measured})
    return {
        "questions": len(measured),
        "metrics": _figures(measured, with_interval=True),
        "categories": {
            name: {
                "questions": sum(item.golden.category == name for item in measured),
                "metrics": _figures([item for item in measured if item.golden.category == name]),
            }
            for name in categories
        },
    }


def _figures(measured: Sequence[Measured], *, with_interval: bool = False) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for name in (*METRICS, *RETRIEVAL_METRICS):
        values = [value for item in measured if (value := item.scores.get(name)) is not None]
        if not values:
            continue
        figures[name] = {"mean": round(sum(values) / len(values), 6), "judged": len(values)}
        if with_interval:
            low, high = interval(values)
            figures[name] |= {"low": round(low, 6), "high": round(high, 6)}
    return figures


def _totals_table(figures: dict[str, Any]) -> Table:
    table = Table(
        title=f"{figures['set']}: all questions (share, 95 % interval, questions judged)", title_justify="left"
    )
    table.add_column("measure")
    for half, measured in figures["halves"].items():
        table.add_column(f"{half} ({measured['questions']})", justify="right")
    table.add_column("what it says")
    for name, meaning in {**METRICS, **RETRIEVAL_METRICS}.items():
        cells = [_with_interval(half["metrics"].get(name)) for half in figures["halves"].values()]
        table.add_row(name, *cells, meaning)
    return table


def _category_table(figures: dict[str, Any]) -> Table:
    halves = figures["halves"]
    table = Table(title=f"by category ({' / '.join(halves)})", title_justify="left")
    table.add_column("category")
    table.add_column("questions", justify="right")
    for name in CATEGORY_COLUMNS:
        table.add_column(name, justify="right")
    for category in sorted({name for half in halves.values() for name in half["categories"]}):
        parts = [half["categories"].get(category, {"questions": 0, "metrics": {}}) for half in halves.values()]
        counts = " / ".join(str(part["questions"]) for part in parts)
        columns = [" / ".join(_share(part["metrics"].get(name)) for part in parts) for name in CATEGORY_COLUMNS]
        table.add_row(category, counts, *columns)
    return table


def _with_interval(figure: dict[str, Any] | None) -> str:
    if figure is None:
        return "–"
    return f"{figure['mean']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}] {figure['judged']}"


def _share(figure: dict[str, Any] | None) -> str:
    return "–" if figure is None else f"{figure['mean']:.2f}"
