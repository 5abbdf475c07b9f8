"""What a file was read into, compared with what stands in its document."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from evals.bench.reading.corpus import CorpusFile
from evals.bench.reading.sources import ExpectedClause, bare
from knowledge.clauses import parse_clauses
from knowledge.extraction.types import ExtractedMetadata
from knowledge.ingestion.preparing import read_document
from knowledge.ingestion.types import ReadFile
from knowledge.types import Clause

COMPARED = 12
"""Characters at the beginning and end of a clause that decide whether its boundary is right."""
_MISREAD = 2
"""Of those, how many recognition of a scan may have got wrong: the share of characters is judged by itself."""


@dataclass(frozen=True, slots=True)
class Score:
    """One file's figures. `recalled` and `read` are shares of characters: of the document's, and of the text's."""

    file: CorpusFile
    seconds: float
    expected: int
    found: int
    starts: int
    ends: int
    labels: int
    recalled: float
    read: float
    is_lossless: bool
    fields: int
    fields_right: int
    misses: tuple[str, ...] = field(default=())


def score(file: CorpusFile, read: ReadFile) -> Score:
    """Make the file, read it as loading does, and compare."""
    data = file.make()
    started = time.perf_counter()
    reading = read_document(file.name, data, read)
    seconds = time.perf_counter() - started
    expected, whole = file.document.clauses(file.lacks), file.document.text(file.lacks)
    if reading.metadata is None:
        reason = reading.refusal.detail if reading.refusal else "refused"
        return Score(
            file, seconds, len(expected), 0, 0, 0, 0, 0.0, 0.0, False, len(file.document.metadata), 0, (reason,)
        )
    clauses = parse_clauses(reading.text, doc_id="d", title=reading.metadata.title)
    compared = _Comparison(expected, clauses, file.is_scan)
    wrong = _wrong_fields(file, reading.metadata)
    got = _plain(reading.text, file.is_scan)
    whole = _plain(whole, file.is_scan)
    common = _common(whole, got)
    return Score(
        file,
        seconds,
        len(expected),
        len(clauses),
        len(compared.starts),
        len(compared.ends),
        len(compared.labels),
        common / len(whole),
        common / len(got) if got else 0.0,
        _stands_in(whole, got),
        len(file.document.metadata),
        len(file.document.metadata) - len(wrong),
        (*compared.misses(), *wrong),
    )


class _Comparison:
    """Expected and found clauses beside each other, by path."""

    def __init__(self, expected: Sequence[ExpectedClause], found: Sequence[Clause], is_scan: bool) -> None:
        self._expected = {clause.path: clause for clause in expected}
        self._found = {clause.path: clause for clause in found}
        self._is_scan = is_scan
        both = [path for path in self._expected if path in self._found]
        self.starts = {path for path in both if self._agree(path, slice(COMPARED))}
        self.ends = {path for path in self.starts if self._agree(path, slice(-COMPARED, None))}
        self.labels = {path for path in self.starts if self._same_label(path)}

    def misses(self) -> list[str]:
        """A line for each clause that was not found, is wrong, or should not be there."""
        lines = []
        for path, clause in self._expected.items():
            if path not in self._found:
                lines.append(f"missing {path}: {clause.text[:COMPARED]}")
            elif path not in self.starts:
                lines.append(f"start {path}: {clause.text[:COMPARED]} ≠ {bare(self._found[path].text)[:COMPARED]}")
            elif path not in self.ends:
                lines.append(f"end {path}: {clause.text[-COMPARED:]} ≠ {bare(self._found[path].text)[-COMPARED:]}")
            elif path not in self.labels:
                lines.append(f"label {path}: {clause.label} ≠ {self._found[path].label}")
        extra = [path for path in self._found if path not in self._expected]
        return lines + [f"extra {path}: {bare(self._found[path].text)[:COMPARED]}" for path in extra]

    def _agree(self, path: str, part: slice) -> bool:
        first = _plain(self._expected[path].text, self._is_scan)[part]
        second = _plain(self._found[path].text, self._is_scan)[part]
        if part.start is None:  # whether a clause shorter than this goes on too long is for its end to say
            second = second[: len(first)]
        return first == second or (self._is_scan and _common(first, second) >= len(first) - _MISREAD)

    def _same_label(self, path: str) -> bool:
        expected, found = self._expected[path].label, self._found[path].label
        return _plain(expected, self._is_scan) == _plain(found, self._is_scan)


def _plain(text: str, is_scan: bool) -> str:
    """A text without white space; in a scan full and half width look the same."""
    return bare(unicodedata.normalize("NFKC", text) if is_scan else text)


def _common(first: str, second: str) -> int:
    """How many characters two texts share in order."""
    return sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())


def _stands_in(text: str, whole: str) -> bool:
    """Whether every character of `text` stands in `whole`, in order."""
    characters = iter(whole)
    return all(character in characters for character in text)


def _wrong_fields(file: CorpusFile, metadata: ExtractedMetadata) -> list[str]:
    wrong = []
    for name, expected in file.document.metadata.items():
        value = getattr(metadata, name)
        found = None if value is None else str(value)
        if _field(found, file.is_scan) != _field(expected, file.is_scan):
            wrong.append(f"field {name}: {expected} ≠ {found}")
    return wrong


def _field(value: str | None, is_scan: bool) -> str | None:
    """A field as compared: in a scan neither width nor spaces can be told."""
    return _plain(value, is_scan) if value is not None and is_scan else value
