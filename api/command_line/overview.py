"""All policies for one enterprise at a glance: what fits, what one fact decides, what people judge, what fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import chop_cells
from rich.console import Console
from rich.text import Text

from api.command_line.render import Json
from bot.eligibility.types import Progress
from bot.eligibility.wording import progress_sentence

_MET, _LIKELY, _OPEN, _JUDGED, _FAILED, _NOTHING = range(6)
_HEADINGS: Mapping[int, tuple[str, str]] = {
    _MET: ("✓ 条件达到", "green"),
    _LIKELY: ("◐ 已核对的都达到，还没有定", "green"),
    _OPEN: ("? 还要您的数据才能判断", "yellow"),
    _JUDGED: ("? 要由主管部门判断", "yellow"),
    _FAILED: ("✗ 有条件没有达到", "red"),
    _NOTHING: ("– 没有可以逐项核对的条件", "dim"),
}
FRAME = 4
"""Cells that the sides of a panel take."""
_IN_FULL = frozenset({_MET, _LIKELY, _OPEN})


def print_overview(results: Sequence[Json], console: Console) -> None:
    """The policies in groups, in the order of the results; those that no fact of the enterprise moves by name only."""
    for group, (heading, style) in _HEADINGS.items():
        found = [result for result in results if _group(result) == group]
        if not found:
            continue
        console.print(Text(f"{heading}（{len(found)} 项）", style=f"bold {style}"))
        if group in _IN_FULL:
            for result in found:
                console.print(unbroken(_line(result), console.width))
        else:
            names = "、".join(f"{item['title']}({item['policy_id']})" for item in found)
            console.print(unbroken(Text(f"  {names}"), console.width))


def _group(result: Json) -> int:
    progress = result["progress"]
    if result["verdict"] == "met":
        return _MET
    if result["verdict"] == "not_met" or progress["not_met"]:
        return _FAILED
    if progress["met"]:
        return _LIKELY
    if progress["missing"]:
        return _OPEN
    return _JUDGED if progress["manual"] else _NOTHING


def _line(result: Json) -> Text:
    line = Text(f"  {result['title']}").append(f" {result['policy_id']}", "dim")
    line.append(f"：{progress_sentence(Progress(**result['progress']))}", "default")
    if result["next_question"]:
        line.append(f" 下一个问题：{result['next_question']['question']}", "cyan")
    return line


def unbroken(text: Text, width: int) -> Text:
    """A text that is broken where a line of so many cells is full, as Chinese is, and not at the spaces in it."""
    ends, start = [], 0
    for line in text.plain.split("\n"):
        end = start
        for part in chop_cells(line, width)[:-1]:
            end += len(part)
            ends.append(end)
        start += len(line) + 1
    return Text("\n").join(text.divide(ends))
