"""What is found by a document's structure."""

import pytest

from bot.details import asked_details
from bot.structure import asks_whole_part, structural_evidence, uses_name_of
from tests.bot.invented import clause_of, make_corpus, make_ranked, make_reader, make_understanding

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
