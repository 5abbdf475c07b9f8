"""Whether what is on disk agrees: SQL with itself, and each index with SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.errors import KnowledgeError
from knowledge.fingerprints import clause_digests, truth_hash
from knowledge.index_kinds import KEYWORD, VECTOR
from knowledge.knowledge_base import KnowledgeBase
from knowledge.relations import related
from knowledge.types import Document
from knowledge.vector_index import texts_of

_REBUILD = "请重建索引（parkbot docs rebuild）。"


@dataclass(frozen=True, slots=True)
class Holding:
    """What one of the three places holds: clauses, and the hash over their ids and contents."""

    place: str
    clauses: int
    truth: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The holdings of `sql`, `keyword` and `vector`, and a Chinese sentence for each thing that is wrong."""

    holdings: tuple[Holding, ...]
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(knowledge_base: KnowledgeBase) -> CheckReport:
    """Compare the catalogue, read anew, with what is served, with its own offsets and with both indexes.

    No document changes meanwhile.
    """
    with knowledge_base.writing:
        return _check(knowledge_base)


def _check(knowledge_base: KnowledgeBase) -> CheckReport:
    try:
        truth = knowledge_base.catalogue.holdings()
    except KnowledgeError as error:
        return CheckReport((), (str(error),))
    documents, indexed = tuple(truth.current.values()), truth.indexed()
    digests = clause_digests(indexed)
    holdings, problems = [_holding("sql", digests)], []
    is_served = _by_id(related(documents)) == _by_id(knowledge_base.documents())
    if not is_served or truth.editions() != knowledge_base.editions():
        problems.append("正在服务的文件与目录库中的不同，请重启服务。")
    problems += [problem for document in documents for problem in _wrong_offsets(document)]
    records = {
        KEYWORD: len(digests),
        VECTOR: sum(len(texts_of(clause)) for clause in indexed),
    }
    for name, index in ((KEYWORD, knowledge_base.indexes.keyword), (VECTOR, knowledge_base.indexes.vector)):
        try:
            held, count = index.digests(), index.records()
        except (KnowledgeError, ValueError) as error:
            holdings.append(_holding(name, {}))
            problems.append(f"索引 {name} 无法读取：{error}")
            continue
        holdings.append(_holding(name, held))
        problems += _differences(name, held, digests)
        if count != records[name]:
            problems.append(f"索引 {name} 应有 {records[name]} 条记录，实有 {count} 条。{_REBUILD}")
    return CheckReport(tuple(holdings), tuple(problems))


def _by_id(documents: Iterable[Document]) -> Mapping[str, Document]:
    return {document.doc_id: document for document in documents}  # databases sort by rules of their own


def _holding(place: str, digests: Mapping[str, str]) -> Holding:
    return Holding(place, len(digests), truth_hash(digests))


def _wrong_offsets(document: Document) -> Iterator[str]:
    """Clauses that are not where their offsets say, or that overlap the one before."""
    end = 0
    for clause in document.clauses:
        if not document.holds(clause):
            yield f"条款 {clause.clause_id} 的位置与正文不符"
        if clause.start < end:
            yield f"条款 {clause.clause_id} 与前一条重叠"
        end = clause.end


def _differences(name: str, held: Mapping[str, str], expected: Mapping[str, str]) -> Iterator[str]:
    groups = {
        "缺少": expected.keys() - held.keys(),
        "多出": held.keys() - expected.keys(),
        "内容不同": {
            clause_id for clause_id in expected.keys() & held.keys() if expected[clause_id] != held[clause_id]
        },
    }
    for what, clause_ids in groups.items():
        if clause_ids:
            examples = "、".join(sorted(clause_ids)[:3])
            yield f"索引 {name} {what} {len(clause_ids)} 条，如 {examples}。{_REBUILD}"
