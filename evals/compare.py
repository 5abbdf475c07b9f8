"""The committed figures as a floor: no later change may fall below them.

They are compared to the last digit, for two builds of the same commit answer alike (`knowledge.vector_table`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.files import write_atomically

RESULTS = Path(__file__).parent / "results"


def baseline_path(set_name: str, folder: Path = RESULTS) -> Path:
    """Where the floor of a set of golden questions lies."""
    return folder / f"baseline.{set_name}.json"


def read_baseline(path: Path) -> dict[str, Any]:
    """The committed summary. Raises FileNotFoundError, ValueError."""
    floor = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(floor, dict) or "halves" not in floor:
        raise ValueError(f"{path.name} is not a summary of an evaluation")
    return floor


def write_baseline(summary: Mapping[str, Any], path: Path) -> None:
    """Make `summary` the floor."""
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def fallen_figures(summaries: Iterable[Mapping[str, Any]], folder: Path = RESULTS) -> list[str]:
    """One line for each figure of these summaries that is below its floor, with the set before it."""
    return [
        f"{figures['set']} {line}"
        for figures in summaries
        for line in regressions(figures, baseline_path(figures["set"], folder))
    ]


def regressions(summary: Mapping[str, Any], path: Path) -> list[str]:
    """One line for each figure of `summary` that is below the floor, also where a floor's figure is gone.

    Only the halves that `summary` measured are compared, and nothing if there is no floor of this set.
    """
    if not path.exists():
        return []
    floor = read_baseline(path)
    if floor.get("set") != summary.get("set"):
        return []
    fallen: list[str] = []
    for half, measured in summary["halves"].items():
        fallen += _fallen(half, floor["halves"].get(half, {}), measured)
    return fallen


def changed_figures(summary: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    """Each figure that differs from its floor: set, half, measure, floor, and now. Empty without a floor."""
    floors = read_baseline(path)["halves"] if path.exists() else {}
    return [
        {"set": summary["set"], "half": half, "measure": name, "floor": least["mean"], "now": now["mean"]}
        for half, measured in summary["halves"].items()
        for name, least in floors.get(half, {}).get("metrics", {}).items()
        if (now := measured["metrics"].get(name)) is not None and now["mean"] != least["mean"]
    ]


def _fallen(half: str, floor: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, least in floor.get("metrics", {}).items():
        found = measured["metrics"].get(name)
        if found is None:
            lines.append(f"{half} {name}: 不再测量，原为 {least['mean']:.4f}")
        elif found["mean"] < least["mean"]:
            lines.append(f"{half} {name}: {found['mean']:.4f}（{found['judged']} 题），下限 {least['mean']:.4f}")
    if floor and floor["questions"] > measured["questions"]:
        lines.append(f"{half}: {measured['questions']} 题，下限 {floor['questions']} 题")
    return lines
