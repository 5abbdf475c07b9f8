"""The everyday questions written for training, and what the check of them finds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import to_int
from knowledge.training.laws import read_laws
from knowledge.training.questions import AnsweredQuestion, CitedArticle
from knowledge.training.written import article_label, excluded_questions, problems, read_written
from tests.knowledge.training.law_folder import write_laws


def write(folder, text):
    (folder / "harbour.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_question_carries_every_article_it_is_written_for(tmp_path):
    folder = write(tmp_path, "渡口管理条例:\n  2: [船夫有社保吗, 欠我工钱]\n  3: [船夫有社保吗]\n")
    first, second = read_written(folder)
    assert first == AnsweredQuestion(
        "船夫有社保吗", (CitedArticle("渡口管理条例", "第二条"), CitedArticle("渡口管理条例", "第三条"))
    )
    assert second.question == "欠我工钱"


@pytest.mark.parametrize(
    ("number", "label"), [("10", "第十条"), ("1079", "第一千零七十九条"), ("133之一", "第一百三十三条之一")]
)
def test_a_number_becomes_the_label_that_laws_print(number, label):
    assert article_label(number) == label


@given(st.integers(1, 9_999))
def test_a_label_reads_back_as_its_number(number):
    assert to_int(article_label(str(number)).strip("第条")) == number


def test_what_is_no_article_number_is_refused():
    with pytest.raises(ValueError, match="第三条"):
        article_label("第三条")


def test_the_check_names_absent_articles_and_evaluation_questions(tmp_path):
    written = read_written(write(tmp_path, "渡口管理条例:\n  2: [船夫有社保吗]\n  9: [夜里能开船吗]\n"))
    articles = read_laws(write_laws(tmp_path / "laws"))
    absent, repeated = sorted(problems(written, articles, ["船夫有社保吗？"]))
    assert "第九条" in absent
    assert "船夫有社保吗" in repeated


def test_evaluation_questions_are_read_under_either_key(tmp_path):
    lines = [{"query": "甲"}, {"question": "乙"}]
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert excluded_questions([path]) == ["甲", "乙"]


def test_the_shipped_questions_are_many_short_and_of_many_laws():
    written = read_written()
    assert len(written) > 2_000
    assert len({cited.law for answered in written for cited in answered.articles}) > 100
    assert max(len(answered.question) for answered in written) < 80
