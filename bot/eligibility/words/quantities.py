"""Amounts as people say and type them: 1.2个亿, 十九万八, 九成五, 六个点, 3年2个月, 十几个, 800多万, 42号人.

`bot.figures` reads the figures of documents, each a definite one; here a bound or a range must be told from a value,
and shorthand of speech counts. Numerals and shares written in words are read by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.eligibility.words.bounds import with_bounds, with_ranges
from bot.eligibility.words.dates import read_day
from bot.eligibility.words.measures import ITEMS, measured
from bot.eligibility.words.types import Kind, Quantity
from bot.numerals import ARABIC, NUMERAL, NUMERAL_START, parse_numeral
from bot.written_shares import read_named_share

_START = re.compile(
    rf"(?<![a-z])[0-9]|(?![0-9]){NUMERAL_START}|[半几好上数若对负去前今本明后大昨这近连每]|(?<![a-z0-9])-(?=[0-9])"
)
_NEGATIVE = re.compile(r"(?:负|-) ?")
_IS_RANGE_BEFORE = re.compile(rf"(?:[0-9%]|{NUMERAL_START}) ?[万亿%]?$")
_NUMERAL = re.compile(NUMERAL)
_SHORT_TAIL = re.compile("(?<=[百千万亿])[1-9](?=[,.](?![0-9]))")
_ARTICLE = re.compile("[百千万亿]一$")
_SPLIT_SCALE = re.compile(
    rf"(?P<numeral>{ARABIC}"
    rf"|[零一二三四五六七八九两十百]+(?:点[零一二三四五六七八九]+)?)个(?P<scale>[千百]?[万亿]|w(?![a-z]))"
)
_MORE = re.compile(r" ?(?P<more>[多余来几])(?P<scale>[百千]?[万亿]{0,2})(?![自])")
_VAGUE = re.compile(
    r"(?:[一二两三四五六七八九][二两三四五六七八九]|百十|百八十|千八百|[好]?几|(?<![人总员件个岁])数|上|成)(?P<scale>[十百千万亿]+)"
    r"|十几(?P<scale2>[万亿]?)|[一二三四五六七八九]十几(?P<scale3>[万亿]?)"
    r"|[两三四五六七八][三四五六七八九]|(?:百十|百八十)来?|[好]?几|若干|千把|百把"
)
_NOT_VAGUE = re.compile("几乎|几点|几号|几月|上年|上[十千万](?=[^个家人万元块名件年])|好几乎|成百上千")
_WORDS = re.compile(
    r"一块(?=[0-9两二三四五六七八九十]|是|有|,|共)|一(?:般|定|样|下|起|直|次性|些|共|季|旦|切|致|边|体|线"
    r"|流|类|级|块(?=儿|做|报|算|用)|方面|起|会儿|点(?!半)|句|路|部分|大半)|十分|万一|千万(?=别|不|要)"
    r"|百分点|三板|[一二]类|[一二三四]季度?|半(?:径|导|天|自动|成品|路|夜)|两(?:免|边|化|类|项|种|样|者|头"
    r"|用)|三(?:免|高|方|证)|五险|六税两费|四上|八小时|双软"
    r"|[这那]一?块|3d|5g|4g|6g|b2b|第[一二三四五六七八九十0-9]+(?=[条款项类批个季步期])"
    r"|前[一二三四五六七八九十0-9]+(?=[项名位])|前12个月|前十二个月|前一年|连续12个月"
    r"|近(?:[一二两三0-9]|[一二三]个会计)个?年?(?:度)?|120%|对(?!半)|全(?!部)|数字|数据|大数|上市|本科"
    r"|后续|半年度|每[0-9一二三]+(?=个月|季)|一个?月(?=的?[卖开销流做报收营]|大概|差不多|也就|能)"
    r"|一个?季度?(?=的?[卖开销流做报收营]|大概|差不多|也就|能)"
)
_HALF_SPAN = re.compile(
    rf"(?P<numeral>(?>{NUMERAL}))个(?:半月|月半)|半个?(?P<unit>年|月)|(?P<numeral2>(?>{NUMERAL}))年半"
)
_ORDINAL = re.compile(rf"第(?P<numeral>(?>{NUMERAL}))个?(?:获利年度|年)")
_SCALES = frozenset("百千万亿零")
"""Alone they count nothing: (万元) is a heading."""
_CURRENCY = re.compile("(?:[¥￥]|rmb|人民币) ?$")
LARGEST_NUMBER = Decimal(10) ** 10
"""Bare numbers from here on are telephone and file numbers."""
_ENDS = re.compile(r"[,。;!?、\s)吧呢了啊]|$")


def find_quantities(key: str, as_of: date) -> tuple[Quantity, ...]:
    """Every amount, length of time and day of a folded text, in order."""
    found = list(_scan(key, as_of))
    return tuple(with_ranges(key, found))


def _scan(key: str, as_of: date) -> Iterator[Quantity]:
    position = 0
    while (match := _START.search(key, position)) is not None:
        start = match.start()
        skipped = _WORDS.match(key, start)
        quantity = None if skipped else _read(key, start, as_of)
        if quantity is not None:
            yield with_bounds(key, quantity)
            position = quantity.end
        elif skipped:
            position = skipped.end()
        else:
            run = _NUMERAL.match(key, start)
            position = run.end() if run else start + 1


def _read(key: str, start: int, as_of: date) -> Quantity | None:
    negative = _NEGATIVE.match(key, start)
    if negative is not None:
        if _IS_RANGE_BEFORE.search(key, 0, start):
            return None
        positive = _read_numeral(key, negative.end())
        if positive is None or positive.value is None:
            return None
        return replace(positive, value=-positive.value, start=start)
    return (
        read_day(key, start, as_of)
        or _read_ordinal(key, start)
        or _read_half(key, start)
        or _read_vague(key, start)
        or _read_share(key, start)
        or _read_numeral(key, start)
    )


def _read_ordinal(key: str, start: int) -> Quantity | None:
    match = _ORDINAL.match(key, start - 1) if start else None
    value = parse_numeral(match["numeral"]) if match else None
    return None if match is None or value is None else Quantity(Kind.ORDINAL, value, start - 1, match.end(), "年")


def _read_half(key: str, start: int) -> Quantity | None:
    match = _HALF_SPAN.match(key, start)
    if match is None:
        return None
    months = Decimal(6) if match["unit"] == "年" else Decimal("0.5")
    if match["numeral"]:
        months = (parse_numeral(match["numeral"]) or Decimal(0)) + Decimal("0.5")
    elif match["numeral2"]:
        months = 12 * (parse_numeral(match["numeral2"]) or Decimal(0)) + 6
    return Quantity(Kind.SPAN, months, start, match.end(), "月")


def _read_vague(key: str, start: int) -> Quantity | None:
    match = _VAGUE.match(key, start)
    if match is None or _NOT_VAGUE.match(key, start):
        return None
    scale = match["scale"] or match["scale2"] or match["scale3"] or ""
    unit = measured(key, match.end(), None, "万" in scale or "亿" in scale)
    if unit.kind is Kind.NUMBER and not scale:
        return None
    return replace(unit, start=start, value=None, is_open=True)


def _read_share(key: str, start: int) -> Quantity | None:
    figure = read_named_share(key, start)
    if figure is not None:
        return Quantity(Kind.SHARE, figure.value, start, figure.end)
    if key.startswith(("半数", "对半"), start):
        return Quantity(Kind.SHARE, Decimal("0.5"), start, start + 2)
    return None


def _read_numeral(key: str, start: int) -> Quantity | None:
    split = _SPLIT_SCALE.match(key, start)
    if split is not None:
        value, end = parse_numeral(split["numeral"] + split["scale"].replace("w", "万")), split.end()
    else:
        value, end = _numeral(key, start)
    if value is None:
        return None
    written = key[start:end]
    if set(written) <= _SCALES:
        return None
    more = _MORE.match(key, end)
    if more is not None and _goes_on(key, more.end(), more["scale"]):
        scale = parse_numeral(more["scale"]) if more["scale"] else Decimal(1)
        is_money = bool(set("万亿") & set(written + more["scale"]))
        return replace(measured(key, more.end(), value * (scale or 1), is_money), start=start, is_open=True)
    quantity = measured(key, end, value, bool(set("万亿w") & set(written)))
    if quantity.kind is Kind.NUMBER and _CURRENCY.search(key, max(0, start - 4), start):
        quantity = replace(quantity, kind=Kind.MONEY)
    if quantity.kind is Kind.NUMBER:
        if value >= LARGEST_NUMBER or key.startswith("号", end):
            return None
        if written[0] not in "0123456789":
            quantity = replace(quantity, unit="汉")
            if len(written) == 1 and _ENDS.match(key, end) is None:
                return None
        if key[end : end + 1].isascii() and key[end : end + 1].isalpha():
            return None
    return replace(quantity, start=start)


def _goes_on(key: str, end: int, scale: str) -> bool:
    """Whether 多, 余 or 来 behind a numeral belongs to it: a scale, a unit or the end of the words follows."""
    return bool(scale) or bool(
        re.match(r"个|元|块|人|家|项|号|位|名|件|年|月|天|万|亿|平|%|[^\w]|$|的|吧|了|w", key[end : end + 1])
    )


def _numeral(key: str, start: int) -> tuple[Decimal | None, int]:
    run = _NUMERAL.match(key, start)
    if run is None:
        return None, start
    if _ARTICLE.search(key, start, run.end()):  # 三十万|一台, but 两万一 is 21,000
        is_article = ITEMS.match(key, run.end()) is not None
        return parse_numeral(key[start : run.end() - 1] + ("" if is_article else "1")), run.end() - is_article
    tail = _SHORT_TAIL.match(key, run.end())
    if tail is not None:  # 3万2，
        return parse_numeral(run.group() + tail.group()), tail.end()
    value = parse_numeral(run.group())
    if value is None and "零" in run.group()[1:]:
        value = parse_numeral(run.group()[0] + run.group()[1:].replace("零", ""))  # 两百万零五千
    if value is not None:
        return value, run.end()
    arabic = re.compile(ARABIC).match(key, start)
    return (parse_numeral(arabic.group()), arabic.end()) if arabic else (None, run.end())
