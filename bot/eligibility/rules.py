"""Reads the rules that stand beside the documents (`documents/<doc_id>/rules.yaml`) and checks them.

A slip in a shipped rule must stop the start, not mislead an enterprise: every field is known, every operator and value
fits its field, every clause exists, every group is named and used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.eligibility.entry import Entry
from bot.eligibility.errors import InvalidRules
from bot.eligibility.estimate_rules import EstimateRules, load_estimate_rules
from bot.eligibility.fields import FIELDS_FILE, Fields, load_fields
from bot.eligibility.reading import read_rule
from bot.eligibility.types import Rule
from knowledge.addresses import resolve_address
from knowledge.shipped import SHIPPED_DOCUMENTS, read_yaml
from knowledge.types import Document

RULES_FILE = "rules.yaml"
_VERSION_CHARACTERS = 16
"""Of the hash: enough that no two states of the rules share it, short enough to be read aloud."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every policy's rule by id, the field dictionary, the hash of both, and how amounts of benefits are reckoned."""

    fields: Fields
    rules: Mapping[str, Rule]
    version: str
    estimates: EstimateRules = field(default_factory=dict)


def load_rule_book(folder: Path = SHIPPED_DOCUMENTS, fields_file: Path = FIELDS_FILE) -> RuleBook:
    """Read and check every rule under `folder`. Raises InvalidRules (or InvalidDocument) naming file and condition."""
    fields = load_fields(fields_file)
    contents = {path.parent.name: read_yaml(path) for path in sorted(folder.glob(f"*/{RULES_FILE}"))}
    rules = {
        policy_id: read_rule(policy_id, Entry(content, f"{policy_id}/{RULES_FILE}"), fields)
        for policy_id, content in contents.items()
    }
    _check_references(rules)
    version = _version([read_yaml(fields_file), contents])
    return RuleBook(fields, rules, version, load_estimate_rules(rules, fields, folder))


def check_clauses(rules: Mapping[str, Rule], documents: Sequence[Document]) -> None:
    """Every fact is told by a clause of its policy's document. Raises InvalidRules."""
    by_id = {document.doc_id: document for document in documents}
    for policy_id, rule in rules.items():
        document = by_id.get(policy_id)
        if document is None:
            raise InvalidRules(f"{policy_id}/{RULES_FILE}：没有这份文件")
        for path in paths_of(rule):
            if resolve_address(document.clauses, path) is None:
                raise InvalidRules(f"{policy_id}/{RULES_FILE}：文件中没有条款 {path}")


def paths_of(rule: Rule) -> Iterator[str]:
    """The clauses that a rule rests on."""
    yield from (condition.path for condition in rule.conditions)
    yield from (benefit.path for benefit in rule.benefits)
    if rule.scoring is not None:
        yield from (item.path for item in rule.scoring.items)


def _check_references(rules: Mapping[str, Rule]) -> None:
    for policy_id, rule in rules.items():
        for condition in rule.conditions:
            if condition.refers_to is not None and condition.refers_to not in rules:
                raise InvalidRules(f"{policy_id}/{RULES_FILE}：没有政策 {condition.refers_to}")
        if policy_id in _referred(rules, policy_id):
            raise InvalidRules(f"{policy_id}/{RULES_FILE}：refers_to 又指回自己")


def _referred(rules: Mapping[str, Rule], policy_id: str) -> set[str]:
    """Every policy that a policy refers to, directly or through others."""
    found: set[str] = set()
    waiting = [policy_id]
    while waiting:
        for condition in rules[waiting.pop()].conditions:
            target = condition.refers_to
            if target is not None and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _version(content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:_VERSION_CHARACTERS]
