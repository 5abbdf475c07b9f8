"""Which documents a text changes in part: 关于修改《X》的决定, 将《X》第三条中的“30万元”修改为“45万元”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction.document_numbers import numbers_in
from knowledge.extraction.layout import Layout, fold
from knowledge.extraction.names import is_rule_name, name_key
from knowledge.extraction.title_lines import Titles
from knowledge.types import DocumentReference

_QUOTED = r"《(?P<name>(?:[^《》]|《[^《》]*》){2,120})》(?:\s*\((?P<number>[^()]{0,60})\))?"
_AMENDING_TITLE = re.compile(r"关于(?:修改|修订|修正|调整)(?P<names>.+?)的(?:决定|通知|公告|通告)$")
_PART_OF_IT = re.compile(r"(?:中的?)?(?:(?:部分|有关|个别|相关)(?:条款|条文|内容|规定)?|第[^《》]{1,8}条)$")
_IN_PART = re.compile(
    rf"(?:将|对)\s*{_QUOTED}[^。《]{{0,200}}?(?:修改为|修正为|改为|调整为|(?:作|做)(?:出|了)?如下(?:修改|修正|调整)|予以修改)"
)


def amended(layout: Layout, titles: Titles) -> tuple[DocumentReference, ...]:
    """The documents that the text changes in part, each once, those of the title first."""
    found: dict[str, DocumentReference] = {}
    for reference in (*_by_title(titles.title), *_by_statements(layout)):
        known = found.get(name_key(reference.title))
        if name_key(reference.title) != name_key(titles.title) and (known is None or known.doc_no is None):
            found[name_key(reference.title)] = reference
    return tuple(found.values())


def _by_title(title: str) -> Iterator[DocumentReference]:
    match = _AMENDING_TITLE.search(fold(title))
    if match is None:
        return
    quoted = [*re.finditer(_QUOTED, match["names"])]
    yield from map(_reference, quoted)
    bare = _PART_OF_IT.sub("", match["names"])
    if not quoted and is_rule_name(bare):
        yield DocumentReference(bare)


def _by_statements(layout: Layout) -> Iterator[DocumentReference]:
    yield from map(_reference, _IN_PART.finditer(layout.folded))


def _reference(match: re.Match[str]) -> DocumentReference:
    number = next(numbers_in(match["number"]), None) if match["number"] else None
    return DocumentReference(match["name"], number.text if number else None)
