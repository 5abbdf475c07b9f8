"""Which sentences of a clause answer, and which of its figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import asked_details
from bot.parts import sentences_of
from bot.selection import compares, narrowed, select_sentences
from bot.types import Detail
from knowledge.types import Metadata
from tests.bot.invented import make_corpus, make_document, make_ranked, make_reader, make_understanding

CORPUS, READER = make_corpus(), make_reader()
RATES = sentences_of(make_ranked("ship-plan:2.1.1"))[-1]


def selected(clause_id, text):
    parts = select_sentences(make_ranked(clause_id), READER.terms(text), CORPUS, asked_details(text))
    return [part.text for part in parts]


def narrow(text, part=RATES):
    return narrowed(part, text, READER.terms(text), READER.fields)


def test_the_sentence_with_the_words_asked_about_is_taken():
    assert selected("ship-plan:2.1.2", "航海教师上船实践") == ["每年选派不少于30名航海教师上船实践"]


def test_the_title_is_no_sentence_of_the_answer():
    assert "培养航海人才" not in selected("ship-plan:2.1.2", "培养航海人才")


def test_a_clause_of_a_title_alone_gives_its_title():
    assert selected("ship-plan:2", "重点任务") == ["重点任务"]


def test_a_clause_found_by_its_everyday_questions_is_shown_whole():
    assert selected("ship-plan:2.1.2", "嗯嗯") == ["支持航海院校开设轮机专业", "每年选派不少于30名航海教师上船实践"]


@pytest.mark.parametrize("clause_id", sorted(CORPUS.clauses))
@given(text=st.text(alphabet="样机试制灯塔折旧航海教师试验场哪些多少?", max_size=20))
def test_a_selection_is_never_empty_in_order_and_of_the_clause(clause_id, text):
    source = make_ranked(clause_id)
    parts = select_sentences(source, READER.terms(text), CORPUS, asked_details(text))
    assert parts
    assert list(parts) == sorted(parts, key=lambda part: part.start)
    assert set(parts) <= set(sentences_of(source))


def test_an_amount_asked_for_in_unknown_words_gives_the_sentence_with_the_amount():
    source = make_ranked("ship-plan:2.1.1")
    (part,) = select_sentences(source, READER.terms("嗯嗯"), CORPUS, {Detail.AMOUNT})
    assert part == RATES


def test_the_figure_of_the_subject_named_is_cut_out_with_its_outer_condition():
    wording, claim = narrow("深海探测企业能补多少")
    assert wording == "符合条件的深海探测领域企业样机试制投入按15%给予后补助"
    assert claim.figure.text == "15%"


def test_a_question_that_names_another_field_gets_the_figure_for_everybody():
    wording, claim = narrow("做软件的能补多少")
    assert claim.figure.text == "8%"
    assert "深海" not in wording


def test_a_figure_that_the_question_quotes_is_the_one_meant_unless_it_quotes_two():
    assert narrow("15%是给谁的")[-1].figure.text == "15%"
    assert narrow("8%,15%是给谁的") is None


@pytest.mark.parametrize("text", ["样机试制投入能补多少", "造船厂能补多少"])
def test_a_question_that_names_no_case_gets_the_whole_sentence(text):
    assert narrow(text) is None


@pytest.mark.parametrize("text", ["深海探测和其他企业有什么区别", "不是深海探测的能补多少", "除了深海探测还补谁"])
def test_a_question_that_compares_gets_the_whole_sentence(text):
    assert compares(text)
    assert narrow(text) is None


def test_a_sentence_with_one_figure_is_not_cut():
    (*_, part) = sentences_of(make_ranked("ship-plan:2.1.2"))
    assert narrow("航海教师多少名", part) is None


def test_a_date_is_no_rival_of_a_count():
    (*_, part) = sentences_of(make_ranked("ship-plan:1.1"))
    assert narrow("到2026年新建多少家海洋装备省级实验室", part) is None


# --- Lists behind a colon ---

LISTED = make_document(
    Metadata("berth", "泊位办法", effective_from=date(2020, 1, 1)),
    [
        (
            "1",
            "第一条",
            (),
            "第一条 灯塔照明由港口负责。\n"
            "泊位优先给下列船队：\n(一)拥有三艘以上拖轮的;\n(二)承担冬季破冰的;\n(三)连续两年无事故的。\n"
            "水上飞机的泊位另定。",
        ),
        ("2", "第二条", (), "第二条 泊位优先按照下列顺序：先到先得。\n灯塔照明由港口负责。"),
    ],
    {},
)
ITEMS = ["(一)拥有三艘以上拖轮的", "(二)承担冬季破冰的", "(三)连续两年无事故的"]
LEAD = "泊位优先给下列船队："


def of_list(text, path="1", documents=(LISTED,)):
    corpus, reader = make_corpus(documents), make_reader(documents)
    source = corpus.ranked(corpus.clauses[f"berth:{path}"], make_understanding(text), 1.0, 1.0)
    parts = select_sentences(source, reader.terms(text), corpus, {Detail.CONDITION})
    assert list(parts) == sorted(parts, key=lambda part: part.start)
    return [part.text for part in parts]


def test_words_that_lead_to_a_list_are_given_with_all_of_it():
    assert of_list("泊位优先船队") == [LEAD, *ITEMS]


def test_an_item_of_a_list_is_given_with_the_words_that_lead_to_it():
    assert of_list("冬季破冰") == [LEAD, ITEMS[1]]


def test_a_sentence_beside_a_list_is_given_without_it():
    assert of_list("灯塔照明由港口负责") == ["灯塔照明由港口负责"]


def test_a_colon_without_items_behind_it_makes_no_list():
    assert of_list("灯塔照明由港口负责", "2") == ["灯塔照明由港口负责"]
