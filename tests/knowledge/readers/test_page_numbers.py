import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.page_numbers import is_page_number, without_page_numbers


@pytest.mark.parametrize(
    "line", ["— 3 —", "-12-", "－ ３ －", "第3页", "第 3 页 共 9 页", "第3页/共9页", "Page 3 of 9"]
)
def test_page_numbers_are_known(line: str):
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["3", "2025", "第3条", "-", "三、", "1-3", "第3页的规定。", "—"])
def test_other_lines_are_no_page_numbers(line: str):
    assert not is_page_number(line)


def test_a_running_head_goes_with_the_numbers_that_it_stands_beside():
    pages = [f"甲{page}。\n\n某市文件\n— {page} —\n\n乙{page}。" for page in range(1, 4)]
    text = without_page_numbers("\n".join(pages))
    assert "某市文件" not in text and "—" not in text
    assert [line for line in text.split("\n") if line.strip()] == ["甲1。", "乙1。", "甲2。", "乙2。", "甲3。", "乙3。"]


def test_a_sentence_that_a_page_number_cut_in_two_has_no_gap():
    assert without_page_numbers("研发费\n\n- 1 -\n\n用加计扣除。") == "研发费\n用加计扣除。"


@given(st.text(alphabet="甲。\n -—1第页 "))
def test_only_lines_of_page_numbers_and_blank_lines_vanish(text: str):
    kept = without_page_numbers(text).split("\n")
    words = [line for line in text.split("\n") if line.strip() and not is_page_number(line)]
    assert [line for line in kept if line.strip()] == words or is_page_number_beside_repeats(words, kept)


def is_page_number_beside_repeats(words: list[str], kept: list[str]) -> bool:
    gone = list(words)
    for line in kept:
        if line.strip():
            gone.remove(line)
    return all(words.count(line) >= 3 or sum(other.strip() == line.strip() for other in words) >= 3 for line in gone)
