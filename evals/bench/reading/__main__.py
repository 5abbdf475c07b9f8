"""How well awkward files are read: `python -m evals.bench.reading [--only TEXT] [--keep FOLDER] [--misses]`.

Makes some hundred files of every format from fifteen invented documents whose clauses were marked by hand, reads them
as `parkbot ingest` does, and compares boundaries, text and metadata. Files that need LibreOffice, the extra `ocr` or a
Chinese font are skipped with a line where those are absent. Held-out PDF files are counted by themselves as well, and
their misses are never shown, so that nobody mends the reader by them. Exit code 1 if an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals.bench.reading.corpus import corpus
from evals.bench.reading.report import lines, reaches_aims
from evals.bench.reading.scoring import score
from knowledge.readers.reading import ReaderProcess


def main() -> int:
    """Run the bench on this machine."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.reading", description=__doc__)
    parser.add_argument("--only", default="", help="files whose name contains this")
    parser.add_argument("--keep", type=Path, help="a folder to write the files to as well")
    parser.add_argument(
        "--misses",
        action="store_true",
        help="a line for each thing that was not read right in files that are not held out",
    )
    arguments = parser.parse_args()
    scores = []
    with ReaderProcess() as reader:
        for file in (file for file in corpus() if arguments.only in file.name):
            if file.skipped:
                print(f"skipped {file.name}: {file.skipped}")
                continue
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / file.name).write_bytes(file.make())
            scores.append(score(file, reader.read))
            if arguments.misses and not file.is_held_out:
                for miss in scores[-1].misses:
                    print(f"{file.name}  {miss}")
    if not scores:
        print("no file to read")
        return 2
    print("\n".join(lines(scores)))
    return 0 if reaches_aims(scores) else 1


if __name__ == "__main__":
    sys.exit(main())
