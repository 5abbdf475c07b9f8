"""Typing slips are mended against the documents' own wording, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge.spelling as module
from knowledge.spelling import WINDOW, Speller

TEXT = "支持海洋装备样机试制,建设孵化载体,开展技术攻关。"
SPELLER = Speller([TEXT])
CHARACTERS = st.sampled_from(sorted(set(TEXT) | set("栽公洋羊庄制致a1 😀")))


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("海洋庄备", "海洋装备"),  # the same sound
        ("孵化栽体", "孵化载体"),  # looks alike
        ("技术公关", "技术攻关"),  # the same sound, a word of its own elsewhere
        ("样机事制怎么补", "样机试制怎么补"),  # inside a question
        ("海羊装备和孵化栽体", "海洋装备和孵化载体"),  # two places
    ],
)
def test_a_slip_of_the_documents_wording_is_mended(typed, mended):
    assert SPELLER.mend(typed) == mended


@pytest.mark.parametrize("text", ["", "海", "公关", "养蜂技术", "海洋装备", "abcd", "样机展示"])
def test_what_is_no_slip_stays(text):
    assert SPELLER.mend(text) == text


@pytest.mark.parametrize("text", ["海洋马备", "海洋庄被"])
def test_one_character_that_neither_sounds_nor_looks_alike_is_no_slip(text):
    assert SPELLER.mend(text) == text


def test_near_sounds_of_input_methods_are_the_same_sound():
    speller = Speller(["人才兴海"])  # xing ~ xin
    assert speller.mend("人才新海") == "人才兴海"


def sounds_or_looks_alike(left, right):
    if {left, right} & module._ORDINARY:
        return False
    looks = any(left in group and right in group for group in module._look_alike())
    return looks or bool(module._sounds(left) & module._sounds(right))


@given(st.lists(st.text("海羊洋庄装试事是备", min_size=WINDOW, max_size=WINDOW), max_size=6), st.data())
def test_a_slip_becomes_the_first_known_wording_that_differs_in_one_character_alike(known, data):
    window = data.draw(st.text("海羊洋庄装试事是备", min_size=WINDOW, max_size=WINDOW))
    slips = [
        other
        for gap in range(WINDOW)
        for other in sorted(known)
        if other[:gap] == window[:gap] and other[gap + 1 :] == window[gap + 1 :]
        if sounds_or_looks_alike(window[gap], other[gap])
    ]
    assert Speller(known).mend(window) == (window if window in known or not slips else slips[0])


def test_wording_never_crosses_a_sign():
    assert Speller(["海洋,装备"]).mend("海洋庄备") == "海洋庄备"


def test_without_documents_nothing_is_mended():
    assert Speller([]).mend("海洋庄备") == "海洋庄备"


@given(st.text(alphabet=CHARACTERS, max_size=60) | st.text(max_size=60))
def test_mending_keeps_the_length(text):
    mended = SPELLER.mend(text)
    assert len(mended) == len(text)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_documents_own_wording_is_never_changed(start, end):
    assert SPELLER.mend(TEXT[start:end]) == TEXT[start:end]


@given(st.text(alphabet=CHARACTERS, max_size=WINDOW - 1))
def test_a_text_shorter_than_the_window_is_never_changed(text):
    assert SPELLER.mend(text) == text


def test_long_text_is_mended_in_time():
    assert len(SPELLER.mend("庄" * 2000)) == 2000
