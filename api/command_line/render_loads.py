"""Files to be loaded, and versions compared, as a person likes to read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.command_line.render import Json

_STATUS_NAMES = {
    "added": ("已载入", "green"),
    "updated": ("已更新", "green"),
    "flagged": ("已载入，请核对", "yellow"),
    "unchanged": ("没有变化", "dim"),
    "preview": ("未载入", "cyan"),
    "refused": ("没有载入", "red"),
}
_CHANGES = {
    "added": "将作为新文件载入",
    "updated": "将作为新版本，替换现在的版本（旧版本仍可查阅）",
    "restored": "将重新载入一份已移除的文件",
    "unchanged": "与知识库中的相同，没有变化",
    "refused": "不能载入",
}
_FIELD_NAMES = {
    "title": "标题",
    "doc_no": "文号",
    "issuer": "发布机关",
    "level": "层级",
    "region": "地区",
    "issued": "成文日期",
    "effective_from": "施行",
    "effective_to": "到期",
    "supersedes": "废止或替代",
    "aliases": "又名",
    "source": "来源",
}
_SHOWN_CLAUSES = 200
_COMPARED = 10_000_000
"""Product of two lengths up to which texts are compared letter by letter, which then takes about a second."""


def print_previews(entries: Sequence[Json], console: Console) -> None:
    """What each file would become: metadata, flags, clause tree."""
    for entry in entries:
        _print_preview(entry, console)


def print_loads(entries: Iterable[Json], console: Console) -> None:
    """What happened to each file."""
    table = Table(show_lines=True)
    for heading in ("文件", "结果", "编号", "条款"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        name, style = _STATUS_NAMES[entry["status"]]
        result = Text(name, style=style)
        if entry["error"]:
            result.append(f"\n{entry['error']['detail']}", "dim")
        for notice in entry["notices"]:
            result.append(f"\n{notice}", "yellow")
        table.add_row(escape(entry["file"]), result, escape(entry["doc_id"] or "—"), str(entry["clauses"] or "—"))
    console.print(table)


def print_differences(found: Json, console: Console) -> None:
    """What changed between two versions."""
    console.print(Text(found["title"], style="bold"))
    console.print(Text(f"{found['from'][:12]} → {found['to'][:12]}", style="dim"))
    for clause in found["added"]:
        console.print(Panel(Text(clause["text"], "green"), title=_title("新增", clause), title_align="left"))
    for clause in found["gone"]:
        console.print(Panel(Text(clause["text"], "red"), title=_title("删去", clause), title_align="left"))
    for clause in found["changed"]:
        console.print(Panel(_both(clause["before"], clause["after"]), title=_title("修改", clause), title_align="left"))
    for clause in found["renumbered"]:
        console.print(Text(f"改号：{clause['from_clause_id']} → {clause['to_clause_id']}  {clause['label']}"))
    if not any(found[key] for key in ("added", "gone", "changed", "renumbered")):
        console.print("条款没有差别。")


def print_removal(removal: Json, console: Console) -> None:
    """That a document is gone."""
    console.print(
        Text(f"已移除《{removal['title']}》（{removal['doc_id']}）。正文仍可用 docs show 查阅，再次载入即恢复。")
    )
    for notice in removal["notices"]:
        console.print(Text(notice, style="yellow"))


def _print_preview(entry: Json, console: Console) -> None:
    console.print()
    console.print(Text.assemble((entry["file"], "bold"), f"：{_CHANGES[entry['change']]}"), soft_wrap=True)
    if entry["status"] == "refused":
        console.print(Text(entry["error"]["detail"], style="red"))
        return
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("编号", style="dim"), Text(entry["doc_id"]))
    for name, label in _FIELD_NAMES.items():
        note = entry["computed"].get(name)
        facts.add_row(
            Text(label, style="dim"), Text(_shown(entry["metadata"].get(name)) + (f"（{note}）" if note else ""))
        )
    console.print(facts)
    for flag in entry["flags"]:
        console.print(Text(f"⚠ {flag['text']}", style="yellow"))
    console.print(Text(f"条款（{entry['clauses']} 条）", style="bold"))
    for clause in entry["tree"][:_SHOWN_CLAUSES]:
        console.print(
            Text.assemble("  ", (clause["label"] or "（开头）", "cyan"), "  ", clause["text"]), soft_wrap=True
        )
    if len(entry["tree"]) > _SHOWN_CLAUSES:
        console.print(Text(f"  ……还有 {len(entry['tree']) - _SHOWN_CLAUSES} 条，用 --json 查看全部", style="dim"))


def _both(before: str, after: str) -> Text:
    """Two texts as one, marked as by `git diff --word-diff`: [-what went-]{+what came+}."""
    if len(before) * len(after) > _COMPARED:
        return Text.assemble(("[-", "red"), (before, "red"), ("-]\n{+", "dim"), (after, "green"), ("+}", "green"))
    words = Text()
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            words.append(before[start:end])
            continue
        if start < end:
            words.append(f"[-{before[start:end]}-]", "red")
        if new_start < new_end:
            words.append(f"{{+{after[new_start:new_end]}+}}", "green")
    return words


def _shown(value: Any) -> str:  # noqa: ANN401  # whatever a metadata field holds
    if isinstance(value, list):
        return "；".join(item["title"] if isinstance(item, dict) else str(item) for item in value) or "—"
    return str(value) if value else "—"


def _title(what: str, clause: Json) -> str:
    return escape(f"{what} {clause['clause_id']} {clause['label']}")
