"""Versions of one document in the order of their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.editions import Editions, Holdings, index_ids, indexed_clauses
from knowledge.types import Document, Metadata, SourceKind
from tests.knowledge.factories import make_document


def edition(
    words: str, begins: date | None, doc_no: str | None = None, ends: date | None = None, kind: str = "original"
) -> Document:
    metadata = Metadata(
        "rent",
        "租房补贴办法",
        doc_no,
        effective_from=begins,
        effective_to=ends,
        source_kind=SourceKind(kind),
    )
    return make_document("rent", [f"每平方米补贴{words}。", "本办法由管委会解释。"], (), metadata)


FIRST = edition("二十元", date(2022, 1, 1), "望管发〔2021〕9号")
SECOND = edition("十八元", date(2024, 1, 1))
PRESENT = edition("十五元", date(2026, 1, 1), "望管发〔2025〕3号")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2021, 6, 1), FIRST),
        (date(2022, 1, 1), FIRST),
        (date(2023, 12, 31), FIRST),
        (date(2024, 1, 1), SECOND),
        (date(2025, 12, 31), SECOND),
        (date(2026, 1, 1), PRESENT),
        (date(2030, 1, 1), PRESENT),
    ],
)
def test_the_version_of_a_day_is_the_last_that_had_begun_else_the_first_of_all(day: date, held: Document) -> None:
    assert Editions.of(PRESENT, [SECOND, FIRST]).on(day).version == held.version


def test_an_earlier_version_ends_the_day_before_the_next_begins_and_knows_it() -> None:
    editions = Editions.of(PRESENT, [FIRST, SECOND])
    assert [item.metadata.effective_to for item in editions.earlier] == [date(2023, 12, 31), date(2025, 12, 31)]
    assert editions.earlier[1].metadata.superseded_by.doc_no == PRESENT.metadata.doc_no
    assert [editions.next_after(item) for item in (*editions.earlier, PRESENT)] == [
        date(2024, 1, 1),
        date(2026, 1, 1),
        None,
    ]


def test_a_version_that_ended_by_its_own_words_did_not_hold_longer_for_being_replaced_later() -> None:
    (short,) = Editions.of(PRESENT, [edition("二十元", date(2022, 1, 1), ends=date(2022, 12, 31))]).earlier
    assert short.metadata.effective_to == date(2022, 12, 31) and short.metadata.superseded_by is None


def test_of_versions_that_begin_on_one_day_the_last_loaded_corrects_the_others() -> None:
    corrected = edition("二十一元", date(2022, 1, 1))
    assert Editions.of(PRESENT, [FIRST, corrected]).on(date(2023, 1, 1)).version == corrected.version
    assert Editions.of(PRESENT, [edition("十四元", date(2026, 1, 1))]).earlier == ()


def test_a_version_that_begins_after_the_present_one_was_taken_back() -> None:
    assert Editions.of(SECOND, [PRESENT]).on(date(2026, 6, 1)) == SECOND


def test_past_versions_of_a_digest_were_never_a_rule() -> None:
    present, past = edition("甲", date(2026, 1, 1), kind="digest"), edition("乙", date(2022, 1, 1), kind="digest")
    assert Editions.of(present, [past]) == Editions(present)


@pytest.mark.parametrize(
    ("past", "present", "day", "unsure"),
    [
        (edition("甲", None), PRESENT, date(2025, 1, 1), True),
        (edition("甲", None), PRESENT, date(2026, 1, 1), False),
        (FIRST, edition("甲", None), date(2025, 1, 1), True),
        (FIRST, PRESENT, date(2025, 1, 1), False),
    ],
)
def test_without_days_nobody_can_say_which_version_held(
    past: Document, present: Document, day: date, unsure: bool
) -> None:
    editions = Editions.of(present, [past])
    assert editions.is_unsure(day) is unsure and editions.on(day).version in {present.version, FIRST.version}


def test_an_earlier_version_is_named_by_the_number_that_only_it_bears() -> None:
    editions = Editions.of(PRESENT, [FIRST, SECOND])
    assert editions.last_day_of("望管发20219号里怎么说") == date(2023, 12, 31)
    assert editions.last_day_of("望管发20253号里怎么说") is None
    renumbered = replace(PRESENT, metadata=replace(PRESENT.metadata, doc_no=FIRST.metadata.doc_no))
    assert Editions.of(renumbered, [FIRST]).last_day_of("望管发20219号里怎么说") is None


def test_the_indexes_hold_of_an_earlier_version_only_what_the_present_one_does_not_say() -> None:
    editions = Editions.of(PRESENT, [FIRST])
    (earlier,) = editions.earlier
    own = f"rent:1@{FIRST.version[:12]}"
    assert index_ids(editions, earlier) == [own, "rent:2"]
    assert [clause.clause_id for clause in indexed_clauses(editions)] == ["rent:1", "rent:2", own]
    assert {clause.doc_id for clause in indexed_clauses(editions)} == {"rent"}


def test_what_is_held_follows_every_change() -> None:
    held = Holdings({}, {}).with_changes([FIRST]).with_changes([PRESENT])
    assert held.current == {"rent": PRESENT} and held.past == {"rent": (FIRST,)}
    assert len(held.editions()[0].earlier) == 1 and len(held.indexed()) == 3
    assert held.without("rent").editions() == ()
    back = held.without("rent").with_changes([FIRST])
    assert back.current == {"rent": FIRST} and back.past == {"rent": (PRESENT,)} and back.editions()[0].earlier == ()
