"""What is given of an enterprise → a typed Profile, or a refusal that names each field and what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NoReturn

from bot.eligibility.contradictions import contradictions
from bot.eligibility.errors import ContradictoryFacts, ProfileRefused
from bot.eligibility.fields import REGION, Fields
from bot.eligibility.types import Field, FieldType, FieldValue, Profile

MAY_BE_LOSSES = frozenset({"taxable_income", "taxable_income_prev"})
MAY_EXCEED_ONE = frozenset({"rd_ratio_1y", "rd_ratio_3y"})
"""A young enterprise may spend more on research than it earns."""
LARGEST_AMOUNT = Decimal(10) ** 13
LONGEST_TEXT = 100
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class _Wrong(Exception):
    """What is wrong with one value: `str(error)` is a Chinese sentence. It never leaves this file."""


def read_profile(given: Mapping[str, object], fields: Fields, *, latest: date) -> Profile:
    """The profile that these values make; None is "not given". `latest` is the last day a date may name.

    Raises ProfileRefused with every field that is wrong, or ContradictoryFacts with every field that cannot be true
    beside another one.
    """
    values: dict[str, FieldValue] = {}
    problems: list[tuple[str, str]] = []
    for name, value in given.items():
        try:
            if name not in fields:
                raise _Wrong("没有这个字段")
            if value is not None:
                values[name] = _value(fields[name], value, latest)
        except _Wrong as wrong:
            problems.append((name, str(wrong)))
    if problems:
        raise ProfileRefused(problems)
    found = contradictions(values)
    if found:
        raise ContradictoryFacts([(name, each.message) for each in found for name in each.fields])
    return Profile(values)


def _value(field: Field, value: object, latest: date) -> FieldValue:
    match field.type:
        case FieldType.NUMBER:
            return _number(field, value)
        case FieldType.BOOL:
            return value if isinstance(value, bool) else _refuse("应为 true 或 false")
        case FieldType.DATE:
            return _day(value, latest)
        case FieldType.ENUM if field.name != REGION:
            return value if isinstance(value, str) and value in field.values else _refuse(_one_of(field))
        case _:
            return _text(value)


def _number(field: Field, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        _refuse("应为数字，不带单位，不加引号")
    if not math.isfinite(value):
        _refuse("应为有限的数字")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    _check_range(field, number)
    return number


def _check_range(field: Field, number: Decimal) -> None:
    if number < 0 and field.name not in MAY_BE_LOSSES:
        _refuse("不能小于 0")
    if field.is_money and abs(number) > LARGEST_AMOUNT:
        _refuse("金额（元）不能超过 10 万亿")
    if field.is_share and number > 1 and field.name not in MAY_EXCEED_ONE:
        _refuse("比例应为 0 到 1 之间的小数，如 5% 写作 0.05")
    if field.name == "profit_year" and (number < 1 or number % 1):
        _refuse("应为从 1 起的整数")
    if field.name == "amortization_years" and number <= 0:
        _refuse("应大于 0")


def _day(value: object, latest: date) -> date:
    if isinstance(value, date):
        day = value
    elif isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            _refuse("没有这一天")
    else:
        _refuse("应为 YYYY-MM-DD 形式的日期")
    if day > latest:
        _refuse("不能晚于今天和业务日期")
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        _refuse("应为文字")
    if len(value) > LONGEST_TEXT:
        _refuse(f"最多 {LONGEST_TEXT} 个字符")
    if _HALF_CHARACTER.search(value):
        _refuse("含有不完整的 Unicode 字符")
    return value


def _one_of(field: Field) -> str:
    return f"应为以下之一：{'、'.join(field.values)}"


def _refuse(message: str) -> NoReturn:
    raise _Wrong(message)
