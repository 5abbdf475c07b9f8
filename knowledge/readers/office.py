"""Older and other word processor files (doc, wps, rtf, odt), converted to docx by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

from knowledge.errors import UnreadableFile
from knowledge.readers.docx import read_docx
from knowledge.readers.findings import Findings
from knowledge.readers.processes import end_with_children
from knowledge.readers.types import ReadText

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
"""The first start of LibreOffice, with a new profile, takes 3 to 10 s; a file of a hundred pages a few more."""
_FILTER = "docx:MS Word 2007 XML"

_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = {"DisableMacrosExecution": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true"}

OfficeFormat = Literal["doc", "wps", "rtf", "odt"]


def read_office(data: bytes, format_name: OfficeFormat) -> ReadText:
    """The text of a doc, wps, rtf or odt file.

    Raises UnreadableFile: converter_missing, too_slow, broken_file, encrypted_file and what `read_docx` raises.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFile(
            "converter_missing",
            f"读取 .{format_name} 文件需要 LibreOffice，本机没有安装；请安装它，或用 Word、WPS 另存为 docx 后再导入。",
        )
    read = read_docx(_as_docx(program, data, format_name))
    findings = Findings()
    if _MACROS in data:
        findings.note("macros_ignored")
    return replace(read, format=format_name, flags=(*read.flags, *findings.flags()))


def _as_docx(program: str, data: bytes, format_name: OfficeFormat) -> bytes:
    """The file as docx. The converter works in a folder and with a profile of its own, which vanish with the call."""
    with tempfile.TemporaryDirectory(prefix="parkbot-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"source.{format_name}")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        _write_settings(profile)
        _run([
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nologo", "--convert-to", _FILTER, "--outdir", folder, str(source),
        ], folder)  # fmt: skip
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise UnreadableFile(
                "broken_file",
                f"LibreOffice 打不开这份 .{format_name} 文件：文件可能已损坏或设有密码；请另存为 docx 后再导入。",
            )
        return converted.read_bytes()


def _write_settings(profile: Path) -> None:
    """A profile that runs no macro and fetches nothing that a document links to."""
    Path(profile, "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{_SECURITY}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _SETTINGS.items()
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    Path(profile, "user", "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>', encoding="utf-8"
    )


def _run(command: list[str], folder: str) -> None:
    """Run the converter and, when its time is over, end it with the processes that it started."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 - a program found on PATH, with arguments of our own making
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0 if sys.platform != "win32" else None,
    ) as process:
        try:
            process.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile("too_slow", f"LibreOffice 转换这份文件超过了 {_SECONDS} 秒，已经停止。") from error
        finally:
            end_with_children(process)
