"""Writes what the READMEs show of a running parkbot: the example answer and the committed quality figures.

`python -m evals.readme` renews both; tests hold the READMEs to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.response import response_of
from bot.types import Question
from evals.compare import baseline_path, read_baseline
from evals.golden import Half
from evals.names import MEASURE_NAMES, OF_A_SET, OVERALL
from evals.run import ALL, shipped_pipeline
from evals.sets import SETS

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
EXAMPLE_QUESTION = "我们是做芯片设计的,研发投入政府能补多少?"
EXAMPLE_DAY = date(2026, 11, 24)

_SHOWN = ("status", "answer", "citations", "gaps", "notices", "engine")
_HEADS = MappingProxyType(
    {
        "README.md": "measure (share of the questions judged, 95 % interval)",
        "README.zh-CN.md": "指标（占所判问题的比例，95% 区间）",
    }
)


def write_readmes(root: Path = ROOT) -> None:
    """Renew the marked parts of both READMEs."""
    example = example_block()
    for name in READMES:
        path = root / name
        text = _with_part(path.read_text(encoding="utf-8"), "example", example)
        for set_name in (ALL, *SETS):
            text = _with_part(text, quality_part(set_name), committed_table(set_name, name))
        path.write_text(text, encoding="utf-8")


def quality_part(set_name: str) -> str:
    """What the marks around the figures of a set are called."""
    return f"quality {set_name}"


def part(text: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`. Raises ValueError where the marks are missing."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"no part {name}")
    return found[1]


def example_block() -> str:
    """The headline question's answer as JSON, without ids, time and what is worth reading beside it."""
    with shipped_pipeline() as (pipeline, _, _):
        answer = pipeline.answer(Question(EXAMPLE_QUESTION, today=EXAMPLE_DAY))
    response = response_of(answer, answer_id="", session_id="")
    return f"```json\n{json.dumps({key: response[key] for key in _SHOWN}, ensure_ascii=False, indent=2)}\n```\n"


def committed_table(set_name: str, readme: str) -> str:
    """The committed figures of a set, or of all sets together, as a Markdown table in the language of `readme`."""
    figures = read_baseline(baseline_path(set_name))
    if set_name == ALL:
        # The second dev half is the plan's only and stands in its table.
        figures["halves"].pop(Half.DEV2, None)
        return quality_table(figures, OVERALL, readme)
    return quality_table(figures, OF_A_SET, readme)


def quality_table(figures: Mapping[str, Any], wanted: Iterable[str], readme: str) -> str:
    """Those of the measures `wanted` that a summary has, as a Markdown table in the language of `readme`."""
    halves: Mapping[str, Any] = figures["halves"]
    lines = [_row(_HEADS[readme], *sorted(halves)), "|---" * (len(halves) + 1) + "|"]
    for name in wanted:
        found = [halves[half]["metrics"].get(name) for half in sorted(halves)]
        if any(found):
            lines.append(_row(MEASURE_NAMES[name][READMES.index(readme)], *map(_cell, found)))
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "–"
    return f"{figure['mean']:.1%} ({figure['low']:.1%}–{figure['high']:.1%}), n={figure['judged']}"


def _with_part(text: str, name: str, content: str) -> str:
    part(text, name)
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    return text[: text.index(start) + len(start)] + content + text[text.index(end) :]


if __name__ == "__main__":
    write_readmes()
