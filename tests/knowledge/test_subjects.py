"""Subjects named by a question."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import search_key
from knowledge.subjects import SUBJECTS_FILE, Subjects, load_subjects, mentions

TICKETS = frozenset({"船票", "登船凭证"})
BERTHS = frozenset({"泊位"})


def test_a_subject_is_named_in_any_of_its_ways():
    subjects = Subjects((TICKETS, BERTHS))
    assert subjects.named("登船凭证能退吗") == (TICKETS,)
    assert subjects.named("船票和泊位") == (TICKETS, BERTHS)
    assert subjects.named("灯塔") == ()


def test_a_text_mentions_a_subject_by_any_word():
    assert mentions("退船票", TICKETS)
    assert not mentions("退票", TICKETS)


@given(st.text(max_size=50))
def test_a_subject_is_named_if_and_only_if_it_is_mentioned(text):
    assert (TICKETS in Subjects((TICKETS,)).named(text)) is mentions(text, TICKETS)


def test_words_are_read_as_search_keys(tmp_path):
    path = tmp_path / "subjects.yaml"
    path.write_text("- [ＩＰＯ, 上市]\n", encoding="utf-8")
    assert load_subjects(path).named("ipo辅导") == (frozenset({"ipo", "上市"}),)


def test_every_shipped_word_names_its_subject():
    subjects = load_subjects()
    for words in yaml.safe_load(SUBJECTS_FILE.read_text(encoding="utf-8")):
        expected = frozenset(search_key(str(word)) for word in words)
        for word in expected:
            assert expected in subjects.named(f"请问{word}怎么办")


def test_no_shipped_subject_is_empty_or_given_twice():
    lists = yaml.safe_load(SUBJECTS_FILE.read_text(encoding="utf-8"))
    keys = [frozenset(search_key(str(word)) for word in words) for words in lists]
    assert all(keys) and len(set(keys)) == len(keys)
    assert "" not in frozenset().union(*keys)


@pytest.mark.parametrize("text", ["企业研发投入能补多少", "重点实验室怎么建"])
def test_the_documents_own_topics_are_no_shipped_subjects(text):
    assert load_subjects().named(text) == ()
