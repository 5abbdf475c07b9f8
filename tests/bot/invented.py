"""Invented documents of an invented province, and a knowledge base over them that needs no index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from bot.corpus import Corpus
from bot.pipeline import Pipeline
from bot.reader import Reader
from bot.terms import TermWeights
from bot.types import (
    Answer,
    AnswerStatus,
    Detail,
    Intent,
    Question,
    RankedClause,
    RegionReading,
    Turn,
    Understanding,
)
from knowledge.absent_texts import AbsentTexts
from knowledge.editions import Editions
from knowledge.fields import Fields
from knowledge.lexicon import Lexicon
from knowledge.lookup import ExactLookup
from knowledge.names import doc_no_key
from knowledge.normalise import search_key
from knowledge.regions import Regions
from knowledge.spelling import Speller
from knowledge.subjects import Subject, Subjects
from knowledge.types import (
    Clause,
    ClauseAddress,
    Document,
    DocumentReference,
    Hit,
    Level,
    Mention,
    Metadata,
    SourceKind,
    Status,
    Validity,
)

TODAY = date(2026, 6, 1)
AFTER_THE_PLAN = date(2027, 6, 1)

Row = tuple[str, str, tuple[str, ...], str]


def make_document(metadata: Metadata, rows: Sequence[Row], questions: Mapping[str, tuple[str, ...]]) -> Document:
    """A document of (path, label, heading path, text) rows, one clause after the other."""
    clauses, start = [], 0
    for path, label, headings, text in rows:
        asked = questions.get(path, ())
        clauses.append(Clause(metadata.doc_id, path, label, headings, text, start, start + len(text), asked))
        start += len(text) + 1
    return Document(metadata, "\n".join(row[3] for row in rows), tuple(clauses))


PLAN = make_document(
    Metadata(
        doc_id="ship-plan",
        title="示范省海洋装备创新行动方案(2024-2026年)",
        doc_no="示海字〔2024〕7号",
        issuer="示范省海洋产业厅",
        level=Level.PROVINCE,
        region="示范省",
        issued=date(2024, 3, 8),
        effective_from=date(2024, 3, 8),
        effective_to=date(2026, 12, 31),
        status=Status.PLAN_ENDED,
    ),
    [
        (
            "0",
            "正文前",
            (),
            "示海字〔2024〕7号\n各市海洋产业局:\n现将方案印发给你们。\n示范省海洋产业厅\n2024年3月8日\n示范省海洋装备创新行动方案\n(2024-2026年)",
        ),
        ("1", "一、", ("总体要求",), "一、总体要求"),
        (
            "1.1",
            "一、(一)",
            ("总体要求", "行动目标"),
            "(一)行动目标\n到2026年,力争新建20家以上海洋装备省级实验室。",
        ),
        ("2", "二、", ("重点任务",), "二、重点任务"),
        ("2.1", "二、(一)", ("重点任务", "壮大船队,开展“扬帆”行动"), "(一)壮大船队,开展“扬帆”行动"),
        (
            "2.1.1",
            "二、(一)1.",
            ("重点任务", "壮大船队,开展“扬帆”行动", "支持样机试制"),
            "1.支持样机试制。鼓励船厂牵头制定标准。对符合条件的企业样机试制投入按最高8%给予后补助,"
            "其中深海探测领域企业样机试制投入按15%给予后补助。",
        ),
        (
            "2.1.2",
            "二、(一)2.",
            ("重点任务", "壮大船队,开展“扬帆”行动", "培养航海人才"),
            "2.培养航海人才。支持航海院校开设轮机专业。每年选派不少于30名航海教师上船实践。",
        ),
        ("2.2", "二、(二)", ("重点任务", "建好平台,开展“筑港”行动"), "(二)建好平台,开展“筑港”行动"),
        (
            "2.2.3",
            "二、(二)3.",
            ("重点任务", "建好平台,开展“筑港”行动", "建设海上试验场"),
            "3.建设海上试验场。布局建设一批海上试验场和波浪水池,对绩效评价优秀的海上试验场给予支持。",
        ),
        (
            "2.2.4",
            "二、(二)4.",
            ("重点任务", "建好平台,开展“筑港”行动", "规范潜水作业"),
            "4.规范潜水作业。潜水作业许可的申请人应当具备三年以上从业经历。潜水作业许可的申请材料于每年9月30日前"
            "向港口主管部门提交。",
        ),
        ("3", "三、", ("保障措施",), "三、保障措施"),
        (
            "3.1",
            "三、(一)",
            ("保障措施", "加强组织领导"),
            "(一)加强组织领导。建立海洋装备联席会议,统筹各市工作。",
        ),
        ("3.2", "三、(二)", ("保障措施", "强化宣传引导"), "(二)强化宣传引导。举办航海日活动,普及海洋知识。"),
    ],
    {"2.1.1": ("造样机政府能给多少钱",), "2.1.2": ("轮机专业有人培养吗",)},
)
LAW = make_document(
    Metadata(
        doc_id="lighthouse-law",
        title="灯塔管理办法",
        doc_no="灯塔令第9号",
        issuer="灯塔总局",
        issued=date(2020, 5, 6),
        effective_from=date(2020, 7, 1),
    ),
    [
        ("1", "第一条", ("总则",), "第一条 为了加强灯塔管理,制定本办法。"),
        ("2", "第二条", ("总则",), "第二条 灯塔设备的折旧年限不少于10年。"),
        ("3", "第三条", ("总则",), "第三条 灯塔守护人,是指负责灯塔照明和维护的人员。"),
    ],
    {"2": ("灯塔的设备几年折旧完",)},
)
DIGEST = make_document(
    Metadata(
        doc_id="seaweed-digest",
        title="海藻养殖资助办法",
        issuer="示范省渔业厅",
        level=Level.PROVINCE,
        region="示范省",
        effective_from=date(2019, 1, 1),
        effective_to=date(2023, 12, 31),
        status=Status.VERIFY_SOURCE,
        superseded_by=DocumentReference("海藻养殖奖补办法"),
        source_kind=SourceKind.DIGEST,
    ),
    [("b1", "办法第五条", (), "海藻养殖户每户每年资助6万元。"), ("c1", "办法第六条", (), "海藻苗种应当经过检疫。")],
    {},
)
DOCUMENTS = (PLAN, LAW, DIGEST)


class FakeKnowledge:
    """Finds clauses by the pairs of characters they share with the query; `queries` are the searches so far.

    `past` are past versions of the documents.
    """

    def __init__(self, documents: Sequence[Document] = DOCUMENTS, past: Sequence[Document] = ()) -> None:
        self._documents = tuple(documents)
        self._editions = {
            document.doc_id: Editions.of(document, [item for item in past if item.doc_id == document.doc_id])
            for document in documents
        }
        self._clauses = {clause.clause_id: clause for document in documents for clause in document.clauses}
        self.queries: list[tuple[str, int]] = []

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def editions(self, doc_id: str) -> Editions | None:
        return self._editions.get(doc_id)

    def day_named(self, question: str) -> date | None:
        days = [each.last_day_of(doc_no_key(question)) for each in self._editions.values()]
        return next(filter(None, days), None)

    def earlier_on(self, day: date) -> tuple[Document, ...]:
        return tuple(held for each in self._editions.values() if (held := each.on(day)) is not each.current)

    def on(self, day: date) -> FakeKnowledge:
        dated = FakeKnowledge([each.on(day) for each in self._editions.values()])
        dated._editions = self._editions
        return dated

    def clause(self, clause_id: str) -> ClauseAddress:
        clause = self._clauses[clause_id]
        return ClauseAddress(clause, clause.path, clause.start, clause.end)

    def exact_lookup(self, question: str) -> tuple[Mention, ...]:
        return ExactLookup(self._documents).mentions(question)

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        self.queries.append((query, k))
        asked = _neighbours(query)
        shares = {
            clause_id: len(asked & _neighbours("".join((*clause.heading_path, clause.text, *clause.questions))))
            / max(len(asked), 1)
            for clause_id, clause in self._clauses.items()
        }
        best = max(shares.values(), default=0.0)
        hits = [
            Hit(clause_id, share / best, lexical=share / best, semantic=share / best, similarity=share)
            for clause_id, share in shares.items()
            if share > 0
        ]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.clause_id))[:k])


def _neighbours(text: str) -> set[str]:
    return {left + right for left, right in pairwise(search_key(text)) if left.isalnum() and right.isalnum()}


def make_reader(documents: Sequence[Document] = DOCUMENTS, subjects: tuple[Subject, ...] = ()) -> Reader:
    """A reader that knows the invented documents, one everyday word and two invented provinces."""
    texts = [text for document in documents for text in (document.text, document.metadata.title)]
    lexicon = Lexicon({"打样": ("样机试制",), "水鬼": ("潜水员", "潜水作业")})
    regions = Regions(
        "示范省",
        {
            "示范省": {"cities": ["东港", "西港"], "zones": ["灯塔湾"]},
            "邻省": {"cities": ["北岭", "东方"], "zones": []},
        },
        frozenset({"东方"}),
    )
    known = TermWeights(clause.text for document in documents for clause in document.clauses)
    mentions = ExactLookup(documents).mentions
    fields = Fields(("软件", "养殖"))
    return Reader(lexicon, regions, Speller(texts), known, Subjects(subjects), fields, AbsentTexts(()), mentions)


def make_corpus(documents: Sequence[Document] = DOCUMENTS) -> Corpus:
    return Corpus.of(tuple(documents))


def make_pipeline(
    documents: Sequence[Document] = DOCUMENTS, contact: str | None = None, past: Sequence[Document] = ()
) -> Pipeline:
    return Pipeline(FakeKnowledge(documents, past), contact=contact)


def clause_of(clause_id: str, documents: Sequence[Document] = DOCUMENTS) -> Clause:
    return next(c for document in documents for c in document.clauses if c.clause_id == clause_id)


def metadata_of(doc_id: str, documents: Sequence[Document] = DOCUMENTS) -> Metadata:
    return next(document.metadata for document in documents if document.doc_id == doc_id)


def make_ranked(clause_id: str, validity: Validity = Validity.IN_FORCE, confidence: float = 0.8) -> RankedClause:
    clause = clause_of(clause_id)
    return RankedClause(clause, metadata_of(clause.doc_id), validity, confidence, confidence)


def make_understanding(text: str, asks: Sequence[Detail] = (Detail.CONTENT,), **fields: object) -> Understanding:
    given = {
        "question": Question(text, TODAY),
        "intent": Intent.POLICY,
        "text": text,
        "standalone": text,
        "search_text": text,
        "asks": frozenset(asks),
        "as_of": TODAY,
        "region": RegionReading.UNSPECIFIED,
    }
    return Understanding(**{**given, **fields})  # type: ignore[arg-type]


def make_turn(topic: str, *clause_ids: str) -> Turn:
    return Turn(topic, topic, clause_ids, AnswerStatus.ANSWERED if clause_ids else AnswerStatus.NO_ANSWER)


def codes(answer: Answer) -> set[str]:
    return {notice.code for notice in answer.notices}


def cited(answer: Answer) -> list[str]:
    return [citation.clause_id for citation in answer.citations]


def first_line(answer: Answer) -> str:
    """What is claimed, before the lines that name sources and notices."""
    return re.split(r"\n", answer.text)[0]
