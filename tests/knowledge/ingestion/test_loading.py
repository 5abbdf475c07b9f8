"""From files to documents: what would happen, what happens, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.errors import DataDirectoryDamaged
from knowledge.ingestion.applying import apply, apply_all
from knowledge.ingestion.preparing import LONGEST_CLAUSE, prepare
from knowledge.ingestion.types import Effect, Outcome, Preparation
from knowledge.knowledge_base import KnowledgeBase
from knowledge.types import Metadata, SourceKind
from tests.knowledge.factories import make_document
from tests.knowledge.ingestion.files import LOANS, NEWER_RULES, RULES, RULES_ID, TITLE, read_plain
from tests.knowledge.opening import opened


@pytest.fixture
def knowledge_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path / "data", "OLD") as knowledge_base:
        yield knowledge_base


def look(knowledge_base: KnowledgeBase, text: str, name: str = "办法.txt", doc_id: str | None = None) -> Preparation:
    return prepare(knowledge_base, name, text.encode(), doc_id=doc_id, read=read_plain)


def load(knowledge_base: KnowledgeBase, text: str, name: str = "办法.txt", doc_id: str | None = None) -> Outcome:
    return apply(knowledge_base, look(knowledge_base, text, name, doc_id))


def test_a_look_changes_nothing_and_says_what_would_come(knowledge_base: KnowledgeBase) -> None:
    before = knowledge_base.snapshot
    preparation = look(knowledge_base, RULES)
    assert (preparation.effect, preparation.refusal, preparation.flags) == (Effect.ADDED, None, ())
    document = preparation.document
    assert document is not None and document.doc_id == RULES_ID
    assert (document.metadata.doc_no, document.metadata.issuer) == ("望科发〔2024〕3号", "望河区科学技术局")
    assert document.metadata.effective_to == date(2029, 2, 28)
    assert [clause.path for clause in document.clauses] == ["0", "1", "2", "3", "4"]
    assert knowledge_base.snapshot is before and knowledge_base.catalogue.removed() == ()


def test_what_was_loaded_is_found_and_cited_by_article(knowledge_base: KnowledgeBase) -> None:
    assert load(knowledge_base, RULES).preparation.effect is Effect.ADDED
    assert knowledge_base.search("博士每月租房补贴", 1)[0].clause_id == f"{RULES_ID}:2"
    (event,) = knowledge_base.catalogue.events(RULES_ID)
    assert event.origin.file_name == "办法.txt" and len(event.origin.file_hash or "") == 64
    assert check(knowledge_base).problems == ()


def test_the_same_file_twice_changes_nothing(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    before = knowledge_base.snapshot
    assert load(knowledge_base, RULES, "另一个名字.txt").preparation.effect is Effect.UNCHANGED
    assert knowledge_base.snapshot is before
    assert len(knowledge_base.catalogue.events(RULES_ID)) == 1


def test_the_same_title_and_issuer_is_a_new_version(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    outcome = load(knowledge_base, NEWER_RULES)
    assert outcome.preparation.effect is Effect.UPDATED
    assert outcome.preparation.replaces is not None and "1500元" in outcome.preparation.replaces.text
    assert "2000元" in knowledge_base.document(RULES_ID).text
    versions = knowledge_base.catalogue.versions(RULES_ID)
    assert [record.is_current for record in versions] == [True, False]
    assert "1500元" in knowledge_base.document(RULES_ID, versions[1].version).text


def test_an_older_version_replaces_nothing_until_the_newer_one_is_removed(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, NEWER_RULES)
    refused = load(knowledge_base, RULES).preparation
    assert refused.refusal is not None and refused.refusal.code == "older_version"
    assert "2026-02-20" in refused.refusal.detail and f"docs remove {RULES_ID}" in refused.refusal.detail
    assert "2000元" in knowledge_base.document(RULES_ID).text
    knowledge_base.remove(RULES_ID)
    assert load(knowledge_base, RULES).preparation.effect is Effect.RESTORED
    assert "1500元" in knowledge_base.document(RULES_ID).text


UNDATED = RULES.replace("2024年2月20日", "").replace("自2024年3月1日起施行，有效期5年", "从严执行")


def test_a_text_without_a_day_of_issue_is_compared_by_its_first_day(knowledge_base: KnowledgeBase) -> None:
    newer, older = (text.replace(f"{year}年2月20日", "") for text, year in ((NEWER_RULES, 2026), (RULES, 2024)))
    load(knowledge_base, newer)
    refused = load(knowledge_base, older).preparation
    assert refused.refusal is not None and refused.refusal.code == "older_version"
    assert "2026-03-01" in refused.refusal.detail


def test_one_day_of_issue_more_does_not_make_a_text_older(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES.replace("2024年2月20日", ""))
    assert load(knowledge_base, RULES).preparation.effect is Effect.UPDATED


@pytest.mark.parametrize("newer", [NEWER_RULES, UNDATED, RULES.replace("半年", "一年")])
def test_two_editions_loaded_twice_leave_the_second_in_place(knowledge_base: KnowledgeBase, newer: str) -> None:
    load(knowledge_base, RULES)
    load(knowledge_base, newer)
    current = knowledge_base.document(RULES_ID)
    again = load(knowledge_base, RULES).preparation
    assert (again.effect, again.refusal, again.replaces) == (Effect.UNCHANGED, None, current)
    assert [flag.code for flag in again.flags] == ["past_version"] and again.doubts == ()
    assert load(knowledge_base, newer).preparation.effect is Effect.UNCHANGED
    assert knowledge_base.document(RULES_ID) == current
    assert len(knowledge_base.catalogue.events(RULES_ID)) == 2


def test_editions_in_one_list_see_each_other(knowledge_base: KnowledgeBase) -> None:
    outcomes = apply_all(knowledge_base, [look(knowledge_base, text) for text in (RULES, UNDATED, RULES)])
    assert [outcome.preparation.effect.value for outcome in outcomes] == ["added", "updated", "unchanged"]


def test_a_past_version_comes_back_if_the_newer_one_goes_in_between(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    load(knowledge_base, NEWER_RULES)
    looked = look(knowledge_base, RULES)
    knowledge_base.remove(RULES_ID)
    assert apply(knowledge_base, looked).preparation.effect is Effect.RESTORED
    assert "1500元" in knowledge_base.document(RULES_ID).text


def test_a_newer_text_comes_back_over_an_older_one(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, NEWER_RULES)
    knowledge_base.remove(RULES_ID)
    load(knowledge_base, RULES)
    assert load(knowledge_base, NEWER_RULES).preparation.effect is Effect.UPDATED


def test_a_text_without_any_date_over_a_dated_one_is_flagged(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    preparation = load(knowledge_base, UNDATED).preparation
    assert preparation.effect is Effect.UPDATED
    assert [flag.code for flag in preparation.doubts] == ["undated_version"]
    assert [flag.code for flag in load(knowledge_base, UNDATED).preparation.doubts] == []


def test_a_clause_as_long_as_a_book_is_refused(knowledge_base: KnowledgeBase) -> None:
    fits = RULES.replace("制定本办法。", "长" * (LONGEST_CLAUSE - 30))
    assert look(knowledge_base, fits).effect is Effect.ADDED
    preparation = look(knowledge_base, RULES.replace("制定本办法。", "长" * LONGEST_CLAUSE))
    assert preparation.refusal is not None and preparation.refusal.code == "clause_too_long"
    assert preparation.document is None


def test_the_same_words_change_nothing_that_was_written_beside_them(knowledge_base: KnowledgeBase) -> None:
    document = look(knowledge_base, RULES).document
    assert document is not None
    asked = tuple(replace(clause, questions=(f"问{clause.path}",)) for clause in document.clauses)
    shipped = replace(
        document, metadata=replace(document.metadata, topics=("人才",), aliases=("3号文",)), clauses=asked
    )
    knowledge_base.put(shipped)
    assert load(knowledge_base, RULES).preparation.effect is Effect.UNCHANGED
    assert load(knowledge_base, NEWER_RULES).preparation.effect is Effect.UPDATED
    newer = knowledge_base.document(RULES_ID)
    assert newer.metadata.topics == ("人才",) and newer.metadata.aliases == ("3号文",)
    assert {clause.path: clause.questions for clause in newer.clauses} == {
        "0": (), "1": ("问1",), "2": (), "3": ("问3",), "4": (), "5": (),
    }  # fmt: skip


def test_the_same_title_of_another_issuer_is_another_document(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    other = RULES.replace("望河区科学技术局", "望河区人力资源局").replace("望科发", "望人发")
    preparation = load(knowledge_base, other).preparation
    assert preparation.effect is Effect.ADDED and preparation.document is not None
    assert preparation.document.doc_id.startswith(f"{RULES_ID}-")
    assert load(knowledge_base, other).preparation.effect is Effect.UNCHANGED


def test_what_was_removed_comes_back_by_the_same_file(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    knowledge_base.remove(RULES_ID)
    assert look(knowledge_base, RULES).effect is Effect.RESTORED
    assert load(knowledge_base, RULES).preparation.effect is Effect.RESTORED
    assert [event.kind.value for event in knowledge_base.catalogue.events(RULES_ID)] == ["restored", "removed", "added"]


def test_a_chosen_id_is_taken(knowledge_base: KnowledgeBase) -> None:
    assert load(knowledge_base, RULES, doc_id="flats-2024").preparation.effect is Effect.ADDED
    assert load(knowledge_base, NEWER_RULES, doc_id="flats-2024").preparation.effect is Effect.UPDATED
    assert load(knowledge_base, NEWER_RULES).preparation.effect is Effect.UNCHANGED


@pytest.mark.parametrize("doc_id", ["", "../etc", "A B", "文件", "a:1", "a" * 81, "-a", "a--b", "a/b", "a\n"])
def test_an_id_that_is_none_is_refused(knowledge_base: KnowledgeBase, doc_id: str) -> None:
    preparation = look(knowledge_base, RULES, doc_id=doc_id)
    assert preparation.refusal is not None and preparation.refusal.code == "invalid_doc_id"


def test_an_id_of_another_document_is_refused(knowledge_base: KnowledgeBase) -> None:
    preparation = look(knowledge_base, RULES, doc_id="plan")
    assert preparation.effect is Effect.REFUSED and preparation.document is None
    assert preparation.refusal is not None and preparation.refusal.code == "doc_id_taken"
    knowledge_base.remove("plan")
    again = look(knowledge_base, RULES, doc_id="plan")
    assert again.refusal is not None and again.refusal.code == "doc_id_taken"


def test_a_digest_keeps_its_id_and_learns_of_its_original(knowledge_base: KnowledgeBase) -> None:
    told = Metadata("", TITLE, "望科发〔2024〕3号", source_kind=SourceKind.DIGEST)
    digest = make_document("flats", ["租房补贴。"], (), told)
    knowledge_base.put(digest)
    refused = look(knowledge_base, RULES, doc_id="flats").refusal
    assert refused is not None and refused.code == "doc_id_of_digest"
    assert load(knowledge_base, RULES).preparation.effect is Effect.ADDED
    assert knowledge_base.document("flats").metadata.summarises == RULES_ID
    knowledge_base.remove(RULES_ID)
    assert knowledge_base.document("flats").metadata.summarises is None


def test_a_digest_whose_id_is_the_slug_of_its_title_keeps_it(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.put(make_document(RULES_ID, ["摘编。"], (), Metadata("", TITLE, source_kind=SourceKind.DIGEST)))
    preparation = load(knowledge_base, RULES).preparation
    assert preparation.effect is Effect.ADDED and preparation.document is not None
    assert preparation.document.doc_id != RULES_ID
    assert knowledge_base.document(RULES_ID).metadata.source_kind is SourceKind.DIGEST


def test_what_a_file_repeals_lapses(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    repealing = LOANS.replace(
        "第三条 本办法自2024年6月1日起施行。",
        "第三条 本办法自2026年1月1日起施行。《望河区科技人才公寓管理办法》（望科发〔2024〕3号）同时废止。",
    )
    loaded = load(knowledge_base, repealing).preparation.document
    assert loaded is not None
    rules = knowledge_base.document(RULES_ID).metadata
    assert rules.superseded_by is not None and rules.superseded_by.doc_id == loaded.doc_id
    assert rules.effective_to == date(2025, 12, 31)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(knowledge_base: KnowledgeBase) -> None:
    outcome = load(knowledge_base, "%broken")
    assert outcome.preparation.effect is Effect.REFUSED
    assert outcome.preparation.refusal is not None and outcome.preparation.refusal.code == "broken_file"


@pytest.mark.parametrize("text", [" \n ", ""])
def test_a_file_without_text_is_refused(knowledge_base: KnowledgeBase, text: str) -> None:
    preparation = look(knowledge_base, text)
    assert preparation.refusal is not None and preparation.refusal.code == "no_text"


@pytest.mark.parametrize(
    ("mark", "code"), [("%hidden", "hidden_text"), ("%scan", "low_confidence"), ("%partial", "incomplete_text")]
)
def test_what_is_in_doubt_is_flagged_and_the_flags_stay(knowledge_base: KnowledgeBase, mark: str, code: str) -> None:
    outcome = load(knowledge_base, mark + RULES)
    assert [flag.code for flag in outcome.preparation.doubts] == [code]
    (event,) = knowledge_base.catalogue.events(RULES_ID)
    assert code in [flag.code for flag in event.origin.flags]


@pytest.mark.parametrize(("mark", "code"), [("%revised", "revisions_accepted"), ("%clean", "ocr_used")])
def test_some_things_are_told_but_put_nothing_in_doubt(knowledge_base: KnowledgeBase, mark: str, code: str) -> None:
    preparation = look(knowledge_base, mark + RULES)
    assert [flag.code for flag in preparation.flags] == [code] and preparation.doubts == ()


def test_a_number_that_another_title_bears_is_flagged(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    preparation = look(knowledge_base, LOANS.replace("5号", "3号"))
    assert [flag.code for flag in preparation.doubts] == ["duplicate_doc_no"] and TITLE in preparation.doubts[0].text


def test_a_document_without_numbering_is_cut_into_paragraphs(knowledge_base: KnowledgeBase) -> None:
    text = "园区班车安排\n早班车七点半从地铁站出发。\n晚班车六点从园区出发。\n"
    document = look(knowledge_base, text).document
    assert document is not None and [clause.path for clause in document.clauses] == ["0", "p1", "p2"]


def test_a_path_in_a_file_name_is_not_kept(knowledge_base: KnowledgeBase) -> None:
    for name in ("../../etc/办法.txt", "C:\\temp\\办法.txt", "/办法.txt"):
        assert look(knowledge_base, RULES, name).reading.origin.file_name == "办法.txt"


def test_several_files_are_loaded_at_once_and_see_each_other(knowledge_base: KnowledgeBase) -> None:
    texts = (RULES, "%broken", NEWER_RULES, LOANS, LOANS)
    preparations = [look(knowledge_base, text) for text in texts]
    before = knowledge_base.snapshot
    outcomes = apply_all(knowledge_base, preparations)
    effects = [outcome.preparation.effect.value for outcome in outcomes]
    assert effects == ["added", "refused", "updated", "added", "unchanged"]
    assert before is not knowledge_base.snapshot
    assert "2000元" in knowledge_base.document(RULES_ID).text
    assert len(knowledge_base.catalogue.versions(RULES_ID)) == 2
    assert check(knowledge_base).problems == ()


def test_a_document_that_cannot_be_stored_is_refused_and_the_others_go_on(
    knowledge_base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all = knowledge_base.catalogue.put_all

    def full(changes):  # type: ignore[no-untyped-def]
        if any(TITLE in change.document.text for change in changes):
            raise DataDirectoryDamaged("数据库文件无法使用：database or disk is full。")
        return put_all(changes)

    monkeypatch.setattr(knowledge_base.catalogue, "put_all", full)
    outcomes = apply_all(knowledge_base, [look(knowledge_base, RULES), look(knowledge_base, LOANS)])
    assert [outcome.preparation.effect.value for outcome in outcomes] == ["refused", "added"]
    refusal = outcomes[0].preparation.refusal
    assert refusal is not None and "disk is full" in refusal.detail
    assert check(knowledge_base).problems == ()


def test_a_change_in_between_is_seen(knowledge_base: KnowledgeBase) -> None:
    preparation = look(knowledge_base, RULES)
    load(knowledge_base, RULES)
    assert apply(knowledge_base, preparation).preparation.effect is Effect.UNCHANGED
    stale = look(knowledge_base, NEWER_RULES)
    knowledge_base.remove(RULES_ID)
    assert apply(knowledge_base, stale).preparation.effect is Effect.RESTORED


def test_nothing_of_a_file_is_lost(knowledge_base: KnowledgeBase) -> None:
    document = look(knowledge_base, RULES).document
    assert document is not None
    end = 0
    for clause in document.clauses:
        assert document.text[clause.start : clause.end] == clause.text
        assert document.text[end : clause.start].strip() == ""
        end = clause.end
    assert document.text[end:].strip() == ""
    assert replace(document.metadata, doc_id="x") != document.metadata


def scanned(knowledge_base: KnowledgeBase, text: str, *, replace_clean: bool = False) -> Outcome:
    """Loads a text as a scan of which a line was hard to read."""
    data = f"%scan{text}".encode()
    preparation = prepare(knowledge_base, "扫描.pdf", data, read=read_plain, replace_clean=replace_clean)
    return apply(knowledge_base, preparation)


def test_a_doubtful_scan_does_not_replace_a_clean_text_unless_a_person_says_so(knowledge_base: KnowledgeBase) -> None:
    load(knowledge_base, RULES)
    refused = scanned(knowledge_base, NEWER_RULES).preparation
    assert refused.refusal is not None and refused.refusal.code == "doubtful_over_clean"
    assert TITLE in refused.refusal.detail and "--replace-clean" in refused.refusal.detail
    assert knowledge_base.document(RULES_ID).text == look(knowledge_base, RULES).document.text
    forced = scanned(knowledge_base, NEWER_RULES, replace_clean=True).preparation
    assert forced.effect is Effect.UPDATED and [flag.code for flag in forced.doubts] == ["low_confidence"]


def test_a_doubtful_scan_comes_where_nothing_clean_stands(knowledge_base: KnowledgeBase) -> None:
    assert scanned(knowledge_base, RULES).preparation.effect is Effect.ADDED
    assert scanned(knowledge_base, NEWER_RULES).preparation.effect is Effect.UPDATED
    again = NEWER_RULES.replace("2026年", "2027年")
    assert load(knowledge_base, again).preparation.effect is Effect.UPDATED
    assert scanned(knowledge_base, again.replace("2027年", "2028年")).preparation.effect is Effect.REFUSED
    knowledge_base.remove(RULES_ID)
    assert scanned(knowledge_base, again.replace("2027年", "2028年")).preparation.effect is Effect.RESTORED


def test_an_older_version_that_came_too_late_answers_for_its_days_once_both_are_loaded_in_order(
    knowledge_base: KnowledgeBase,
) -> None:
    load(knowledge_base, NEWER_RULES)
    refused = load(knowledge_base, RULES).preparation.refusal
    assert refused is not None and refused.code == "older_version" and "先载入旧版本" in refused.detail
    knowledge_base.remove(RULES_ID)
    effects = [load(knowledge_base, text).preparation.effect for text in (RULES, NEWER_RULES)]
    assert effects == [Effect.RESTORED, Effect.UPDATED]
    (earlier,) = knowledge_base.snapshot.earlier_on(date(2025, 6, 1))
    assert "1500元" in earlier.text and knowledge_base.snapshot.earlier_on(date(2026, 6, 1)) == ()
    assert check(knowledge_base).problems == ()
