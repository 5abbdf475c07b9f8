"""Ids of loaded documents: the title in pinyin, short enough to be typed and quoted."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pypinyin import lazy_pinyin

from knowledge.names import title_key

LONGEST = 80
_HASH_LENGTH = 8
_WORDS = re.compile(r"[a-z0-9]+")
_WELL_FORMED = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)


def slug_of(title: str) -> str:
    """Lower-case ASCII words joined by `-`, at most `LONGEST` characters; where words were cut, a hash tells titles
    apart that begin alike."""
    spoken = " ".join(lazy_pinyin(unicodedata.normalize("NFKC", title)))
    slug = "-".join(_WORDS.findall(spoken.lower()))
    return slug if 0 < len(slug) <= LONGEST else with_hash(slug or "document", title_key(title))


def with_hash(slug: str, content: str) -> str:
    """The slug, cut at a word's end if need be, with a hash of `content`; at most `LONGEST` characters."""
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    room = LONGEST - _HASH_LENGTH - 1
    if len(slug) > room:
        slug = slug[: room + 1].rpartition("-")[0] or slug[:room]
    return f"{slug}-{digest}"


def is_well_formed(doc_id: str) -> bool:
    """Whether an id that a person chose is fit to be one: lower-case ASCII words joined by `-`, `.` or `_`."""
    return len(doc_id) <= LONGEST and _WELL_FORMED.fullmatch(doc_id) is not None
