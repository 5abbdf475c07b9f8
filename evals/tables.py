"""Figures for people (by category, dev beside test) and for programs (JSON), on standard output."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.names import MEASURE_NAMES
from evals.sets import SET_CATEGORIES, SET_NAMES

_WIDTH = 150  # columns where no terminal says how wide it is
CATEGORY_COLUMNS = ("right", "status_right", "clause_first", "clause_in_three", "facts_present", "figures_grounded")

Summary = Mapping[str, Any]
Failures = Sequence[Mapping[str, object]]


def print_json(summaries: Sequence[Summary], failures: Mapping[str, Failures]) -> None:
    """Print each summary as one line of JSON, with the set's failed questions where there are any."""
    for figures in summaries:
        failed = failures.get(figures["set"])
        print(json.dumps({**figures, **({"failures": failed} if failed else {})}, ensure_ascii=False))


def print_tables(summaries: Sequence[Summary], failures: Mapping[str, Failures]) -> None:
    """Print the totals of each summary and its categories, then the failed questions by set."""
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    for figures in summaries:
        console.print(_totals_table(figures))
        if figures["set"] in SET_CATEGORIES:
            console.print(_category_table(figures))
        for item in failures.get(figures["set"], ()):
            _print_failure(console, item)


def _print_failure(console: Console, item: Mapping[str, object]) -> None:
    console.rule(f"{item['id']} {item['category']}", align="left")
    for key, value in item.items():
        if key not in {"id", "category"} and value not in ([], "", None):
            console.print(f"{key}: {value}", markup=False, highlight=False, soft_wrap=True)


def _totals_table(figures: Summary) -> Table:
    name = f"{SET_NAMES.get(figures['set'], '全部题集')}（{figures['set']}）"
    table = Table(title=f"{name}：所判问题的比例 [95% 区间] 所判题数", title_justify="left")
    table.add_column("指标")
    for half, measured in figures["halves"].items():
        table.add_column(f"{half}（{measured['questions']} 题）", justify="right")
    table.add_column("含义")
    for name, (_, meaning) in MEASURE_NAMES.items():
        cells = [half["metrics"].get(name) for half in figures["halves"].values()]
        if any(cells):
            table.add_row(name, *map(_with_interval, cells), meaning)
    return table


def _category_table(figures: Summary) -> Table:
    halves = figures["halves"]
    table = Table(title=f"按类别（{' / '.join(halves)}）", title_justify="left")
    table.add_column("类别")
    table.add_column("题数", justify="right")
    for name in CATEGORY_COLUMNS:
        table.add_column(name, justify="right")
    for category, chinese in SET_CATEGORIES[figures["set"]].items():
        parts = [half["categories"].get(category, {"questions": 0, "metrics": {}}) for half in halves.values()]
        counts = " / ".join(str(part["questions"]) for part in parts)
        columns = [" / ".join(_share(part["metrics"].get(name)) for part in parts) for name in CATEGORY_COLUMNS]
        table.add_row(f"{category} {chinese}", counts, *columns)
    return table


def _with_interval(figure: Summary | None) -> str:
    if figure is None:
        return "–"
    return f"{figure['mean']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}] {figure['judged']}"


def _share(figure: Summary | None) -> str:
    return "–" if figure is None else f"{figure['mean']:.2f}"
