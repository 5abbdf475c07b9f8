"""Writes what the READMEs show of a running parkbot: the example answer and the committed quality figures.

`python -m evals.readme` renews both; tests hold the READMEs to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.response import response_of
from bot.types import Question
from evals.compare import baseline_path, read_baseline
from evals.golden import SETS
from evals.run import shipped_pipeline

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
_ROWS = MappingProxyType(
    {
        "right": ("everything judged is right", "所判各项全部正确"),
        "status_right": ("right status", "状态正确"),
        "clause_first": ("right clause cited first", "首个引用就是正确条款"),
        "clause_in_three": ("right clause among the first three offered", "前三个条款里有正确条款"),
        "facts_present": ("every expected fact in the answer", "答案含全部应有事实"),
        "no_forbidden": ("no wrong fact in the answer", "答案不含错误事实"),
        "gaps_named": ("every missing detail named", "文件没有规定的都已指出"),
        "quotes_verified": ("every quote verbatim", "引文逐字属实"),
        "figures_grounded": ("no fabricated figure", "没有编造的数字"),
        "stale_warned": ("lapsed clause said to be so", "失效条款有提示"),
        "jurisdiction_right": ("no rule of another region as the answer", "没有把外地规定当作答案"),
        "not_over_refused": ("answerable question answered", "该答的作了回答"),
        "not_over_answered": ("unanswerable question refused", "不该答的没有回答"),
        "hit_first": ("search alone: right clause first", "仅检索：首条正确"),
        "hit_in_three": ("search alone: right clause in three", "仅检索：前三条有正确条款"),
    }
)


def write_readmes(root: Path = ROOT) -> None:
    """Renew the marked parts of both READMEs."""
    example = example_block()
    for name in READMES:
        path = root / name
        text = _with_part(path.read_text(encoding="utf-8"), "example", example)
        for set_name in SETS:
            text = _with_part(text, quality_part(set_name), quality_table(read_baseline(baseline_path(set_name)), name))
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


def quality_table(figures: Mapping[str, Any], readme: str) -> str:
    """The figures of a summary as a Markdown table in the language of `readme`."""
    halves: Mapping[str, Any] = figures["halves"]
    lines = [_row(_HEADS[readme], *sorted(halves)), "|---" * (len(halves) + 1) + "|"]
    for name, names in _ROWS.items():
        cells = [_cell(halves[half]["metrics"].get(name)) for half in sorted(halves)]
        lines.append(_row(names[READMES.index(readme)], *cells))
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
