"""The committed figures as a floor: no later change may fall below them.

They are compared to the last digit, for two builds of the same commit answer alike (`knowledge.vector_table`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


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


def _fallen(half: str, floor: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, least in floor.get("metrics", {}).items():
        found = measured["metrics"].get(name)
        if found is None:
            lines.append(f"{half} {name}: not measured any more, was {least['mean']:.4f}")
        elif found["mean"] < least["mean"]:
            lines.append(f"{half} {name}: {found['mean']:.4f} of {found['judged']}, floor {least['mean']:.4f}")
    if floor and floor["questions"] > measured["questions"]:
        lines.append(f"{half}: {measured['questions']} questions, floor {floor['questions']}")
    return lines
