"""Holds the shipped rules, fields and estimates against the fact base: `python -m evals.rules FACTS.yaml`.

`--write` makes the rules and the fields. Each policy's `rules.yaml` says what its conditions ask for, in the fact
base's own values; its texts are the fact base's, with the names of policies in place of their ids, and without a word
of what is uncertain (C). Of an estimate the fact base says what is reckoned and from what.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.eligibility.estimate_rules import ESTIMATES_FILE
from bot.eligibility.fields import FIELDS_FILE
from bot.eligibility.rules import RULES_FILE
from evals.facts import ACTION_PLAN
from knowledge.numerals import to_int
from knowledge.shipped import SHIPPED_DOCUMENTS, read_document, read_yaml
from knowledge.types import Document

Policy = Mapping[str, Any]
_PLAN_REF = re.compile(r"(?P<part>[一二三四五六七八九十]+)\((?P<section>[一二三四五六七八九十]+)\)(?P<item>[0-9]+)?")
_OWN_ID = re.compile(r"^[bc][0-9]+[a-z]? ?")
_IDENTIFIER = re.compile(r" ?(?<![a-z0-9-])[a-z]+(?:-[a-z0-9]+)+(?![a-z0-9-])")
_COUNTED = re.compile(r"(?P<count>[0-9]+)项(?:及以上)?(?P<kind>I+)类")
_KINDS = {"I": "ip_class1", "II": "ip_class2"}
_SCORED: dict[str, tuple[str, dict[str, Any]]] = {
    "科技人员占比": ("sci_staff_ratio", {"gives": "techsme_staff_score"}),
    "占销售收入": ("rd_ratio_1y", {"one_is_enough": True}),
    "占成本费用支出": ("rd_cost_ratio", {"one_is_enough": True}),
}
"""What an item of the scoring table is called → the field it looks at, and what it is beside the others."""
_ESTIMATED = ("amount_of", "inputs", "instead", "optional", "kind")
"""What the fact base says of an estimate; the rest of an entry is parkbot's own."""
_SCORED_AS_A_WHOLE = {"techsme": "techsme_score"}


