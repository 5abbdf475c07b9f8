"""Files in formats of other office programs, made by LibreOffice from Word files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 180


def can_convert() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def converted(word: bytes, ending: str) -> bytes:
    """The Word file saved as doc, rtf or odt. Raises subprocess.SubprocessError where LibreOffice fails."""
    with TemporaryDirectory(prefix="parkbot-corpus-") as name:
        folder = Path(name)
        source = folder / "file.docx"
        source.write_bytes(word)
        program = shutil.which("soffice") or "soffice"
        subprocess.run(  # noqa: S603  # our own file
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
             "--outdir", str(folder), str(source)],
            check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        return source.with_suffix(f".{ending}").read_bytes()
