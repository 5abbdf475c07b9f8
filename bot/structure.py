"""Evidence found by a document's structure, not by likeness: its opening, or all parts of something named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corpus import Corpus
from bot.details import asks_of_document, asks_structure, asks_whole_document, says_this_document, says_this_policy
from bot.messages import ARTICLE_NOT_TOLD
from bot.points import clause_of_point
from bot.reader import Reader
from bot.terms import ContentTerm, pairs
from bot.types import Detail, Evidence, RankedClause, Understanding
from knowledge.articles import cited_articles
from knowledge.normalise import search_key
from knowledge.numerals import to_int
from knowledge.types import Clause, Document, MentionKind, SourceKind

OPENING = "0"
_ORDINALS = "一二三四五六七八九十"
_ORDINAL_PART = re.compile(f"第([{_ORDINALS}])(大)?(部分|块|章|编)")
_STATED_COUNT = re.compile(f"([{_ORDINALS}])(大|个|项|条)?(重点|主要)?(行动|任务|措施|部分|板块|块)")
_NAME_IN_TITLE = re.compile('[“「"]([^”」"]{2,8})[”」"]')
_LABEL = re.compile(r"[一二三四五六七八九十]、 ?\([一二三四五六七八九十]+\)(?: ?[0-9]{1,2}\.?)?")
_ITEM = re.compile("第 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?条(?!件)")
_CONTENT_OF = re.compile("包括|包含|涵盖|讲了|写了|有什么|有啥|里头|里面|内容")
_BY_TITLE = frozenset({MentionKind.DOC_NO, MentionKind.TITLE})
_SHORTEST_TITLE = 4
_ARTICLE = re.compile("第 ?([0-9]{1,3}|[零一二三四五六七八九十百]{1,7}) ?条(?!件)")
_CONDITION = "c"  # first letter of fact ids
FEW_OTHER_WORDS = 2
"""Characters of content beside a policy's names that a question for all its conditions may have (认定, 申请)."""
FEWEST_CONDITIONS = 3
ASKS_ONE_FIGURE = frozenset({Detail.AMOUNT, Detail.COUNT, Detail.DURATION, Detail.DEADLINE})
ABOUT_A_DOCUMENT = 0.35
"""Confidence from which the best clause tells which document is asked about (dev questions on 文号 and validity)."""


def structural_evidence(
    understanding: Understanding, ranked: Sequence[RankedClause], corpus: Corpus, reader: Reader
) -> Evidence | None:
    """What answers a question about a document as such, or one that asks for all parts; None for other questions."""
    if asks_of_document(understanding.text, understanding.asks):
        opening = _opening(understanding, ranked, corpus, reader)
        if opening is not None:
            return Evidence((corpus.ranked(opening, understanding, 1.0, 1.0),), tuple(ranked[:2]), (), 1.0)
    point = clause_of_point(understanding.text, understanding.clause_ids, corpus)
    if point is not None and not any(
        item.title or item.kind in _BY_TITLE for item in reader.mentions(understanding.text)
    ):
        return Evidence((corpus.ranked(point, understanding, 1.0, 1.0),), tuple(ranked[:2]), (), 1.0)
    if not ranked:
        return None
    article = _article_of_named(understanding, corpus)
    if article is not None:
        return article
    conditions = _all_conditions(understanding, ranked, corpus, reader)
    if conditions:
        return Evidence(conditions, (), (), 1.0, is_enumeration=True)
    document = _structured_document(understanding, ranked, corpus)
    if document is None:
        return None
    addressed = _addressed(understanding, document, corpus)
    if addressed is not None:
        return Evidence((corpus.ranked(addressed, understanding, 1.0, 1.0),), tuple(ranked[:2]), (), 1.0)
    parts = _listed_parts(understanding, document, ranked, corpus)
    if not parts:
        return None
    kept = tuple(corpus.ranked(clause, understanding, 1.0, 1.0) for clause in parts)
    return Evidence(kept, (), (), 1.0, is_enumeration=True)


