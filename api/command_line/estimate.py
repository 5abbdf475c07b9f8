"""`parkbot estimate`: the request it makes, and the note on paper that comes of the response."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from api.command_line.inputs import refused
from api.command_line.overview import FRAME, unbroken
from api.command_line.render import VALIDITY_NAMES, Json
from api.estimate_schemas import EstimateRequest

_NAMES = {"as_of": "--as-of", "benefit": "优惠"}
_DISCLAIMER = "测算只供参考；以官方原文和主管部门的答复为准。"
_WORDS = {"exact": "{low}", "ceiling": "最多 {high}（上限，不是应得的数额）", "floor": "不少于 {low}"}


def estimate_request(benefit: str, profile: Mapping[str, object], as_of: str | None) -> EstimateRequest:
    """The request for a benefit. Raises CommandFailed with `WRONG_USAGE`."""
    day = {} if as_of is None else {"as_of": as_of}
    try:
        return EstimateRequest.model_validate({"benefit": benefit, "profile": dict(profile), **day})
    except ValidationError as error:
        raise refused(error, _NAMES) from None


def print_estimate(response: Json, console: Console) -> None:
    """The amount, how it comes about, what it takes for granted, what is missing, and the clauses it rests on."""
    body = Text(_headline(response), style="bold")
    for notice in response["notices"]:
        body.append(f"\n! {notice['text']}", "yellow")
    if response["formula"]:
        body.append(f"\n公式：{response['formula']}", "default")
    for line in response["steps"]:
        body.append(f"\n  {line}", "default")
    for line in response["assumptions"]:
        body.append(f"\n假定：{line}", "dim")
    for item in response["missing"]:
        body.append(f"\n? {item['question']}", "cyan")
    first, *others = response["citations"]
    body.append(f"\n依据：{first['clause_id']}（{VALIDITY_NAMES[first['validity']]}）：{first['quote']}", "dim")
    if others:
        body.append(f"\n条件：{'、'.join(citation['clause_id'] for citation in others)}", "dim")
    console.print(Panel(unbroken(body, console.width - FRAME), title=escape(response["benefit"]), title_align="left"))
    console.print(Text(_DISCLAIMER, style="dim"))


def _headline(response: Json) -> str:
    name = response["amount_of"]
    if response["amount"]:
        return f"{name}：{_amount(response, response['amount'])}"
    if response["if_in_force"]:
        return f"现在不能给出数额；若原文仍然适用，{name}：{_amount(response, response['if_in_force'])}"
    return "还缺少数据，不能测算" if response["missing"] else "没有数额"


def _amount(response: Json, amount: Json) -> str:
    ends = {end: "" if amount[end] is None else f"{amount[end]:,} 元" for end in ("low", "high")}
    return _WORDS[response["kind"]].format(**ends)
