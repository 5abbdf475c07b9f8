import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.addresses import resolve_address
from knowledge.clauses import parse_clauses
from knowledge.digests import read_digest
from knowledge.numerals import to_chinese

RULES = """某办法
第一章 总则
第二十七条 有下列情形之一的,不予支持:
(一)甲;
(二)乙:
1.子;
2.丑。
(三)丙;
(四)丁。
第二十八条 企业应当守法。
企业应当具备下列条件:
(一)注册;
(二)有研发;
(三)有专利。
前款所称研发,包括外包。
第二十九条 申报材料
企业提交材料:(一)书;(二)表。
第二十九条之一
单独一款。
项目 | 金额
(一)甲 | 1
附件1
第一条 附件一款。
附件二款。
第二条 完。"""
CLAUSES = parse_clauses(RULES, doc_id="doc")


def words(path: str) -> str | None:
    address = resolve_address(CLAUSES, path)
    if address is None:
        return None
    assert address.address == path
    assert address.clause.start <= address.start < address.end <= address.clause.end
    return RULES[address.start : address.end]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("0", "某办法"),
        ("27.1.4", "(四)丁。"),
        ("27.1.2", "(二)乙:\n1.子;\n2.丑。"),
        ("27.1.2.1", "1.子;"),
        ("27.1.2.2", "2.丑。"),
        ("28.1", "企业应当守法。"),
        ("28.2", "企业应当具备下列条件:\n(一)注册;\n(二)有研发;\n(三)有专利。"),
        ("28.2.3", "(三)有专利。"),
        ("28.3", "前款所称研发,包括外包。"),
        ("29.1", "企业提交材料:(一)书;(二)表。"),
        ("29.1.2", "(二)表。"),
        ("29_1.1", "单独一款。\n项目 | 金额\n(一)甲 | 1"),
        ("a1.1.2", "附件二款。"),
    ],
)
def test_an_address_leads_to_its_span(path: str, expected: str):
    assert words(path) == expected


def test_a_clause_path_leads_to_the_whole_clause():
    address = resolve_address(CLAUSES, "28")
    assert address is not None
    assert (address.clause.path, RULES[address.start : address.end]) == ("28", address.clause.text)


@pytest.mark.parametrize(
    "path", ["30", "28.4", "28.2.4", "28.2.3.1", "28.0", "28.", "28.x", "28.2.", "", "2", "0.1", "a1.3", "29.2", "²⁸.1"]
)
def test_what_is_not_there_leads_nowhere(path: str):
    assert words(path) is None


def test_clauses_that_are_no_articles_have_no_further_addresses():
    clauses = parse_clauses("一、甲:(一)乙;(二)丙。\n丁。", doc_id="doc")
    assert resolve_address(clauses, "1") is not None
    assert resolve_address(clauses, "1.1") is None


def test_items_of_a_second_article_with_the_same_number_are_found_by_its_path():
    clauses = parse_clauses("第一条 甲。\n第二条 乙。\n第一条 丙。\n丁。\n第二条 戊。", doc_id="doc")
    address = resolve_address(clauses, "1-2.2")
    assert address is not None
    assert address.clause.path == "1-2"


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=4))
def test_every_paragraph_and_item_of_a_generated_article_resolves(items_of_paragraphs: list[int]):
    lines, expected = [], {}
    for paragraph, items in enumerate(items_of_paragraphs, start=1):
        lines.append(("第五条 " if paragraph == 1 else "") + f"甲第{paragraph}款。")
        for item in range(1, items + 1):
            lines.append(f"({to_chinese(item)})乙{paragraph}之{item};")
            expected[f"5.{paragraph}.{item}"] = lines[-1]
    text = "\n".join([*lines, "第六条 完。"])
    clauses = parse_clauses(text, doc_id="doc")
    for path, line in expected.items():
        address = resolve_address(clauses, path)
        assert address is not None
        assert text[address.start : address.end] == line
    assert resolve_address(clauses, f"5.{len(items_of_paragraphs) + 1}") is None


def test_a_fact_told_together_with_others_leads_to_the_clause_that_tells_it():
    fact = {"ref": "第五条", "title": "标准", "confidence": "B"}
    entries = [
        {**fact, "id": "b1", "text": "第五条 每座三万元。", "joins": ["b2", "c5a"]},
        {**fact, "id": "b3", "text": "另有补贴。"},
    ]
    _, clauses = read_digest(entries, doc_id="doc", where="doc")
    for path in ("b1", "b2", "c5a"):
        address = resolve_address(clauses, path)
        assert address is not None
        assert (address.clause.path, address.address) == ("b1", "b1")
        assert (address.start, address.end) == (0, len("第五条 每座三万元。"))
    other = resolve_address(clauses, "b3")
    assert other is not None and other.clause.path == "b3"
    assert resolve_address(clauses, "b4") is None and resolve_address(clauses, "b2.1") is None
