"""Search terms: characters, pairs of neighbours, whole Latin and digit words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.tokens import character_ngrams

HAN = "一二三高新技术企业税补贴"


def test_han_text_gives_characters_and_pairs_in_reading_order():
    assert character_ngrams("高新区") == ["高", "高新", "新", "新区", "区"]


@pytest.mark.parametrize("separator", ["，", " ", "、", "\n", "·", "（", "-"])
def test_a_pair_never_crosses_punctuation_or_white_space(separator):
    assert character_ngrams(f"企业{separator}研发") == [*character_ngrams("企业"), *character_ngrams("研发")]


def test_latin_and_digit_words_stay_whole():
    assert character_ngrams("通过ISO9001认证") == ["通", "通过", "过", "iso9001", "认", "认证", "证"]


def test_a_decimal_point_belongs_to_its_number_and_a_full_stop_does_not():
    assert character_ngrams("3.5 5. v2.1") == ["3.5", "5", "v2.1"]


def test_other_signs_part_words():
    assert character_ngrams("R&D 15% a_b") == ["r", "d", "15", "a", "b"]


@pytest.mark.parametrize(
    ("one", "other"), [("企業發展", "企业发展"), ("ＡＩ芯片", "ai芯片"), ("１５％", "15%"), ("Mini-LED", "MINI-led")]
)
def test_script_width_and_case_do_not_matter(one, other):
    assert character_ngrams(one) == character_ngrams(other)


def test_repeats_are_kept():
    assert character_ngrams("人人").count("人") == 2


@pytest.mark.parametrize("text", ["", " ", "，。！", "\n\t", "😀"])
def test_text_without_words_gives_no_terms(text):
    assert character_ngrams(text) == []


def test_rare_characters_beyond_the_basic_plane_are_han():
    assert character_ngrams("𠮷野") == ["𠮷", "𠮷野", "野"]


@given(st.text())
def test_terms_are_one_or_two_han_characters_or_a_word_without_white_space(text):
    for term in character_ngrams(text):
        assert term
        assert not re.search(r"\s", term)


@given(st.text(alphabet=HAN, min_size=1))
def test_a_run_of_n_characters_gives_n_characters_and_n_minus_one_pairs(text):
    terms = character_ngrams(text)
    assert "".join(term for term in terms if len(term) == 1) == text
    assert [term for term in terms if len(term) == 2] == [text[i : i + 2] for i in range(len(text) - 1)]


@given(st.text(alphabet=HAN + "ab1， "), st.text(alphabet=HAN + "ab1， "))
def test_texts_joined_by_a_full_stop_give_the_terms_of_both(left, right):
    assert character_ngrams(f"{left}。{right}") == character_ngrams(left) + character_ngrams(right)
