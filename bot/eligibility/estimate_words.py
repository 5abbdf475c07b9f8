"""What an estimate says to people beside its figures: notices, and what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.eligibility.types import Condition, ConditionResult, Opening, PolicyNotice, Reason, Rule
from knowledge.types import Confidence

FOR_REFERENCE = "所列数额只供参考：若届时仍按原文执行，才是这样。"
NO_FIGURE = "因此不给出数额。"
NO_AMOUNT = "这项优惠没有可以测算的数额。"
CEILING = PolicyNotice("ceiling", "这是上限，不是应得的数额；实际能否得到、得到多少，由主管部门决定。")
UNTESTABLE = "这项政策没有可以逐项核对的条件，是否适用要对照原文"
_OPENINGS = {Opening.MISSING: "（没有给出相应的数据）", Opening.MANUAL: "（不能由数据判断）"}


def past_notice(title: str, last_day: date, closing: str) -> PolicyNotice:
    """A benefit or a condition of it is known up to a day only."""
    return PolicyNotice(Reason.EXPIRED.value, f"《{title}》的这项优惠或其条件只核实到{last_day}，之后待核。{closing}")


def not_met_notice(title: str, region: str | None, failed: Sequence[ConditionResult]) -> PolicyNotice:
    """Why the benefit is not to be had: the place (`region` is the policy's), or the conditions that fail."""
    place = f"注册地不在{region}。" if region else ""
    conditions = f"没有达到的条件：{'；'.join(_said(result.condition) for result in failed)}。" if failed else ""
    return PolicyNotice("not_met", f"按《{title}》不能享受这项优惠，没有数额可算。{place}{conditions}")


def assumptions(rule: Rule, rests_on: Sequence[ConditionResult]) -> Iterator[str]:
    """The open conditions, each taken for met; of those of which one is enough, one line with all."""
    yield from (_assumed(result) for result in rests_on if result.condition.group is None)
    groups = [
        (group, [result for result in rests_on if result.condition.group == group.id]) for group in rule.groups.values()
    ]
    open_groups = [(group, members) for group, members in groups if members]
    if rule.any_group and len(open_groups) > 1:
        choices = (f"{group.text}（{'，'.join(map(_assumed, members))}）" for group, members in open_groups)
        yield f"以下各组中有一组成立：{'；'.join(choices)}"
        return
    for group, members in open_groups:
        lines = [_assumed(member) for member in members]
        yield from [f"以下至少有一项成立：{'；'.join(lines)}"] if group.is_any and len(lines) > 1 else lines


def _assumed(result: ConditionResult) -> str:
    return _said(result.condition) + (_OPENINGS[result.opening] if result.opening else "")


def _said(condition: Condition) -> str:
    return f"待核：{condition.text}" if condition.confidence is Confidence.UNCERTAIN else condition.text
