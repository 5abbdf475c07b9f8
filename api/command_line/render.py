"""Answers, hits and documents as a person likes to read them in a terminal: the answer first, then what it rests on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.command_line.field_names import FIELD_NAMES

Json = Mapping[str, Any]

VALIDITY_NAMES = {
    "in_force": "现行有效",
    "not_yet": "尚未施行",
    "period_ended": "实施期已结束",
    "expired": "已失效",
    "superseded": "已被取代",
    "unknown": "效力待核",
}
_STYLES = {"in_force": "green", "unknown": "yellow", "not_yet": "yellow"}
_PREVIEW_CHARACTERS = 120
_INDENT = (0, 0, 0, 2)


def print_json(value: object) -> None:
    """Print data for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_answer(response: Json, console: Console) -> None:
    """The answer, its quotes, what the documents lack, notices, and what to ask next."""
    console.print()
    console.print(Text(response["answer"]))
    for citation in response["citations"]:
        console.print(_citation_panel(citation))
    _print_list(console, "文件没有写明", _unsaid(response, "gaps"), "yellow")
    _print_list(console, "请注意", _unsaid(response, "notices"), "yellow")
    _print_list(console, "还需要知道", [item["question"] for item in response["missing"]], "cyan")
    _print_list(console, "相关条款", [f"{item['title']} {item['label']}" for item in response["related"]], "dim")
    _print_list(console, "可以接着问", response["follow_ups"], "cyan")
    console.print(f"[dim]接着问：parkbot ask --session {response['session_id']} …[/dim]", soft_wrap=True)


def print_trace(stages: Iterable[Json], console: Console) -> None:
    """The stages that led to an answer."""
    for stage in stages:
        found = json.dumps(stage["found"], ensure_ascii=False, indent=2, default=str)
        title = f"{stage['stage']} · {stage['took_ms']:.1f} 毫秒"
        console.print(Panel(Text(found), title=escape(title), title_align="left", border_style="dim"))


def print_hits(hits: Iterable[Json], console: Console) -> None:
    """Search hits, best first."""
    empty = True
    for number, hit in enumerate(hits, 1):
        empty = False
        head = f"{number}. {hit['score']:.3f}  {hit['clause_id']}  {hit['label']}"
        console.print(Text(head, style="bold"), soft_wrap=True)
        console.print(Text(f"   {_preview(hit['text'])}"))
    if empty:
        console.print("没有找到相近的条款。")


def print_documents(documents: Sequence[Json], console: Console) -> None:
    """The documents, each under its id, which stands alone on its line, whole, to be copied."""
    for document in documents:
        state = Text("已移除", style="dim") if document["state"] == "removed" else _validity(document)
        facts = Text(f"{document['doc_no'] or '无文号'} · {document['issuer'] or '发布机关不详'} · ", style="dim")
        console.print(Text(document["doc_id"], style="cyan"), soft_wrap=True)
        console.print(Padding(Text(document["title"]), _INDENT, expand=False))
        console.print(Padding(facts.append_text(state), _INDENT, expand=False))
    console.print(Text(f"共 {len(documents)} 份文件", style="dim"))


