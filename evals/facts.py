"""Holds the shipped digests against the fact base they were written from: `python -m evals.facts FACTS.yaml`.

Checked: every policy has its document with the same metadata; every fact is told by exactly one clause, under its
article, with its confidence and its last clear day; the figures of a fact stand in its clause and no others do; an
uncertain fact (C) is told without any figure. `--write` makes the metadata anew and adds a draft of what is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.figures import find_figures, same_figure
from bot.types import Figure
from knowledge.errors import InvalidDocument
from knowledge.shipped import SHIPPED_DOCUMENTS, read_document
from knowledge.types import Clause, Document, SourceKind

ACTION_PLAN = "sd-xyd-2023"
"""The one policy that ships as an original, not as a digest."""

OPENING = "0"
_BY_POSITION = {"definitions": "d", "targets": "g", "scoring": "s", "procedure": "p", "traps": "t"}
_UNNUMBERED_LABELS = {"d": "定义", "g": "目标", "s": "评分", "p": "办理", "t": "提示", "k": "叠加规则"}
_UNCERTAIN_MARK = re.compile(r"^C: needs the official text —\s*")
_UNCERTAIN = "C"
_OTHER_POLICY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_DOUBT_BEGINS = {2025, 2026, 20251231, 20260101}
"""The days around which the rules are in doubt: the only figures that an uncertain fact may be told with."""
_DASHES = {"—", "无", ""}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the fact base. `path` is the clause id's last part; `text` without the mark of uncertainty."""

    path: str
    label: str
    text: str
    confidence: str
    clear_until: str | None
    figures: str


