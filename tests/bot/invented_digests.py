"""Invented digests: rules that were replaced, that are in doubt, of one city, and one whose original may be loaded."""

from __future__ import annotations

from datetime import date

from bot.corpus import Corpus
from bot.types import RankedClause, Understanding
from knowledge.clauses import parse_clauses
from knowledge.digests import read_digest
from knowledge.types import Document, DocumentReference, Level, Metadata, SourceKind, Status
from tests.bot.invented import make_understanding

HELD_DAY = date(2025, 12, 31)
"""Last day for which the held rule is known."""


def fact(path: str, title: str, text: str, confidence: str = "B", **more: object) -> dict[str, object]:
    """A fact as `clauses.yaml` has it."""
    return {"id": path, "ref": "第五条", "title": title, "text": text, "confidence": confidence, **more}


def make_digest(metadata: dict[str, object], *facts: dict[str, object]) -> Document:
    made = Metadata(**{"source_kind": SourceKind.DIGEST, "effective_from": date(2020, 1, 1), **metadata})  # type: ignore[arg-type]
    text, clauses = read_digest(list(facts), doc_id=made.doc_id, where=made.doc_id)
    return Document(made, text, clauses)


KELP = make_digest(
    {
        "doc_id": "kelp-2020",
        "title": "海带苗补贴办法",
        "effective_to": HELD_DAY,
        "status": Status.SUPERSEDED,
        "superseded_by": DocumentReference("海带苗奖补办法", doc_id="kelp-2026"),
    },
    fact("0", "海带苗补贴办法", "《海带苗补贴办法》自2020年1月1日起施行，到2025年12月31日为止。"),
    fact("b1", "海带苗补贴", "海带苗补贴按亩计算，海带苗每亩补贴200元。"),
)
NEW_KELP = make_digest(
    {
        "doc_id": "kelp-2026",
        "title": "海带苗奖补办法",
        "effective_from": date(2026, 1, 1),
        "supersedes": (DocumentReference("海带苗补贴办法", doc_id="kelp-2020"),),
    },
    fact("0", "海带苗奖补办法", "《海带苗奖补办法》自2026年1月1日起施行。"),
    fact("b1", "海带苗奖补", "海带苗每亩奖补300元，不再叫补贴。"),
)
BEACON = make_digest(
    {"doc_id": "beacon", "title": "航标维护补贴规则", "status": Status.HOLD_2026, "effective_to": date(2027, 12, 31)},
    fact("b1", "补3万元", "航标维护按座给补贴，每座每年3万元，由港口主管部门按季拨付给维护单位。"),
)
PILOT = make_digest(
    {"doc_id": "pilot", "title": "引航员津贴规则"},
    fact("b1", "津贴", "引航员每人每月津贴2000元，随工资发放。", clear_until="2025-12-31"),
    fact("b2", "住宿", "引航员上岛值班由港口安排住宿。"),
    fact("t1", "以后的津贴", "引航员津贴2026年以后是否延续没有核实，以主管部门通知为准。", "C"),
)
PIER = make_digest(
    {"doc_id": "pier", "title": "东港市码头租金减免规则", "level": Level.CITY, "region": "示范省东港市"},
    fact("b1", "租金减免", "小微船队停靠码头，码头租金按最高30%减免。"),
)
DIGESTS = (KELP, NEW_KELP, BEACON, PILOT, PIER)

BEACON_TEXT = "航标维护补贴规则\n第五条 航标维护补贴标准为每座每年三万元。\n第六条 补贴由港口主管部门拨付。"
BEACON_ORIGINAL = Document(
    Metadata("beacon-text", "航标维护补贴规则", effective_from=date(2020, 1, 1)),
    BEACON_TEXT,
    parse_clauses(BEACON_TEXT, doc_id="beacon-text"),
)


def found(
    corpus: Corpus, clause_id: str, score: float = 0.8, understanding: Understanding | None = None
) -> RankedClause:
    """A clause as ranking would give it, standing as on the day asked about."""
    return corpus.ranked(corpus.clauses[clause_id], understanding or make_understanding("问"), score, score)
