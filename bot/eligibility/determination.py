"""Every policy for one enterprise on one day, in the order in which an adviser would name them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.eligibility.check import Policy, check
from bot.eligibility.conditions import Case
from bot.eligibility.derived import Facts, derive
from bot.eligibility.errors import PolicyNotFound
from bot.eligibility.rules import RuleBook
from bot.eligibility.sources import find_sources
from bot.eligibility.types import Determination, FieldValue, PolicyResult, Profile, Verdict
from knowledge.divisions import Divisions
from knowledge.types import Document

_ID_CHARACTERS = 32
_SOME_FAIL = 2
_PLACES = {Verdict.MET: 0, Verdict.UNKNOWN: 1, Verdict.NOT_MET: 3}
"""Where verdicts stand in a list; open ones of which a condition fails come between the open and the failed."""


class Eligibility:
    """Judges policies by the rules and the documents of one moment. Safe to use from several threads."""

    def __init__(self, rule_book: RuleBook, documents: Sequence[Document], divisions: Divisions) -> None:
        """Over the policies whose document is there with every clause that its rule rests on."""
        self.rule_book = rule_book
        self._divisions = divisions
        self._scorings = [rule.scoring for rule in rule_book.rules.values() if rule.scoring is not None]
        self.documents = {document.doc_id: document for document in documents}
        sources = find_sources(rule_book.rules, documents)
        self._policies = {
            policy_id: Policy(rule_book.rules[policy_id], self.documents[policy_id].metadata, sources[policy_id])
            for policy_id in sources
        }

    def policy(self, policy_id: str) -> Policy:
        """A policy by its id. Raises PolicyNotFound."""
        if policy_id not in self._policies:
            raise PolicyNotFound(f"没有政策 {policy_id}，或者没有它的判断规则")
        return self._policies[policy_id]

    def determine(self, profile: Profile, policies: Iterable[str] | None, as_of: date) -> Determination:
        """How the policies (None: all) stand, in their order where given, else best first. Raises PolicyNotFound."""
        ids = list(self._policies) if policies is None else list(dict.fromkeys(policies))
        run = _Run(self, derive(profile, self._scorings, self._divisions), as_of, self._divisions)
        results = [run.result(self.policy(policy_id)) for policy_id in ids]
        if policies is None:
            results.sort(key=_rank)
        version = self.rule_book.version
        return Determination(_determination_id(profile, ids, as_of, version), version, as_of, tuple(results))


class _Run:
    """One enterprise on one day: each policy is judged once, also where others refer to it."""

    def __init__(self, eligibility: Eligibility, facts: Facts, as_of: date, divisions: Divisions) -> None:
        self._eligibility = eligibility
        self._case = Case(facts, as_of, divisions, self._referred)
        self._results: dict[str, PolicyResult] = {}

    def result(self, policy: Policy) -> PolicyResult:
        """How a policy stands."""
        policy_id = policy.rule.policy_id
        if policy_id not in self._results:
            self._results[policy_id] = check(policy, self._case, self._eligibility.rule_book.fields)
        return self._results[policy_id]

    def _referred(self, policy_id: str) -> PolicyResult | None:
        try:
            return self.result(self._eligibility.policy(policy_id))
        except PolicyNotFound:
            return None


def _rank(result: PolicyResult) -> tuple[int, int, int, str]:
    """Met first, then those whose checked conditions all hold, fewest open first; not met last."""
    progress = result.progress
    place = _PLACES[result.verdict]
    if result.verdict is Verdict.UNKNOWN and progress.not_met:
        place = _SOME_FAIL
    return place, progress.missing + progress.manual, -progress.met, result.policy_id


def _determination_id(profile: Profile, policies: Sequence[str], as_of: date, version: str) -> str:
    """A hash of the input: the order of fields and policies, and how a number is written, make no difference."""
    content = {
        "profile": {name: _canonical(value) for name, value in profile.values.items()},
        "policies": sorted(policies),
        "as_of": as_of.isoformat(),
        "rules": version,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_CHARACTERS]


def _canonical(value: FieldValue) -> str | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        digits = format(value + 0, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value)
