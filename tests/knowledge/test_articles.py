"""The articles that the label of a digest's fact names, and the loaded originals that have them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.articles import Originals, cited_articles
from knowledge.clauses import parse_clauses
from knowledge.numerals import to_chinese
from knowledge.types import Document, Metadata, SourceKind

TEXT = """灯塔管理办法
第一条 为了加强灯塔管理,制定本办法。
第二条 申请补贴应当符合下列条件:
(一)有灯塔;
(二)有守护人。
补贴按年申请。
第三条 补贴每座每年三万元。
第四条 本办法自发布之日起施行。"""


def original(doc_id: str, title: str, doc_no: str | None = None) -> Document:
    return Document(Metadata(doc_id, title, doc_no), TEXT, parse_clauses(TEXT, doc_id=doc_id, title=title))


LAMP = original("lamp", "灯塔管理办法", "海塔规〔2020〕7号")
RULES = original("rules", "灯塔管理办法实施细则", "海塔函〔2021〕8号")
NOTICE = original("notice", "关于航标补贴的公告", "航标局 灯塔局公告2022年第9号")
DIGEST = Metadata("lamp-digest", "灯塔补贴", source_kind=SourceKind.DIGEST, summarises="lamp")
ORIGINALS = Originals((LAMP, RULES, NOTICE))


def cited(label: str) -> list[str]:
    return [f"{article.instrument}:{article.path}" for article in cited_articles(label)]


def found(label: str, digest: Metadata = DIGEST, originals: Originals = ORIGINALS) -> list[str]:
    return [clause.clause_id for clause in originals.clauses(label, digest)]


@pytest.mark.parametrize(
    ("label", "articles"),
    [
        ("第五条", [":5"]),
        ("第5条", [":5"]),
        ("第三条、第五条", [":3", ":5"]),
        ("第三、五条", [":3", ":5"]),
        ("第三条至第五条", [":3", ":4", ":5"]),
        ("第三至五条", [":3", ":4", ":5"]),
        ("第二十八条第二款", [":28.2"]),
        ("第十一条（五）", [":11.1.5"]),
        ("第十一条（五）1", [":11.1.5.1"]),
        ("第三条第二款(二)", [":3.2.2"]),
        ("第一条第二款、第三条", [":1.2", ":3"]),
        ("办法第五条", [":5"]),
        ("条例第六条", [":6"]),
        ("海塔规〔2020〕7号第五条", ["海塔规〔2020〕7号:5"]),
        ("灯塔法第三十条、海塔规〔2020〕7号第二条", ["灯塔法:30", "海塔规〔2020〕7号:2"]),
        ("航标局 灯塔局公告2022年第9号第一条", ["航标局 灯塔局公告2022年第9号:1"]),
        ("摘编说明", []),
        ("7号", []),
        ("", []),
    ],
)
def test_a_label_names_articles_in_its_order(label: str, articles: list[str]) -> None:
    assert cited(label) == articles


@given(st.integers(1, 200), st.integers(0, 5))
def test_a_span_of_articles_names_each_of_them(first: int, more: int) -> None:
    label = f"第{to_chinese(first)}条至第{to_chinese(first + more)}条"
    assert cited(label) == [f":{number}" for number in range(first, first + more + 1)]


@given(st.text(alphabet="第条款至、()（）一二十百零3号年〔〕;办法公告", max_size=25))
def test_any_label_is_read(label: str) -> None:
    for article in cited_articles(label):
        assert article.path.partition(".")[0] == article.article


def test_the_article_of_a_part_is_the_whole_one() -> None:
    (article,) = cited_articles("第十一条(五)1")
    assert article.article == "11"


def test_an_article_of_the_policy_itself_is_looked_up_in_what_the_digest_summarises() -> None:
    assert found("第三条") == found("办法第三条") == ["lamp:3"]
    assert found("第三条", replace(DIGEST, summarises=None)) == []
    assert found("第三条", replace(DIGEST, summarises="gone")) == []


def test_a_part_of_an_article_leads_to_the_article_that_holds_it() -> None:
    assert found("第二条(二)") == found("第二条第二款") == ["lamp:2"]


def test_an_article_that_the_original_does_not_have_is_not_found() -> None:
    assert found("第九条") == []


def test_a_part_that_the_original_does_not_have_leads_to_its_article() -> None:
    assert found("第二条第九款") == ["lamp:2"]


@pytest.mark.parametrize(
    ("label", "clause_ids"),
    [
        ("海塔函〔2021〕8号第三条", ["rules:3"]),
        ("海塔函(2021)8号第三条", ["rules:3"]),
        ("灯塔局公告2022年第9号第一条", ["notice:1"]),
        ("灯塔管理办法实施细则第一条", ["rules:1"]),
        ("灯塔管理办法第一条", ["lamp:1", "rules:1"]),
        ("海港法第一条", []),
        ("海塔函〔2021〕18号第三条", []),
    ],
)
def test_another_instrument_is_found_by_number_or_title(label: str, clause_ids: list[str]) -> None:
    assert found(label) == clause_ids


def test_a_bare_number_counts_only_for_the_digests_own_original() -> None:
    assert found("7号第三条") == ["lamp:3"]
    assert found("8号第三条") == []


def test_each_clause_is_given_once_in_the_labels_order() -> None:
    assert found("第三条、第一条、第三条") == ["lamp:3", "lamp:1"]


def test_digests_are_no_originals() -> None:
    digest = replace(LAMP, metadata=replace(LAMP.metadata, source_kind=SourceKind.DIGEST))
    assert found("第三条", originals=Originals((digest,))) == []
