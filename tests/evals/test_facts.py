"""The digests against the fact base: a slip of each kind is reported, and the shipped ones have none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from evals.facts import facts_of, main, metadata_of
from knowledge.shipped import SHIPPED_DOCUMENTS, read_document

FACT_BASE = os.environ.get("FACT_BASE")
"""Path of the fact base (policies.yaml), which is no part of the repository."""

POLICY = {
    "id": "buoy-2024",
    "title": "浮标补贴办法",
    "doc_no": "海标〔2024〕3号",
    "doc_nos_related": ["海标〔2020〕1号"],
    "issuer": "海标局",
    "level": "国家",
    "region": None,
    "issued": "2024-02-01",
    "effective_from": "2024-03-01",
    "effective_to": "2027-12-31",
    "status_code": "partial_hold_2026",
    "status_note": "执行中",
    "applies_to": "航运企业",
    "topics": ["补贴"],
    "aliases": ["浮标办法"],
    "superseded_by": None,
    "supersedes": None,
    "sources": [{"grade": "B"}],
    "conditions": [
        {"id": "c1", "text": "注册满3年", "ref": "第四条", "conf": "B"},
        {"id": "c2", "text": "船舶不少于5艘", "ref": "第四条", "conf": "A"},
    ],
    "benefits": [
        {"id": "b1", "item": "每座补贴2万元", "ref": "第五条", "conf": "B", "valid_to": "2025-12-31", "note": "按季"},
        {"id": "b2", "item": "C: needs the official text — 2026年起每座9万元", "ref": "—", "conf": "C"},
    ],
    "procedure": ["每年6月30日前申报"],
    "traps": ["旧标志不算"],
}
RULES = [
    {"policies": ["buoy-2024", "pier"], "text": "与码头补贴不叠加", "conf": "B"},
    {"policies": ["pier", "buoy-2024"], "text": "归码头", "conf": "B"},
]
CLAUSES = [
    {"id": "0", "ref": "摘编说明", "title": "浮标", "text": "自2024年3月1日起施行。", "confidence": "B"},
    {"id": "c1", "ref": "第四条", "title": "条件", "text": "须注册满3年，船舶不少于5艘。", "confidence": "B",
     "joins": ["c2"]},
    {"id": "b1", "ref": "第五条", "title": "标准", "text": "每座浮标补贴2万元。", "confidence": "B",
     "clear_until": "2025-12-31"},
    {"id": "b2", "ref": "摘编", "title": "以后", "text": "2026年以后的标准没有核实。", "confidence": "C"},
    {"id": "p1", "ref": "办理", "title": "时间", "text": "每年6月30日前申报。", "confidence": "B"},
    {"id": "t1", "ref": "提示", "title": "旧标志", "text": "换下的旧标志不算新增浮标。", "confidence": "B"},
    {"id": "k1", "ref": "叠加规则", "title": "叠加", "text": "浮标补贴不与码头补贴叠加。", "confidence": "B"},
]  # fmt: skip


class Shelf:
    """A fact base of one policy beside the folder of its digest."""

    def __init__(self, path: Path) -> None:
        self.facts, self.documents = path / "policies.yaml", path / "documents"
        self.folder = self.documents / "buoy-2024"
        self.folder.mkdir(parents=True)
        self.hold(POLICY, metadata_of(POLICY), CLAUSES)

    def hold(self, policy: object = None, metadata: object = None, clauses: object = None) -> None:
        """Write what is given."""
        base = policy and {"policies": [policy], "stacking_rules": RULES}
        files = {"document.yaml": metadata, "clauses.yaml": clauses}
        for path, value in [(self.facts, base), *((self.folder / name, value) for name, value in files.items())]:
            if value is not None:
                path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")

    def check(self, *options: str) -> int:
        return main([str(self.facts), "--folder", str(self.documents), *options])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def with_clause(path: str, **changes: object) -> list[dict[str, object]]:
    """The clauses with one of them changed; a change to None takes the key out."""
    return [
        {key: value for key, value in {**clause, **changes}.items() if value is not None}
        if clause["id"] == path
        else clause
        for clause in CLAUSES
    ]


def test_a_digest_that_tells_every_fact_has_no_problem(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    assert shelf.check() == 0
    assert capsys.readouterr().out == "1 policies, 0 problems\n"


@pytest.mark.parametrize(
    ("clauses", "problem"),
    [
        ([clause for clause in CLAUSES if clause["id"] != "t1"], "buoy-2024:t1 is told by no clause"),
        (with_clause("c1", joins=None), "buoy-2024:c2 is told by no clause"),
        (with_clause("t1", joins=["t2"]), "buoy-2024:t2 tells no fact"),
        (CLAUSES[1:], "no opening clause"),
        (with_clause("c1", confidence="A"), "buoy-2024:c1: confidence is A"),
        (with_clause("b1", clear_until=None), "buoy-2024:b1: clear_until is None"),
        (with_clause("b1", clear_until="2026-12-31"), "buoy-2024:b1: clear_until is 2026-12-31"),
        (with_clause("c1", clear_until="2025-12-31"), "buoy-2024:c1: clear_until is 2025-12-31"),
        (with_clause("b1", ref="第六条"), "buoy-2024:b1: label 第六条"),
        (with_clause("b1", text="每座浮标给予补贴。"), "buoy-2024:b1: lacks the figure 2万元"),
        (with_clause("b1", text="每座浮标补贴2万元，最多30万元。"), "buoy-2024:b1: the figure 30万元 is in none"),
        (with_clause("b1", text="每座浮标补贴3万元。"), "buoy-2024:b1: lacks the figure 2万元"),
        (with_clause("b2", text="2026年起每座9万元待核。"), "buoy-2024:b2: an uncertain fact with the figure 9万元"),
        (with_clause("t1", confidence="C"), "buoy-2024:t1: confidence is C"),
        (
            [clause for clause in with_clause("t1", joins=["b2"], confidence="C") if clause["id"] != "b2"],
            "buoy-2024:t1: joins an uncertain fact with a known one",
        ),
        (with_clause("b1", title=""), "buoy-2024/clauses.yaml"),
    ],
)  # fmt: skip
def test_a_slip_in_the_clauses_is_reported(
    shelf: Shelf, capsys: pytest.CaptureFixture[str], clauses: object, problem: str
) -> None:
    shelf.hold(clauses=clauses)
    assert shelf.check() == 1
    assert problem in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "浮标奖补办法"),
        ("doc_no", "海标〔2024〕4号"),
        ("issuer", "海事局"),
        ("level", "省"),
        ("issued", "2024-02-02"),
        ("effective_from", "2024-03-02"),
        ("effective_to", "2026-12-31"),
        ("status", "active"),
        ("topics", []),
        ("aliases", ["浮标办法", "浮标"]),
        ("source_kind", "original"),
    ],
)
def test_a_slip_in_the_metadata_is_reported(
    shelf: Shelf, capsys: pytest.CaptureFixture[str], key: str, value: object
) -> None:
    shelf.hold(metadata={**metadata_of(POLICY), key: value})
    (shelf.folder / "text.txt").write_text("浮标补贴办法", encoding="utf-8")
    assert shelf.check() == 1
    assert f"buoy-2024: {key} is" in capsys.readouterr().out


def test_a_missing_digest_is_reported_and_drafted_on_request(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    for file in shelf.folder.iterdir():
        file.unlink()
    assert shelf.check() == 1
    assert "buoy-2024/document.yaml" in capsys.readouterr().out
    shelf.check("--write")
    drafted = yaml.safe_load((shelf.folder / "clauses.yaml").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in drafted] == ["0", "c1", "c2", "b1", "b2", "p1", "t1", "k1"]
    assert {entry["title"] for entry in drafted[1:]} == {""}, "a draft must not pass for a digest"


def test_writing_anew_keeps_the_clauses_and_mends_the_metadata(shelf: Shelf) -> None:
    before = (shelf.folder / "clauses.yaml").read_bytes()
    shelf.hold(metadata={**metadata_of(POLICY), "title": "别的"})
    assert shelf.check("--write") == 0
    assert (shelf.folder / "clauses.yaml").read_bytes() == before
    assert read_document(shelf.folder).metadata.title == "浮标补贴办法"


def test_the_facts_of_a_policy_come_with_the_stacking_rules_that_name_it_first() -> None:
    facts = {fact.path: fact for fact in facts_of(POLICY, RULES)}
    assert list(facts) == ["c1", "c2", "b1", "b2", "p1", "t1", "k1"]
    assert facts["b2"].text == "2026年起每座9万元"
    assert (facts["b2"].label, facts["p1"].label, facts["k1"].label) == ("摘编", "办理", "叠加规则")
    assert (facts["b1"].clear_until, facts["b1"].confidence) == ("2025-12-31", "B")


@pytest.mark.skipif(FACT_BASE is None, reason="the fact base is no part of the repository: set FACT_BASE to its path")
def test_the_shipped_digests_agree_with_the_fact_base(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FACT_BASE), "--folder", str(SHIPPED_DOCUMENTS)]) == 0, capsys.readouterr().out
