"""What the tests of reading words share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from bot.eligibility.words.reader import read_profile

DAY = date(2026, 11, 25)
UTTERANCES = Path(__file__).with_name("utterances.yaml")
SHARES_EQUAL = 0.001


@cache
def utterances():
    return yaml.safe_load(UTTERANCES.read_text(encoding="utf-8"))


def facts(text, asked=None, as_of=DAY):
    """The values read from a text, plain: numbers as float, days as ISO text."""
    return {fact.field: plain(fact.value) for fact in read_profile(text, as_of, asked).facts}


def plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def same(found, wanted):
    """Whether two values say the same; trades may be named more or less fully, places with or without the whole."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    if isinstance(found, float):
        return abs(found - wanted) <= (SHARES_EQUAL if wanted <= 1 else 0)
    return found == wanted or found in wanted or wanted in found
