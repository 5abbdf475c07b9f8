"""What a numeral measures, by the word behind it: 元, 万, 成, 个点, 人, 件, 年半, 分."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.eligibility.words.types import Kind, Quantity
from bot.numerals import NUMERAL, parse_numeral

_SHARE = re.compile(
    r" ?(?:(?P<sign>[%‰])|个?百分点|个点|点(?![击多半评0-9])"
    r"|成(?P<half>[半一二三四五六七八九0-9])?(?![立本果员功长绩效熟品为都交型套就年人])(?P<tail>半)?)"
)
_MONEY = re.compile(
    r"[ (]?(?P<factor>kw|w|[百千]?[万亿]|千)? ?(?:人民币|rmb)?(?:块钱|元整|元(?!素|件|器|旦|宵|宇宙)|圆"
    r"|块(?!链|儿|状)|rmb|人民币)"
    r"|(?P<sign>kw|w)(?![a-z0-9])"
)
_SPAN = re.compile(
    r" ?(?P<unit>周年|岁|年头|年(?!级|龄|轻|薪|均|度|报|[初底末])|个年头|个?月(?!薪|均|份)|天(?!津|使|桥)|日(?!照|常))"
    rf"(?P<half>半)?(?:(?:零|又|加|外加)?(?P<months>(?>{NUMERAL}))个?月(?P<half_month>半)?)?"
)
_PEOPLE = re.compile(
    r" ?(?:号人|口人|口子|个人(?!独资|所得|股东)|位(?!于|置)|名(?!单|称|下|录)|人(?!工|才|民|均|社|力|次"
    r"|机|大代)|号(?=[,。;!?\s]|$|左右|吧|上下))"
)
ITEMS = re.compile(
    r" ?(?:个(?!体|税|人所得|人独资|点)|项(?!目)|件|篇|份(?!额)|本(?!科|年|期|月|季|地|市|金)|条|种|套|台"
    r"|款|张|家|次|笔|枚)"
)
_SCORE = re.compile(" ?分(?!之|公司|支|别|钟|为|成|批|期)")


def measured(key: str, end: int, value: Decimal | None, is_scaled: bool) -> Quantity:
    """The quantity that a numeral ending at `end` is by what follows it."""
    given = value if value is not None else Decimal(0)
    scale = Decimal(10_000) if is_scaled else Decimal(1)
    share = None if is_scaled else _SHARE.match(key, end)
    if share is not None:
        return Quantity(Kind.SHARE, _share(share, given), end, share.end())
    money = _MONEY.match(key, end)
    if money is not None:
        sign = money["sign"] or money["factor"] or ""
        factor = (
            {"w": Decimal(10_000), "kw": Decimal(10) ** 7, "千": Decimal(1000)}.get(sign)
            or parse_numeral(sign)
            or Decimal(1)
        )
        return Quantity(Kind.MONEY, given * factor, end, money.end(), scale=max(scale, factor))
    span = _SPAN.match(key, end)
    if span is not None:
        return _span(span, given)
    for pattern, kind in ((_PEOPLE, Kind.PEOPLE), (ITEMS, Kind.ITEMS), (_SCORE, Kind.SCORE)):
        match = pattern.match(key, end)
        if match is not None:
            return Quantity(kind, given, end, match.end(), match.group().strip())
    if is_scaled:
        return Quantity(Kind.MONEY, given, end, end, scale=scale)
    return Quantity(Kind.NUMBER, given, end, end)


def _share(match: re.Match[str], value: Decimal) -> Decimal:
    if match["sign"] == "‰":
        return value / 1000
    if "成" not in match.group():
        return value / 100
    half = Decimal("0.05") if match["half"] == "半" or match["tail"] else Decimal(0)
    if match["half"] and match["half"] != "半":
        half = (parse_numeral(match["half"]) or Decimal(0)) / 100
    return value / 10 + half


def _span(match: re.Match[str], value: Decimal) -> Quantity:
    word = match["unit"].lstrip("个")
    unit = {"周年": "年", "岁": "年", "年头": "年", "天": "日"}.get(word, word)
    if unit == "年" and (match["half"] or match["months"]):
        months = parse_numeral(match["months"]) if match["months"] else Decimal(6)
        return Quantity(Kind.SPAN, value * 12 + (months or 0), match.start(), match.end(), "月")
    if match["half"] or match["months"]:
        end = match.start("half") if match["half"] else match.start("months")
        return Quantity(Kind.SPAN, value, match.start(), end, unit)
    return Quantity(Kind.SPAN, value, match.start(), match.end(), unit)
