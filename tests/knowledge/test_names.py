from __future__ import annotations

import pytest

from knowledge.names import issuers_agree

AGREEING = [
    ("财政部、国家税务总局", "财政部、税务总局"),
    ("全国人民代表大会", "全国人民代表大会及其常务委员会"),
    ("国家发展改革委", "国家发展和改革委员会"),
    ("财政部、税务总局(119号另有科技部)", "国家税务总局"),
    ("全国人民代表大会常务委员会;国务院", "国务院"),
]
DIFFERENT = [
    ("财政部", "国务院"),
    ("国家税务总局", "国家发展改革委"),
    ("", "国务院"),
    ("、", "国务院"),
    ("(无)", "国务院"),
]


@pytest.mark.parametrize(("first", "second"), AGREEING)
def test_lists_of_issuers_agree_if_one_is_in_both(first: str, second: str) -> None:
    assert issuers_agree(first, second) and issuers_agree(second, first)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_other_issuers_do_not_agree(first: str, second: str) -> None:
    assert not issuers_agree(first, second) and not issuers_agree(second, first)
