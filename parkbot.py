"""The command line. One small function a command; what it needs is imported inside, so that help comes at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.exceptions import Abort, TyperException

from api.command_line.failures import FAILED, WRONG_USAGE, CommandFailed
from api.command_line.help import Command, CommandGroup, usage_message, use_chinese_titles

if TYPE_CHECKING:
    from rich.console import Console

    from api.command_line.doors import Door
    from bot.settings import Settings

app = typer.Typer(
    cls=CommandGroup,
    add_completion=False,
    no_args_is_help=True,
    help="科技园区政策咨询：用日常的话提问，答案逐字引用所依据的条款。",
)
docs = typer.Typer(cls=CommandGroup, no_args_is_help=True, help="查看和维护知识库中的文件。")
app.add_typer(docs, name="docs")

Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]
Question = Annotated[str, typer.Argument(metavar="问题", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问")]
Pairs = Annotated[
    list[str], typer.Argument(metavar="字段=值…", help="如 effective_from=2024-01-01 region=济南市", show_default=False)
]
SetPairs = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="字段=值", help="人工设置基本信息，如 region=济南市；可多次", show_default=False),
]
DocId = Annotated[str, typer.Argument(metavar="编号", help="文件编号，见 parkbot docs list", show_default=False)]


@app.command(cls=Command)
def serve(
    host: Annotated[str | None, typer.Option(help="监听的地址，默认 127.0.0.1", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="监听的端口，默认 8000", show_default=False)] = None,
) -> None:
    """启动网络服务；第一次启动会建立索引。"""
    settings = _settings(host=host, port=port)
    from api.command_line.serving import serve as run_service

    run_service(settings, _console())


@app.command(cls=Command)
def ask(
    question: Question,
    session: Annotated[str | None, typer.Option(help="接着一次对话问", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(help="按哪一天的规定回答，如 2025-06-30", show_default=False)] = None,
    region: Annotated[str | None, typer.Option(help="企业所在地", show_default=False)] = None,
    as_json: Json = False,
    trace: Annotated[bool, typer.Option("--trace", help="同时给出各步骤的经过")] = False,
) -> None:
    """提一个问题，答案附所依据的条款。"""
    from api.command_line.inputs import ask_request

    fields = {"question": question, "session_id": session, "as_of": as_of, "region": region}
    request = ask_request(fields)
    with _door() as door:
        response = door.ask(request, trace=trace)
    from api.command_line import render

    if as_json:
        render.print_json(response)
        return
    render.print_answer(response, _console())
    if trace:
        render.print_trace(response["trace"], _console())


@app.command(cls=Command)
def search(
    query: Annotated[str, typer.Argument(metavar="内容", show_default=False)],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="最多几条")] = 10,
    as_json: Json = False,
) -> None:
    """检索条款，不作回答。"""
    from api.command_line.inputs import search_query

    cleaned = search_query(query)
    with _door() as door:
        found = door.search(cleaned, k)
    from api.command_line import render

    render.print_json(found) if as_json else render.print_hits(found["hits"], _console())


@app.command(cls=Command)
def eligibility(
    profile: Annotated[
        Path | None, typer.Argument(metavar="企业情况.yaml", help="字段和值，如 revenue: 20000000", show_default=False)
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="业务日期，默认今天", show_default=False)] = None,
    policy: Annotated[
        list[str] | None, typer.Option("--policy", metavar="编号", help="只判断这项政策；可多次", show_default=False)
    ] = None,
    asks: Annotated[bool, typer.Option("--ask", help="一个一个地问，直到不再缺少数据")] = False,
    as_json: Json = False,
) -> None:
    """判断企业符合哪些政策的条件，逐条说明依据和还缺什么。"""
    from api.command_line import eligibility as judging
    from api.command_line import render, render_eligibility
    from bot.eligibility.fields import load_fields

    if profile is None and not asks:
        raise CommandFailed("wrong_usage", "请给出企业情况的文件，或加 --ask 逐个回答。", WRONG_USAGE)
    given = judging.read_profile_file(profile) if profile else {}
    request, fields = judging.eligibility_request(given, policy, as_of), load_fields()
    console = _console(stderr=as_json)
    with _door() as door:
        if asks:
            answered = render_eligibility.question_asker(console)
            request, response = judging.ask_until_settled(door, request, fields, answered, console.print)
        else:
            response = door.determine(request)
    if as_json:
        render.print_json(response)
    else:
        render_eligibility.print_determination(response, fields, console, all_notes=bool(policy))


@app.command(cls=Command)
def estimate(
    benefit: Annotated[
        str, typer.Argument(metavar="政策/优惠", help="如 rd-plus/b1，编号见 parkbot eligibility", show_default=False)
    ],
    profile: Annotated[
        Path, typer.Argument(metavar="企业情况.yaml", help="字段和值，如 rd_expense: 3000000", show_default=False)
    ],
    as_of: Annotated[str | None, typer.Option(help="业务日期，默认今天", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """测算一项优惠的数额，给出公式、步骤和所作的假定。"""
    from api.command_line import render
    from api.command_line.eligibility import read_profile_file
    from api.command_line.estimate import estimate_request, print_estimate

    request = estimate_request(benefit, read_profile_file(profile), as_of)
    with _door() as door:
        response = door.estimate(request)
    render.print_json(response) if as_json else print_estimate(response, _console())


@app.command(cls=Command)
def ingest(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="文件或文件夹", show_default=False)],
    yes: Yes = False,
    doc_id: Annotated[str | None, typer.Option("--id", help="文件编号，默认由标题得出", show_default=False)] = None,
    pairs: SetPairs = None,
    replace_clean: Annotated[
        bool, typer.Option("--replace-clean", help="允许有疑问的文字（如模糊的扫描件）替换没有疑问的")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="代码", help="仍要载入：draft、duplicate、not_policy", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """载入文件：先给出基本信息和条款，确认后才改变知识库。"""
    from api.command_line import loading, render, render_loads
    from api.command_line.inputs import metadata_values

    wishes = loading.Wishes(doc_id, metadata_values(pairs or ()), replace_clean, frozenset(accept or ()))
    found = loading.files_under(files)
    loading.check_usage(found, wishes)
    asks = not yes and not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    console = _console()
    with _door() as door, loading.pages_shown(_console(stderr=True)):
        if asks:
            show = lambda looked: render_loads.print_previews(looked, console)  # noqa: E731
            entries = loading.load_after_asking(door, found, wishes, show, lambda: _confirmed("确认载入？"))
        else:
            bar = None if as_json else _console(stderr=True)
            entries = loading.run_files(door, found, wishes, confirm=yes, console=bar)
    if as_json:
        render.print_json(entries)
    elif not yes and not asks:
        render_loads.print_previews(entries, console)
        loadable = any(entry["status"] == "preview" for entry in entries)
        console.print("\n只是预览，什么也没有改变。" + ("加 --yes 载入。" if loadable else ""))
    else:
        render_loads.print_loads(entries, console)
    loading.raise_for_refused(entries)


@docs.command("list", cls=Command)
def list_documents(
    include_removed: Annotated[bool, typer.Option("--all", help="也列出已移除的文件")] = False, as_json: Json = False
) -> None:
    """列出知识库中的文件。"""
    with _door(reads_documents=True) as door:
        found = door.documents(include_removed=include_removed)
    from api.command_line import render

    render.print_json(found) if as_json else render.print_documents(found["documents"], _console())


@docs.command("show", cls=Command)
def show_document(
    doc_id: DocId,
    version: Annotated[str | None, typer.Option(help="正文的 sha256，默认当前版本", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """显示一份文件和它的条款。"""
    with _door(reads_documents=True) as door:
        document = door.document(doc_id, version)
    from api.command_line import render

    render.print_json(document) if as_json else render.print_document(document, _console())


@docs.command("diff", cls=Command)
def compare_document(
    doc_id: DocId,
    earlier: Annotated[str | None, typer.Option("--from", help="较早的版本，默认前一版本", show_default=False)] = None,
    later: Annotated[str | None, typer.Option("--to", help="较晚的版本，默认当前版本", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """比较一份文件的两个版本：增加、删去、修改了哪些条款。"""
    with _door(reads_documents=True) as door:
        found = door.differences(doc_id, earlier, later)
    from api.command_line import render, render_loads

    render.print_json(found) if as_json else render_loads.print_differences(found, _console())


@docs.command("set", cls=Command)
def correct_document(doc_id: DocId, pairs: Pairs, as_json: Json = False) -> None:
    """更正一份文件的基本信息：标题、文号、地区、施行和到期日期等；值留空表示没有。"""
    from api.command_line import render, render_loads
    from api.command_line.inputs import metadata_values

    metadata = metadata_values(pairs)
    with _door() as door:
        correction = door.correct(doc_id, metadata)
    render.print_json(correction) if as_json else render_loads.print_correction(correction, _console())


@docs.command("remove", cls=Command)
def remove_document(doc_id: DocId, yes: Yes = False, as_json: Json = False) -> None:
    """移除一份文件；各个版本仍可查阅。"""
    from api.command_line import render, render_loads

    with _door() as door:
        if not yes:
            _ask_before_removing(door.document(doc_id, None))
        removal = door.remove(doc_id)
    render.print_json(removal) if as_json else render_loads.print_removal(removal, _console())


@docs.command("restore", cls=Command)
def restore_document(doc_id: DocId, as_json: Json = False) -> None:
    """恢复一份已移除的文件，用它最后的版本；随附的摘编也可以。"""
    from api.command_line import render, render_loads

    with _door() as door:
        restoration = door.restore(doc_id)
    render.print_json(restoration) if as_json else render_loads.print_restoration(restoration, _console())


@docs.command("check", cls=Command)
def check_documents(as_json: Json = False) -> None:
    """核对目录库与两个索引是否一致，补上索引尚未处理的改动。"""
    with _door() as door:
        report = door.check()
    _finish_check(report, as_json)


@docs.command("rebuild", cls=Command)
def rebuild_indexes(as_json: Json = False) -> None:
    """重建两个索引；服务运行时也可以。"""
    with _door() as door:
        report = door.rebuild()
    _finish_check(report, as_json)


@app.command("eval", cls=Command)
def evaluate(
    set_name: Annotated[
        str, typer.Option("--set", help="题集：plan、policies、followups、refusals、yesno 或 all")
    ] = "all",
    half: Annotated[Literal["dev", "dev2", "test", "all"], typer.Option(help="哪一部分")] = "all",
    folder: Annotated[
        Path | None, typer.Option("--to", help="报告和数字写到哪个文件夹，默认 evals/results", show_default=False)
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="列出没有答好的题")] = False,
    as_json: Json = False,
) -> None:
    """用题集衡量回答的质量，写出报告，并与已提交的下限比较。"""
    from evals.run import main as run_evaluation

    flags = [flag for flag, given in (("--failures", failures), ("--json", as_json)) if given]
    to = ["--to", str(folder)] if folder else []
    raise typer.Exit(run_evaluation(["--set", set_name, "--half", half, *to, *flags]))


@app.command(cls=Command)
def doctor(as_json: Json = False) -> None:
    """检查运行所需的一切，并说明怎么办。"""
    settings = _settings()
    from api.command_line import render
    from api.command_line.doctor import diagnose

    checks = list(diagnose(settings))
    ok = all(check["ok"] for check in checks)
    render.print_json({"ok": ok, "checks": checks}) if as_json else render.print_checklist(checks, _console())
    if not ok:
        raise typer.Exit(FAILED)


def main() -> None:
    """The `parkbot` command: exit status 0 done, 1 failed with a clear message, 2 wrong usage. Never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character still gets the rest
    use_chinese_titles()
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except BrokenPipeError:  # the reader (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except (KeyboardInterrupt, Abort):
        _fail("interrupted", "已中断", FAILED)
    except TyperException as error:
        _fail("wrong_usage", usage_message(error) + "。用 --help 查看用法。", WRONG_USAGE)
    except Exception as error:  # whatever it is, people get one line
        code = getattr(error, "code", "internal_error")
        message = str(error) if hasattr(error, "code") else f"程序内部错误（{type(error).__name__}）"
        _fail(code, message, getattr(error, "exit_code", FAILED))


