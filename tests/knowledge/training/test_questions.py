"""Laypeople's questions: read, and cleaned of what an evaluation asks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.training.questions import SHARED_RUN, OverlapFilter, read_questions

LAW = "《渡口条例》第二条：渡口经营者应当为渡工缴纳社会保险费。"
CHARACTERS = "渡口船票盐田灯塔信号潜水码头缆绳"


def write(folder, name, entries):
    (folder / name).write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def test_questions_of_all_files_are_read_with_their_articles(tmp_path):
    write(tmp_path, "a.json", [{"query": "渡工有社保吗", "laws": [LAW], "response": "machine-written"}])
    write(tmp_path, "b.json", [{"query": "船票能退吗", "laws": [LAW, LAW]}])
    first, second = read_questions(tmp_path)
    assert first.question == "渡工有社保吗"
    assert (first.articles[0].law, first.articles[0].label) == ("渡口条例", "第二条")
    assert len(second.articles) == 2


def test_a_question_is_read_once(tmp_path):
    write(tmp_path, "a.json", [{"query": "渡工有社保吗", "laws": [LAW]}] * 2)
    assert len(read_questions(tmp_path)) == 1


@pytest.mark.parametrize("laws", [[], ["无法辨认的引文"]])
def test_a_question_without_a_readable_article_is_left_out(tmp_path, laws):
    write(tmp_path, "a.json", [{"query": "渡工有社保吗", "laws": laws}])
    assert read_questions(tmp_path) == []


def test_a_question_of_an_evaluation_set_is_dropped(tmp_path):
    write(tmp_path, "a.json", [{"query": "渡工有社保吗？", "laws": [LAW]}, {"query": "盐田怎么转让", "laws": [LAW]}])
    assert [item.question for item in read_questions(tmp_path, ["渡工有社保吗"])] == ["盐田怎么转让"]


def test_more_than_half_of_the_pairs_is_too_much_and_half_is_not():
    overlap = OverlapFilter(["渡口船票"])  # pairs: 渡口 口船 船票
    assert overlap.overlaps("渡口船票灯塔")  # 3 of 5
    assert not overlap.overlaps("口船票灯塔")  # 2 of 4


def test_twelve_characters_in_a_row_are_too_much_and_eleven_are_not():
    run = "甲乙丙丁戊己庚辛壬癸子丑"
    padding = "".join(chr(0x4E00 + number) for number in range(40))
    overlap = OverlapFilter([run + "寅卯"])
    assert len(run) == SHARED_RUN
    assert overlap.overlaps(padding + run)
    assert not overlap.overlaps(padding + run[1:])


def test_punctuation_and_spaces_do_not_hide_a_repeat():
    assert OverlapFilter(["我的 渡船，被没收了！"]).overlaps("我的渡船被没收了")


@given(st.text(alphabet=CHARACTERS, min_size=2), st.text(alphabet="甲乙丙丁", max_size=8))
def test_an_evaluation_question_with_a_shorter_ending_is_always_dropped(question, ending):
    assert OverlapFilter([question]).overlaps(question + ending[: max(0, len(set(question)) // 4 - 1)])


@given(st.text(alphabet=CHARACTERS), st.text(alphabet="甲乙丙丁戊己庚辛"))
def test_questions_without_a_common_character_never_overlap(one, other):
    assert not OverlapFilter([one]).overlaps(other)
