"""One policy's `rules.yaml` → its Rule, every entry checked."""

from __future__ import annotations

from bot.eligibility.entry import Entry, confidence_of, day_of, number_of
from bot.eligibility.fields import Fields
from bot.eligibility.reading_comparisons import field_of, read_comparison
from bot.eligibility.types import (
    Benefit,
    Condition,
    FieldType,
    Group,
    Rule,
    ScoreBand,
    ScoreItem,
    Scoring,
)
from knowledge.types import Confidence

_RULE_KEYS = frozenset({"conditions", "groups", "combine", "benefits", "scoring"})
_CONDITION_KEYS = frozenset({
    "id", "clause", "text", "confidence", "field", "op", "value", "manual", "when", "benefits", "group", "refers_to",
    "valid_to", "classification", "individuals",
})  # fmt: skip
_BENEFIT_KEYS = frozenset({"id", "clause", "text", "confidence", "valid_to"})


def read_rule(policy_id: str, entry: Entry, fields: Fields) -> Rule:
    """The rule of one policy. Raises InvalidRules naming the file and the condition."""
    entry.check_keys(_RULE_KEYS)
    groups = {
        str(key): _group(str(key), Entry(value, entry.where)) for key, value in (entry.get("groups") or {}).items()
    }
    rule = Rule(
        policy_id,
        tuple(_condition(item, fields) for item in entry.items("conditions")),
        tuple(_benefit(item) for item in entry.items("benefits")),
        groups,
        _combines_by_any(entry),
        _scoring(entry, fields),
    )
    _check_ids(rule, entry)
    return rule


def _check_ids(rule: Rule, entry: Entry) -> None:
    ids = [*(condition.id for condition in rule.conditions), *(benefit.id for benefit in rule.benefits)]
    if len(set(ids)) != len(ids):
        entry.refuse("编号重复")
    used = {condition.group for condition in rule.conditions} - {None}
    if used != set(rule.groups):
        entry.refuse(f"分组与条件里的不一致：{'、'.join(sorted(map(str, used ^ set(rule.groups))))}")
    unknown = {name for condition in rule.conditions for name in condition.benefits} - {b.id for b in rule.benefits}
    if unknown:
        entry.refuse(f"没有优惠 {'、'.join(sorted(unknown))}")
    if not rule.benefits:
        entry.refuse("没有优惠")


def _group(name: str, entry: Entry) -> Group:
    entry.check_keys(frozenset({"op", "text"}), frozenset({"op"}))
    if entry.get("op") not in {"any", "all"}:
        entry.refuse(f"分组 {name} 的 op 应为 any 或 all")
    return Group(name, entry.get("op") == "any", str(entry.get("text") or ""))


def _combines_by_any(entry: Entry) -> bool:
    if entry.get("combine") not in {None, "any"}:
        entry.refuse("combine 应为 any")
    return bool(entry.get("combine"))


def _condition(entry: Entry, fields: Fields) -> Condition:
    entry.check_keys(_CONDITION_KEYS, frozenset({"id", "text", "confidence"}))
    condition = Condition(
        id=str(entry.get("id")),
        path=str(entry.get("clause") or entry.get("id")),
        text=str(entry.get("text")),
        confidence=confidence_of(entry),
        test=read_comparison(entry, fields) if "field" in entry.content else None,
        is_manual=entry.get("manual") is True,
        when=tuple(read_comparison(item, fields) for item in entry.items("when")),
        benefits=tuple(entry.get("benefits") or ()),
        group=entry.get("group"),
        refers_to=entry.get("refers_to"),
        valid_to=day_of(entry.get("valid_to"), entry),
        is_classification=entry.get("classification") is True,
        is_for_individuals=entry.get("individuals") is True,
    )
    can_be_told = condition.test or condition.is_manual or condition.refers_to
    if not can_be_told and condition.confidence is not Confidence.UNCERTAIN:
        entry.refuse("须有 field、manual 或 refers_to 之一")
    return condition


def _benefit(entry: Entry) -> Benefit:
    entry.check_keys(_BENEFIT_KEYS, frozenset({"id", "text", "confidence"}))
    return Benefit(
        id=str(entry.get("id")),
        path=str(entry.get("clause") or entry.get("id")),
        text=str(entry.get("text")),
        confidence=confidence_of(entry),
        valid_to=day_of(entry.get("valid_to"), entry),
    )


def _scoring(entry: Entry, fields: Fields) -> Scoring | None:
    if entry.get("scoring") is None:
        return None
    table = Entry(entry.get("scoring"), f"{entry.where}：scoring")
    table.check_keys(frozenset({"gives", "items"}), frozenset({"gives", "items"}))
    return Scoring(_named(table, "gives", fields), tuple(_score_item(item, fields) for item in table.items("items")))


def _score_item(entry: Entry, fields: Fields) -> ScoreItem:
    entry.check_keys(frozenset({"clause", "bands", "gives", "one_is_enough"}), frozenset({"clause", "bands"}))
    return ScoreItem(
        path=str(entry.get("clause")),
        bands=tuple(_band(item, fields) for item in entry.items("bands")),
        gives=_named(entry, "gives", fields) if entry.get("gives") else None,
        one_is_enough=entry.get("one_is_enough") is True,
    )


def _band(entry: Entry, fields: Fields) -> ScoreBand:
    entry.check_keys(frozenset({"field", "at_least", "score"}), frozenset({"field", "at_least", "score"}))
    field = field_of(entry, fields)
    if field.type is not FieldType.NUMBER:
        entry.refuse(f"{field.name} 不是数字")
    return ScoreBand(field.name, number_of(entry.get("at_least"), entry), number_of(entry.get("score"), entry))


def _named(entry: Entry, key: str, fields: Fields) -> str:
    if entry.get(key) not in fields:
        entry.refuse(f"没有字段 {entry.get(key)}")
    return str(entry.get(key))
