from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.relations import related
from knowledge.types import Document, DocumentReference, Metadata, SourceKind, Status, Validity
from knowledge.validity import validity
from tests.knowledge.factories import make_document

START = date(2026, 1, 1)


def make(doc_id: str, **fields: object) -> Document:
    metadata = Metadata(**{"doc_id": doc_id, "title": f"{doc_id}办法", **fields})  # type: ignore[arg-type]
    return make_document(doc_id, ["条文。"], (), metadata)


def of(documents: tuple[Document, ...], doc_id: str) -> Metadata:
    return next(document.metadata for document in documents if document.doc_id == doc_id)


OLD = make("old", title="科技型中小企业评价办法(试行)", doc_no="国科发政〔2017〕115号", effective_from=date(2017, 5, 3))


def newer(**reference: str) -> Document:
    named = DocumentReference(**{"title": "另一个名称", **reference})
    return make("new", effective_from=START, supersedes=(named,))


def test_a_document_named_by_its_number_ends_the_day_before_its_successor() -> None:
    documents = related((OLD, newer(doc_no="国科发政[2017]第115号")))
    old = of(documents, "old")
    assert old.superseded_by == DocumentReference("new办法", None, "new")
    assert old.effective_to == date(2025, 12, 31)
    assert validity(old, date(2025, 12, 31)) is Validity.IN_FORCE
    assert validity(old, START) is Validity.SUPERSEDED
    assert of(documents, "new").supersedes[0].doc_id == "old"


def test_a_document_named_by_its_title_in_other_brackets_is_found() -> None:
    assert of(related((OLD, newer(title="科技型中小企业评价办法（试行）"))), "old").superseded_by is not None


def test_a_title_with_another_number_is_another_document() -> None:
    claims = newer(title="科技型中小企业评价办法(试行)", doc_no="鲁科字〔2019〕1号")
    assert of(related((OLD, claims)), "old").superseded_by is None
    assert of(related((OLD, claims)), "new").supersedes[0].doc_id is None


def test_an_earlier_end_stays_and_a_later_one_is_cut() -> None:
    ended = replace(OLD, metadata=replace(OLD.metadata, effective_to=date(2020, 12, 31)))
    lasting = replace(OLD, metadata=replace(OLD.metadata, effective_to=date(2030, 12, 31)))
    claims = newer(doc_no="国科发政〔2017〕115号")
    assert of(related((ended, claims)), "old").effective_to == date(2020, 12, 31)
    assert of(related((lasting, claims)), "old").effective_to == date(2025, 12, 31)


def test_no_document_replaces_itself_or_one_that_came_later() -> None:
    own = make("own", supersedes=(DocumentReference("own办法"),))
    assert related((own,)) == (own,)
    late = make("late", effective_from=date(2027, 1, 1))
    claims = make("new", effective_from=START, supersedes=(DocumentReference("late办法"),))
    assert of(related((late, claims)), "late").superseded_by is None


def test_a_successor_without_a_first_day_counts_from_its_issue() -> None:
    claims = make("new", issued=START, supersedes=(DocumentReference("x", "国科发政〔2017〕115号"),))
    assert of(related((OLD, claims)), "old").effective_to == date(2025, 12, 31)


def test_of_several_successors_the_first_counts() -> None:
    named = (DocumentReference("x", "国科发政〔2017〕115号"),)
    second = make("second", effective_from=date(2027, 1, 1), supersedes=named)
    first = make("third", effective_from=START, supersedes=named)
    superseded_by = of(related((OLD, second, first)), "old").superseded_by
    assert superseded_by is not None and superseded_by.doc_id == "third"


def test_a_successor_that_a_document_names_itself_is_resolved() -> None:
    told = replace(OLD, metadata=replace(OLD.metadata, superseded_by=DocumentReference("new办法")))
    superseded_by = of(related((told, make("new"))), "old").superseded_by
    assert superseded_by is not None and superseded_by.doc_id == "new"
    unknown = of(related((told,)), "old").superseded_by
    assert unknown == DocumentReference("new办法")


DIGEST = make(
    "digest",
    title="高新技术企业认定管理办法(2016年修订)",
    doc_no="国科发火〔2016〕32号",
    issuer="科技部、财政部、国家税务总局",
    issued=date(2016, 1, 29),
    effective_from=date(2016, 1, 1),
    source_kind=SourceKind.DIGEST,
)
ISSUED = {"issuer": "科技部、财政部、国家税务总局", "issued": date(2016, 1, 29)}


def test_a_digest_summarises_the_loaded_original_of_its_title_or_number() -> None:
    for fields in (
        {"title": "高新技术企业认定管理办法（2016年修订）", **ISSUED},
        {"title": "高新技术企业认定管理办法", **ISSUED},
        {"title": "关于修订印发认定管理办法的通知", "doc_no": "国科发火[2016]32号"},
    ):
        documents = related((DIGEST, make("official", **fields)))
        assert of(documents, "digest").summarises == "official", fields
        assert of(documents, "official").summarises is None


def test_an_original_of_another_edition_or_number_is_not_summarised() -> None:
    for fields in (
        {"title": "高新技术企业认定管理办法(2026年修订)"},
        {"title": "高新技术企业认定管理办法", "doc_no": "国科发火〔2026〕1号"},
        {"title": "高新技术企业认定管理工作指引"},
    ):
        assert of(related((DIGEST, make("official", **ISSUED, **fields))), "digest").summarises is None, fields
    assert of(related((DIGEST,)), "digest").summarises is None


