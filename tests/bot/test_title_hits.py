"""Articles are found through the title of their rule."""

from dataclasses import replace

from bot.title_hits import by_title
from knowledge.types import Hit, Level
from tests.bot.rebate_rules import KNOWN

TITLE = Hit("net-rebate:0", 0.5, lexical=0.9, semantic=0.7, similarity=0.6)
OWN = Hit("net-rebate:2", 0.4, lexical=0.95, semantic=0.2, similarity=0.3)


def test_every_article_of_a_rule_whose_title_was_found_is_found_no_worse():
    hits = {hit.clause_id: hit for hit in by_title([TITLE, OWN], KNOWN)}
    assert {f"net-rebate:{number}" for number in range(11)} == set(hits)
    assert (hits["net-rebate:2"].lexical, hits["net-rebate:2"].similarity) == (0.95, 0.6)
    assert hits["net-rebate:6"].semantic == 0.7


def test_without_a_title_among_them_the_hits_stay_as_they_are():
    assert by_title([OWN], KNOWN) == [OWN]


def test_the_title_of_a_national_text_finds_nothing_more():
    rule = KNOWN[-1]
    national = replace(rule, metadata=replace(rule.metadata, level=Level.NATION))
    assert by_title([TITLE], [national]) == [TITLE]
