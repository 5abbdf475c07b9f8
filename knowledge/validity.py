"""How a rule stands on one day, by the contract's order ("Validity, on a day")."""

from __future__ import annotations

from datetime import date, timedelta

from knowledge.types import Clause, Confidence, Metadata, Status, Validity

HELD_FROM = date(2026, 1, 1)
"""First day from which rules with status `hold_2026` are in doubt."""


def validity(metadata: Metadata, on: date) -> Validity:
    """How the rule stands on the day `on`; the first case that applies. `effective_to` itself is still in force.

    A draft has no standing on any day, whatever day it names for itself.
    """
    if metadata.status is Status.DRAFT:
        return Validity.UNKNOWN
    if metadata.effective_from is not None and on < metadata.effective_from:
        return Validity.NOT_YET
    if _in_doubt(metadata, on):
        return Validity.UNKNOWN
    if metadata.effective_to is not None and on > metadata.effective_to:
        return _ended(metadata)
    return Validity.IN_FORCE


def source_unverified(metadata: Metadata) -> bool:
    """Whether what is said of the rule needs the notice `source_unverified`, whatever its validity."""
    return metadata.status is Status.VERIFY_SOURCE


def clear_until(metadata: Metadata, clause: Clause) -> date | None:
    """The last day for which what a clause says was verified; None where it is not in doubt after any day."""
    if clause.basis is not None and clause.basis.clear_until is not None:
        return clause.basis.clear_until
    return HELD_FROM - timedelta(days=1) if metadata.status is Status.HOLD_2026 else None


def to_be_verified(metadata: Metadata, clause: Clause, on: date) -> bool:
    """Whether what a clause says may not be stated as a fact on a day: never known for sure, or no longer."""
    if clause.basis is not None and clause.basis.confidence is Confidence.UNCERTAIN:
        return True
    until = clear_until(metadata, clause)
    return until is not None and on > until


def _in_doubt(metadata: Metadata, on: date) -> bool:
    return (
        metadata.effective_from is None
        or metadata.status is Status.LIKELY_SUPERSEDED
        or (metadata.status is Status.HOLD_2026 and on >= HELD_FROM)
    )


def _ended(metadata: Metadata) -> Validity:
    if metadata.superseded_by is not None:
        return Validity.SUPERSEDED
    if metadata.status is Status.PLAN_ENDED:
        return Validity.PERIOD_ENDED
    return Validity.EXPIRED
