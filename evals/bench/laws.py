"""How well clause parsing holds on a folder of laws in Markdown: `python -m evals.bench.laws FOLDER`.

The articles of each file are counted a second time, by a line pattern and a numeral converter that parkbot does not
use, and compared number by number. Also checked: that clauses and gaps rebuild the text and gaps hold headings only,
crashes, and time a file. Exit code 1 if an aim is missed.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cn2an

from knowledge.clauses import parse_clauses
from knowledge.normalise import stored_text
from knowledge.types import Clause

SHARE_AIM = 0.995
SECONDS_AIM = 5.0
LONGEST_GAP_LINE = 60
EXAMPLES_SHOWN = 8

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HASHES = re.compile(r"^#{1,6} *", re.MULTILINE)
_ARTICLE_LINE = re.compile(r"^\s*第([一二三四五六七八九十百千零〇\d\s]+?)\s*条(?:之([一二三四五六七八九十]+))?(.?)")
_ARTICLE_PATH = re.compile(r"(?:a[\d_]+(?:-\d+)?\.)?(\d+(?:_\d+)?)(?:-\d+)?")


@dataclass(slots=True)
class Report:
    """What was counted over all files."""

    files: int = 0
    crashed: list[str] = field(default_factory=list)
    lossy: list[str] = field(default_factory=list)
    expected: int = 0
    recovered: int = 0
    extra: int = 0
    clauses: int = 0
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")
    misses: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Recovered articles among those counted independently (1.0 where there are none)."""
        return self.recovered / self.expected if self.expected else 1.0

    def note(self, cause: str, where: str) -> None:
        """Count a miss and keep the first examples of its cause."""
        self.misses[cause] += 1
        shown = self.examples.setdefault(cause, [])
        if len(shown) < EXAMPLES_SHOWN:
            shown.append(where)


def plain_text(markdown: str) -> str:
    """The law's text without front matter, comments and heading marks."""
    text = _FRONT_MATTER.sub("", stored_text(markdown))
    return stored_text(_HASHES.sub("", _COMMENT.sub("", text)))


def count_articles(text: str) -> dict[int, tuple[str, str]]:
    """Offset → (number, line) of each line that begins with 第X条, however it goes on; numbers as in clause paths."""
    counted: dict[int, tuple[str, str]] = {}
    position = 0
    for line in text.split("\n"):
        match = _ARTICLE_LINE.match(line)
        if match:
            counted[position + line.index("第")] = (_number(match), line.strip())
        position += len(line) + 1
    return counted


def _number(match: re.Match[str]) -> str:
    try:
        number = str(cn2an.cn2an(re.sub(r"\s", "", match[1]).replace("〇", "零"), "smart"))
        return f"{number}_{cn2an.cn2an(match[2], 'smart')}" if match[2] else number
    except ValueError:
        return "unreadable"


def measure(folder: Path) -> Report:
    """Parse every Markdown file under `folder`."""
    report = Report()
    for path in sorted(folder.rglob("*.md")):
        report.files += 1
        text = plain_text(path.read_text(encoding="utf-8", errors="replace"))
        name = str(path.relative_to(folder))
        started = time.monotonic()
        try:
            clauses = parse_clauses(text, doc_id="law")
        except Exception as error:  # the bench reports whatever breaks and goes on
            report.crashed.append(f"{name}: {error!r}")
            continue
        took = time.monotonic() - started
        report.seconds += took
        report.slowest = max(report.slowest, (took, name))
        report.clauses += len(clauses)
        report.lossy.extend(f"{name}: {fault}" for fault in _faults(text, clauses))
        _compare_articles(report, name, text, clauses)
    return report


def _faults(text: str, clauses: tuple[Clause, ...]) -> Iterator[str]:
    """What breaks the partition: a wrong offset, an overlap, or words between clauses that are no heading line."""
    position = 0
    for clause in clauses:
        if text[clause.start : clause.end] != clause.text or clause.start < position:
            yield f"offsets of {clause.path}"
        for line in text[position : clause.start].split("\n"):
            words = line.strip()
            if len(words) > LONGEST_GAP_LINE or words.endswith(("。", ";", "；")):
                yield f"between clauses: {words[:30]}"
        position = clause.end
    if text[position:].strip():
        yield f"after the last clause: {text[position:].strip()[:30]}"


def _compare_articles(report: Report, name: str, text: str, clauses: tuple[Clause, ...]) -> None:
    found = {
        clause.start: match[1]
        for clause in clauses
        if clause.text.startswith("第") and (match := _ARTICLE_PATH.fullmatch(clause.path))
    }
    counted = count_articles(text)
    report.expected += len(counted)
    for start, (number, line) in counted.items():
        if found.pop(start, None) == number:
            report.recovered += 1
        else:
            report.note(_cause(line), f"{name}: {line[:40]}")
    report.extra += len(found)
    for number in found.values():
        report.note("extra: not at a line's start", f"{name}: {number}")


def _cause(line: str) -> str:
    """Why an article line was not recovered, as far as the line shows."""
    match = _ARTICLE_LINE.match(line)
    after = match[3] if match else ""
    if after and not after.isspace():
        return "missed: no space after 第X条 (cross-reference or typing slip)"
    return "missed: looks like an article"


def render(report: Report) -> str:
    """The report as lines of text."""
    lines = [
        f"files {report.files}, clauses {report.clauses}, crashed {len(report.crashed)}",
        f"articles {report.recovered} of {report.expected} = {report.share:.4%}, extra {report.extra}",
        f"lossless files {report.files - len({fault.split(':')[0] for fault in report.lossy})} of {report.files}",
        f"time {report.seconds:.2f} s in all, slowest {report.slowest[0]:.3f} s ({report.slowest[1]})",
    ]
    for cause, count in report.misses.most_common():
        lines.append(f"{cause}: {count}")
        lines.extend(f"    {example}" for example in report.examples[cause])
    lines.extend(f"lossy: {fault}" for fault in report.lossy[:EXAMPLES_SHOWN])
    lines.extend(f"crash: {fault}" for fault in report.crashed[:EXAMPLES_SHOWN])
    return "\n".join(lines)


def main() -> int:
    """Run the bench on the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    report = measure(parser.parse_args().folder)
    print(render(report))
    met = report.share >= SHARE_AIM and report.slowest[0] <= SECONDS_AIM and not report.lossy and not report.crashed
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
