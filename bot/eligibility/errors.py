"""What can go wrong with rules and profiles. Codes are stable, messages are Chinese sentences for people."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BotError


class InvalidRules(BotError):
    """A shipped rule or field is not well formed: the start stops there."""

    code = "invalid_rules"


MAX_PROBLEMS = 20
_MAX_NAME_CHARACTERS = 64


class ProfileRefused(BotError):
    """A profile cannot be used. `problems` are the fields and, for each, a Chinese sentence: `MAX_PROBLEMS` at most."""

    code = "invalid_profile"

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple((_printable(field), message) for field, message in problems[:MAX_PROBLEMS])
        super().__init__("；".join(f"{field}：{message}" for field, message in self.problems))


class ContradictoryFacts(ProfileRefused):
    """Two facts of a profile cannot both be true; both are named."""

    code = "contradictory_facts"


class PolicyNotFound(BotError):
    """No policy has this id, or none whose rules are known."""

    code = "policy_not_found"


class BenefitNotFound(BotError):
    """A policy has no benefit of this id."""

    code = "benefit_not_found"


def _printable(name: str) -> str:
    """A field's name as it can be sent back: what is no field may be anything."""
    return name.encode("utf-8", "replace").decode()[:_MAX_NAME_CHARACTERS]