def _fail(code: str, message: str, exit_code: int) -> None:
    line = f"错误 [{code}]：{message}"
    if "--json" in sys.argv:  # a program reads it: the data on standard output, what went wrong on standard error
        line = json.dumps({"code": code, "message": message}, ensure_ascii=False)
    print(line, file=sys.stderr)  # noqa: T201  # the command line's own voice
    sys.exit(exit_code)


def _settings(**overrides: object) -> Settings:
    from bot.settings import load_settings

    return load_settings(**overrides)


@contextmanager
def _door(*, reads_documents: bool = False) -> Iterator[Door]:
    settings = _settings()
    from api.command_line.doors import open_door, open_reading_door

    with (open_reading_door if reads_documents else open_door)(settings) as door:
        yield door


def _finish_check(report: dict[str, object], as_json: bool) -> None:
    from api.command_line import render

    render.print_json(report) if as_json else render.print_check(report, _console())
    if not report["is_sound"]:
        raise CommandFailed("unsound", "目录库与索引不一致，见上。")


def _ask_before_removing(document: dict[str, object]) -> None:
    if not sys.stdin.isatty():
        raise CommandFailed("not_confirmed", f"将移除《{document['title']}》。请加 --yes 确认。")
    if not _confirmed(f"移除《{document['title']}》？"):
        raise Abort


def _confirmed(question: str) -> bool:
    """A person's yes or no, asked again until it is one; nothing typed is no. Raises Abort at the end of the input."""
    while True:
        answer = typer.prompt(f"{question}（是 y / 否 n）", default="n", show_default=False).strip().lower()
        if answer in {"y", "yes", "是", "n", "no", "否"}:
            return answer in {"y", "yes", "是"}
        typer.echo("请输入 y 或 n。")


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr)


if __name__ == "__main__":
    main()