def fields_of(base: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The field dictionary as parkbot ships it."""
    return {name: _without_nothing(dict(field)) for name, field in base["fields"].items()}


def rules_of(policy: Policy, document: Document, titles: Mapping[str, str]) -> dict[str, Any]:
    """The `rules.yaml` of a policy."""
    texts = _Texts(policy["id"], document, titles)
    groups = _groups(policy)
    return _without_nothing(
        {
            "conditions": [_condition(item, texts) for item in policy["conditions"]],
            "groups": groups,
            "combine": _combination(policy, groups),
            "benefits": [_benefit(item, texts) for item in policy["benefits"]],
            "scoring": _scoring(policy),
        }
    )


class _Texts:
    """Where the facts of one policy are told, and in which words parkbot shows them."""

    def __init__(self, policy_id: str, document: Document, titles: Mapping[str, str]) -> None:
        self._policy_id = policy_id
        self._titles = titles
        self._headings = {
            path: clause.heading_path[-1] for clause in document.clauses for path in (clause.path, *clause.joins)
            if clause.heading_path
        }  # fmt: skip

    def path(self, item: Mapping[str, Any]) -> str:
        """The clause that tells a fact: in a digest the fact's id, in the action plan what its ref names."""
        if self._policy_id != ACTION_PLAN:
            return str(item["id"])
        match = _PLAN_REF.match(item["ref"])
        assert match is not None, f"no part and section in {item['ref']}"
        numbers = (to_int(match["part"]), to_int(match["section"]), match["item"])
        return ".".join(str(number) for number in numbers if number is not None)

    def text(self, item: Mapping[str, Any]) -> str:
        """The fact in words; of an uncertain one (C) only what it is about."""
        if item["conf"] == "C":
            return re.sub("（待核）$|待核$", "", self._headings[item["id"]])
        named = _IDENTIFIER.sub(lambda match: f"《{self._titles[match.group().strip()]}》", item["text"])
        return _OWN_ID.sub("", named).replace("》、《", "》《")


def _condition(item: Mapping[str, Any], texts: _Texts) -> dict[str, Any]:
    path = texts.path(item)
    is_uncertain = item["conf"] == "C"
    return _without_nothing(
        {
            "id": item["id"],
            "clause": path if path != item["id"] else None,
            "text": texts.text(item),
            "confidence": item["conf"],
            "field": None if is_uncertain else item.get("field"),
            "op": None if is_uncertain else item.get("op"),
            "value": None if is_uncertain else item.get("value"),
            "manual": _is_manual(item) or None,
            "when": _when(item.get("when")),
            "benefits": item.get("for"),
            "group": item.get("group"),
            "refers_to": item.get("refer"),
            "valid_to": item.get("valid_to"),
            "classification": item.get("kind") == "classification" or None,
            "individuals": item.get("who") == "个人" or None,
        }
    )


def _is_manual(item: Mapping[str, Any]) -> bool:
    """A reference to another policy is no judgement of people, though the fact base marks it so."""
    return item.get("check") == "manual" and "refer" not in item


def _when(when: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    if when is None:
        return []
    return list(when["all"]) if "all" in when else [when]


def _groups(policy: Policy) -> dict[str, dict[str, Any]]:
    named = {key: dict(group) for key, group in policy.get("groups", {}).items() if key != "combine"}
    for item in policy["conditions"]:
        if "group" in item:
            named.setdefault(item["group"], {"op": item.get("group_op", "all")})
    return named


def _combination(policy: Policy, groups: Mapping[str, object]) -> str | None:
    """`any` where the fact base says in words that one of the groups is enough."""
    words = policy.get("groups", {}).get("combine")
    if words is None:
        return None
    assert "或" in words or "any" in words, f"cannot read {words}"
    assert groups, "what is combined are groups"
    return "any"


def _benefit(item: Mapping[str, Any], texts: _Texts) -> dict[str, Any]:
    path = texts.path(item)
    return _without_nothing(
        {
            "id": item["id"],
            "clause": path if path != item["id"] else None,
            "text": texts.text(item),
            "confidence": item["conf"],
            "valid_to": item.get("valid_to"),
        }
    )


def _scoring(policy: Policy) -> dict[str, Any] | None:
    """The scoring table: items that are two ways of measuring one thing (二选一) become one."""
    if "scoring" not in policy:
        return None
    items: list[dict[str, Any]] = []
    for number, item in enumerate(policy["scoring"], start=1):
        nothing: tuple[str | None, dict[str, Any]] = (None, {})
        field, more = next((found for name, found in _SCORED.items() if name in item["item"]), nothing)
        bands = [band for row in item["bands"] if (band := _band(row, field)) is not None]
        if more.get("one_is_enough") and items and items[-1].get("one_is_enough"):
            items[-1]["bands"] += bands
        else:
            items.append({"clause": f"s{number}", **more, "bands": bands})
    return {"gives": _SCORED_AS_A_WHOLE[policy["id"]], "items": items}


def _band(row: Mapping[str, Any], field: str | None) -> dict[str, Any] | None:
    """One band; None for what is left over, which scores nothing."""
    if not row["score"]:
        return None
    if field is not None:
        return {"field": field, "at_least": row[">="], "score": row["score"]}
    match = _COUNTED.match(row["text"])
    assert match is not None, f"cannot read {row['text']}"
    return {"field": _KINDS[match["kind"]], "at_least": int(match["count"]), "score": row["score"]}


def _without_nothing(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value is not None and value != [] and value != {}}


def problems(base: Mapping[str, Any], folder: Path, fields_file: Path) -> Iterator[str]:
    """A sentence for each shipped file that is not what the fact base makes it."""
    if read_yaml(fields_file) != fields_of(base):
        yield f"{fields_file.name} differs from the fact base"
    for rules_file, rules in _files(base, folder):
        if not rules_file.exists():
            yield f"{rules_file.parent.name} has no {RULES_FILE}"
        elif read_yaml(rules_file) != rules:
            yield f"{rules_file.parent.name}/{RULES_FILE} differs from the fact base"
    shipped, expected = _estimates(folder), base.get("estimates", {})
    for key in sorted(shipped.keys() | expected.keys()):
        entry = shipped.get(key, {})
        if {name: entry[name] for name in _ESTIMATED if name in entry} != expected.get(key):
            yield f"{key}: its estimate differs from the fact base"


def _estimates(folder: Path) -> dict[str, Policy]:
    """How each benefit is estimated, by `policy/benefit`."""
    files = sorted(folder.glob(f"*/{ESTIMATES_FILE}"))
    return {f"{file.parent.name}/{name}": entry for file in files for name, entry in _entries(file).items()}


def _entries(file: Path) -> dict[str, Policy]:
    content = read_yaml(file)
    assert isinstance(content, dict), "checked at every start"
    return content


def write(base: Mapping[str, Any], folder: Path, fields_file: Path) -> None:
    """Make the fields and every policy's rules anew."""
    fields_file.write_text(_yaml(fields_of(base)), encoding="utf-8")
    for rules_file, rules in _files(base, folder):
        rules_file.write_text(_yaml(rules), encoding="utf-8")


def _files(base: Mapping[str, Any], folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    titles = {policy["id"]: policy["title"] for policy in base["policies"]}
    for policy in base["policies"]:
        home = folder / policy["id"]
        yield home / RULES_FILE, rules_of(policy, read_document(home), titles)


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def main(arguments: Sequence[str]) -> int:
    """Check, or write and check. Exit status 1 where rules or fields differ from the fact base."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="the fact base (policies.yaml)")
    parser.add_argument("--write", action="store_true", help="make the rules and fields anew")
    parser.add_argument("--folder", type=Path, default=SHIPPED_DOCUMENTS, help="where the documents are")
    parser.add_argument("--fields", type=Path, default=FIELDS_FILE, help="where the fields are")
    given = parser.parse_args(arguments)
    base = yaml.safe_load(given.facts.read_text(encoding="utf-8"))
    if given.write:
        write(base, given.folder, given.fields)
    found = list(problems(base, given.folder, given.fields))
    for problem in found:
        print(problem)
    print(f"{len(base['policies'])} policies, {len(base['fields'])} fields, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
