"""Which day it is: the date in China, wherever the program runs."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING_TIME = ZoneInfo("Asia/Shanghai")


def today_in_china() -> date:
    """The date in Asia/Shanghai, which is what 今天 means in a question."""
    return datetime.now(BEIJING_TIME).date()
