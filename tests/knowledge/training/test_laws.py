"""Articles of Markdown law texts."""

import pytest

from knowledge.training.laws import read_laws
from tests.knowledge.training.law_folder import write_laws


@pytest.fixture
def articles(tmp_path):
    return read_laws(write_laws(tmp_path / "laws"))


def test_articles_carry_law_chapters_label_and_text(articles):
    third = next(article for article in articles if article.label == "第三条")
    assert third.law == "渡口管理条例"
    assert third.headings == ("第二章 渡运", "第一节 船舶")
    assert third.text.startswith("渡船应当依照本条例第二条")
    assert third.heading == "渡口管理条例 第二章 渡运 第一节 船舶"


def test_a_new_chapter_ends_the_sections_of_the_last(articles):
    assert next(article for article in articles if article.label == "第四条").headings == ("第三章 附则",)


def test_later_paragraphs_belong_to_the_article(articles):
    second = next(article for article in articles if article.label == "第二条")
    assert second.text.endswith("\n渡工的劳动报酬按月支付，不得克扣或者拖欠。")


def test_a_second_title_names_a_part_of_the_law(articles):
    salt = next(article for article in articles if article.law == "盐田保护办法")
    assert salt.headings == ("第一编",)


def test_only_the_newest_version_is_read(articles):
    assert not any("煤油灯" in article.text for article in articles)
    assert sum(article.law == "渡口管理条例" for article in articles) == 4


def test_a_text_that_stands_in_two_laws_is_read_once(tmp_path):
    folder = write_laws(tmp_path / "laws")
    (folder / "copy.md").write_text(
        "# 副本\n\n第一条 渡口经营者应当为渡工缴纳社会保险费。\n\n渡工的劳动报酬按月支付，不得克扣或者拖欠。\n",
        encoding="utf-8",
    )
    assert len(read_laws(folder)) == 5
