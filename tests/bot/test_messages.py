"""What parkbot says in its own words carries no figure and covers every case."""

import string

import pytest

from bot import messages
from bot.figures import find_figures
from bot.types import GapDetail
from knowledge.types import Validity

OWN_WORDS = {name: text for name, text in vars(messages).items() if name.isupper() and isinstance(text, str)}
ALL = [*OWN_WORDS.values(), *messages.GAPS.values(), *messages.NOTICE_OF.values()]


@pytest.mark.parametrize("text", ALL)
def test_no_figure_stands_in_our_own_words(text):
    assert not find_figures(text)
    assert not any(character in string.digits for character in text)


@pytest.mark.parametrize("text", [*OWN_WORDS.values(), *messages.NOTICE_OF.values()])
def test_every_sentence_names_only_places_that_are_filled(text):
    fields = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    assert fields <= {
        "title",
        "effective_to",
        "effective_from",
        "region",
        "issuer",
        "contact",
        "figure",
        "until",
        "successor",
        "name",
        "unknown",
        "ask",
        "office",
        "names",
        "ended_from",
    }


def test_every_gap_has_its_sentence():
    assert messages.GAPS.keys() == set(GapDetail)


def test_every_standing_but_in_force_has_its_notice():
    assert messages.NOTICE_OF.keys() == set(Validity) - {Validity.IN_FORCE}


def test_no_two_sentences_are_the_same():
    assert len(set(ALL)) == len(ALL)
