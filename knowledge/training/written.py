"""The everyday questions written for training, each with the article that answers it: `python -m …written LAWS`.

They stand in `everyday_questions/`, by law title (without the state's name) and article number; law texts stay outside
the project. Run as a program, this names the articles that LAWS lacks and the questions that resemble an evaluation's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from knowledge.numerals import to_chinese
from knowledge.training.laws import Article, every_article
from knowledge.training.questions import AnsweredQuestion, CitedArticle, OverlapFilter

WRITTEN_FOLDER = Path(__file__).with_name("everyday_questions")

_NUMBER = re.compile(r"(?P<number>\d+)(?P<inserted>之[一二三四五六七八九十])?")


def read_written(folder: Path = WRITTEN_FOLDER) -> list[AnsweredQuestion]:
    """All questions of the folder's YAML files, each once and with every article named for it.

    Raises ValueError for an article number that is none.
    """
    cited: dict[str, dict[CitedArticle, None]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for law, articles in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for number, questions in articles.items():
                for question in questions:
                    cited.setdefault(question, {})[CitedArticle(law, article_label(str(number)))] = None
    return [AnsweredQuestion(question, tuple(articles)) for question, articles in cited.items()]


def article_label(number: str) -> str:
    """1079 → 第一千零七十九条, 133之一 → 第一百三十三条之一. Raises ValueError for anything else."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"not an article number: {number!r}")
    return f"第{to_chinese(int(match['number']))}条{match['inserted'] or ''}"


def problems(
    written: Sequence[AnsweredQuestion], articles: Iterable[Article], excluded: Iterable[str]
) -> Iterator[str]:
    """A line for each named article that is not among `articles` and each question that overlaps an excluded one."""
    known, overlap = {(article.law, article.label) for article in articles}, OverlapFilter(excluded)
    for answered in written:
        for cited in answered.articles:
            if (cited.law, cited.label) not in known:
                yield f"no such article: {cited.law} {cited.label} ({answered.question})"
        if overlap.overlaps(answered.question):
            yield f"resembles an evaluation question: {answered.question}"


def excluded_questions(files: Sequence[Path]) -> list[str]:
    """The questions of JSONL files of an evaluation: the key `query` or `question` of each line."""
    entries = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [str(entry["query"] if "query" in entry else entry["question"]) for entry in entries]


def main() -> int:
    """Print every problem; exit code 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path, help="folder of Markdown law texts")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="JSONL of evaluation questions")
    arguments = parser.parse_args()
    found = list(problems(read_written(), every_article(arguments.laws), excluded_questions(arguments.exclude)))
    print(*found, sep="\n", end="\n" if found else "")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
