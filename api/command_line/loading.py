"""`parkbot ingest`: which files, what would happen, yes or no, and what happened."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.command_line.failures import FAILED, WRONG_USAGE, CommandFailed
from api.middleware import MAX_FILE_BYTES
from knowledge.ingestion.types import ACCEPTABLE

if TYPE_CHECKING:
    from api.command_line.doors import Door, Json
    from api.requests import MetadataValues

STORED = frozenset({"added", "updated", "flagged"})
_LOADABLE = "preview"
_READING = "knowledge.readers.reading"
"""The logger that is told of each page before it is recognised."""
_OF_ONE_FILE = frozenset({"title", "doc_no"})


@dataclass(frozen=True, slots=True)
class _File:
    """A path as it was named, and why it cannot even be opened, if so."""

    path: Path
    problem: tuple[str, str] | None = None


def files_under(paths: Sequence[Path]) -> list[_File]:
    """The files of these paths, folders expanded in the order of their names; hidden files are left out."""
    found: list[_File] = []
    for path in paths:
        if path.is_dir():
            found += [
                _checked(item) for item in sorted(path.rglob("*")) if item.is_file() and not _is_hidden(item, path)
            ]
        else:
            found.append(_checked(path))
    if not found:
        raise CommandFailed("no_files", "文件夹里没有文件。", FAILED)
    return found


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of the files to be loaded: an id, metadata set by hand, doubtful text in place of clean,
    and which doubts (`ACCEPTABLE`) keep none out."""

    doc_id: str | None
    metadata: MetadataValues
    replace_clean: bool = False
    accepted: frozenset[str] = frozenset()


def check_usage(files: Sequence[_File], wishes: Wishes) -> None:
    """Raise CommandFailed with `WRONG_USAGE` where what only one file can have is given for several."""
    unknown = wishes.accepted.difference(ACCEPTABLE)
    if unknown:
        words = f"--accept 可以是 {'、'.join(ACCEPTABLE)}，没有 {'、'.join(sorted(unknown))}。"
        raise CommandFailed("wrong_usage", words, WRONG_USAGE)
    if len(files) == 1:
        return
    given = ["--id"] if wishes.doc_id is not None else []
    given += [f"--set {name}" for name in sorted(_OF_ONE_FILE & wishes.metadata.model_fields_set)]
    if given:
        raise CommandFailed("wrong_usage", f"{'、'.join(given)} 只能用于一份文件。用 --help 查看用法。", WRONG_USAGE)


def run_files(
    door: Door, files: Sequence[_File], wishes: Wishes, *, confirm: bool, console: Console | None
) -> list[Json]:
    """Load the files, or look at them: one entry each, in their order. A bar shows progress on `console`, if given."""
    results = door.load(
        _contents(files),
        wishes.doc_id,
        confirm=confirm,
        metadata=wishes.metadata,
        replace_clean=wishes.replace_clean,
        accepted=wishes.accepted,
    )
    entries = (_entry(file, results) for file in files)
    return list(_with_bar(entries, len(files), console) if console is not None and len(files) > 1 else entries)


@contextmanager
def pages_shown(console: Console) -> Iterator[None]:
    """A line on `console` for each page before it is recognised, which takes its time."""
    handler = _PageLines(console)
    log = logging.getLogger(_READING)
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


class _PageLines(logging.Handler):
    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        self._console.print(record.getMessage(), style="dim")


def load_after_asking(
    door: Door,
    files: Sequence[_File],
    wishes: Wishes,
    show: Callable[[Sequence[Json]], None],
    ask: Callable[[], bool],
) -> list[Json]:
    """Look first, show it, and load what can be loaded if a person says yes; else the entries of the look."""
    looked = run_files(door, files, wishes, confirm=False, console=None)
    show(looked)
    wanted = [file for file, entry in zip(files, looked, strict=True) if entry["status"] == _LOADABLE]
    if not wanted or not ask():
        return looked
    loaded = iter(run_files(door, wanted, wishes, confirm=True, console=None))
    return [next(loaded) if entry["status"] == _LOADABLE else entry for entry in looked]


def raise_for_refused(entries: Iterable[Json]) -> None:
    """Raise CommandFailed if any file was refused."""
    refused = [entry for entry in entries if entry["status"] == "refused"]
    if refused:
        names = "、".join(entry["file"] for entry in refused[:3]) + ("等" if len(refused) > 3 else "")
        raise CommandFailed("refused", f"{len(refused)} 份文件没有载入（{names}），原因见上。")


def _checked(path: Path) -> _File:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # opening a pipe would wait for a writer that may never come
            return _File(path, ("not_a_file", "这是管道或设备，不是文件。"))
        with path.open("rb"):
            pass
    except FileNotFoundError:
        return _File(path, ("file_not_found", "没有这个文件。"))
    except OSError as error:
        return _File(path, ("file_not_readable", f"无法打开（{error.strerror}）。"))
    if status.st_size > MAX_FILE_BYTES:
        return _File(path, ("too_large", f"文件有 {status.st_size / 2**20:.1f} MB，超过上限 50 MB，请拆分后再载入。"))
    return _File(path)


def _is_hidden(item: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in item.relative_to(folder).parts)


def _contents(files: Iterable[_File]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        if file.problem is None:
            yield file.path.name, file.path.read_bytes()


def _entry(file: _File, results: Iterator[Json]) -> Json:
    if file.problem is None:
        return next(results) | {"file": str(file.path)}
    code, detail = file.problem
    return refused_entry(code, detail) | {"file": str(file.path)}


def refused_entry(code: str, detail: str) -> dict[str, Any]:
    """The entry of a file that was not even read."""
    return {
        "file": "", "doc_id": None, "status": "refused", "clauses": 0, "version": None,
        "error": {"code": code, "detail": detail}, "title": None, "change": "refused", "replaces": None,
        "flags": [], "metadata": {}, "computed": {}, "by_hand": {}, "notices": [], "tree": [],
    }  # fmt: skip


def _with_bar(entries: Iterable[Json], count: int, console: Console) -> Iterator[Json]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("读取和载入", total=count)
        for entry in entries:
            yield entry
            progress.advance(task)
