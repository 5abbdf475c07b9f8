"""The title that a clause carries: its own line, or the short words that lead it in."""

from __future__ import annotations

import re

from knowledge.enumerators import Enumerator, Family

_LONGEST_OWN_LINE = 60
_ARTICLE_TITLE = re.compile(r"【([^】\n]{1,30})】|[(（]([^)）\n]{1,20})[)）]\s*(?=\S)")
_LEAD_SENTENCE = re.compile(r"([^。；;：:！!？?\n]{2,30})。(?=.)")
_LEAD_LABEL = re.compile(r"([^。，,、；;：:！!？?\n]{2,12})[：:](?=.)")
_OWN_LINE = re.compile(r"[^。；;：:]*[^。；;，,、！!…]|[^。；;]+[？?]")


def clause_title(text: str, mark: Enumerator, line_end: int) -> str | None:
    """The title of the clause that `mark` starts on the line that ends at `line_end`, or None.

    An article has one in brackets (第一条【目的】) or on a line of its own; other clauses also as a short first
    sentence (壮大科技型企业队伍。) or label (支持对象:) before more text.
    """
    words = text[mark.end : min(line_end, mark.end + 2 * _LONGEST_OWN_LINE)].strip()
    if not words:
        return None
    if mark.family is Family.ARTICLE and (bracketed := _ARTICLE_TITLE.match(words)):
        return bracketed[1] or bracketed[2]
    if len(words) <= _LONGEST_OWN_LINE and _OWN_LINE.fullmatch(words):
        return words.rstrip("：:") if mark.family is not Family.ARTICLE or words[-1] not in "：:" else None
    if mark.family is Family.ARTICLE:
        return None
    lead = _LEAD_SENTENCE.match(words) or _LEAD_LABEL.match(words)
    return lead[1] if lead else None
