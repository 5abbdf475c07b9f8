"""What is found by a document's structure."""

from dataclasses import replace

import pytest

from bot.details import asked_details
from bot.structure import (
    asks_whole_part,
    means_main_document,
    named_documents,
    structural_evidence,
    uses_name_of,
)
from knowledge.types import Mention, MentionKind
from tests.bot.invented import PLAN, clause_of, make_corpus, make_ranked, make_reader, make_understanding
from tests.bot.invented_digests import KELP, NEW_KELP

CORPUS = make_corpus()
READER = make_reader()
FOUND = [
    make_ranked(f"ship-plan:{path}")
    for path in ("2.1.1", "2.2", "2.1", "3", "2", "1", "2.1.2", "2.2.3", "2.2.4", "3.1")
]


def paths(text, found=FOUND):
    evidence = structural_evidence(make_understanding(text, asked_details(text)), found, CORPUS, READER)
    return None if evidence is None else [item.clause.path for item in evidence.kept]


@pytest.mark.parametrize("text", ["方案的文号是多少", "这个方案还有效吗", "方案是哪个部门印发的"])
def test_a_question_about_the_document_is_answered_from_its_opening(text):
    assert paths(text) == ["0"]


def test_a_document_without_an_opening_has_no_such_evidence():
    assert paths("灯塔办法的文号是多少", [make_ranked("lighthouse-law:1")]) is None


def test_the_whole_document_is_its_top_level():
    assert paths("方案全文分成哪几部分") == ["1", "2", "3"]


def test_a_numbered_part_comes_with_what_stands_below_it():
    assert paths("第二部分讲什么") == ["2", "2.1", "2.2"]


def test_a_part_beyond_the_last_is_not_listed():
    assert paths("第九部分讲什么") is None


@pytest.mark.parametrize(("text", "below"), [("扬帆行动包括哪些内容", "2.1"), ("“筑港”行动有哪些任务", "2.2")])
def test_a_named_heading_is_listed_by_what_stands_below_it(text, below):
    assert paths(text) == [child.path for child in CORPUS.children(clause_of(f"ship-plan:{below}"))]


def test_a_heading_named_by_its_title_is_listed():
    assert paths("保障措施有哪些") == ["3.1", "3.2"]


def test_of_several_headings_the_one_with_the_stated_number_of_parts_is_listed():
    three = [make_ranked("ship-plan:2"), make_ranked("ship-plan:1")]
    assert paths("三大任务是哪三个", three) == ["1", "2", "3"]


@pytest.mark.parametrize("text", ["样机试制投入能补多少", "海上试验场怎么建设", "潜水许可几号前交"])
def test_an_ordinary_question_is_not_answered_by_structure(text):
    assert paths(text) is None


def test_without_any_hit_there_is_no_evidence():
    assert paths("第二部分讲什么", []) is None


def test_a_list_is_marked_as_one_and_an_opening_is_not():
    listed = structural_evidence(make_understanding("第二部分讲什么"), FOUND, CORPUS, READER)
    assert listed is not None and listed.is_enumeration
    text = "方案的文号是多少"
    opening = structural_evidence(make_understanding(text, asked_details(text)), FOUND, CORPUS, READER)
    assert opening is not None and not opening.is_enumeration


def test_a_name_in_quotation_marks_is_recognised_with_and_without_them():
    clause = clause_of("ship-plan:2.1")
    assert uses_name_of(clause, "扬帆行动讲什么") and uses_name_of(clause, "“扬帆”讲什么")
    assert not uses_name_of(clause, "筑港行动讲什么")
    assert not uses_name_of(clause_of("ship-plan:0"), "扬帆行动讲什么")


def test_asking_for_a_whole_part_is_told_from_asking_for_a_detail():
    for text, whole in (("扬帆行动包括什么", True), ("有哪几项任务", True), ("样机试制补多少", False)):
        assert asks_whole_part(make_understanding(text, asked_details(text))) is whole


# --- Which document's opening ---

SHELF = (PLAN, KELP, NEW_KELP)
STANDING = "什么时候开始施行"


