"""What a question is about, and how telling each of its terms is."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms import ContentTerm, TermWeights, content_terms, pairs
from knowledge.lexicon import Expansion

EVERYTHING = type("Everything", (), {"__contains__": lambda self, term: True})()
WEIGHTS = TermWeights(["海上试验场", "海上风电", "海上航标", "灯塔设备"])
WORDS = st.text(alphabet="海上试验场风电航标灯塔设备潜水ab1", max_size=12)


def terms(text, expansions=(), known=frozenset()):
    return [item.term for item in content_terms(text, expansions, known)]


def test_the_words_that_shape_a_question_are_no_content():
    assert terms("请问我们潜水有没有补贴呢") == ["潜水", "补贴"]


def test_no_pair_crosses_a_shaping_word():
    assert "水灯" not in terms("潜水怎么灯塔")


def test_a_question_of_nothing_but_shaping_words_has_no_content():
    assert terms("请问这个怎么样呢") == []


def test_a_pair_with_a_seldom_telling_character_counts_only_where_the_documents_know_it():
    assert "智能" not in terms("智能船舶")
    assert "智能" in terms("智能船舶", known={"智能"})


def test_latin_words_stay_whole():
    assert terms("lng动力船") == ["lng", "动力", "力船"]


def test_everyday_words_carry_their_official_ones_and_stay_whole():
    (first, *_) = content_terms("水鬼", [Expansion("水鬼", ("潜水员",))], frozenset())
    assert first == ContentTerm("水鬼", (frozenset({"潜水", "水员"}),))


def test_an_everyday_way_of_asking_is_no_subject():
    found = content_terms("潜水补多少", [Expansion("补多少", ("后补助",))], frozenset())
    assert all(not item.alternatives for item in found)


def test_numbers_are_no_content():
    assert terms("2025") == []


@given(st.text(max_size=80))
def test_each_term_stands_once_and_is_never_empty(text):
    found = terms(text, known=EVERYTHING)
    assert len(found) == len(set(found))
    assert all(found)


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_pairs_of_a_longer_text_include_those_of_its_lines(left, right):
    assert pairs(left) | pairs(right) <= pairs(f"{left}\n{right}")


def test_pairs_are_neighbours_within_a_run():
    assert pairs("灯塔,设备") == {"灯塔", "设备"}
    assert pairs("灯") == {"灯"}


def test_a_rare_term_weighs_more_and_an_unknown_one_most():
    assert WEIGHTS.weight("海上") < WEIGHTS.weight("灯塔") < WEIGHTS.weight("火箭")
    assert WEIGHTS.weight("海上") > 0
    assert math.isclose(WEIGHTS.weight("火箭"), math.log(1 + 4.5 / 0.5))


def test_the_known_terms_are_those_of_the_texts():
    assert "灯塔" in WEIGHTS and "火箭" not in WEIGHTS


@given(WORDS, WORDS)
def test_coverage_is_a_share_and_full_for_the_text_itself(question, text):
    asked = [ContentTerm(term) for term in sorted(pairs(question))]
    share = WEIGHTS.coverage(asked, pairs(text))
    assert 0 <= share <= 1 + 1e-9
    assert not asked or math.isclose(WEIGHTS.coverage(asked, pairs(question)), 1)


def test_coverage_without_terms_is_nothing():
    assert WEIGHTS.coverage([], pairs("灯塔")) == 0


def test_official_words_cover_an_everyday_one_by_their_share():
    asked = [ContentTerm("水鬼", (frozenset({"潜水", "水员"}),))]
    assert WEIGHTS.coverage(asked, pairs("潜水员")) == pytest.approx(1)
    assert WEIGHTS.coverage(asked, pairs("潜水")) == pytest.approx(0.5)
    assert WEIGHTS.coverage(asked, pairs("灯塔")) == 0


@given(WORDS, WORDS, WORDS)
def test_a_text_with_more_words_never_covers_less(question, text, more):
    asked = [ContentTerm(term) for term in sorted(pairs(question))]
    assert WEIGHTS.coverage(asked, pairs(text)) <= WEIGHTS.coverage(asked, pairs(f"{text} {more}")) + 1e-9


@pytest.mark.parametrize(
    ("words", "share"),
    [
        (["灯塔"], 0),
        (["火箭"], 1),
        ([], 0),
        (["火箭", "炮弹"], 1),
    ],
)
def test_the_unknown_share_is_that_of_terms_that_no_text_has(words, share):
    assert WEIGHTS.unknown_share([ContentTerm(word) for word in words]) == pytest.approx(share)


def test_a_term_with_official_words_is_not_unknown():
    assert WEIGHTS.unknown_share([ContentTerm("水鬼", (frozenset({"潜水"}),))]) == 0


def test_an_unknown_term_counts_by_its_weight():
    asked = [ContentTerm("海上"), ContentTerm("火箭")]
    expected = WEIGHTS.weight("火箭") / (WEIGHTS.weight("海上") + WEIGHTS.weight("火箭"))
    assert WEIGHTS.unknown_share(asked) == pytest.approx(expected)
    assert expected > 0.5


@given(WORDS)
def test_the_unknown_share_is_a_share_and_what_is_unknown_is_never_covered(question):
    asked = [ContentTerm(term) for term in sorted(pairs(question))]
    everything = pairs("海上试验场,海上风电,海上航标,灯塔设备")
    unknown = WEIGHTS.unknown_share(asked)
    assert 0 <= unknown <= 1 + 1e-9
    assert WEIGHTS.coverage(asked, everything) <= 1 - unknown + 1e-9 or not asked


@given(st.lists(WORDS), st.lists(WORDS), st.lists(WORDS), WORDS)
def test_weights_after_a_change_are_those_of_what_is_there(kept, gone, come, asked):
    changed, fresh = TermWeights([*kept, *gone]).changed(gone, come), TermWeights([*kept, *come])
    for term in pairs("".join((*kept, *gone, *come, asked))):
        assert (term in changed) == (term in fresh)
        assert changed.weight(term) == fresh.weight(term)
