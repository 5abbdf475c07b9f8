"""The level of an issuer and the territory it acts for, parsed by suffix (山东省, 齐川市, 望河区), not from a list."""

from __future__ import annotations

import re

from knowledge.extraction.layout import fold, without_spaces
from knowledge.types import Level

NATION = "全国"
_PROVINCE = (
    r"(?:[\u4e00-\u9fff]{2,3}(?<![本全各我外跨])省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区"
    r"|(?:北京|上海|天津|重庆)市|(?:香港|澳门)特别行政区)"
)
# Running text sets nothing before a name, so there a province is told by the list of those that exist.
_KNOWN_PROVINCE = (
    r"(?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    r"|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|(?:北京|上海|天津|重庆)市)"
)
_BOUNDARY = r"(?:(?<![\u4e00-\u9fff])|(?<=[据照按在对由向和与为于及]))(?![根据按依在对由向和与为于及经现各])"
_NAME = r"[\u4e00-\u9fff]{1,7}?"
_NO_PLACE = r"(?:本|全|各|我|该|外|跨|地|城|超|直辖|股|上|夜|有关|相关|所在|省|设区的|省辖)"
_CITY = rf"(?:(?!{_NO_PLACE}[市])(?:{_NAME})(?:市(?!场|政|民|直|级|容)|自治州|盟(?=[\u4e00-\u9fff])|地区))"
_DISTRICT = (
    r"(?:(?!(?:园|地|社|片|小|辖|城|校|景|库|灾|山|林|矿|港|厂|专|特|牧|军|战|时|新)区)"
    r"[\u4e00-\u9fff]{1,7}?(?:(?<!开发)(?<!园)(?<!高新)(?<!技术产业)(?<!示范)(?<!保税)(?<!试验)(?<!自治)(?<!合作)(?<!港)(?<!风貌)(?<!风景)(?<!保护)(?<!功能)(?<!集聚)区(?![块县域])|县(?!级)|自治县|(?:左|右|前|后|中)旗))"
)
_PARK = (
    r"(?:[\u4e00-\u9fff]{0,16}?(?:开发区|高新区|示范区|产业园区?|科技园区?|工业园区?|科学园|科学城|科技城|创新区|试验区|保税港?区|"
    r"自贸区|经开区|合作区|软件园|园区|孵化器|大学科技园|度假区|生态城|新城))"
)
_CHAIN = re.compile(rf"(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<district>{_DISTRICT})?(?P<park>{_PARK})?")
_NATIONAL = re.compile(
    r"国务院|市场监管总局|全国人民代表大会|全国人大|中共中央|中央|最高人民|国家|财政部|科学?技术?部|税务总局|中国|[\u4e00-\u9fff]{1,10}部(?!门)|"
    r"工信部|总局|总署|证监会|银保监会|金融监管|人民银行|知识产权局$|全国"
)
_PARENT_OFFICE = re.compile(
    r"^(?:国家税务总局|中国人民银行|国家外汇管理局|国家统计局|国家金融监督管理总局|中国证券监督管理委员会|中国证监会|中共)(?=[\u4e00-\u9fff]{2})"
)
_ABBREVIATED = (("省", Level.PROVINCE), ("市(?!场)", Level.CITY), ("区", Level.DISTRICT), ("县", Level.DISTRICT))
_PARK_OFFICE = re.compile(r"管委会|管理委员会|管理局|管理办|运营|公司|中心")


def territory(issuer: str, text: str) -> tuple[Level | None, str | None]:
    """The level and the territory of an issuer (the first of those joined by 、); `text` may name where it lies.

    A national issuer acts for 全国. What neither the name nor the text tells is None.
    """
    first = without_spaces(fold(issuer.split("、")[0]))
    name = _PARENT_OFFICE.sub("", first)
    level, place = _chain(name)
    if level is not None and place:
        return level, _whole_chain(place, text)
    if _NATIONAL.match(first):
        return Level.NATION, NATION
    for word, abbreviated in _ABBREVIATED:
        if re.match(word, name) and len(name) > 1:
            return abbreviated, _named_at(abbreviated, text)
    return (Level.PARK, None) if _PARK_OFFICE.search(name) and "园" in name else (None, None)


def territory_of_title(title: str, text: str) -> tuple[Level | None, str | None]:
    """The level and territory that a title begins with (山东省齐川市科技创新券管理办法), for want of an issuer."""
    folded = without_spaces(fold(title))
    if folded.startswith(("中华人民共和国", "国务院", "国家")):
        return Level.NATION, NATION
    level, place = _chain(folded)
    return (level, _whole_chain(place, text)) if place else (None, None)


def _chain(name: str) -> tuple[Level | None, str | None]:
    """The narrowest level of the places that a name begins with, and those places."""
    match = _CHAIN.match(name)
    if match is None or not match.group():
        return None, None
    if match["park"]:
        return Level.PARK, match.group()
    if match["district"]:
        return Level.DISTRICT, match.group()
    if match["city"]:
        return Level.CITY, match.group()
    return Level.PROVINCE, match.group()


def _whole_chain(place: str, text: str) -> str:
    """The place with the wider ones that the text names before it: 望河区 → 山东省齐川市望河区."""
    after_province = re.search(rf"(?P<above>{_KNOWN_PROVINCE}(?:{_CITY})?){re.escape(place)}", text)
    match = after_province or re.search(rf"(?P<above>{_BOUNDARY}{_CITY}){re.escape(place)}", text)
    if match and not re.match(_PROVINCE, place):
        above = match["above"]
        return above + place if re.match(_PROVINCE, above) else _whole_chain(above, text) + place
    stem = _park_stem(place)
    city = re.search(rf"(?:{_KNOWN_PROVINCE})?{stem}市", text) if stem else None
    return _whole_chain(city.group(), text) + place if city else place


def _park_stem(place: str) -> str:
    """The city that a park's name begins with (齐川高新技术产业开发区 → 齐川), or nothing."""
    match = re.match(r"([\u4e00-\u9fff]{2,4}?)(?:高新|经济|综合|国家|科技|保税)", place)
    return match[1] if match and not re.search("[省市区县]", place[:-1]) else ""


def _named_at(level: Level, text: str) -> str | None:
    """The only place of a level that a text names (省科技厅 and 山东省), else None."""
    city = "" if level is Level.PROVINCE else _CITY
    district = _DISTRICT if level is Level.DISTRICT else ""
    places = {match.group() for match in re.finditer(rf"{_KNOWN_PROVINCE}{city}{district}", text)}
    return places.pop() if len(places) == 1 else None
