"""What words around a yes/no field say of it: affirmed, denied, or only spoken about."""

from __future__ import annotations

import re
from functools import cache

from bot.eligibility.words.lexicon import Flag
from bot.eligibility.words.moods import MoodReader

CLOSE = 5
"""Characters between 是 or 有 and the word that it affirms."""


@cache
def _compiled(
    affirmed: tuple[str, ...],
    denied: tuple[str, ...],
    affirms: tuple[str, ...],
    denies: tuple[str, ...],
    about: tuple[str, ...],
    wants: tuple[str, ...],
) -> re.Pattern[str]:
    """Words of a flag before the general ones, longer before shorter, so that 没过期 is not taken for 没."""
    listed = sorted(
        [(word, "YES") for word in affirmed] + [(word, "NO") for word in denied], key=lambda pair: -len(pair[0])
    )
    parts = [f"(?P<{kind}{number}>{re.escape(word)})" for number, (word, kind) in enumerate(listed)]
    parts += [f"(?P<WANTS>{'|'.join(wants)})"] if wants else []
    parts += [f"(?P<ABOUT>{'|'.join(about)})"] if about else []
    parts += [f"(?P<no>{'|'.join(denies)})"] if denies else []
    parts += [f"(?P<yes>{'|'.join(affirms)})"] if affirms else []
    return re.compile("|".join(parts))


def said(pattern: re.Pattern[str], words: str) -> bool | None:
    """True or False where it is said; a denial outweighs, and wishes and questions about it say nothing."""
    place = words.find("\0")
    matches = [match for match in pattern.finditer(words) if match.lastgroup != "yes" or _is_close(match, place)]
    groups = {re.sub("[0-9]", "", match.lastgroup or "") for match in matches}
    if "NO" in groups or ("no" in groups and ("YES" in groups or ("yes" in groups and "ABOUT" not in groups))):
        return False
    if "WANTS" in groups:
        return None
    if "YES" in groups:
        return True
    if "ABOUT" in groups:
        return None
    return False if "no" in groups else True if "yes" in groups else None


def _is_close(match: re.Match[str], place: int) -> bool:
    """Whether 是 or 有 stands close enough to the word (at `place`) to affirm it; far off it belongs to other words."""
    return place < 0 or (match.end() >= place - CLOSE if match.start() < place else match.start() <= place + 1 + CLOSE)


def general_pattern(flag: Flag, moods: MoodReader) -> re.Pattern[str]:
    """A flag's own words and, unless only those count, the general ones."""
    general = ((), ()) if flag.only_listed else (moods.affirms, moods.denies)
    return _compiled(flag.affirmed, flag.denied, *general, moods.about, () if flag.only_listed else moods.wants)


def listed_pattern(flag: Flag) -> re.Pattern[str]:
    """A flag's own words alone."""
    return _compiled(flag.affirmed, flag.denied, (), (), (), ())
