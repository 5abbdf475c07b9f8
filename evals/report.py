"""The report of an evaluation: one HTML page that needs nothing beside it, for phone and laptop, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.retrieve import CONFIDENCE_FLOOR
from bot.types import Verdict
from evals.charts import reliability_chart
from evals.compare import RESULTS, baseline_path, changed_figures
from evals.confidence import calibration
from evals.confusion import STATUS_NAMES, confusion
from evals.failures import failed_questions
from evals.golden import Half
from evals.latency import TOTAL, latencies
from evals.names import HEADLINES, MEASURE_NAMES, OF_A_SET, OVERALL
from evals.run import ALL, Evaluation
from evals.sets import SET_CATEGORIES, SET_NAMES
from evals.summary import questions_of

HALF_NAMES = {Half.DEV: "开发集 dev", Half.DEV2: "开发集 dev2", Half.TEST: "测试集 test"}
VERDICT_NAMES = {Verdict.YES: "可以", Verdict.NO: "不可以", Verdict.UNSTATED: "没有规定"}
STAGE_NAMES = {
    "understand": "理解问题",
    "retrieve": "检索",
    "compose and verify": "组织并核对答案",
    "finish": "收尾",
    TOTAL: "合计",
}


def report_page(
    evaluations: Sequence[Evaluation],
    summaries: Sequence[Mapping[str, Any]],
    fallen: Sequence[str],
    *,
    commit: str,
    floors: Path = RESULTS,
) -> str:
    """The page. Of the test half it shows totals only, never a question."""
    halves = [half for half in Half if questions_of(evaluations, half)]
    return _template().render(
        commit=commit,
        halves=halves,
        half_names=HALF_NAMES,
        names={name: chinese for name, (_, chinese) in MEASURE_NAMES.items()},
        set_names={**SET_NAMES, ALL: "全部题集"},
        categories=SET_CATEGORIES,
        summaries={figures["set"]: figures for figures in summaries},
        total=summaries[-1] if summaries[-1]["set"] == ALL or len(summaries) == 1 else None,
        headlines=HEADLINES,
        overall=_measured(OVERALL, summaries),
        columns=_measured(OF_A_SET, summaries),
        fallen=fallen,
        changes=list(_changes(summaries, floors)),
        statuses=STATUS_NAMES,
        verdicts=VERDICT_NAMES,
        confusions={half: confusion(questions_of(evaluations, half)) for half in halves},
        calibrations=[(half, item, reliability_chart(item.bins, CONFIDENCE_FLOOR))
                      for half, item in calibration(evaluations).items()],
        floor=CONFIDENCE_FLOOR,
        latencies=latencies(evaluations),
        stage_names=STAGE_NAMES,
        failures={item.set_name: failed for item in evaluations if (failed := failed_questions(item))},
    )  # fmt: skip


def _measured(wanted: Iterable[str], summaries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The measures among `wanted` that any half of any set has."""
    halves = [half["metrics"] for figures in summaries for half in figures["halves"].values()]
    return [name for name in wanted if any(name in half for half in halves)]


def _changes(summaries: Iterable[Mapping[str, Any]], floors: Path) -> Iterable[Mapping[str, Any]]:
    for figures in summaries:
        yield from changed_figures(figures, baseline_path(figures["set"], floors))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{share:.1%}"
    return environment.get_template("report.html")
