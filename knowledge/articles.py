"""Which articles of which instrument a fact of a digest rests on: its label, read (财税〔2015〕119号第五条)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.addresses import resolve_address
from knowledge.names import doc_no_key, title_key
from knowledge.normalise import search_key
from knowledge.numerals import CHINESE_NUMERAL, to_int
from knowledge.types import Clause, ClauseAddress, Document, Metadata, SourceKind

_NUMBER = rf"(?:{CHINESE_NUMERAL}{{1,8}}|[0-9]{{1,4}})"
_ARTICLE = re.compile(
    rf"(?P<instrument>[^;、,第]*?(?:[0-9]{{4}}年第[0-9]+号(?:公告)?)?)"
    rf"第(?P<articles>{_NUMBER}(?:(?:条?[、至]第?){_NUMBER})*)条"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:\((?P<item>{_NUMBER})\))?(?P<point>[0-9]+)?"
)
_OWN_NAMES = frozenset({"", "办法", "条例", "公告", "通知", "规定", "法"})
"""What a label calls the policy itself."""
_BARE_NUMBER = re.compile("[0-9]+号")
_SPAN = re.compile(r"至第?")


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article, with 款 or 项 where the label names one, as a path; `instrument` is empty for the policy's own."""

    instrument: str
    path: str

    @property
    def article(self) -> str:
        """The path of the whole article."""
        return self.path.partition(".")[0]


def cited_articles(label: str) -> tuple[CitedArticle, ...]:
    """The articles that a label names, in its order; none where it names no 条."""
    return tuple(article for match in _ARTICLE.finditer(search_key(label)) for article in _articles(match))


class Originals:
    """The loaded originals, ready to be looked up by what a digest's label calls them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        originals = [document for document in documents if document.metadata.source_kind is SourceKind.ORIGINAL]
        self._by_id = {document.doc_id: document for document in originals}
        self._names = [
            (title_key(document.metadata.title), doc_no_key(document.metadata.doc_no or ""), document)
            for document in originals
        ]

    def clauses(self, label: str, digest: Metadata) -> tuple[Clause, ...]:
        """The articles that a fact of this digest with this label rests on, in its order; none where none is loaded."""
        clauses = (address.clause for address in self.addresses(label, digest))
        return tuple({clause.clause_id: clause for clause in clauses}.values())

    def addresses(self, label: str, digest: Metadata) -> tuple[ClauseAddress, ...]:
        """The same with the 款 or 项 that the label names, where the article has it."""
        return tuple(
            address
            for cited in cited_articles(label)
            for document in self._meant(cited.instrument, digest)
            if (address := _address(cited, document.clauses)) is not None
        )

    def _meant(self, instrument: str, digest: Metadata) -> list[Document]:
        own = self._by_id.get(digest.summarises or "")
        if not instrument:
            return [own] if own else []
        if _BARE_NUMBER.fullmatch(instrument):  # many agencies have a 78号: it tells only among the digest's own
            return [own] if own and instrument in doc_no_key(own.metadata.doc_no or "") else []
        if "号" in instrument:
            number = doc_no_key(instrument).removesuffix("公告")
            return [document for _, key, document in self._names if number in key]
        title = title_key(instrument)
        return [document for key, _, document in self._names if title in key]


def _articles(match: re.Match[str]) -> Iterator[CitedArticle]:
    instrument = match["instrument"].strip()
    instrument = "" if instrument in _OWN_NAMES else instrument
    numbers = list(_numbers(match["articles"]))
    detail = ""
    if match["paragraph"] or match["item"]:
        detail = f".{to_int(match['paragraph']) if match['paragraph'] else 1}"
        detail += f".{to_int(match['item'])}" if match["item"] else ""
        detail += f".{match['point']}" if match["item"] and match["point"] else ""
    for number in numbers:
        yield CitedArticle(instrument, f"{number}{detail if len(numbers) == 1 else ''}")


def _numbers(text: str) -> Iterator[int]:
    for part in re.split("条?、第?", text):
        first, *last = [to_int(number.strip("条第")) for number in _SPAN.split(part)]
        yield from range(first, (last[0] if last else first) + 1)


def _address(cited: CitedArticle, clauses: Sequence[Clause]) -> ClauseAddress | None:
    return resolve_address(clauses, cited.path) or resolve_address(clauses, cited.article)
