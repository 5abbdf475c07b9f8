"""Points of the answer before that a follow-up names by their place: 第二点, 最后一条, 后面那条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corpus import Corpus
from knowledge.articles import cited_articles
from knowledge.types import Clause, SourceKind

LAST = -1
_ORDINALS = "一二三四五六七八九十"
_MEASURE = "个|条|项|点|种|类|块|款|档|部分|方面"
_NUMBERED = re.compile(rf"第(?P<number>[{_ORDINALS}]|[0-9]{{1,2}})({_MEASURE})(?!问题|件|月|年|季)")
_LAST = re.compile(
    rf"(最后|末尾|末了|结尾|最末)(面|那|这|的|一|头)*({_MEASURE})|(后面|后边|下面|后头)(那|这|的|一)+({_MEASURE})|(后者)"
)
_FIRST = re.compile(rf"(上面|前面|最前|开头|头)(那|这|的|一)+({_MEASURE})|前者|^头一({_MEASURE})")
_ARTICLE = re.compile("第.{1,3}条(?!件)")


def point_meant(text: str) -> int | None:
    """The place of the point that a text names, from 0; -1 for the last one, None where it names none."""
    match = _NUMBERED.search(text)
    if match is not None:
        number = match["number"]
        return (int(number) if number.isdecimal() else _ORDINALS.index(number) + 1) - 1
    if _LAST.search(text):
        return LAST
    return 0 if _FIRST.search(text) else None


def clause_of_point(text: str, cited: Sequence[str], corpus: Corpus) -> Clause | None:
    """The clause that the point lies in: of several cited ones that one, of a heading the part below it, of a law the
    article; the only clause cited where that lists the points itself. None where no such point was shown."""
    point = point_meant(text)
    clauses = [corpus.clauses[clause_id] for clause_id in cited if clause_id in corpus.clauses]
    if point is None or not clauses:
        return None
    shown = clauses if len(clauses) > 1 else corpus.children(clauses[0])
    if shown and point < len(shown):
        return shown[point]
    return _article(text, point + 1, clauses[0], corpus) or (None if shown else clauses[0])


def _article(text: str, number: int, talked_of: Clause, corpus: Corpus) -> Clause | None:
    """第十条 of the document talked of, where it is in articles or a digest of one."""
    document = corpus.documents[talked_of.doc_id]
    if not _ARTICLE.search(text):
        return None
    if document.metadata.source_kind is SourceKind.ORIGINAL:
        return next((clause for clause in document.clauses if clause.path == str(number)), None)
    return next(
        (
            clause
            for clause in document.clauses
            if any(cited.article == str(number) and not cited.instrument for cited in cited_articles(clause.label))
        ),
        None,
    )
