"""Articles of a folder of Markdown law texts (title as `#`, chapters as `##` and deeper, articles as `第X条`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"^(#+)\s*(.*?)\s*$")
_ARTICLE = re.compile(r"^(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)\s*(.*)$")
_DATED_FILE = re.compile(r"^(?P<title>.+?)\((?P<date>\d{4}-\d{2}-\d{2})\)$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the law's title without the state's name, chapter titles from the top down, label, text."""

    law: str
    headings: tuple[str, ...]
    label: str
    text: str

    @property
    def heading(self) -> str:
        """Title and chapter titles, as they stand before the text in an index."""
        return " ".join((self.law, *self.headings))


def read_laws(folder: Path) -> list[Article]:
    """All articles below the folder in a stable order; of several versions of a law only the newest, each text once.

    Older versions and word-for-word repeats would stand beside the right answer as wrong ones during training.
    """
    first: dict[str, Article] = {}
    for article in every_article(folder):
        first.setdefault(article.text, article)
    return list(first.values())


def every_article(folder: Path) -> Iterator[Article]:
    """The articles of the newest version of each law below the folder, word-for-word repeats among them."""
    for path in _newest_versions(folder):
        yield from _read_law(path)


def _newest_versions(folder: Path) -> list[Path]:
    newest: dict[tuple[Path, str], tuple[str, Path]] = {}
    for path in sorted(folder.rglob("*.md")):
        dated = _DATED_FILE.match(path.stem)
        title, date = (dated["title"], dated["date"]) if dated else (path.stem, "")
        newest[path.parent, title] = max(newest.get((path.parent, title), ("", path)), (date, path))
    return [path for _, path in sorted(newest.values(), key=lambda version: version[1])]


def _read_law(path: Path) -> Iterator[Article]:
    """Articles of one file. The first title names the law; a second one names the part that the file holds."""
    titles: list[tuple[int, str]] = []
    label, lines = "", list[str]()
    for line in _COMMENT.sub("", path.read_text(encoding="utf-8")).splitlines():
        heading, article = _HEADING.match(line), _ARTICLE.match(line.strip())
        if (heading or article) and lines:
            yield _article(titles, label, lines)
            lines = []
        if heading:
            titles = _with_title(titles, len(heading[1]), heading[2])
        elif article:
            label, lines = article[1], [article[2]]
        elif lines and line.strip():
            lines.append(line.strip())
    if lines:
        yield _article(titles, label, lines)


def _with_title(titles: list[tuple[int, str]], depth: int, title: str) -> list[tuple[int, str]]:
    above = [entry for number, entry in enumerate(titles) if number == 0 or entry[0] < depth]
    return [*above, (depth, title)]


def _article(titles: list[tuple[int, str]], label: str, lines: list[str]) -> Article:
    names = [title for _, title in titles] or [""]
    return Article(names[0].removeprefix(_STATE), tuple(names[1:]), label, "\n".join(lines))
