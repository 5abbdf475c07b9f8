"""What a person sets by hand, held to what can be: a region that exists, a day that has come, a level that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.corrections import Values
from knowledge.divisions import Divisions, load_divisions
from knowledge.errors import InvalidCorrection
from knowledge.extraction.territories import NATION, territory, territory_of_title
from knowledge.extraction.types import ExtractedMetadata
from knowledge.names import title_key
from knowledge.readers.types import Flag
from knowledge.types import Level, Metadata

_COUNTY_DEPTH = 3
_NO_NAME = re.compile(r"[^\w·（）()、]")


def check_given(values: Values, metadata: Metadata | ExtractedMetadata, known: Iterable[str | None], on: date) -> None:
    """Refuse a region that nobody knows and an issue day still to come. Raises InvalidCorrection.

    `metadata` has the values already; `known` are the territories of loaded documents, which may be set by their very
    names; `on` is today.
    """
    region = values.get("region")
    if isinstance(region, str):
        _check_region(region, metadata.level, known)
    if "issued" in values and metadata.issued is not None and metadata.issued > on:
        raise InvalidCorrection(f"成文日期{metadata.issued}晚于今天，请核对。")


def doubts_about_given(values: Values, metadata: Metadata | ExtractedMetadata) -> Iterator[Flag]:
    """What a person should look at again: a level wider than its issuer's."""
    if values.get("level") != Level.NATION.value or not metadata.issuer:
        return
    level, _ = territory(metadata.issuer, "")
    if level not in (None, Level.NATION):
        yield Flag("level_mismatch", f"层级设为国家，而发布机关{metadata.issuer}看起来是{level}级的，请核对。")


def _check_region(region: str, level: Level | None, known: Iterable[str | None]) -> None:
    if title_key(region) == title_key(NATION):
        if level is not Level.NATION:
            raise InvalidCorrection("地区为全国时，层级须为国家，请一并设置 level=国家。")
        return
    if region in known or _is_place(region, load_divisions()):
        return
    shown = region if _NO_NAME.search(region) is None else "所填内容"
    raise InvalidCorrection(
        f"没有“{shown}”这个地区。请写行政区划的名称（如 济南市、山东省济南市历下区），"
        "园区写在所在地之后（如 济南高新区齐鲁软件园）。"
    )


def _is_place(region: str, divisions: Divisions) -> bool:
    """Whether a name is of a place on the list, or of a park or zone inside one; not of a county that is not there."""
    if _NO_NAME.search(region):
        return False
    paths = divisions.places(region)
    names_a_county = territory_of_title(region, "")[0] is Level.DISTRICT
    return any(len(path) >= _COUNTY_DEPTH or not names_a_county for path in paths)
