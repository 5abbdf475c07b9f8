"""What a run leaves behind, named by the commit it measured: the figures (JSON) and the report (HTML)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.confidence import calibration
from evals.latency import latencies
from evals.report import report_page
from evals.run import Evaluation
from knowledge.files import write_atomically

ROOT = Path(__file__).parent.parent
NO_COMMIT = "no-commit"
CHANGED = "-changed"
"""Follows the name of a commit where the working tree differs from it."""


class ResultNotWritten(OSError):
    """The folder for the results cannot be written to."""

    code = "result_not_written"


def write_result(
    evaluations: Sequence[Evaluation],
    summaries: Sequence[Mapping[str, Any]],
    fallen: Sequence[str],
    *,
    folder: Path,
    part: Sequence[str] = (),
    root: Path = ROOT,
) -> tuple[Path, Path]:
    """Write figures and report; `part` names what was measured where that is not everything.

    All but `latency_ms` is the same in every run of one commit. Raises ResultNotWritten.
    """
    commit = commit_name(root)
    figures = {
        "commit": commit,
        "sets": list(summaries),
        "calibration": {half: item.as_json() for half, item in calibration(evaluations).items()},
        "fallen": list(fallen),
        "latency_ms": latencies(evaluations),
    }
    stem = ".".join([commit, *part])
    pages = {
        folder / f"{stem}.json": json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        folder / f"{stem}.html": report_page(evaluations, summaries, fallen, commit=commit),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in pages.items():
            write_atomically(path, content)
    except OSError as error:
        raise ResultNotWritten(f"无法写入结果文件夹 {folder}（{error.strerror}）；请用 --to 另选一个。") from error
    json_path, html_path = pages
    return json_path, html_path


def commit_name(root: Path) -> str:
    """The first twelve digits of the commit, marked where files differ from it; `no-commit` outside a repository."""
    commit = _git(root, "rev-parse", "--short=12", "HEAD")
    if not commit:
        return NO_COMMIT
    return commit + (CHANGED if _git(root, "status", "--porcelain") else "")


def _git(root: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return ""
    run = subprocess.run([git, "-C", str(root), *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    return run.stdout.strip()
