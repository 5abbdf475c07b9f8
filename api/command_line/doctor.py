"""`parkbot doctor`: what is needed to answer, checked one by one, with what to do where something is missing."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from api.command_line.doors import open_door
from api.command_line.failures import CommandFailed
from bot.errors import BotError
from bot.settings import PREFIX, Settings, variable_names
from knowledge.errors import KnowledgeError
from knowledge.lock import current_owner

_OLDEST_PYTHON, _FIRST_UNTRIED_PYTHON = (3, 11), (3, 15)
_NEEDED_BYTES = 200 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `advice` says what to do where it is not `ok`."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def diagnose(settings: Settings) -> Iterator[dict[str, object]]:
    """Every check, in the order in which one thing needs the other."""
    for look in (_python, _packages, lambda: _settings(settings), lambda: _data(settings)):
        yield asdict(look())
    yield asdict(_recognition())
    yield asdict(_guarded("嵌入模型", lambda: _model(settings)))
    yield asdict(_guarded("知识库", lambda: _knowledge_base(settings)))


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    ok = _OLDEST_PYTHON <= sys.version_info[:2] < _FIRST_UNTRIED_PYTHON
    return Check("Python", ok, found, "" if ok else "请安装 Python 3.11 至 3.14")


def _packages() -> Check:
    names = [found[0] for line in requires("parkbot") or () if "extra ==" not in line and (found := _NAME.match(line))]
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        return Check("软件包", False, f"缺少 {'、'.join(missing)}", "请运行 make install")
    return Check("软件包", True, f"parkbot {version('parkbot')}，{len(names)} 个依赖齐全")


def _recognition() -> Check:
    from knowledge.readers.ocr import is_installed

    if is_installed():
        return Check("文字识别", True, "已安装，可以载入扫描件和图片")
    return Check("文字识别", True, "没有安装，扫描件和图片不能载入", "需要时运行 make install EXTRAS=ocr")


def _settings(settings: Settings) -> Check:
    known = set(variable_names())
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    keys = f"访问密钥 {len(settings.api_keys)} 个" if settings.api_keys else "没有访问密钥，只能在本机服务"
    if not unknown:
        return Check("设置", True, keys)
    return Check("设置", True, f"{keys}；不认识的变量 {'、'.join(unknown)}", "核对变量名，可用的设置见 .env.example")


def _data(settings: Settings) -> Check:
    folder = settings.data.absolute()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return Check("数据目录", False, f"{folder} 无法写入", "检查权限，或用 PARKBOT_DATA 另指数据目录")
    free = shutil.disk_usage(existing).free
    if free < _NEEDED_BYTES:
        return Check("数据目录", False, f"{folder} 只剩 {free // 2**20} MB", "请清理磁盘，至少留出 200 MB")
    return Check("数据目录", True, f"{folder}，剩余 {free / 2**30:.1f} GB")


def _model(settings: Settings) -> Check:
    from knowledge.embeddings import load_encoder

    encoder = load_encoder(settings.embedding_model)
    ok = bool(encoder.encode(["研发投入补助"]).any())
    found = f"{settings.embedding_model or '随附的模型'}，{encoder.dimension} 维"
    return Check("嵌入模型", ok, found, "" if ok else "模型对中文没有输出，请换一个模型")


def _knowledge_base(settings: Settings) -> Check:
    owner = current_owner(settings.data)
    if owner is None and not _has_data(settings.data):
        return Check("知识库", True, "尚未建立，第一次启动时自动建立")
    with open_door(settings) as door:
        report = door.check()
    where = f"（经由服务 {owner.address}）" if owner and owner.address else ""
    if not report["is_sound"]:
        return Check("知识库", False, "；".join(report["problems"]) + where, "请运行 parkbot docs rebuild")
    return Check("知识库", True, f"{report['holdings'][0]['clauses']} 个条款，目录库与索引一致{where}")


def _has_data(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except (KnowledgeError, BotError, CommandFailed) as error:
        return Check(name, False, str(error), f"错误代码 {error.code}")


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
