"""Metadata that a person sets by hand, where what was read from a file is wrong or missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from knowledge.errors import InvalidCorrection, InvalidDocument
from knowledge.extraction.types import ExtractedMetadata, ExtractionFlag
from knowledge.metadata import metadata_from_mapping, metadata_to_mapping
from knowledge.readers.types import Flag
from knowledge.types import Metadata

Values = Mapping[str, object]
"""Field → value in the plain form of `metadata_to_mapping`; None takes away what stands there."""

NOTHING_SET: Values = MappingProxyType({})

SETTABLE = (
    "title", "doc_no", "issuer", "level", "region", "issued", "effective_from", "effective_to", "supersedes", "aliases",
    "source",
)  # fmt: skip
"""The fields that a person may set, in the order in which they are shown."""

LASTING = frozenset({"issuer", "level", "region"})
"""What a person set of these holds for later versions of the document too; the rest each version says of itself."""

_REQUIRED = ("title", "level")
_NO_ID = "-"
_NOTHING: tuple[object, ...] = (None, [])
# What a person says of these fields settles the doubt.
_SETTLED_BY = {
    "no_title": {"title"},
    "several_doc_nos": {"doc_no"},
    "contradictory_dates": {"effective_from", "effective_to"},
}


def corrected(metadata: Metadata, values: Values) -> Metadata:
    """The metadata with these values; fields that thereby change count as set by hand. Raises InvalidCorrection."""
    unknown = [name for name in values if name not in SETTABLE]
    if unknown:
        raise InvalidCorrection(f"不能设置字段 {'、'.join(unknown)}，可以设置的有 {'、'.join(SETTABLE)}。")
    missing = [name for name in _REQUIRED if name in values and values[name] is None]
    if missing:
        raise InvalidCorrection(f"字段 {'、'.join(missing)} 不能为空。")
    before = metadata_to_mapping(metadata)
    changed = {name for name, value in values.items() if not _same(before[name], value)}
    try:
        found = metadata_from_mapping({**before, **{name: values[name] for name in changed}}, "更正")
    except InvalidDocument as error:
        raise InvalidCorrection(str(error)) from None
    by_hand = tuple(name for name in SETTABLE if name in changed or name in metadata.by_hand)
    return replace(found, by_hand=by_hand)


def with_values(found: ExtractedMetadata, values: Values) -> ExtractedMetadata:
    """What was read from a text with these values in place of what it says. Raises InvalidCorrection."""
    if not values:
        return found
    wanted = corrected(found.to_metadata(_NO_ID), values)
    return replace(
        found,
        **{name: getattr(wanted, name) for name in wanted.by_hand},
        by_hand=wanted.by_hand,
        spans=MappingProxyType({name: span for name, span in found.spans.items() if name not in wanted.by_hand}),
        computed=MappingProxyType({name: note for name, note in found.computed.items() if name not in wanted.by_hand}),
        flags=(
            *(flag for flag in found.flags if not _SETTLED_BY.get(flag.code, set()) & values.keys()),
            *_reckoned_from_another_day(found, wanted),
        ),
    )


def _reckoned_from_another_day(found: ExtractedMetadata, wanted: Metadata) -> Iterator[ExtractionFlag]:
    """Where the first day was set by hand, but the last one was worked out (有效期3年) from that of the text."""
    if "effective_from" in wanted.by_hand and "effective_to" in found.computed and "effective_to" not in wanted.by_hand:
        words = f"到期{found.effective_to}是按文件中的施行日期推算的，施行日期已人工设置，请核对到期。"
        yield ExtractionFlag("contradictory_dates", words)


def changes_between(before: Metadata, after: Metadata, values: Values) -> tuple[Flag, ...]:
    """What setting these values changed, as the flags of an event: the field as code, `before → after` as text."""
    old, new = metadata_to_mapping(before), metadata_to_mapping(after)
    return tuple(
        Flag(name, f"{_shown(old[name])} → {_shown(new[name])}")
        for name in SETTABLE
        if name in values and not _same(old[name], new[name])
    )


def _same(one: object, other: object) -> bool:
    return one == other or (one in _NOTHING and other in _NOTHING)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "；".join(str(item["title"]) if isinstance(item, Mapping) else str(item) for item in value) or "无"
    return str(value) if value is not None else "无"
