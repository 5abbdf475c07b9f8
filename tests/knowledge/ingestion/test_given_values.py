"""What a person may set by hand, and what is refused or doubted."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.errors import InvalidCorrection
from knowledge.ingestion.given_values import check_given, doubts_about_given
from knowledge.types import Level, Metadata

TODAY = date(2026, 11, 25)


def check_region(region: str, level: Level = Level.CITY, known: tuple[str, ...] = ()) -> None:
    metadata = Metadata("rules", "办法", level=level, region=region)
    check_given({"region": region}, metadata, known, TODAY)


@pytest.mark.parametrize("region", ["火星市", "<script>alert(1)</script>", "济南市火星区", "火星高新区", "区"])
def test_a_region_that_no_list_knows_is_refused(region: str) -> None:
    with pytest.raises(InvalidCorrection, match="这个地区") as refused:
        check_region(region)
    assert "<" not in str(refused.value)


@pytest.mark.parametrize("region", ["山东省济南市历下区", "历下区", "青岛", "济南高新区", "济南高新区齐鲁软件园"])
def test_a_place_or_a_park_inside_one_is_taken(region: str) -> None:
    check_region(region)


def test_the_territory_of_a_loaded_document_is_taken_by_its_name() -> None:
    check_region("望河区", known=("望河区",))


def test_the_whole_country_is_the_territory_of_national_rules_alone() -> None:
    check_region("全国", Level.NATION)
    with pytest.raises(InvalidCorrection, match="国家"):
        check_region("全国")


def test_a_day_of_issue_still_to_come_is_refused() -> None:
    check_given({"issued": "2026-11-25"}, Metadata("rules", "办法", issued=TODAY), (), TODAY)
    with pytest.raises(InvalidCorrection, match="晚于今天"):
        check_given({"issued": "2026-11-26"}, Metadata("rules", "办法", issued=date(2026, 11, 26)), (), TODAY)


def test_a_national_level_with_the_issuer_of_a_district_is_doubted() -> None:
    issued_there = Metadata("rules", "办法", issuer="济南市槐荫区人民政府", level=Level.NATION)
    assert [flag.code for flag in doubts_about_given({"level": "国家"}, issued_there)] == ["level_mismatch"]
    assert list(doubts_about_given({"level": "国家"}, Metadata("rules", "办法", issuer="财政部"))) == []
    assert list(doubts_about_given({"title": "办法"}, issued_there)) == []