def test_a_law_keeps_its_digest_through_orders_and_notes_in_place_of_numbers() -> None:
    title = "企业所得税法实施条例"
    told = {"title": title, "issuer": "国务院", "issued": date(2007, 12, 6)}
    official = make("official", doc_no="国务院令第714号", **told)
    for doc_no in ("国务院令第512号", "2019-04-23 修订", None):
        digest = make("digest", doc_no=doc_no, source_kind=SourceKind.DIGEST, **told)
        assert of(related((digest, official)), "digest").summarises == "official"


def test_an_original_speaks_for_a_digest_only_if_issuer_and_date_are_credible() -> None:
    title = "高新技术企业认定管理办法"
    day, agencies = date(2016, 1, 29), "科学技术部、财政部、税务总局"
    cases: list[tuple[dict[str, object], bool]] = [
        ({"issuer": agencies, "issued": day}, True),
        ({"issuer": agencies, "effective_from": date(2016, 2, 1)}, True),
        ({"issuer": agencies, "issued": date(2008, 4, 14)}, False),
        ({"issuer": agencies, "issued": date(2008, 4, 14), "effective_from": date(2016, 1, 1)}, False),
        ({"issuer": agencies}, False),
        ({"issuer": "望河科技园区管委会", "issued": day}, False),
        ({"issued": day}, False),
        ({"effective_from": date(2016, 1, 1)}, True),
        ({"effective_from": date(2016, 3, 1)}, False),
        ({}, False),
        ({"doc_no": "国科发火〔2016〕32号"}, True),
    ]
    for fields, is_taken in cases:
        found = of(related((DIGEST, make("official", title=title, **fields))), "digest").summarises
        assert (found == "official") is is_taken, fields


def test_a_digest_without_a_day_of_issue_is_compared_by_its_first_day() -> None:
    told = {"title": "梯度培育管理办法", "issuer": "工业和信息化部"}
    digest = make("digest", effective_from=date(2026, 4, 1), source_kind=SourceKind.DIGEST, **told)
    newer = make("official", issued=date(2026, 2, 5), effective_from=date(2026, 4, 1), **told)
    older = make("official", issued=date(2022, 6, 1), effective_from=date(2022, 8, 1), **told)
    assert of(related((digest, newer)), "digest").summarises == "official"
    assert of(related((digest, older)), "digest").summarises is None


def test_two_digests_of_one_instrument_summarise_the_same_original() -> None:
    other = make("other", doc_no="国科发火〔2016〕32号", source_kind=SourceKind.DIGEST)
    documents = related((DIGEST, other, make("official", doc_no="国科发火〔2016〕32号")))
    assert {of(documents, doc_id).summarises for doc_id in ("digest", "other")} == {"official"}


_titles = st.sampled_from(["甲办法", "乙办法", "甲办法(试行)"])
_references = st.builds(DocumentReference, _titles, st.sampled_from([None, "甲〔2020〕1号", "乙〔2021〕2号"]))
_metadata = st.builds(
    Metadata,
    doc_id=st.just(""),
    title=_titles,
    doc_no=st.sampled_from([None, "甲〔2020〕1号", "乙〔2021〕2号"]),
    effective_from=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    supersedes=st.lists(_references, max_size=2).map(tuple),
    source_kind=st.sampled_from(SourceKind),
)


@given(st.lists(_metadata, max_size=5))
def test_relating_is_stable_keeps_text_and_never_makes_a_document_its_own_successor(found: list[Metadata]) -> None:
    documents = tuple(make_document(f"d{number}", ["文。"], (), item) for number, item in enumerate(found))
    once = related(documents)
    assert related(once) == once
    for before, after in zip(documents, once, strict=True):
        assert (before.doc_id, before.text, before.clauses) == (after.doc_id, after.text, after.clauses)
        assert after.metadata.superseded_by is None or after.metadata.superseded_by.doc_id != after.doc_id
        start, end = after.metadata.effective_from, after.metadata.effective_to
        assert start is None or end is None or start <= end


def test_a_repeal_ends_a_document_on_the_day_that_it_states_and_replaces_nothing() -> None:
    named = DocumentReference("x", "国科发政〔2017〕115号", ended_from=date(2026, 6, 1))
    repeal = make("repeal", title="关于废止部分文件的决定", issued=START, supersedes=(named,))
    old = of(related((OLD, repeal)), "old")
    assert old.effective_to == date(2026, 5, 31)
    assert old.superseded_by is not None and old.superseded_by.is_repeal


def test_an_amended_document_names_what_changed_it_and_stays_in_force() -> None:
    amending = make("amending", issued=START, amends=(DocumentReference("x", "国科发政〔2017〕115号"),))
    old = of(related((OLD, amending)), "old")
    assert old.amended_by == (DocumentReference("amending办法", None, "amending"),)
    assert validity(old, START) is Validity.IN_FORCE


def test_a_draft_ends_and_changes_nothing() -> None:
    named = (DocumentReference("x", "国科发政〔2017〕115号"),)
    draft = make("draft", issued=START, status=Status.DRAFT, supersedes=named, amends=named)
    assert related((OLD, draft))[0] == OLD
    assert validity(draft.metadata, START) is Validity.UNKNOWN
