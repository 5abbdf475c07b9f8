"""A determination as an adviser's note: what holds, what does not, what is open, and what to ask next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from api.command_line.overview import FRAME, print_overview, unbroken
from api.command_line.render import VALIDITY_NAMES, Json
from bot.eligibility.fields import REGION
from bot.eligibility.types import Field, Progress
from bot.eligibility.wording import progress_sentence

_VERDICTS = {"met": ("✓ 条件达到", "green"), "not_met": ("✗ 不符合", "red"), "unknown": ("? 待定", "yellow")}
_MARKS = {
    "met": ("✓", "green"), "not_met": ("✗", "red"), "unknown": ("?", "yellow"), "not_applicable": ("–", "dim"),
}  # fmt: skip
REASONS = {
    "outside_region": "不在适用地区",
    "not_yet": "尚未施行",
    "period_ended": "规划期已结束",
    "expired": "已过期限",
    "superseded": "已被或疑似已被取代",
    "held": "2026年起是否延续待核",
    "source_unverified": "官方原文待核对",
    "condition_failed": "有条件没有达到",
    "missing_facts": "缺少数据",
    "manual_conditions": "有条件要主管部门判断",
    "no_testable_condition": "没有可以核对的条件",
}
_OPERATORS = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "==": "应为", "in": "应为其中之一"}
_WAN = 10_000
_DISCLAIMER = "数值上达到不等于一定通过或一定享受；以官方原文和主管部门的答复为准。"

Fields = Mapping[str, Field]


def print_determination(response: Json, fields: Fields, console: Console, *, all_notes: bool) -> None:
    """All policies at a glance, then a note on each of which the profile says something; with `all_notes`, on each."""
    results = response["results"]
    if not all_notes:
        print_overview(results, console)
    for result in results:
        if all_notes or result["progress"]["met"] or result["progress"]["not_met"]:
            console.print(_note(result, fields, console.width - FRAME))
    console.print(Text(f"按 {response['as_of']} 判断。{_DISCLAIMER}", style="dim"))


def _note(result: Json, fields: Fields, width: int) -> Panel:
    word, style = _VERDICTS[result["verdict"]]
    body = Text(word, style=f"bold {style}")
    body.append(f"  {VALIDITY_NAMES[result['validity']]}", "dim")
    if result["reasons"]:
        body.append(f"  原因：{'、'.join(REASONS[reason] for reason in result['reasons'])}", "default")
    for notice in result["notices"]:
        body.append(f"\n! {notice['text']}", "yellow")
    for condition in result["conditions"]:
        _append(body, condition, _facts(condition, fields))
    for benefit in result["benefits"]:
        _append(body, benefit, "", f"可得({result['policy_id']}/{benefit['id']})：")
    body.append(f"\n{progress_sentence(Progress(**result['progress']))}", "bold")
    if result["next_question"]:
        body.append(f"\n下一个问题：{result['next_question']['question']}", "cyan")
    return Panel(unbroken(body, width), title=escape(f"{result['title']} · {result['policy_id']}"), title_align="left")


def _append(body: Text, item: Json, facts: str, before: str = "") -> None:
    mark, style = _MARKS[item["verdict"]]
    body.append(f"\n{mark} ", style)
    body.append(f"{before}{item['text']}{facts}", "dim" if item["verdict"] == "not_applicable" else "default")
    body.append(f" [{item['clause_id']}]", "dim")


def _facts(condition: Json, fields: Fields) -> str:
    """What is known beside what is asked for: （现为 8%，不低于 10%）."""
    field = fields.get(condition["field"] or "")
    if field is None or condition["actual"] is None:
        return ""
    known = f"现为 {_shown(condition['actual'], field)}"
    if isinstance(condition["value"], bool) or condition["op"] is None:
        return f"（{known}）"
    words = "要在" if field.name == REGION else _OPERATORS[condition["op"]]
    return f"（{known}，{words} {_shown(condition['value'], field)}）"


def _shown(value: Any, field: Field) -> str:  # noqa: ANN401  # a value of JSON
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return f"{_shown(value['low'], field)}至{_shown(value['high'], field)}"
    if isinstance(value, list):
        return "、".join(value)
    if not isinstance(value, int | float):
        return str(value)
    if field.is_share:
        return f"{value * 100:.4g}%"
    if field.is_money and abs(value) >= _WAN:
        return f"{value / _WAN:,.10g} 万元"
    return f"{value:,.10g} {field.unit}"


def question_asker(console: Console) -> Callable[[Field], str | None]:
    """Asks a field's question on the console: blank passes over it, `q` or the end of the input ends the asking."""
    console.print(Text("逐个回答；不知道的直接回车跳过，输入 q 结束。", style="dim"))

    def ask(field: Field) -> str | None:
        try:
            answer = console.input(Text(f"{field.question}{_hint(field)} ", style="cyan"))
        except EOFError:
            return None
        return None if answer.strip().lower() == "q" else answer

    return ask


def _hint(field: Field) -> str:
    if field.values:
        return "（" + "；".join(f"{number} {value}" for number, value in enumerate(field.values, 1)) + "）"
    if field.is_share:
        return "（如 5%）"
    return {"bool": "（是/否）", "date": "（如 2025-06-30）"}.get(
        field.type.value, f"（{field.unit}）" if field.unit else ""
    )
