"""How a result is said to people."""

from __future__ import annotations

from bot.eligibility.types import Progress


def progress_sentence(progress: Progress) -> str:
    """What the counts mean: 可核对的 7 项都达到，还有 2 项要主管部门判断。"""
    checked = progress.met + progress.not_met
    parts = []
    if checked and not progress.not_met:
        parts.append(f"可核对的 {checked} 项都达到")
    elif checked:
        parts.append(f"可核对的 {checked} 项中 {progress.met} 项达到、{progress.not_met} 项没有达到")
    if progress.missing:
        parts.append(f"还有 {progress.missing} 项缺少数据")
    if progress.manual:
        parts.append(f"还有 {progress.manual} 项要主管部门判断")
    return f"{'，'.join(parts) or '没有可以逐项核对的条件'}。"
