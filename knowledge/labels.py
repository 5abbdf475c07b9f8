"""Clause labels in a question: 第二十八条第二款, 二(三)6, 第6项 → places in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.addresses import resolve_address
from knowledge.normalise import search_key
from knowledge.numerals import CHINESE_NUMERAL, to_int
from knowledge.types import Clause, ClauseAddress

_NUMBER = rf"(?:{CHINESE_NUMERAL}{{1,8}}|[0-9]{{1,4}})"
_ARTICLE = re.compile(
    rf"第(?P<article>{_NUMBER})条(?:之(?P<of>{_NUMBER}))?(?:第?(?P<paragraph>{_NUMBER})款)?(?:第?\(?(?P<item>{_NUMBER})\)?项)?"
)
_ITEM = re.compile(rf"第(?P<item>{_NUMBER})[条项点]")
_LOOSE = re.compile(r"[\s、.第]")
_ARABIC_AT_END = re.compile(r"(?<![0-9])([0-9]+)$")
_NUMERAL = re.compile(rf"{CHINESE_NUMERAL}|[0-9]")
_LEVELS = re.compile(rf"\({_NUMBER}\)|{_NUMBER}")


def addresses_named(question: str, clauses: Sequence[Clause]) -> tuple[ClauseAddress, ...]:
    """The clauses (款 and 项 of articles) of one document that the question names by label, each once."""
    key = search_key(question).replace(" ", "")
    in_articles = any(_ARTICLE.match(search_key(clause.label)) for clause in clauses)
    if in_articles:
        found = list(_articles(key, clauses))
    else:
        found = list(_outline_labels(key, clauses)) or list(_numbered_items(key, clauses))
    return tuple({address.address: address for address in found}.values())


def _articles(key: str, clauses: Sequence[Clause]) -> Iterator[ClauseAddress]:
    for match in _ARTICLE.finditer(key):
        numbers = {name: _value(text) for name, text in match.groupdict().items()}
        article = f"{numbers['article']}" + (f"_{numbers['of']}" if numbers["of"] is not None else "")
        paragraph, item = numbers["paragraph"], numbers["item"]
        path = article
        if paragraph is not None or item is not None:
            path += f".{paragraph or 1}" + (f".{item}" if item is not None else "")
        address = resolve_address(clauses, path) or resolve_address(clauses, article)
        if address:
            yield address


def _outline_labels(key: str, clauses: Sequence[Clause]) -> Iterator[ClauseAddress]:
    """Labels of two levels and more (二(三)6): one level alone (一、) stands in too many sentences by chance."""
    loose = _LOOSE.sub("", key)
    labels = {label: clause for clause in clauses if len(_LEVELS.findall(label := _label_key(clause))) > 1}
    found = [(label, start) for label in labels for start in _places(label, loose)]
    for label, start in found:
        inside = any(len(other) > len(label) and at <= start < at + len(other) for other, at in found)
        if not inside:
            yield _whole(labels[label])


def _places(label: str, loose: str) -> Iterator[int]:
    start = loose.find(label)
    while start >= 0:
        before, after = loose[start - 1 : start], loose[start + len(label) : start + len(label) + 1]
        cut = _NUMERAL.match(before) or (label[-1].isdecimal() and after.isdecimal())
        if not cut:
            yield start
        start = loose.find(label, start + 1)


def _numbered_items(key: str, clauses: Sequence[Clause]) -> Iterator[ClauseAddress]:
    """第6条, 第六项 of a document in sections whose items run on: the one clause whose last number is 6."""
    for match in _ITEM.finditer(key):
        value = _value(match["item"])
        numbered = [
            clause
            for clause in clauses
            if (number := _ARABIC_AT_END.search(_label_key(clause))) and int(number[1]) == value
        ]
        if len(numbered) == 1:
            yield _whole(numbered[0])


def _label_key(clause: Clause) -> str:
    return _LOOSE.sub("", search_key(clause.label))


def _whole(clause: Clause) -> ClauseAddress:
    return ClauseAddress(clause, clause.path, clause.start, clause.end)


def _value(numeral: str | None) -> int | None:
    try:
        return None if numeral is None else to_int(numeral)
    except ValueError:
        return None  # 第十十条 names nothing
