"""What an index on disk was made of, and which of the directories on disk is the index in use.

Each index lives in numbered directories (`vector-0001`). A new one is filled beside the old one and becomes the index
in use when its manifest is written, which is the last step: a kill at any moment leaves the last whole index.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.files import write_atomically
from knowledge.fingerprints import truth_hash

FORMAT = 1
"""Raise when what the indexes store changes in a way that no other field of the manifest shows."""

_FILE = "manifest.json"
_NUMBERED = re.compile(r"[a-z]+-[0-9]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index holds and how it was made; it may be used only while all of it is as expected.

    `settings` names what the index depends on beside its content (tokenizer, fields, encoder, where it is kept).
    """

    settings: Mapping[str, str]
    truth: str
    records: int
    format: int = FORMAT


def manifest_of(settings: Mapping[str, str], digests: Mapping[str, str], records: int) -> Manifest:
    """The manifest of an index that holds exactly these clauses (id → digest), in so many records."""
    return Manifest(dict(settings), truth_hash(digests), records)


def read_manifest(directory: Path) -> Manifest | None:
    """The directory's manifest; None, which means an unfinished index, where there is none or it is unreadable."""
    try:
        return Manifest(**json.loads((directory / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Declare that the directory holds the index that the manifest describes."""
    write_atomically(directory / _FILE, json.dumps(asdict(manifest)))


def index_in_use(root: Path, name: str) -> Path | None:
    """The newest directory of this index that was finished, or None."""
    finished = [directory for directory in _directories(root, name) if read_manifest(directory) is not None]
    return finished[-1] if finished else None


def new_directory(root: Path, name: str) -> Path:
    """An empty directory for the next index of this name; not yet the index in use."""
    numbers = [_number(directory) for directory in _directories(root, name)]
    directory = root / f"{name}-{max(numbers, default=0) + 1:04d}"
    directory.mkdir(parents=True)
    return directory


def superseded_directories(root: Path, name: str, in_use: Path) -> list[Path]:
    """Every other directory of this index: older ones and unfinished ones."""
    return [directory for directory in _directories(root, name) if directory != in_use]


def remove_directory(directory: Path) -> None:
    """Remove a directory, its manifest first, so that a kill half-way leaves no index that looks whole."""
    (directory / _FILE).unlink(missing_ok=True)
    shutil.rmtree(directory, ignore_errors=True)


def _directories(root: Path, name: str) -> list[Path]:
    return sorted((path for path in root.glob(f"{name}-*") if _NUMBERED.fullmatch(path.name)), key=_number)


def _number(directory: Path) -> int:
    return int(directory.name.rpartition("-")[2])
