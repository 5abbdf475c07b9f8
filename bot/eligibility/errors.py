"""What can go wrong with rules and profiles. Codes are stable, messages are Chinese sentences for people."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BotError


class InvalidRules(BotError):
    """A shipped rule or field is not well formed: the start stops there."""

    code = "invalid_rules"


class ProfileRefused(BotError):
    """A profile cannot be used. `problems` are the fields and, for each, a Chinese sentence."""

    code = "invalid_profile"

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("；".join(f"{field}：{message}" for field, message in problems))
        self.problems = tuple(problems)


class ContradictoryFacts(ProfileRefused):
    """Two facts of a profile cannot both be true; both are named."""

    code = "contradictory_facts"


class PolicyNotFound(BotError):
    """No policy has this id, or none whose rules are known."""

    code = "policy_not_found"
