"""Files to be loaded, and versions compared, as a person likes to read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.command_line.field_names import FIELD_NAMES, shown
from api.command_line.render import Json
from api.command_line.word_difference import Part, word_difference

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
    "corrected": "正文与知识库中的相同，只更改人工设置的基本信息",
    "unchanged": "与知识库中的相同，没有变化",
    "refused": "不能载入",
}
_SHOWN_CLAUSES = 200
_INDENT = (0, 0, 0, 2)


def print_previews(entries: Sequence[Json], console: Console) -> None:
    """What each file would become: metadata, flags, clause tree."""
    for entry in entries:
        _print_preview(entry, console)


def print_loads(entries: Iterable[Json], console: Console) -> None:
    """What happened to each file; an id stands alone on its line, whole, to be copied."""
    for entry in entries:
        name, style = _STATUS_NAMES[entry["status"]]
        clauses = f"，{entry['clauses']} 个条款" if entry["clauses"] else ""
        console.print(Text.assemble((entry["file"], "bold"), "：", (name, style), (clauses, "dim")), soft_wrap=True)
        if entry["doc_id"]:
            console.print(Text(entry["doc_id"], style="cyan"), soft_wrap=True)
        if entry["error"]:
            console.print(Padding(Text(entry["error"]["detail"]), _INDENT, expand=False))
        for notice in entry["notices"]:
            console.print(Padding(Text(notice, style="yellow"), _INDENT, expand=False))


def print_correction(correction: Json, console: Console) -> None:
    """What a person changed in a document's metadata."""
    if correction["status"] == "unchanged":
        console.print(Text(f"《{correction['title']}》本来就是这样，没有改动。"))
    else:
        console.print(Text(f"已更正《{correction['title']}》："))
    console.print(Text(correction["doc_id"], style="cyan"), soft_wrap=True)
    for change in correction["changes"]:
        console.print(Padding(Text(f"{FIELD_NAMES[change['field']]}：{change['text']}"), _INDENT, expand=False))
    for notice in correction["notices"]:
        console.print(Text(notice, style="yellow"))


def print_differences(found: Json, console: Console) -> None:
    """What changed between two versions."""
    console.print(Text(found["title"], style="bold"))
    console.print(Text(f"{found['from'][:12]} → {found['to'][:12]}", style="dim"))
    if found["changed"]:
        console.print(Text("“修改”中 [-…-] 是删去的文字，{+…+} 是新加的文字。", style="dim"))
    for clause in found["added"]:
        console.print(_title("新增", clause), soft_wrap=True)
        console.print(Panel(Text(clause["text"], "green")))
    for clause in found["gone"]:
        console.print(_title("删去", clause), soft_wrap=True)
        console.print(Panel(Text(clause["text"], "red")))
    for clause in found["changed"]:
        console.print(_title("修改", clause), soft_wrap=True)
        console.print(Panel(_both(clause["before"], clause["after"])))
    for clause in found["renumbered"]:
        console.print(Text(f"改号：{clause['from_clause_id']} → {clause['to_clause_id']}  {clause['label']}"))
    if not any(found[key] for key in ("added", "gone", "changed", "renumbered")):
        console.print("条款没有差别。")


def print_removal(removal: Json, console: Console) -> None:
    """That a document is gone."""
    console.print(
        Text(f"已移除《{removal['title']}》。正文仍可用 docs show 查阅；恢复用 docs restore {removal['doc_id']}。")
    )
    for notice in removal["notices"]:
        console.print(Text(notice, style="yellow"))


def print_restoration(restoration: Json, console: Console) -> None:
    """That a removed document is back."""
    console.print(Text(f"已恢复《{restoration['title']}》（{restoration['doc_id']}）。"))
    for notice in restoration["notices"]:
        console.print(Text(notice, style="yellow"))


def _print_preview(entry: Json, console: Console) -> None:
    console.print()
    console.print(Text.assemble((entry["file"], "bold"), f"：{_CHANGES[entry['change']]}"), soft_wrap=True)
    if entry["status"] == "refused":
        console.print(Text(entry["error"]["detail"], style="red"))
        return
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column(overflow="fold")
    facts.add_row(Text("编号", style="dim"), Text(entry["doc_id"]))
    for name, label in FIELD_NAMES.items():
        value = Text(shown(entry["metadata"].get(name))).append_text(_provenance(entry, name))
        facts.add_row(Text(label, style="dim"), value)
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


def _provenance(entry: Json, name: str) -> Text:
    """How a value came about where it does not just stand in the file."""
    if name in entry["by_hand"]:
        return Text(f"（人工设置，文件中为 {shown(entry['by_hand'][name])}）", style="cyan")
    note = entry["computed"].get(name)
    return Text(f"（{note}）" if note else "")


def _both(before: str, after: str) -> Text:
    """Two texts as one, marked as by `git diff --word-diff`: [-what went-]{+what came+}."""
    marked = {Part.SAME: ("{}", ""), Part.GONE: ("[-{}-]", "red"), Part.CAME: ("{{+{}+}}", "green")}
    words = Text()
    for part, text in word_difference(before, after):
        form, style = marked[part]
        words.append(form.format(text), style)
    return words


def _title(what: str, clause: Json) -> Text:
    """The line above a clause's box: the id whole, to be copied, however narrow the terminal is."""
    return Text(f"{what} {clause['clause_id']} {clause['label']}", style="bold")
