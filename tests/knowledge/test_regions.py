"""Places by administrative belonging."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.divisions import load_divisions
from knowledge.regions import REGIONS_FILE, Place, Regions, load_regions
from knowledge.types import Level, Metadata

INVENTED = Regions(
    "示范省",
    {
        "示范省": {"cities": ["东港", "东港口"], "zones": ["灯塔湾"], "districts": {"东港": ["望河"]}},
        "邻省": {"cities": ["东方", "北岭"], "zones": ["灯塔湾"]},
    },
    frozenset({"东方"}),
)


@pytest.fixture(scope="module")
def shipped():
    return load_regions()


def test_a_city_belongs_to_its_province():
    assert INVENTED.places("我们在北岭办厂") == (Place("北岭", "邻省", "北岭"),)


def test_a_province_is_its_own():
    assert INVENTED.places("邻省的公司") == (Place("邻省", "邻省"),)


def test_places_come_in_the_order_of_the_text():
    assert [place.name for place in INVENTED.places("从北岭搬到东港")] == ["北岭", "东港"]


def test_the_longer_name_wins():
    assert [place.name for place in INVENTED.places("东港口")] == ["东港口"]


def test_a_name_that_two_provinces_claim_belongs_to_the_first():
    assert INVENTED.places("灯塔湾")[0].province == "示范省"


def test_a_name_that_is_a_word_counts_only_with_its_suffix():
    assert INVENTED.places("太阳从东方升起") == ()
    assert INVENTED.places("东方市的公司") == (Place("东方", "邻省", "东方"),)


def test_a_district_belongs_to_its_city():
    assert INVENTED.places("公司在望河") == (Place("望河", "示范省", "东港"),)


def _rule(level: Level, region: str) -> Metadata:
    return Metadata("rule", "某条例", level=level, region=region)


@pytest.mark.parametrize(
    ("level", "region", "asked_from", "holds"),
    [
        (Level.NATION, "全国", "北岭", True),
        (Level.PROVINCE, "示范省", "东港", True),
        (Level.PROVINCE, "示范省", "北岭", False),
        (Level.CITY, "东港市", "东港", True),
        (Level.CITY, "东港市", "望河", True),
        (Level.CITY, "东港市", "东港口", False),
        (Level.CITY, "东港市", "示范省", True),
        (Level.PARK, "示范省齐川市望海区", "东港", False),
    ],
)
def test_a_rule_holds_inside_its_territory_only(level, region, asked_from, holds):
    assert INVENTED.covers(_rule(level, region), INVENTED.places(asked_from)[0]) is holds


def test_without_a_place_no_rule_is_excluded():
    assert INVENTED.covers(_rule(Level.CITY, "东港市"), None)


@given(st.text(alphabet="东港口方市北岭灯塔湾邻示范省x", max_size=40))
def test_each_place_stands_in_the_text(text):
    assert all(place.name in text for place in INVENTED.places(text))


def test_every_shipped_place_is_found_by_its_name(shipped):
    data = yaml.safe_load(REGIONS_FILE.read_text(encoding="utf-8"))
    for province, parts in data["provinces"].items():
        for name in (province, *parts["cities"], *parts["zones"]):
            suffix = "市" if name in data["with_suffix_only"] else ""
            assert [place.name for place in shipped.places(f"在{name}{suffix}。")] == [name]


def test_the_shipped_names_with_suffix_are_names_of_places():
    data = yaml.safe_load(REGIONS_FILE.read_text(encoding="utf-8"))
    names = {name for parts in data["provinces"].values() for name in (*parts["cities"], *parts["zones"])}
    counties = {path[-1].rstrip("区县市") for path in load_divisions().below(data["home"])}
    assert set(data["with_suffix_only"]) <= names | counties


@pytest.mark.parametrize("text", ["泰山学者给多少", "惠民政策有哪些", "平原地区的企业"])
def test_a_county_named_like_a_word_counts_only_with_its_kind(text):
    found = load_regions().with_territories((), load_divisions())
    assert found.places(text) == ()
    assert [place.name for place in found.places("泰山区和惠民县")] == ["泰山区", "惠民县"]


@pytest.mark.parametrize(("text", "inside"), [("烟台", True), ("崂山", True), ("苏州", False), ("大湾区", False)])
def test_the_shipped_home_is_told_from_elsewhere(shipped, text, inside):
    (place,) = shipped.places(text)
    assert (place.province == shipped.home) is inside


@pytest.fixture(scope="module")
def at_home(shipped):
    return shipped.with_territories(["济南高新区", "历城区", "齐鲁软件园"], load_divisions())


@pytest.mark.parametrize(
    ("text", "name", "city", "area"),
    [
        ("我们在历城区", "历城区", "济南", "历城区"),
        ("天桥区的公司", "天桥区", "济南", "天桥区"),
        ("公司在济南市高新区", "济南市高新区", "济南", "高新区"),
        ("高新区的企业", "高新区", "济南", "高新区"),
        ("青岛高新区的企业", "青岛高新区", "青岛", "高新区"),
        ("齐鲁软件园的企业", "齐鲁软件园", None, None),
        ("济南的企业", "济南", "济南", None),
    ],
)
def test_districts_and_zones_go_with_their_city(at_home, text, name, city, area):
    (place,) = at_home.places(text)
    assert (place.name, place.city, place.area) == (name, city, area)


def test_a_kind_of_zone_alone_names_none_of_several(shipped):
    places = shipped.with_territories(["济南高新区", "青岛高新区"], load_divisions())
    assert places.places("高新区的企业") == ()


@pytest.mark.parametrize(
    ("level", "region", "asked_from", "holds"),
    [
        (Level.DISTRICT, "历城区", "历城区", True),
        (Level.DISTRICT, "济南市历城区", "历城", True),
        (Level.DISTRICT, "历城区", "章丘区", False),
        (Level.DISTRICT, "历城区", "济南高新区", False),
        (Level.DISTRICT, "历城区", "济南", True),
        (Level.DISTRICT, "历城区", "山东", True),
        (Level.DISTRICT, "历城区", "青岛", False),
        (Level.PARK, "济南高新区", "高新区", True),
        (Level.PARK, "济南高新区", "青岛高新区", False),
        (Level.PARK, "齐鲁软件园", "历城区", False),
        (Level.CITY, "济南市", "历城区", True),
        (Level.CITY, "济南市", "济南高新区", True),
        (Level.CITY, "济南市", "齐鲁软件园", True),
    ],
)
def test_a_rule_of_a_district_or_park_holds_there_and_not_in_another(at_home, level, region, asked_from, holds):
    assert at_home.covers(_rule(level, region), at_home.places(asked_from)[-1]) is holds
