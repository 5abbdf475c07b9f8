"""Level and territory of an issuer, real or fictitious, by the suffixes of its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction.territories import territory, territory_of_title
from knowledge.types import Level

TEXT = "根据山东省齐川市望河区的部署,制定本办法。"


@pytest.mark.parametrize(
    ("issuer", "level", "region"),
    [
        ("国务院办公厅", Level.NATION, "全国"),
        ("财政部、税务总局", Level.NATION, "全国"),
        ("国家税务总局", Level.NATION, "全国"),
        ("市场监管总局", Level.NATION, "全国"),
        ("全国人民代表大会常务委员会", Level.NATION, "全国"),
        ("山东省科学技术厅", Level.PROVINCE, "山东省"),
        ("国家税务总局山东省税务局", Level.PROVINCE, "山东省"),
        ("北京市科学技术委员会", Level.PROVINCE, "北京市"),
        ("内蒙古自治区人民政府", Level.PROVINCE, "内蒙古自治区"),
        ("省科技厅", Level.PROVINCE, "山东省"),
        ("齐川市科学技术局", Level.CITY, "山东省齐川市"),
        ("恩施土家族苗族自治州人民政府", Level.CITY, "恩施土家族苗族自治州"),
        ("青岛市市场监督管理局", Level.CITY, "青岛市"),
        ("望河区科学技术局", Level.DISTRICT, "山东省齐川市望河区"),
        ("济南市历下区人民政府", Level.DISTRICT, "济南市历下区"),
        ("上海市浦东新区人民政府", Level.DISTRICT, "上海市浦东新区"),
        ("江城县人民政府", Level.DISTRICT, "江城县"),
        ("齐川高新技术产业开发区管理委员会", Level.PARK, "山东省齐川市齐川高新技术产业开发区"),
        ("山东省齐川市高新技术产业开发区管委会", Level.PARK, "山东省齐川市高新技术产业开发区"),
        ("望河智谷科技园管理委员会", Level.PARK, "望河智谷科技园"),
        ("某某研究会", None, None),
    ],
)
def test_an_issuer_acts_for_its_territory(issuer: str, level: Level | None, region: str | None) -> None:
    assert territory(issuer, TEXT) == (level, region)


@given(
    st.text(alphabet="齐川望河云岭江城清水", min_size=2, max_size=3),
    st.sampled_from(["科学技术局", "人民政府", "财政局"]),
)
def test_any_name_before_a_suffix_is_a_place(name: str, office: str) -> None:
    assert territory(f"{name}市{office}", "") == (Level.CITY, f"{name}市")
    assert territory(f"山东省{name}市{office}", "") == (Level.CITY, f"山东省{name}市")
    assert territory(f"{name}县{office}", "") == (Level.DISTRICT, f"{name}县")


def test_a_title_tells_the_territory_for_want_of_an_issuer() -> None:
    assert territory_of_title("山东省齐川市科技创新券管理办法", "") == (Level.CITY, "山东省齐川市")
    assert territory_of_title("中华人民共和国增值税法", "") == (Level.NATION, "全国")
    assert territory_of_title("科技创新券管理办法", "") == (None, None)