def _article_of_named(understanding: Understanding, corpus: Corpus) -> Evidence | None:
    """第十条 of a document that the question names; where its digest tells nothing of that article, its opening.

    None where no document is named by number, title or everyday name, or no article.
    """
    numbers = [str(to_int(match[1])) for match in _ARTICLE.finditer(understanding.text)]
    named = named_documents(understanding)
    if not numbers or not named:
        return None
    document = corpus.documents[named[0]]
    if document.metadata.source_kind is SourceKind.ORIGINAL:
        found = [clause for clause in document.clauses if clause.path == numbers[0]]
    else:
        found = [
            clause
            for clause in document.clauses
            if any(cited.article == numbers[0] for cited in cited_articles(clause.label) if not cited.instrument)
        ]
    if found:
        kept = tuple(corpus.ranked(clause, understanding, 1.0, 1.0) for clause in found[: understanding.question.top_k])
        return Evidence(kept, (), (), 1.0)
    opening = corpus.clauses.get(f"{document.doc_id}:{OPENING}")
    if opening is None or document.metadata.source_kind is SourceKind.ORIGINAL:
        return None
    return Evidence((corpus.ranked(opening, understanding, 1.0, 1.0),), (), (), 1.0, lacks=ARTICLE_NOT_TOLD)


def _all_conditions(
    understanding: Understanding, ranked: Sequence[RankedClause], corpus: Corpus, reader: Reader
) -> tuple[RankedClause, ...]:
    """Every condition of a digest for a question that asks for the conditions of its policy and names no single one."""
    best, asks = ranked[0], understanding.asks
    if Detail.CONDITION not in asks or asks & ASKS_ONE_FIGURE or best.metadata.source_kind is not SourceKind.DIGEST:
        return ()
    names = pairs("".join((best.metadata.title, *best.metadata.aliases)))
    own = [item for item in reader.terms(understanding.text) if not _is_named(item, names)]
    conditions = [clause for clause in corpus.documents[best.clause.doc_id].clauses if clause.path[0] == _CONDITION]
    if sum(len(item.term) for item in own) > FEW_OTHER_WORDS or len(conditions) < FEWEST_CONDITIONS:
        return ()
    found = [corpus.ranked(clause, understanding, 1.0, 1.0) for clause in conditions]
    return () if any(item.in_doubt for item in found) else tuple(found)  # a list must be whole


def _is_named(item: ContentTerm, names: frozenset[str]) -> bool:
    return item.term in names or any(alternative <= names for alternative in item.alternatives)


def _opening(
    understanding: Understanding, ranked: Sequence[RankedClause], corpus: Corpus, reader: Reader
) -> Clause | None:
    """The opening of the document asked about: the one named, else the likest, else the main one.

    A question that names no subject either (管到哪一年为止) is about the main document, or the one talked of before.
    """
    named = () if means_main_document(understanding) else named_documents(understanding)
    found = [item.clause.doc_id for item in ranked[:1] if item.confidence >= ABOUT_A_DOCUMENT]
    if not named and understanding.clause_ids and not reader.tells(understanding.text):
        found = [understanding.clause_ids[0].partition(":")[0]]
    elif not named and (means_main_document(understanding) or not reader.tells(understanding.text)):
        found = [corpus.main_document.doc_id] if corpus.main_document else []
    return corpus.clauses.get(f"{(*named, *found)[0]}:{OPENING}") if named or found else None


def means_main_document(understanding: Understanding) -> bool:
    """Whether 这份文件, 这个计划 is said at the start of a talk, no document being named by title or number."""
    if understanding.clause_ids:
        return False
    by_name = any(item.kind in _BY_TITLE for item in understanding.mentions)
    is_said = says_this_document(understanding.text) and not by_name
    return is_said or (says_this_policy(understanding.text) and not understanding.mentions)


