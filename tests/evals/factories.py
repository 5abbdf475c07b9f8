"""Hand-made documents, answers and golden questions for judging the judges."""

from dataclasses import replace
from datetime import date

from bot.types import Answer, AnswerStatus, Citation, Gap, GapDetail, Notice, StageTrace
from evals.golden import GoldenQuestion
from evals.run import Measured
from knowledge.types import Clause, Document, Level, Metadata, Status, Validity

TEXT = "一、对符合条件的园区企业租金按最高30%给予补贴,单个企业不超过50万元。\n二、每年评选不少于8家示范企业。"
FIRST, SECOND = TEXT.split("\n")
DURING, AFTER = date(2025, 3, 1), date(2027, 3, 1)


def document(level: Level = Level.PARK) -> Document:
    metadata = Metadata(
        doc_id="rent",
        title="示例园区租金补贴办法(2024-2026年)",
        doc_no="示园〔2024〕7号",
        level=level,
        region="示例园区",
        issued=date(2024, 2, 1),
        effective_from=date(2024, 2, 1),
        effective_to=date(2026, 12, 31),
        status=Status.PLAN_ENDED,
    )
    second = TEXT.index(SECOND)
    return Document(
        metadata,
        TEXT,
        (
            Clause("rent", "1", "一、", (), FIRST, 0, len(FIRST)),
            Clause("rent", "2", "二、", (), SECOND, second, len(TEXT)),
        ),
    )


DOCUMENTS = {"rent": document()}


def citation(marker: int = 1, path: str = "1", quote: str | None = None) -> Citation:
    clause = next(item for item in document().clauses if item.path == path)
    words = quote or clause.text
    start = TEXT.find(words)
    return Citation(
        marker=marker,
        clause_id=clause.clause_id,
        doc_id="rent",
        title=document().metadata.title,
        doc_no=document().metadata.doc_no,
        label=clause.label,
        heading_path=(),
        quote=words,
        start=start,
        end=start + len(words),
        source_kind="original",
        validity=Validity.IN_FORCE,
        effective_to=date(2026, 12, 31),
        version=document().version,
    )


def answer(text: str = "符合条件的企业,租金按最高30%补贴。[1]", **changes: object) -> Answer:
    made = Answer(
        status=AnswerStatus.ANSWERED,
        text=text,
        citations=(citation(),),
        related=(),
        gaps=(),
        notices=(),
        follow_ups=(),
        missing=(),
        topic="租金补贴多少",
        took_ms=1,
    )
    return replace(made, **changes)


def refusal(status: AnswerStatus = AnswerStatus.NO_ANSWER, text: str = "没有找到相关规定。") -> Answer:
    return answer(text, status=status, citations=())


def golden(**changes: object) -> GoldenQuestion:
    made = GoldenQuestion(
        id="made-1",
        category="subsidy",
        question="园区租金补多少",
        history=(),
        as_of=DURING,
        region=None,
        status=frozenset({AnswerStatus.ANSWERED}),
        clauses=("rent:1",),
        all_clauses=False,
        facts=(),
        forbidden=(),
        gaps=frozenset(),
        notices=frozenset(),
        note="",
    )
    return replace(made, **changes)


def gap(detail: GapDetail) -> Gap:
    return Gap(detail, "文件没有规定")


def notice(code: str) -> Notice:
    return Notice(code, "提示")


def measured(confidence: float | None = None, right: float = 1.0, **changes: object) -> Measured:
    """A measured golden question whose answer was found with a confidence, None where nothing was sought."""
    found = {} if confidence is None else {"confidence": confidence}
    trace = (StageTrace("understand", 1.0, {}), StageTrace("retrieve", 3.0, found))
    scores = {"right": right, "status_right": right, "clause_first": right, "citation_precision": right}
    return Measured(golden(**changes), answer(trace=trace), scores)
