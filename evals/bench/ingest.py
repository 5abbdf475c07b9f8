"""How fast files become documents: `python -m evals.bench.ingest FOLDER [--limit N]`.

Loads every file under the folder into an empty knowledge base the way `parkbot ingest --yes` does, and says clauses a
second end to end and where the time goes. The parts are measured where they happen; reading goes on beside the rest, so
they add up to more than the whole.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from knowledge.checks import check
from knowledge.embeddings import load_encoder
from knowledge.ingestion.bulk import load_all
from knowledge.knowledge_base import open_knowledge_base

AIM = 500
"""Clauses a second on two cores, without OCR."""

_PARTS = (
    ("reading files (other processes)", "knowledge.readers.reading.ReaderProcess.read"),
    ("finding metadata", "knowledge.ingestion.preparing.extract_metadata"),
    ("cutting into clauses", "knowledge.ingestion.preparing.parse_clauses"),
    ("SQL", "knowledge.catalogue.Catalogue.put_all"),
    ("words index", "knowledge.keyword_index.KeywordIndex.update"),
    ("vectors: index", "knowledge.vector_index.VectorIndex.update"),
    ("  of this, encoding", "knowledge.embeddings.StaticEncoder.encode"),
    ("looking what the vector index holds", "knowledge.vector_index.VectorIndex.digests"),
    ("snapshot", "knowledge.snapshot.Snapshot.__init__"),
)


@contextmanager
def timed(parts: Sequence[tuple[str, str]], seconds: Counter[str]) -> Iterator[None]:
    """Meanwhile calls of these functions, by dotted name, add their time to `seconds`."""
    patches = []
    for name, dotted in parts:
        owner, _, attribute = dotted.rpartition(".")
        patches.append(patch(dotted, _timed(_resolve(owner, attribute), name, seconds)))
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _resolve(owner: str, attribute: str) -> Callable[..., Any]:
    import pkgutil

    found: Callable[..., Any] = getattr(pkgutil.resolve_name(owner), attribute)
    return found


def _timed(function: Callable[..., Any], name: str, seconds: Counter[str]) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the function takes and gives
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds[name] += time.perf_counter() - started  # type: ignore[assignment]  # seconds are no whole numbers

    return call


def files_in(folder: Path, limit: int | None) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files under a folder."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    for path in paths[:limit]:
        yield path.name, path.read_bytes()


def processor_seconds() -> float:
    """What this process and those it ended have used of all cores; says more than the clock on a machine at work."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in times)


def main() -> int:
    """Run the bench; 1 where it is slower than the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="at most so many files")
    chosen = parser.parse_args()
    seconds: Counter[str] = Counter()
    effects: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    encoder = load_encoder()
    with (
        tempfile.TemporaryDirectory(prefix="parkbot-ingest-") as data,
        open_knowledge_base(Path(data), encoder=encoder, documents=()) as knowledge_base,
    ):
        started, before = time.perf_counter(), processor_seconds()
        with timed(_PARTS, seconds):
            for outcome in load_all(knowledge_base, files_in(chosen.folder, chosen.limit)):
                effects[outcome.preparation.effect.value] += 1
                if outcome.preparation.refusal is not None:
                    refusals[outcome.preparation.refusal.code] += 1
        took, used = time.perf_counter() - started, processor_seconds() - before
        clauses = len(knowledge_base.clauses())
        sound = check(knowledge_base).is_sound
    print(
        f"{sum(effects.values())} files ({dict(effects)}, refused {dict(refusals)}), {clauses} clauses, sound: {sound}"
    )
    print(f"{took:.1f} s, {clauses / took:.0f} clauses a second (aim {AIM})")
    print(f"{used:.1f} s of processor time, {clauses / used:.0f} clauses for each second of it")
    for name, _ in _PARTS:
        print(f"{name:38}{seconds[name]:8.1f} s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")
    return 0 if clauses / took >= AIM and sound else 1


if __name__ == "__main__":
    sys.exit(main())
