"""Kleene's three-valued logic over verdicts. What is not applicable does not count."""

from __future__ import annotations

from collections.abc import Iterable

from bot.eligibility.types import Verdict


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """NOT_MET if one is, else UNKNOWN if one is, else MET; NOT_APPLICABLE where nothing counts."""
    return _first_of(verdicts, (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET))


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """MET if one is, else UNKNOWN if one is, else NOT_MET; NOT_APPLICABLE where nothing counts."""
    return _first_of(verdicts, (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET))


def verdict_of(truth: bool | None) -> Verdict:
    """The verdict of a comparison, None where it cannot be told."""
    if truth is None:
        return Verdict.UNKNOWN
    return Verdict.MET if truth else Verdict.NOT_MET


def _first_of(verdicts: Iterable[Verdict], order: tuple[Verdict, ...]) -> Verdict:
    held = set(verdicts)
    return next((verdict for verdict in order if verdict in held), Verdict.NOT_APPLICABLE)