def named_documents(understanding: Understanding) -> tuple[str, ...]:
    """The documents that a question names, by number and title before everyday names, the longest first."""
    whole = [item.doc_id for item in understanding.mentions if item.kind in _BY_TITLE]
    everyday = [item.doc_id for item in understanding.mentions if item.kind is MentionKind.ALIAS]
    return tuple(dict.fromkeys((*whole, *everyday)))


def _structured_document(
    understanding: Understanding, ranked: Sequence[RankedClause], corpus: Corpus
) -> Document | None:
    """The document whose parts are asked for: the likest one, the main one where that is a digest, which has none."""
    found = [corpus.documents[item.clause.doc_id] for item in ranked[:1]]
    originals = [item for item in found if item.metadata.source_kind is SourceKind.ORIGINAL]
    return originals[0] if originals else corpus.main_document


def asks_whole_part(understanding: Understanding) -> bool:
    """Whether a question asks for all that stands under a heading."""
    asks_parts = asks_structure(understanding.text) or bool(_CONTENT_OF.search(understanding.text))
    return asks_parts or bool(understanding.asks & {Detail.LIST, Detail.DEFINITION})


def uses_name_of(clause: Clause, text: str) -> bool:
    """Whether a question uses the name in quotation marks of a clause's title: “强企”, 强企行动."""
    title = search_key(clause.heading_path[-1]) if clause.heading_path else ""
    names = map(re.escape, _NAME_IN_TITLE.findall(title))
    return any(re.search(rf"[“「\"]{name}|{name}[”」\"]?\s?行动", text) for name in names)


def _listed_parts(
    understanding: Understanding, document: Document, ranked: Sequence[RankedClause], corpus: Corpus
) -> tuple[Clause, ...]:
    """The clauses to list: those of the whole document, of a heading named, numbered, or likest to the question."""
    text = understanding.text
    top = tuple(clause for clause in document.clauses if clause.path.isdecimal() and clause.path != OPENING)
    if asks_whole_document(text):
        return top
    headings = [item.clause for item in ranked if corpus.is_bare_heading(item.clause)]
    named = [clause for clause in headings if uses_name_of(clause, text) or _uses_title_of(clause, text)]
    if named and asks_whole_part(understanding):
        return corpus.children(named[0])
    ordinal = _ORDINAL_PART.search(text)
    if ordinal is not None:
        numbered = [clause for clause in top if clause.path == str(_ORDINALS.index(ordinal[1]) + 1)]
        return (*numbered, *corpus.children(numbered[0])) if numbered else ()
    return _likeliest_parts(text, headings, top, corpus) if asks_structure(text) else ()


def _likeliest_parts(
    text: str, headings: Sequence[Clause], top: tuple[Clause, ...], corpus: Corpus
) -> tuple[Clause, ...]:
    """The parts of the heading likest to the question, of those with as many as it states (七大行动) if it does."""
    parts = [corpus.children(heading) for heading in headings]
    stated = _STATED_COUNT.search(text)
    if stated is not None:
        number = _ORDINALS.index(stated[1]) + 1
        parts = [listed for listed in (*parts, top) if len(listed) == number] or parts
    return parts[0] if parts else ()


def _addressed(understanding: Understanding, document: Document, corpus: Corpus) -> Clause | None:
    """The clause that a question names by its place: 二、(三)6, 第6条."""
    label = _LABEL.search(understanding.text)
    if label is not None:
        wanted = label.group().replace(" ", "").rstrip(".")
        return next((c for c in document.clauses if search_key(c.label).rstrip(".") == wanted), None)
    number = _ITEM.search(understanding.text)
    if number is None:
        return None
    last = str(to_int(number[1]))
    leaves = [c for c in document.clauses if c.path.split(".")[-1] == last and not corpus.is_bare_heading(c)]
    return max(leaves, key=lambda c: c.path.count("."), default=None)


def _uses_title_of(clause: Clause, text: str) -> bool:
    parts = search_key(clause.heading_path[-1]).split(",") if clause.heading_path else []
    return any(len(part) >= _SHORTEST_TITLE and part in text for part in parts)