def facts_of(policy: Mapping[str, Any], stacking_rules: Sequence[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Every fact of a policy in the order of its digest; stacking rules belong to the first policy they name."""
    facts = [_fact(item["id"], item) for key in ("conditions", "benefits") for item in policy.get(key) or ()]
    for key, letter in _BY_POSITION.items():
        items = policy.get(key) or ()
        facts += [_fact(f"{letter}{number}", item) for number, item in enumerate(items, start=1)]
    rules = [rule for rule in stacking_rules if rule["policies"][0] == policy["id"]]
    return (*facts, *(_fact(f"k{number}", rule) for number, rule in enumerate(rules, start=1)))


def problems(policy: Mapping[str, Any], document: Document, facts: Sequence[Fact]) -> Iterator[str]:
    """A sentence for each thing in which the digest differs from the fact base."""
    yield from _metadata_problems(policy, document)
    clauses = {path: clause for clause in document.clauses for path in (clause.path, *clause.joins)}
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.path in clauses:
            told.setdefault(clauses[fact.path].path, []).append(fact)
        else:
            yield f"{document.doc_id}:{fact.path} is told by no clause"
    for path in clauses.keys() - {fact.path for fact in facts} - {OPENING}:
        yield f"{document.doc_id}:{path} tells no fact"
    if OPENING not in clauses:
        yield f"{document.doc_id} has no opening clause {OPENING}"
    for path, group in told.items():
        yield from _clause_problems(policy, clauses[path], group)


def _fact(path: str, item: Mapping[str, Any] | str) -> Fact:
    row = {"text": item, "conf": "B"} if isinstance(item, str) else dict(item)
    ref = str(row.get("ref", "")).strip()
    text = _UNCERTAIN_MARK.sub("", str(row.get("text") or row.get("item")))
    extra = [str(row.get(key, "")) for key in ("formula", "note", "cap_note", "amount_text", "bands", "ref")]
    return Fact(
        path=path,
        label=_UNNUMBERED_LABELS.get(path[0], "摘编") if ref in _DASHES else ref,
        text=text,
        confidence=row["conf"],
        clear_until=row.get("valid_to"),
        figures=" ".join([text, *extra]),
    )


def _metadata_problems(policy: Mapping[str, Any], document: Document) -> Iterator[str]:
    metadata = document.metadata
    expected = metadata_of(policy)
    for key, value in expected.items():
        held = getattr(metadata, key)
        if key in {"supersedes", "superseded_by", "source"}:
            continue
        held = list(held) if isinstance(held, tuple) else held
        if str(held) != str(value):
            yield f"{document.doc_id}: {key} is {held}, the fact base says {value}"


def _clause_problems(policy: Mapping[str, Any], clause: Clause, facts: Sequence[Fact]) -> Iterator[str]:
    where = clause.clause_id
    assert clause.basis is not None, "clauses of digests have a basis"
    worst = max(fact.confidence for fact in facts)
    if clause.basis.confidence != worst:
        yield f"{where}: confidence is {clause.basis.confidence}, its facts have {worst}"
    if any(fact.confidence == _UNCERTAIN for fact in facts) and any(fact.confidence != _UNCERTAIN for fact in facts):
        yield f"{where}: joins an uncertain fact with a known one"
    until = {fact.clear_until for fact in facts}
    held = str(clause.basis.clear_until) if clause.basis.clear_until else None
    if until != {held}:
        yield f"{where}: clear_until is {held}, its facts have {until}"
    if clause.label not in {fact.label for fact in facts} and not _shortens(clause.label, facts):
        yield f"{where}: label {clause.label} is none of its facts'"
    yield from _figure_problems(policy, clause, facts, uncertain=worst == _UNCERTAIN)


def _shortens(label: str, facts: Sequence[Fact]) -> bool:
    """A clause of several facts may name the article that they share: 第十一条(五) for (五)1, (五)2 and (五)3."""
    return all(fact.label.startswith(label) for fact in facts)


def _figure_problems(
    policy: Mapping[str, Any], clause: Clause, facts: Sequence[Fact], *, uncertain: bool
) -> Iterator[str]:
    held = _figures(clause.text)
    if uncertain:
        yield from (f"{clause.clause_id}: an uncertain fact with the figure {figure.text}" for figure in held
                    if figure.value not in _DOUBT_BEGINS)  # fmt: skip
        return
    wanted = _figures(" ".join(fact.text for fact in facts))
    known = _figures(" ".join([*(fact.figures for fact in facts), *_own_figures(policy)]))
    for figure in wanted:
        if not _holds(held, figure):
            yield f"{clause.clause_id}: lacks the figure {figure.text}"
    for figure in held:
        if not _holds(known, figure):
            yield f"{clause.clause_id}: the figure {figure.text} is in none of its facts"


def _own_figures(policy: Mapping[str, Any]) -> Iterator[str]:
    """The policy's own title, numbers, dates and standing, which a clause may repeat."""
    for key in ("title", "doc_no", "issuer", "status_note", "applies_to"):
        yield str(policy.get(key) or "")
    yield from policy.get("doc_nos_related") or ()
    for key in ("issued", "effective_from", "effective_to"):
        if policy.get(key):
            year, month, day = str(policy[key]).split("-")
            yield f"{year}年{int(month)}月{int(day)}日"


def _figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, without the numbers inside ids of policies (zjtx-2026)."""
    return find_figures(_OTHER_POLICY.sub(" ", text))


def _holds(figures: Sequence[Figure], wanted: Figure) -> bool:
    return any(same_figure(figure, wanted) or figure.value == wanted.value for figure in figures)


def metadata_of(policy: Mapping[str, Any]) -> dict[str, Any]:
    """The `document.yaml` of a policy's digest."""
    found = {"doc_id": policy["id"]} | {
        key: policy[key]
        for key in ("title", "doc_no", "issuer", "level", "region", "issued", "effective_from", "effective_to")
        if policy.get(key) is not None
    }
    return found | {
        "status": policy["status_code"],
        "topics": policy["topics"],
        "aliases": policy["aliases"],
        "source_kind": SourceKind.DIGEST.value,
    }


def write(policy: Mapping[str, Any], facts: Sequence[Fact], folder: Path, titles: Mapping[str, str]) -> None:
    """Write the metadata of a digest anew, and a draft of its clauses if it has none."""
    folder.mkdir(parents=True, exist_ok=True)
    metadata = metadata_of(policy)
    successor = policy.get("superseded_by")
    if successor:
        metadata["superseded_by"] = {"title": titles[successor], "doc_id": successor}
    predecessor = policy.get("supersedes")
    if isinstance(predecessor, str) and predecessor in titles:
        metadata["supersedes"] = [{"title": titles[predecessor], "doc_id": predecessor}]
    (folder / "document.yaml").write_text(_yaml(metadata), encoding="utf-8")
    clauses_file = folder / "clauses.yaml"
    if not clauses_file.exists():
        clauses_file.write_text(_yaml(_draft(policy, facts)), encoding="utf-8")


def _draft(policy: Mapping[str, Any], facts: Sequence[Fact]) -> list[dict[str, Any]]:
    opening = f"《{policy['title']}》（{policy['doc_no']}），{policy['issuer']}。适用：{policy['applies_to']}。"
    grades = {source["grade"] for source in policy["sources"]}
    entries: list[dict[str, Any]] = [
        {"id": OPENING, "ref": "摘编说明", "title": policy["title"], "text": opening,
         "confidence": "A" if grades == {"A"} else "B", "questions": []}
    ]  # fmt: skip
    for fact in facts:
        entry = {"id": fact.path, "ref": fact.label, "title": "", "text": fact.text, "confidence": fact.confidence}
        if fact.clear_until:
            entry["clear_until"] = fact.clear_until
        entries.append(entry | {"questions": []})
    return entries


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def main(arguments: Sequence[str]) -> int:
    """Check, or write and check. Exit status 1 where the digests differ from the fact base."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="the fact base (policies.yaml)")
    parser.add_argument("--write", action="store_true", help="write metadata anew and drafts of what is missing")
    parser.add_argument("--folder", type=Path, default=SHIPPED_DOCUMENTS, help="where the documents are")
    given = parser.parse_args(arguments)
    base = yaml.safe_load(given.facts.read_text(encoding="utf-8"))
    titles = {policy["id"]: policy["title"] for policy in base["policies"]}
    found: list[str] = []
    for policy in base["policies"]:
        if policy["id"] == ACTION_PLAN:
            continue
        facts = facts_of(policy, base["stacking_rules"])
        folder = given.folder / policy["id"]
        if given.write:
            write(policy, facts, folder, titles)
        try:
            found += problems(policy, read_document(folder), facts)
        except InvalidDocument as error:
            found.append(str(error))
    for problem in found:
        print(problem)
    print(f"{len(titles)} policies, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
