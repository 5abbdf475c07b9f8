from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.shipped import shipped_documents
from knowledge.types import Basis, Clause, Confidence, DocumentReference, Metadata, Status, Validity
from knowledge.validity import HELD_FROM, clear_until, source_unverified, to_be_verified, validity

START, END = date(2023, 1, 5), date(2025, 12, 31)
NEXT = DocumentReference("新办法")
DAY = timedelta(days=1)


def rule(
    start: date | None = START,
    end: date | None = END,
    status: Status = Status.ACTIVE,
    superseded_by: DocumentReference | None = None,
) -> Metadata:
    return Metadata("rule", "办法", effective_from=start, effective_to=end, status=status, superseded_by=superseded_by)


@pytest.mark.parametrize(
    ("metadata", "on", "expected"),
    [
        (rule(), START - DAY, Validity.NOT_YET),
        (rule(), START, Validity.IN_FORCE),
        (rule(), END, Validity.IN_FORCE),
        (rule(), END + DAY, Validity.EXPIRED),
        (rule(end=None), date(2099, 1, 1), Validity.IN_FORCE),
        (rule(start=None), START, Validity.UNKNOWN),
        (rule(start=None), END + DAY, Validity.UNKNOWN),
        (rule(status=Status.LIKELY_SUPERSEDED), START, Validity.UNKNOWN),
        (rule(status=Status.LIKELY_SUPERSEDED), START - DAY, Validity.NOT_YET),
        (rule(status=Status.LIKELY_SUPERSEDED, superseded_by=NEXT), END + DAY, Validity.UNKNOWN),
        (rule(status=Status.HOLD_2026), END, Validity.IN_FORCE),
        (rule(status=Status.HOLD_2026), date(2026, 1, 1), Validity.UNKNOWN),
        (rule(status=Status.HOLD_2026, end=date(2027, 12, 31)), date(2025, 12, 31), Validity.IN_FORCE),
        (rule(status=Status.HOLD_2026, end=date(2027, 12, 31)), date(2026, 1, 1), Validity.UNKNOWN),
        (rule(status=Status.HOLD_2026, start=date(2027, 1, 1), end=None), date(2026, 1, 1), Validity.NOT_YET),
        (rule(status=Status.PARTIAL_HOLD_2026, end=date(2027, 12, 31)), date(2026, 1, 1), Validity.IN_FORCE),
        (rule(status=Status.PLAN_ENDED), END, Validity.IN_FORCE),
        (rule(status=Status.PLAN_ENDED), END + DAY, Validity.PERIOD_ENDED),
        (rule(status=Status.PLAN_ENDED, superseded_by=NEXT), END + DAY, Validity.SUPERSEDED),
        (rule(status=Status.SUPERSEDED, superseded_by=NEXT), END, Validity.IN_FORCE),
        (rule(status=Status.SUPERSEDED, superseded_by=NEXT), END + DAY, Validity.SUPERSEDED),
        (rule(status=Status.SUPERSEDED), END + DAY, Validity.EXPIRED),
        (rule(status=Status.VERIFY_SOURCE), START, Validity.IN_FORCE),
        (rule(status=Status.VERIFY_SOURCE, start=None), START, Validity.UNKNOWN),
    ],
)
def test_a_rule_stands_on_a_day_as_the_contract_says(metadata: Metadata, on: date, expected: Validity) -> None:
    assert validity(metadata, on) is expected


def test_the_action_plan_is_in_force_to_the_last_day_of_2025_and_its_period_is_over_the_day_after() -> None:
    plan = next(document for document in shipped_documents() if document.doc_id == "sd-xyd-2023").metadata
    days = [date(2023, 1, 4), date(2023, 1, 5), date(2025, 12, 31), date(2026, 1, 1)]
    expected = [Validity.NOT_YET, Validity.IN_FORCE, Validity.IN_FORCE, Validity.PERIOD_ENDED]
    assert [validity(plan, day) for day in days] == expected


@given(on=st.dates(), status=st.sampled_from(Status), successor=st.sampled_from([None, NEXT]))
def test_no_rule_is_in_force_outside_its_dates(on: date, status: Status, successor: DocumentReference | None) -> None:
    if validity(rule(status=status, superseded_by=successor), on) is Validity.IN_FORCE:
        assert START <= on <= END


@pytest.mark.parametrize("status", Status)
def test_only_a_source_to_be_verified_needs_the_notice(status: Status) -> None:
    assert source_unverified(rule(status=status)) is (status is Status.VERIFY_SOURCE)


# --- What a single clause says: known up to a day, or never for sure ---

EVE = HELD_FROM - DAY


def clause(confidence: Confidence | None = None, until: date | None = None) -> Clause:
    basis = Basis(confidence, until) if confidence else None
    return Clause("rule", "b1", "第一条", (), "甲。", 0, 2, basis=basis)


@pytest.mark.parametrize(
    ("status", "of_clause", "until"),
    [
        (Status.ACTIVE, clause(), None),
        (Status.ACTIVE, clause(Confidence.CHECKED), None),
        (Status.ACTIVE, clause(Confidence.PUBLISHED, END), END),
        (Status.HOLD_2026, clause(), EVE),
        (Status.HOLD_2026, clause(Confidence.PUBLISHED), EVE),
        (Status.HOLD_2026, clause(Confidence.PUBLISHED, date(2024, 12, 31)), date(2024, 12, 31)),
        (Status.PARTIAL_HOLD_2026, clause(Confidence.PUBLISHED), None),
        (Status.PARTIAL_HOLD_2026, clause(Confidence.PUBLISHED, END), END),
    ],
)
def test_a_clause_is_clear_up_to_its_own_day_before_that_of_its_rule(
    status: Status, of_clause: Clause, until: date | None
) -> None:
    metadata = rule(status=status, end=None)
    assert clear_until(metadata, of_clause) == until
    if until is None:
        assert not to_be_verified(metadata, of_clause, date(2099, 1, 1))
    else:
        assert not to_be_verified(metadata, of_clause, until)
        assert to_be_verified(metadata, of_clause, until + DAY)


@given(on=st.dates(), status=st.sampled_from(Status), until=st.none() | st.dates())
def test_an_uncertain_fact_is_to_be_verified_on_every_day(on: date, status: Status, until: date | None) -> None:
    assert to_be_verified(rule(status=status), clause(Confidence.UNCERTAIN, until), on)


@given(on=st.dates(min_value=START), confidence=st.sampled_from([None, Confidence.CHECKED, Confidence.PUBLISHED]))
def test_what_a_held_rule_says_is_to_be_verified_on_the_days_on_which_the_rule_is_unknown(
    on: date, confidence: Confidence | None
) -> None:
    metadata = rule(status=Status.HOLD_2026, end=None)
    assert to_be_verified(metadata, clause(confidence), on) is (validity(metadata, on) is Validity.UNKNOWN)
