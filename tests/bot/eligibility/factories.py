"""The shipped rules, and invented ones, ready to be judged."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from bot.eligibility.determination import Eligibility
from bot.eligibility.entry import Entry
from bot.eligibility.fields import load_fields
from bot.eligibility.profile import read_profile
from bot.eligibility.reading import read_rule
from bot.eligibility.rules import RuleBook, load_rule_book
from bot.eligibility.types import Determination, PolicyResult, Profile
from knowledge.divisions import Divisions, load_divisions
from knowledge.shipped import shipped_documents
from knowledge.types import Basis, Clause, Confidence, Document, Level, Metadata, SourceKind

DAY = date(2026, 11, 24)


@cache
def divisions() -> Divisions:
    return load_divisions()


@cache
def rule_book() -> RuleBook:
    return load_rule_book()


@cache
def shipped() -> Eligibility:
    return Eligibility(rule_book(), shipped_documents(), divisions())


def profile_of(given: dict[str, object], as_of: date = DAY) -> Profile:
    return read_profile(given, rule_book().fields, latest=max(as_of, DAY))


def determine(given: dict[str, object], policies: list[str] | None = None, as_of: date = DAY) -> Determination:
    return shipped().determine(profile_of(given, as_of), policies, as_of)


def judge(policy_id: str, as_of: date = DAY, **given: object) -> PolicyResult:
    (result,) = determine(given, [policy_id], as_of).results
    return result


def make_document(policy_id: str = "buoy", paths: tuple[str, ...] = (), **metadata: Any) -> Document:
    """A digest with one clause for each path."""
    fields = {"level": Level.NATION, "region": "全国", "effective_from": date(2020, 1, 1), **metadata}
    clauses, text = [], ""
    for path in paths:
        words = f"事实{path}。"
        start = len(text)
        text += words + "\n\n"
        basis = Basis(Confidence.PUBLISHED)
        clauses.append(Clause(policy_id, path, "第一条", (path,), words, start, start + len(words), basis=basis))
    return Document(Metadata(policy_id, "浮标补贴办法", source_kind=SourceKind.DIGEST, **fields), text, tuple(clauses))


def condition(name: str, field: str = "", op: str = ">=", value: object = None, **more: object) -> dict[str, object]:
    test = {"field": field, "op": op, "value": value} if field else {}
    return {"id": name, "text": f"条件{name}", "confidence": "B", **test, **more}


def benefit(name: str = "b1", **more: object) -> dict[str, object]:
    return {"id": name, "text": f"优惠{name}", "confidence": "B", **more}


def make_eligibility(rules: dict[str, dict[str, Any]], **metadata: Any) -> Eligibility:
    """Judges invented rules, each told by an invented digest."""
    fields = load_fields()
    read = {
        key: read_rule(key, Entry({"benefits": [benefit()], **content}, key), fields) for key, content in rules.items()
    }
    documents = [
        make_document(key, (*(c.path for c in rule.conditions), *(b.path for b in rule.benefits)), **metadata)
        for key, rule in read.items()
    ]
    return Eligibility(RuleBook(fields, read, "invented"), documents, divisions())


def judge_invented(
    rule: dict[str, Any], as_of: date = DAY, *, metadata: dict[str, Any] | None = None, **given: object
) -> PolicyResult:
    eligibility = make_eligibility({"buoy": rule}, **(metadata or {}))
    (result,) = eligibility.determine(profile_of(given, as_of), ["buoy"], as_of).results
    return result
