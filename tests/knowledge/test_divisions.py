"""Official names of places by administrative belonging, alone or chained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.divisions import load_divisions

DIVISIONS = load_divisions()
PLACES = sorted({place for places in DIVISIONS._full.values() for place in places})


@pytest.mark.parametrize(
    ("name", "in_shandong", "in_jinan"),
    [
        ("山东省", True, None),
        ("山东", True, None),
        ("济南市", True, True),
        ("济南", True, True),
        ("山东省济南市", True, True),
        ("山东济南", True, True),
        ("山东省济南市历下区", True, True),
        ("济南市历下区", True, True),
        ("济南历下", True, True),
        ("历下区", True, True),
        ("历下", True, True),
        ("章丘", True, True),
        ("莱芜", True, True),
        ("平阴县", True, True),
        ("济南高新区", True, True),
        ("济南高新技术产业开发区", True, True),
        ("山东省济南市高新区", True, True),
        ("济南市历下区经十路1号", True, True),
        ("济南高新区舜华路2000号", True, True),
        ("山东省 济南市 历下区", True, True),
        ("山东省/济南市", True, True),
        ("中国山东济南", True, True),
        ("濟南市", True, True),
        ("济南市中区", True, True),
        ("枣庄市中区", True, False),
        ("枣庄市市中区", True, False),
        ("市中区", None, None),
        ("山东省市中区", True, None),
        ("河东区", None, False),
        ("鼓楼区", False, False),
        ("青岛市", True, False),
        ("青岛高新区", True, False),
        ("青岛西海岸新区", True, False),
        ("西海岸新区", True, False),
        ("胶州市", True, False),
        ("烟台经济技术开发区", True, False),
        ("单县", True, False),
        ("北京", False, False),
        ("北京市海淀区", False, False),
        ("中关村", False, False),
        ("吉林", False, False),
        ("河南", False, False),
        ("海南", False, False),
        ("内蒙古", False, False),
        ("恩施州", False, False),
        ("延边朝鲜族自治州", False, False),
        ("湖北仙桃", False, False),
        ("重庆两江新区", False, False),
        ("苏州工业园区", False, False),
        ("浦东", False, False),
        ("香港", False, False),
        ("香港九龙", False, False),
        ("北京市海淀区中关村", False, False),
        ("海淀区中关村", False, False),
        ("陕西省乾县", False, False),
        ("河北雄安新区", False, False),
        ("中国(山东)自由贸易试验区", True, None),
        ("台湾省台北市", False, False),
        ("深圳市历下区", None, None),
        ("济南市崂山区", None, None),
        ("山东省深圳市", None, None),
        ("济南市以外", None, None),
        ("济南市或青岛市", None, None),
        ("山东大学", None, None),
        ("北京路", None, None),
        ("高新区", None, None),
        ("全国", None, None),
        ("中国", None, None),
        ("火星", None, None),
        ("", None, None),
        ("  ", None, None),
    ],
)
def test_a_name_belongs_where_it_is(name, in_shandong, in_jinan):
    assert (DIVISIONS.lies_in(name, "山东省"), DIVISIONS.lies_in(name, "济南市")) == (in_shandong, in_jinan)


def test_a_name_that_several_places_bear_means_each_of_them():
    assert {place[:2] for place in DIVISIONS.places("市中区")} >= {("山东省", "济南市"), ("四川省", "乐山市")}


@given(st.sampled_from(PLACES))
def test_every_place_is_found_by_its_chain_and_lies_in_all_above_it(place):
    chain = "".join(dict.fromkeys(part for part in place if part))
    assert place in DIVISIONS.places(chain)
    assert DIVISIONS.lies_in(chain, place[0]) is True


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_fault(text):
    DIVISIONS.places(text)


def test_where_it_lies_is_named_by_province():
    assert DIVISIONS.provinces("朝阳区") == {"北京市", "吉林省"}
    assert DIVISIONS.provinces("香港") == {"香港特别行政区"}
