from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.shipped import shipped_documents
from knowledge.types import DocumentReference, Metadata, Status, Validity
from knowledge.validity import source_unverified, validity

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