def print_document(document: Json, console: Console) -> None:
    """A document's metadata and its clauses."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column(overflow="fold")
    for name, key in _FACTS.items():
        by_hand = Text("（人工设置）" if key in document["by_hand"] else "", style="cyan")
        facts.add_row(Text(name, style="dim"), Text(str(document[key] or "—")).append_text(by_hand))
    facts.add_row(Text("效力", style="dim"), _validity(document))
    if document["state"] == "removed":
        facts.add_row(Text("状态", style="dim"), Text(f"已移除（{document['removed_at'] or '时间不详'}）", style="red"))
    for record in document["versions"]:
        if record["version"] != document["version"]:
            loaded = f"{record['version']}\n（{record['loaded_at'][:10]} 载入）"
            facts.add_row(Text("其他版本", style="dim"), Text(loaded))
    for event in document["events"]:
        for change in event["changes"]:
            words = f"{FIELD_NAMES[change['field']]} {change['text']}（{event['at'][:10]}）"
            facts.add_row(Text("更正", style="dim"), Text(words))
    console.print(Panel(facts, title=escape(document["title"]), title_align="left"))
    for flag in document["flags"]:
        console.print(Text(f"⚠ {flag['text']}", style="yellow"))
    for clause in document["clauses"]:
        console.print(Text.assemble((f"{clause['clause_id']}  {clause['label']}", "bold")), soft_wrap=True)
        console.print(Text(clause["text"]))


def print_check(report: Json, console: Console) -> None:
    """Whether the database and both indexes agree."""
    table = Table("所在", "条款数", "摘要")
    for held in report["holdings"]:
        table.add_row(_PLACES.get(held["place"], held["place"]), str(held["clauses"]), held["truth"][:16])
    console.print(table)
    for problem in report["problems"]:
        console.print(Text(f"✗ {problem}", style="red"))
    if report["repaired"]:
        console.print(
            Text(f"已补上索引尚未处理的 {len(report['repaired'])} 份文件：{'、'.join(report['repaired'][:5])}")
        )
    if report["is_sound"]:
        console.print("[green]✓ 目录库与两个索引一致[/green]")


def print_checklist(checks: Iterable[Json], console: Console) -> None:
    """The rows of `parkbot doctor`."""
    rows = Table.grid(padding=(0, 1))
    rows.add_column(no_wrap=True)
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for item in checks:
        mark = Text("✓", style="green") if item["ok"] else Text("✗", style="red")
        rows.add_row(mark, Text(item["name"], style="bold"), Text(item["found"]))
        if item["advice"]:
            rows.add_row("", "", Text(f"→ {item['advice']}", style="yellow"))
    console.print(rows)


_FACTS = {
    "编号": "doc_id",
    "文号": "doc_no",
    "发布机关": "issuer",
    "层级": "level",
    "地区": "region",
    "印发": "issued",
    "施行": "effective_from",
    "到期": "effective_to",
    "来源": "source",
    "版本": "version",
}
_PLACES = {"sql": "目录库", "keyword": "词语索引", "vector": "语义索引"}


def _citation_panel(citation: Json) -> RenderableType:
    title = f"[{citation['marker']}] {citation['title']} {citation['label']}"
    kind = " · 摘编，以正式文件为准" if citation["source_kind"] == "digest" else ""
    number = f"{citation['doc_no']} · " if citation["doc_no"] else ""
    foot = Text(f"{number}{citation['clause_id']}{kind} · ", style="dim").append_text(_validity(citation))
    body = Group(Text(f"“{citation['quote']}”"), foot)
    return Panel(body, title=escape(title), title_align="left", border_style="blue")


def _validity(item: Json) -> Text:
    name = VALIDITY_NAMES.get(item["validity"]) or str(item["validity"])
    end = f"（至 {item['effective_to']}）" if item["effective_to"] else ""
    return Text(name + end, style=_STYLES.get(item["validity"], "red"))


def _unsaid(response: Json, field: str) -> list[str]:
    """The gaps or notices that the answer itself does not say."""
    return [item["text"] for item in response[field] if _core(item["text"]) not in response["answer"]]


def _core(text: str) -> str:
    """A gap without its subject: in an answer 文件没有规定 may follow another gap as 也没有规定."""
    return text.rstrip("。").removeprefix("文件")


def _print_list(console: Console, title: str, items: list[str], style: str) -> None:
    if items:
        console.print(Text(title, style=f"bold {style}"))
        table = Table.grid(padding=(0, 1))  # keeps long Chinese lines beside their bullet
        for item in items:
            table.add_row("  ·", Text(item))
        console.print(table)


def _preview(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _PREVIEW_CHARACTERS else line[:_PREVIEW_CHARACTERS] + "…"