def opening(text, *, found=(), documents=SHELF, **fields):
    corpus, reader = make_corpus(documents), make_reader(documents)
    ranked = [corpus.ranked(corpus.clauses[each], make_understanding(text), 1.0, 0.8) for each in found]
    fields.setdefault("mentions", reader.mentions(text))
    understanding = make_understanding(text, asked_details(text), **fields)
    evidence = structural_evidence(understanding, ranked, corpus, reader)
    return None if evidence is None else [item.clause.clause_id for item in evidence.kept]


def test_the_opening_is_that_of_the_document_named_whatever_was_found():
    for title, doc_id in (("海带苗补贴办法", "kelp-2020"), ("海带苗奖补办法", "kelp-2026")):
        assert opening(f"《{title}》{STANDING}", found=["ship-plan:1.1", "kelp-2020:b1"]) == [f"{doc_id}:0"]


def test_this_document_is_the_main_one_however_well_another_was_found():
    assert opening("这份文件的文号是多少", found=["kelp-2020:b1"]) == ["ship-plan:0"]


def test_a_subject_leads_to_the_document_that_was_found_for_it():
    assert opening(f"海带苗奖补{STANDING}", found=["kelp-2026:b1", "ship-plan:1.1"]) == ["kelp-2026:0"]


def test_a_question_with_a_subject_of_its_own_is_about_no_document_that_was_found_by_chance():
    corpus, reader = make_corpus(SHELF), make_reader(SHELF)
    text = f"海带苗奖补{STANDING}"
    understanding = make_understanding(text, asked_details(text))
    chance = [corpus.ranked(corpus.clauses["kelp-2026:b1"], understanding, 1.0, 0.2)]
    assert structural_evidence(understanding, chance, corpus, reader) is None


def test_a_question_without_a_subject_is_about_the_main_document_or_the_one_talked_of():
    assert opening(STANDING, found=["kelp-2020:b1"]) == ["ship-plan:0"]
    assert opening(STANDING, found=["ship-plan:1.1"], clause_ids=("kelp-2026:b1", "ship-plan:1.1")) == ["kelp-2026:0"]


def test_this_document_in_a_talk_is_the_one_talked_of():
    talk = {"clause_ids": ("kelp-2020:b1",)}
    assert not means_main_document(make_understanding("这份文件还有效吗", **talk))
    assert means_main_document(make_understanding("这份文件还有效吗"))


def test_this_policy_is_the_main_document_only_where_no_other_is_named():
    named = Mention(MentionKind.ALIAS, "kelp-2020")
    assert means_main_document(make_understanding("这个政策谁发的"))
    assert not means_main_document(make_understanding("海带苗这个政策谁发的", mentions=(named,)))
    assert means_main_document(make_understanding("海带苗这份文件谁发的", mentions=(named,)))
    titled = replace(named, kind=MentionKind.TITLE)
    assert not means_main_document(make_understanding("海带苗补贴办法这份文件谁发的", mentions=(titled,)))


def test_a_title_or_number_names_a_document_before_an_everyday_name():
    mentions = (
        Mention(MentionKind.ALIAS, "a"),
        Mention(MentionKind.TITLE, "b"),
        Mention(MentionKind.DOC_NO, "c"),
        Mention(MentionKind.ALIAS, "b"),
    )
    assert named_documents(make_understanding("问", mentions=mentions)) == ("b", "c", "a")


def test_the_parts_of_a_digest_are_those_of_the_main_document():
    corpus, reader = make_corpus(SHELF), make_reader(SHELF)
    understanding = make_understanding("全文分成哪几部分", asked_details("全文分成哪几部分"))
    found = [corpus.ranked(corpus.clauses["kelp-2026:b1"], understanding, 1.0, 0.8)]
    evidence = structural_evidence(understanding, found, corpus, reader)
    assert evidence is not None
    assert [item.clause.clause_id for item in evidence.kept] == ["ship-plan:1", "ship-plan:2", "ship-plan:3"]
