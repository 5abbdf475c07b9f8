"""Whether a text is a draft that is out for comment or for debate: 征求意见稿, 草案, 讨论稿."""

from __future__ import annotations

import re

from knowledge.extraction.layout import Layout, fold, without_spaces

_DRAFT = re.compile(
    r"[(\[][^()\[\]]{0,12}(?:征求意见稿|草案|讨论稿|送审稿|审议稿|意见征集稿)[^()\[\]]{0,8}[)\]]"
    r"|(?:征求意见稿|草案|讨论稿|送审稿)》?$"
    r"|公开征[求集].{0,80}意见的?(?:公告|通告|通知|函|启事)|征[求集].{0,80}(?:草案|稿).{0,3}意见"
)


def is_draft_text(layout: Layout, title: str) -> bool:
    """Whether the title or a line of the head says so."""
    head = (line.text for line in layout.lines[: layout.head_end])
    return any(_DRAFT.search(without_spaces(fold(line))) for line in (title, *head))
